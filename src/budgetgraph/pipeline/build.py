"""build(inputs, out): every source through the line, in worker processes with a time limit, into
one folder that is written whole or not at all. Unchanged sources are not read again; one that fails
is reported and the others are built.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import TimeoutError as OutOfTime
from multiprocessing import get_context
from pathlib import Path
from tempfile import mkdtemp

from pebble import ProcessExpired, ProcessPool

from budgetgraph import mapping, store
from budgetgraph.document.problems import (
    BudgetGraphError,
    LimitExceeded,
    UnreadableInput,
    UsageError,
)
from budgetgraph.export import catalogue
from budgetgraph.pipeline.build_report import Failure, Report
from budgetgraph.pipeline.built_disclosure import PARTS, Part, keep, known, make_parts
from budgetgraph.pipeline.line import TIME_LIMIT, skipped, sources
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
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Report:
    """Build all sources into the folder `out`, which is replaced as a whole; a crash leaves the old
    one as it was, and so does a build in which not one source could be read.

    Sources of the same bytes are built once. UsageError or UnreadableInput when there is nothing to
    build at all; a source that fails alone is in the report's `failures`.
    """
    if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+/", base):
        raise UsageError(f"--base {base}: wants an absolute IRI that ends in /, such as {BASE}")
    _refuse_foreign(out)
    files, passed_over = sorted(sources(inputs)), tuple(map(str, skipped(inputs)))
    fresh = _fresh_folder(out)
    try:
        kept = {} if force else known(out / PARTS, base)
        parts, to_keep, failures = _parts(files, kept, base, jobs, timeout, progress)
        if not parts:
            # An empty graph in the place of a good one is never what was meant: a mistyped path, an
            # unmounted folder.
            return Report(base, 0, (), tuple(failures), skipped=passed_over)
        report = _write(fresh, parts, failures, passed_over, base)
        _keep(fresh / PARTS, to_keep, base)
        _swap(fresh, out)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return report


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


#: The parts of each source by its SHA-256.
Kept = dict[str, tuple[Part, ...]]


# --- the parts ------------------------------------------------------------------------------------
def _parts(
    files: list[Path],
    kept: Kept,
    base: str,
    jobs: int,
    timeout: float,
    progress: Callable[[int, int], None],
) -> tuple[list[Part], Kept, list[Failure]]:
    """Every file as its parts, from the last build where its bytes are the same, else through the
    line in a worker process: what goes into the graph, what to keep for the next build, and what
    failed.
    """
    parts: Kept = {}
    todo: dict[str, Path] = {}
    paths: dict[str, Path] = {}
    for file in files:
        digest = _digest(file)
        if digest in paths:
            continue
        paths[digest] = file
        if digest in kept and kept[digest][0].file == file.name:
            parts[digest] = kept[digest]
        else:
            todo[digest] = file
    made, failures = _made(
        [(file, None) for file in todo.values()],
        base,
        jobs,
        timeout,
        lambda done: progress(done, len(todo)),
    )
    parts |= made
    clashing = _clashing(part for several in parts.values() for part in several)
    editions, failed = _made(
        [(paths[digest], digest[:_EDITION]) for digest in sorted(clashing)], base, jobs, timeout
    )
    built = [
        part
        for digest, several in (parts | editions).items()
        for part in several
        if digest in editions or digest not in clashing
    ]
    listed = sorted([*failures, *failed], key=lambda failure: failure.file)
    return sorted(built, key=lambda part: part.key), parts, listed


def _made(
    todo: list[tuple[Path, str | None]],
    base: str,
    jobs: int,
    timeout: float,
    step: Callable[[int], None] = lambda done: None,
) -> tuple[Kept, list[Failure]]:
    """What came of each file."""
    parts: Kept = {}
    failures: list[Failure] = []
    for done, (_, result) in enumerate(_work(todo, base, jobs, timeout), start=1):
        if isinstance(result, Failure):
            failures.append(result)
        else:
            parts[result[0].sha256] = result
        step(done)
    return parts, failures


#: How many digits of a source's SHA-256 tell the editions of one department and year apart.
_EDITION = 8


def _clashing(parts: Iterable[Part]) -> set[str]:
    """The sources that share department and year with another one: text and tables published as two
    files, a corrected version. What each says stays its own, under a name of its own that does not
    depend on the order.
    """
    by_key: dict[str, list[str]] = {}
    for part in parts:
        by_key.setdefault(part.key, []).append(part.sha256)
    return {digest for digests in by_key.values() if len(digests) > 1 for digest in digests}


def _digest(file: Path) -> str:
    """The SHA-256 of the bytes; of the name where they cannot be read, so that the reader gets to
    say why.
    """
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return str(file)


def _work(
    todo: list[tuple[Path, str | None]], base: str, jobs: int, timeout: float
) -> Iterator[tuple[Path, tuple[Part, ...] | Failure]]:
    """Run `make_parts` on each file (with its edition) in worker processes.

    A worker that hangs or dies costs its own file only.
    """
    if not todo:
        return
    # With the default reaction to SIGTERM a worker that is busy in native code dies at once instead
    # of when that code returns.
    workers, context = min(jobs, len(todo)), get_context("forkserver")
    with ProcessPool(
        workers,
        context=context,
        initializer=signal.signal,
        initargs=(signal.SIGTERM, signal.SIG_DFL),
    ) as pool:
        futures = [
            (file, pool.schedule(make_parts, args=(file, base, edition), timeout=timeout))
            for file, edition in todo
        ]
        for file, future in futures:
            try:
                yield file, future.result()
            except BudgetGraphError as problem:
                reason = problem.reason if isinstance(problem, UnreadableInput) else str(problem)
                yield file, Failure(str(file), reason, problem.status)
            except OutOfTime:
                yield (
                    file,
                    Failure(
                        str(file),
                        f"took longer than {timeout:g} s (--timeout)",
                        LimitExceeded.status,
                    ),
                )
            except ProcessExpired as death:
                yield (
                    file,
                    Failure(
                        str(file),
                        f"its worker process died (exit code {death.exitcode})",
                        BudgetGraphError.status,
                    ),
                )
            except Exception as fault:
                yield (
                    file,
                    Failure(
                        str(file),
                        f"a fault of ours: {type(fault).__name__}: {fault}",
                        BudgetGraphError.status,
                    ),
                )


# --- the folder -----------------------------------------------------------------------------------
def _write(
    folder: Path,
    parts: list[Part],
    failures: list[Failure],
    passed_over: tuple[str, ...],
    base: str,
) -> Report:
    """All files of the built folder."""
    graphs = [part.nquads for part in parts]
    together = validate_together(graphs, load_shapes(base=base))
    findings = [*(finding for part in parts for finding in part.findings), *together]
    blocks = [*graphs, mapping.code_quads(graphs, base), finding_quads(findings, base)]
    # Bytes end lines at line feeds only; a literal may hold characters that end a line of text
    # (U+2028, U+0085).
    content = joined(line.decode() for block in blocks for line in block.splitlines())
    _write_gzip(folder / "graph.nq.gz", content)
    report = Report(
        base,
        store.build(folder / "store", [content]),
        tuple(parts),
        tuple(failures),
        together,
        passed_over,
    )
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


def _keep(folder: Path, kept: Kept, base: str) -> None:
    folder.mkdir()
    for parts in kept.values():
        keep(folder, parts, base)


def _write_gzip(path: Path, content: bytes) -> None:
    """Without a clock and a name inside, so that equal content gives equal bytes."""
    with (
        path.open("wb") as stream,
        gzip.GzipFile("", "wb", compresslevel=6, fileobj=stream, mtime=0) as zipped,
    ):
        zipped.write(content)


def _write_sources(folder: Path, parts: list[Part]) -> None:
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
