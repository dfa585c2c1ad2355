"""Every source of a build as its parts: from the last build, or through the line in worker
processes with a time limit. One that fails is reported, and the others are made.
"""

from __future__ import annotations

import hashlib
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as OutOfTime
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from pebble import ProcessExpired, ProcessPool

from budgetgraph.disclosure import Told
from budgetgraph.document.problems import BudgetGraphError, LimitExceeded, UnreadableInput
from budgetgraph.pipeline.build_report import Failure
from budgetgraph.pipeline.built_disclosure import Built, Part, make_parts
from budgetgraph.pipeline.told_sources import ToldSources
from budgetgraph.read.source.source_bytes import source_bytes

#: How many digits of a source's SHA-256 tell the editions of one department and year apart.
_EDITION = 8


@dataclass(frozen=True, slots=True)
class Workshop:
    """How sources are made: below which base, by how many processes, in what time; `told` says what
    they do not.
    """

    base: str
    jobs: int
    timeout: float
    told: ToldSources


@dataclass(frozen=True, slots=True)
class _Task:
    """A file to make, as the edition that tells it from others of the same department and year."""

    file: Path
    digest: str
    told: Told
    edition: str | None = None


def make_sources(
    files: Sequence[Path],
    kept: dict[str, Built],
    workshop: Workshop,
    progress: Callable[[int, int], None],
) -> tuple[list[Part], list[Built], list[Failure]]:
    """What goes into the graph, what to keep for the next build, and what failed."""
    tasks = _tasks(files, workshop.told)
    built = {task.digest: kept[task.digest] for task in tasks if _is_kept(task, kept)}
    todo = [task for task in tasks if task.digest not in built]
    made, failures = _made(todo, workshop, lambda done: progress(done, len(todo)))
    built |= made
    clashing = _clashing(part for one in built.values() for part in one.parts)
    again = [
        _Task(task.file, task.digest, task.told, task.digest[:_EDITION])
        for task in sorted(tasks, key=lambda task: task.digest)
        if task.digest in clashing
    ]
    editions, failed = _made(again, workshop)
    parts = [part for one in (built | editions).values() for part in one.parts]
    # An edition that failed is out; its plain form would stand for both.
    parts = [part for part in parts if part.sha256 in editions or part.sha256 not in clashing]
    listed = sorted({*failures, *failed}, key=lambda failure: (failure.file, failure.reason))
    return sorted(parts, key=lambda part: part.key), list(built.values()), listed


def _tasks(files: Sequence[Path], told: ToldSources) -> list[_Task]:
    """A task for each file; of several of the same bytes only the first."""
    found: dict[str, _Task] = {}
    for file in files:
        digest = _digest(file)
        found.setdefault(digest, _Task(file, digest, told.of(file)))
    return list(found.values())


def _is_kept(task: _Task, kept: dict[str, Built]) -> bool:
    """Whether the last build made this file, under its name and with what is told of it."""
    built = kept.get(task.digest)
    return built is not None and built.parts[0].file == task.file.name and built.told == task.told


def _digest(file: Path) -> str:
    """The SHA-256 of the bytes; of the name where they cannot be read, so that the reader gets to
    say why.
    """
    try:
        return hashlib.sha256(source_bytes(file)).hexdigest()
    except BudgetGraphError:
        return str(file)


def _clashing(parts: Iterable[Part]) -> set[str]:
    """The sources that share department and year with another one: text and tables published as two
    files, a corrected version. What each says stays its own, under a name of its own that does not
    depend on the order.
    """
    by_key: dict[str, list[str]] = {}
    for part in parts:
        by_key.setdefault(part.key, []).append(part.sha256)
    return {digest for digests in by_key.values() if len(digests) > 1 for digest in digests}


def _made(
    todo: Sequence[_Task], workshop: Workshop, step: Callable[[int], None] = lambda done: None
) -> tuple[dict[str, Built], list[Failure]]:
    """What came of each file by its digest, and what failed."""
    made: dict[str, Built] = {}
    failures: list[Failure] = []
    for done, (task, result) in enumerate(_work(todo, workshop), start=1):
        if isinstance(result, Failure):
            failures.append(result)
        else:
            made[task.digest] = result
            failures += [
                Failure(str(task.file), reason, UnreadableInput.status)
                for reason in result.left_out
            ]
        step(done)
    return made, failures


def _work(todo: Sequence[_Task], workshop: Workshop) -> Iterator[tuple[_Task, Built | Failure]]:
    """Run `make_parts` on each file (with its edition) in worker processes.

    A worker that hangs or dies costs its own file only.
    """
    if not todo:
        return
    workers, context = min(workshop.jobs, len(todo)), get_context("forkserver")
    # With the default reaction to SIGTERM a worker that is busy in native code dies at once instead
    # of when that code returns.
    with ProcessPool(
        workers,
        context=context,
        initializer=signal.signal,
        initargs=(signal.SIGTERM, signal.SIG_DFL),
    ) as pool:
        futures = [
            pool.schedule(
                make_parts,
                args=(task.file, workshop.base, task.told, task.edition),
                timeout=workshop.timeout,
            )
            for task in todo
        ]
        for task, future in zip(todo, futures, strict=True):
            yield task, _outcome(task, future, workshop.timeout)


def _outcome(task: _Task, future: Future[Built], timeout: float) -> Built | Failure:
    """What a worker made of a file, or why it made nothing."""
    file = str(task.file)
    try:
        return future.result()
    except BudgetGraphError as problem:
        reason = problem.reason if isinstance(problem, UnreadableInput) else str(problem)
        return Failure(file, reason, problem.status)
    except OutOfTime:
        return Failure(file, f"took longer than {timeout:g} s (--timeout)", LimitExceeded.status)
    except ProcessExpired as death:
        reason = f"its worker process died (exit code {death.exitcode})"
        return Failure(file, reason, BudgetGraphError.status)
    except Exception as fault:
        reason = f"a fault of ours: {type(fault).__name__}: {fault}"
        return Failure(file, reason, BudgetGraphError.status)
