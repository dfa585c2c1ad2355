"""build(inputs, out): every source through the line, in confined worker processes, into
one folder that is written whole or not at all. Unchanged sources are not read again; one that fails
is reported and the others are built.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp

from budgetgraph import mapping, store
from budgetgraph.document.file_names import shown
from budgetgraph.document.problems import UnreadableInput, UsageError
from budgetgraph.export import catalogue
from budgetgraph.pipeline.build_report import BuildReport, Failure
from budgetgraph.pipeline.built_disclosure import PARTS, Built, Part, keep, known
from budgetgraph.pipeline.built_sources import Workshop, make_sources
from budgetgraph.pipeline.sandbox.allowance import TIME_LIMIT, allowance
from budgetgraph.pipeline.seen_files import look_at
from budgetgraph.pipeline.source_files import listing
from budgetgraph.pipeline.told_sources import ToldSources
from budgetgraph.query import search_index
from budgetgraph.rdf.iris import BASE
from budgetgraph.rdf.nquads import joined
from budgetgraph.validate import load_shapes, validate_together
from budgetgraph.validate.findings_graph import finding_quads, turtle


def build(
    inputs: Sequence[str],
    out: Path,
    *,
    base: str = BASE,
    jobs: int = 1,
    force: bool = False,
    timeout: float = TIME_LIMIT,
    told: ToldSources | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> BuildReport:
    """Build all sources into the folder `out`, which is replaced as a whole; a crash leaves the old
    one as it was, and so does a build in which not one source could be read.

    `told` is what sources do not say themselves. Sources of the same bytes are built once.
    UsageError for a wrong call, UnreadableInput where `out` cannot be written; what cannot be read
    is in the report's `failures`.
    """
    if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+/", base):
        raise UsageError(f"--base {base}: wants an absolute IRI that ends in /, such as {BASE}")
    _refuse_foreign(out)
    workshop = Workshop(base, jobs, allowance(timeout), told or ToldSources())
    fresh = _fresh_folder(out)
    try:
        kept = {} if force else known(out / PARTS, base)
        empty, built = _gathered(inputs, kept, workshop, progress)
        if not empty.parts:
            # An empty graph in the place of a good one is never what was meant: a mistyped path, an
            # unmounted folder.
            return empty
        report = _write(fresh, empty)
        _keep(fresh / PARTS, built, base)
        _swap(fresh, out)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return report


def _gathered(
    inputs: Sequence[str],
    kept: dict[str, Built],
    workshop: Workshop,
    progress: Callable[[int, int], None],
) -> tuple[BuildReport, list[Built]]:
    """Read all inputs: a report of what goes into the graph and what cannot be read, which has no
    triples yet, and what to keep for the next build.
    """
    found = listing(inputs)
    seen, unseen = look_at(found.files, workshop.allowance, workshop.jobs)
    parts, built, failures = make_sources(seen, kept, workshop, progress)
    refused = [Failure.of(problem.path, problem) for problem in found.problems]
    listed = tuple(sorted({*refused, *unseen, *failures}, key=_place))
    passed_over = tuple(map(shown, found.passed_over))
    unused = workshop.told.unused([one.file for one in seen])
    return BuildReport(workshop.base, 0, tuple(parts), listed, (), passed_over, unused), built


def _place(failure: Failure) -> tuple[str, str]:
    return failure.file, failure.reason


def _refuse_foreign(out: Path) -> None:
    """A folder that holds something else is never replaced."""
    if (
        out.exists()
        and not (out / "report.json").is_file()
        and (not out.is_dir() or any(out.iterdir()))
    ):
        raise UnreadableInput(
            str(out), "exists and is no built folder; choose another --out, or remove it yourself"
        )


def _fresh_folder(out: Path) -> Path:
    """An empty folder beside `out`, on the same disk.

    UnreadableInput where nothing can be written there.
    """
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        return Path(mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    except OSError as problem:
        raise UnreadableInput(str(out), f"cannot be written: {problem.strerror}") from None


def _swap(fresh: Path, out: Path) -> None:
    """Put the new folder in the place of the old one; the old one is only removed once the new one
    stands.
    """
    fresh.chmod(0o755)
    if not out.exists():
        fresh.rename(out)
        return
    old = out.with_name(f".{out.name}-old-{fresh.name.rpartition('-')[2]}")
    out.rename(old)
    fresh.rename(out)
    shutil.rmtree(old, ignore_errors=True)


# --- the folder -----------------------------------------------------------------------------------
def _write(folder: Path, empty: BuildReport) -> BuildReport:
    """All files of the built folder; the report with what came of `empty`, which has no triples
    yet.
    """
    base, parts = empty.base, empty.parts
    graphs = [part.nquads for part in parts]
    together = validate_together(graphs, load_shapes(base=base))
    findings = [*(finding for part in parts for finding in part.findings), *together]
    shared = [mapping.code_quads(graphs, base), mapping.across_quads(graphs, base)]
    blocks = [*graphs, *shared, finding_quads(findings, base)]
    # Bytes end lines at line feeds only; a literal may hold characters that end a line of text
    # (U+2028, U+0085).
    content = joined(line.decode() for block in blocks for line in block.splitlines())
    _write_gzip(folder / "graph.nq.gz", content)
    triples = store.build(folder / "store", [content])
    report = replace(empty, triples=triples, together=together)
    (folder / "validation.ttl").write_bytes(turtle(findings, base))
    built = store.Store.open(folder / "store")
    (folder / "metadata.ttl").write_bytes(catalogue.metadata(built, base))
    search_index.build(folder / search_index.NAME, search_index.names(built, base))
    (folder / "report.json").write_text(
        json.dumps(report.as_json(), ensure_ascii=False, indent=1) + "\n", "utf-8"
    )
    _write_sources(folder / "sources", parts)
    _write_sums(folder)
    return report


def _keep(folder: Path, built: Sequence[Built], base: str) -> None:
    folder.mkdir()
    for one in built:
        keep(folder, one, base)


def _write_gzip(path: Path, content: bytes) -> None:
    """Without a clock and a name inside, so that equal content gives equal bytes."""
    with (
        path.open("wb") as stream,
        gzip.GzipFile("", "wb", compresslevel=6, fileobj=stream, mtime=0) as zipped,
    ):
        zipped.write(content)


def _write_sources(folder: Path, parts: Sequence[Part]) -> None:
    """The text of every source, personal data masked, for the pages that show a figure's line;
    beside it the lines that nothing was taken from: number, ignored or unparsed, reason.
    """
    folder.mkdir()
    texts = {part.sha256: part.lines for part in parts}
    for sha256, lines in texts.items():
        (folder / f"{sha256}.txt").write_text("\n".join(lines), "utf-8")
        missed = sorted(
            (line for part in parts if part.sha256 == sha256 for line in part.ledger),
            key=lambda line: line.number,
        )
        ledger = "".join(f"{line.number}\t{line.status}\t{line.reason or ''}\n" for line in missed)
        (folder / f"{sha256}.ledger.tsv").write_text(ledger, "utf-8")


def _write_sums(folder: Path) -> None:
    """SHA256SUMS of every file but the store's and the search index, which are not the same bytes
    everywhere.
    """
    left_out = ("store", search_index.NAME)
    files = sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and path.relative_to(folder).parts[0] not in left_out
    )
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder)}"
        for path in files
    ]
    (folder / "SHA256SUMS").write_text("\n".join(lines) + "\n", "utf-8")
