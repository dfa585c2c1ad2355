"""build(inputs, out): every source through the line, in worker processes with a time limit, into one folder that is written whole or not
at all. Unchanged sources are not read again; one that fails is reported and the others are built."""

from __future__ import annotations

import gzip
import hashlib
import json
import pickle
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import TimeoutError as OutOfTime
from dataclasses import dataclass
from functools import cache
from importlib import resources
from multiprocessing import get_context
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from pebble import ProcessExpired, ProcessPool

from budgetgraph import __version__, catalogue, mapping, store, validate
from budgetgraph.assets import asset
from budgetgraph.findings import Finding
from budgetgraph.iris import BASE, Iris
from budgetgraph.model import Disclosure
from budgetgraph.nquads import joined
from budgetgraph.pipeline import extract, masked, sources
from budgetgraph.problems import BudgetGraphError, LimitExceeded, Note, UnreadableInput

#: The longest that one source may take, in seconds, unless the caller says otherwise.
TIME_LIMIT = 300.0
_CACHE = "parts"


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be built, why, and the exit status that this calls for."""

    file: str
    reason: str
    status: int


@dataclass(frozen=True, slots=True)
class Part:
    """One built source: its named graph, what it holds and what was found in it."""

    file: str
    sha256: str
    key: str
    graph: str
    department: str
    division: str | None
    fiscal_year: int
    counts: dict[str, int]
    notes: tuple[Note, ...]
    findings: tuple[Finding, ...]
    lines: tuple[str, ...]
    nquads: bytes


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did; `as_json` is DIR/report.json. It holds no clock, so equal inputs give equal bytes."""

    base: str
    triples: int
    parts: tuple[Part, ...]
    failures: tuple[Failure, ...]

    def totals(self) -> dict[str, int]:
        """The counts of all sources together; documents are counted once, however many sources cite them."""
        total: Counter[str] = Counter()
        for part in self.parts:
            total.update(part.counts)
        return dict(sorted(total.items()))

    def summary(self) -> str:
        """One line for the terminal."""
        totals = self.totals()
        counted = ", ".join(f"{totals.get(name, 0)} {name}" for name in ("projects", "indicators", "figures", "citations", "findings"))
        failed = f", {len(self.failures)} not built" if self.failures else ""
        return f"{len(self.parts)} disclosures, {self.triples} triples: {counted}{failed}"

    def as_json(self) -> dict[str, Any]:
        return {
            "budgetgraph": __version__,
            "base": self.base,
            "triples": self.triples,
            "totals": self.totals(),
            "sources": [_part_json(part) for part in self.parts],
            "failures": [{"file": one.file, "reason": one.reason, "status": one.status} for one in self.failures],
        }


def _part_json(part: Part) -> dict[str, Any]:
    rules = Counter(finding.rule for finding in part.findings)
    return {
        "file": part.file,
        "sha256": part.sha256,
        "disclosure": part.key,
        "graph": part.graph,
        "department": part.department,
        "division": part.division,
        "fiscal_year": part.fiscal_year,
        "counts": part.counts,
        "findings": dict(sorted(rules.items())),
        "notes": [{"code": note.code, "message": note.message, "lines": note.where.lines if note.where else None} for note in part.notes],
    }


def build(
    inputs: Iterable[str],
    out: Path,
    *,
    base: str = BASE,
    jobs: int = 1,
    force: bool = False,
    timeout: float = TIME_LIMIT,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Report:
    """Build all sources into the folder `out`, which is replaced as a whole; a crash leaves the old one as it was.

    Sources of the same bytes are built once. UsageError or UnreadableInput when there is nothing to build at all; a source that
    fails alone is in the report's `failures`.
    """
    _refuse_foreign(out)
    files = list(sources(inputs))
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        known = {} if force else _known_parts(out / _CACHE, base)
        parts, failures = _parts(files, known, base, jobs, timeout, progress)
        report = _write(fresh, parts, failures, base)
        _swap(fresh, out)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return report


def _refuse_foreign(out: Path) -> None:
    """A folder that holds something else is never replaced."""
    if out.exists() and not (out / "report.json").is_file() and (not out.is_dir() or any(out.iterdir())):
        raise UnreadableInput(str(out), "exists and is no built folder; choose another --out, or remove it yourself")


def _swap(fresh: Path, out: Path) -> None:
    """Put the new folder in the place of the old one; the old one is only removed once the new one stands."""
    fresh.chmod(0o755)
    if not out.exists():
        fresh.rename(out)
        return
    old = out.with_name(f".{out.name}-old-{fresh.name.rpartition('-')[2]}")
    out.rename(old)
    fresh.rename(out)
    shutil.rmtree(old, ignore_errors=True)


# --- the parts --------------------------------------------------------------------------------------------------------
def _parts(
    files: list[Path], known: dict[str, Part], base: str, jobs: int, timeout: float, progress: Callable[[int, int], None]
) -> tuple[list[Part], list[Failure]]:
    """Every file as a part, from the last build where its bytes are the same, else through the line in a worker process."""
    parts: dict[str, Part] = {}
    failures: list[Failure] = []
    todo: dict[str, Path] = {}
    for file in files:
        digest = _digest(file)
        if digest in known and known[digest].file == file.name:
            parts[digest] = known[digest]
        elif digest not in todo:
            todo[digest] = file
    total = len(parts) + len(todo)
    for done, (file, result) in enumerate(_work(todo, base, jobs, timeout), start=len(parts) + 1):
        if isinstance(result, Failure):
            failures.append(result)
        else:
            parts[result.sha256] = result
        progress(done, total)
    ordered = sorted(parts.values(), key=lambda part: (part.key, part.sha256))
    kept, clashes = _one_each(ordered)
    return kept, sorted([*failures, *clashes], key=lambda failure: failure.file)


def _one_each(parts: list[Part]) -> tuple[list[Part], list[Failure]]:
    """One part a disclosure. Two different files of one department and year contradict each other: neither may overwrite the other,
    so all but the first by digest are reported."""
    kept: dict[str, Part] = {}
    clashes: list[Failure] = []
    for part in parts:
        first = kept.setdefault(part.key, part)
        if first is not part:
            reason = f"is another disclosure of {part.department} {part.fiscal_year} than {first.file}; build the two apart"
            clashes.append(Failure(part.file, reason, UnreadableInput.status))
    return list(kept.values()), clashes


def _digest(file: Path) -> str:
    """The SHA-256 of the bytes; of the name where they cannot be read, so that the reader gets to say why."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return str(file)


def _work(todo: dict[str, Path], base: str, jobs: int, timeout: float) -> Iterator[tuple[Path, Part | Failure]]:
    """Run `make_part` on each file in worker processes. A worker that hangs or dies costs its own file only."""
    if not todo:
        return
    with ProcessPool(max_workers=min(jobs, len(todo)), context=get_context("forkserver")) as pool:
        futures = [(file, pool.schedule(make_part, args=(file, base), timeout=timeout)) for file in todo.values()]
        for file, future in futures:
            try:
                yield file, future.result()
            except BudgetGraphError as problem:
                reason = problem.reason if isinstance(problem, UnreadableInput) else str(problem)
                yield file, Failure(str(file), reason, problem.status)
            except OutOfTime:
                yield file, Failure(str(file), f"took longer than {timeout:g} s (--timeout)", LimitExceeded.status)
            except ProcessExpired as death:
                yield file, Failure(str(file), f"its worker process died (exit code {death.exitcode})", BudgetGraphError.status)
            except Exception as fault:
                yield file, Failure(str(file), f"a fault of ours: {type(fault).__name__}: {fault}", BudgetGraphError.status)


def make_part(file: Path, base: str) -> Part:
    """One file through the line: read, recognise, parse, map, validate."""
    disclosure = masked(extract(file))
    nquads = mapping.nquads(disclosure, base)
    report = validate.validate_nquads(nquads, validate.load_shapes(base=base))
    key = mapping.key_of(disclosure)
    return Part(
        file=file.name,
        sha256=disclosure.source.sha256,
        key=key,
        graph=Iris(base).graph(key),
        department=disclosure.department.name,
        division=disclosure.division.code,
        fiscal_year=disclosure.fiscal_year,
        counts=_counts(disclosure) | {"triples": nquads.count(b"\n"), "findings": len(report.findings)},
        notes=disclosure.notes,
        findings=report.findings,
        lines=disclosure.source.lines,
        nquads=nquads,
    )


def _counts(disclosure: Disclosure) -> dict[str, int]:
    return {
        "lines": len(disclosure.source.lines),
        "tables": len(disclosure.tables),
        "figures": sum(len(row.cells) for table in disclosure.tables for row in table.rows),
        "statements": len(disclosure.statements),
        "projects": len(disclosure.projects),
        "indicators": sum(len(project.indicators) for project in disclosure.projects),
        "documents": len(disclosure.documents),
        "citations": sum(len(document.mentions) for document in disclosure.documents),
        "units": len(disclosure.units),
    }


# --- the folder -------------------------------------------------------------------------------------------------------
def _write(folder: Path, parts: list[Part], failures: list[Failure], base: str) -> Report:
    """All files of the built folder."""
    findings = [finding for part in parts for finding in part.findings]
    graphs = [part.nquads for part in parts]
    extra = [mapping.code_quads(graphs, base), validate.finding_quads(findings, base)]
    content = joined(line.decode() for block in (*graphs, *extra) for line in block.splitlines())
    _write_gzip(folder / "graph.nq.gz", content)
    triples = store.build(folder / "store", [content])
    report = Report(base, triples, tuple(parts), tuple(failures))
    (folder / "validation.ttl").write_bytes(validate.turtle(findings, base))
    (folder / "metadata.ttl").write_bytes(catalogue.metadata(store.Store.open(folder / "store"), base))
    (folder / "report.json").write_text(json.dumps(report.as_json(), ensure_ascii=False, indent=1) + "\n", "utf-8")
    _write_sources(folder / "sources", parts)
    _write_sums(folder)
    _write_cache(folder / _CACHE, parts, base)
    return report


def _write_gzip(path: Path, content: bytes) -> None:
    """Without a clock and a name inside, so that equal content gives equal bytes."""
    with path.open("wb") as stream, gzip.GzipFile(filename="", fileobj=stream, mode="wb", mtime=0) as zipped:
        zipped.write(content)


def _write_sources(folder: Path, parts: list[Part]) -> None:
    """The text of every source, personal data masked, for the pages that show a figure's line."""
    folder.mkdir()
    for part in parts:
        (folder / f"{part.sha256}.txt").write_text("\n".join(part.lines), "utf-8")


def _write_sums(folder: Path) -> None:
    """SHA256SUMS of every file but the store's, whose files are not the same bytes twice."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and "store" not in path.relative_to(folder).parts)
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder)}" for path in files]
    (folder / "SHA256SUMS").write_text("\n".join(lines) + "\n", "utf-8")


# --- what need not be read again --------------------------------------------------------------------------------------
@cache
def _engine() -> str:
    """A digest of everything that decides what a source becomes: this package's code and data, the ontology, the shapes."""
    digest = hashlib.sha256()
    roots = [Path(str(resources.files("budgetgraph"))), asset("ontology"), asset("shapes")]
    for root in roots:
        for path in sorted(path for path in root.rglob("*") if path.suffix in {".py", ".toml", ".ttl"}):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _write_cache(folder: Path, parts: list[Part], base: str) -> None:
    folder.mkdir()
    for part in parts:
        (folder / f"{part.sha256}.pickle").write_bytes(pickle.dumps((_engine(), base, part)))


def _known_parts(folder: Path, base: str) -> dict[str, Part]:
    """The parts of the last build, where they were made by this very version with this base; anything unreadable is made anew."""
    known: dict[str, Part] = {}
    for path in sorted(folder.glob("*.pickle")) if folder.is_dir() else []:
        try:
            engine, made_with, part = pickle.loads(path.read_bytes())
        except Exception:
            # A damaged cache costs time, never a wrong graph.
            continue
        if engine == _engine() and made_with == base:
            known[part.sha256] = part
    return known
