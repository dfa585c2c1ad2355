"""Every source of a build as its parts: from the last build, or through the line in confined worker
processes. One that fails is reported, and the others are made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from budgetgraph.disclosure import Told
from budgetgraph.document.file_names import shown
from budgetgraph.document.problems import BudgetGraphError, UnreadableInput
from budgetgraph.pipeline.build_report import Failure
from budgetgraph.pipeline.built_disclosure import Built, Part, make_parts
from budgetgraph.pipeline.sandbox.allowance import Allowance
from budgetgraph.pipeline.sandbox.runner import Job, run
from budgetgraph.pipeline.seen_files import Seen
from budgetgraph.pipeline.told_sources import ToldSources

#: How many digits of a source's SHA-256 tell the editions of one department and year apart.
_EDITION = 8


@dataclass(frozen=True, slots=True)
class Workshop:
    """How sources are made: below which base, by how many processes, within which limits; `told`
    says what they do not.
    """

    base: str
    jobs: int
    allowance: Allowance
    told: ToldSources


@dataclass(frozen=True, slots=True)
class _Task:
    """A file to make, as the edition that tells it from others of the same department and year."""

    file: Path
    digest: str
    told: Told
    edition: str | None = None


@dataclass(frozen=True, slots=True)
class MadeSources:
    """What goes into the graph, what to keep of it for the next build, and what failed.

    `editions` are those of `built` that share department and year with another source, made once
    more under names of their own.
    """

    parts: tuple[Part, ...]
    built: tuple[Built, ...]
    editions: tuple[Built, ...]
    failures: tuple[Failure, ...] = ()


def make_sources(
    seen: Sequence[Seen],
    kept: dict[str, Built],
    workshop: Workshop,
    progress: Callable[[int, int], None],
) -> MadeSources:
    """Make every source, or take it from the last build."""
    tasks = _tasks(seen, workshop.told)
    built: dict[str, Built] = {}
    todo: list[_Task] = []
    for task in tasks:
        if _is_kept(task, kept):
            built[task.digest] = kept[task.digest]
        else:
            todo.append(task)
    made, failures = _made(todo, workshop, lambda done: progress(done, len(todo)))
    built |= made
    clashing = _clashing(built)
    again: list[_Task] = []
    for task in sorted(tasks, key=lambda task: task.digest):
        if task.digest in clashing:
            again.append(replace(task, edition=task.digest[:_EDITION]))
    editions, failed = _made(again, workshop)
    parts = final_parts(built, editions)
    failed = [*failures, *failed]
    return MadeSources(parts, tuple(built.values()), tuple(editions.values()), tuple(failed))


def final_parts(built: Mapping[str, Built], editions: Mapping[str, Built]) -> tuple[Part, ...]:
    """The parts of the graph: of sources that share department and year, their editions.

    An edition that is not there is out; its plain form would stand for both.
    """
    clashing = _clashing(built)
    parts: list[Part] = []
    for digest, one in built.items():
        if digest not in clashing:
            parts += one.parts
        elif digest in editions:
            parts += editions[digest].parts
    return tuple(sorted(parts, key=lambda part: part.key))


def _tasks(seen: Sequence[Seen], told: ToldSources) -> list[_Task]:
    """A task for each document; of several of the same bytes only the first."""
    found: dict[str, _Task] = {}
    for one in seen:
        found.setdefault(one.sha256, _Task(one.file, one.sha256, told.of(one.file)))
    return list(found.values())


def _is_kept(task: _Task, kept: dict[str, Built]) -> bool:
    """Whether the last build made this file, under its name and with what is told of it."""
    built = kept.get(task.digest)
    if built is None:
        return False
    return built.parts[0].file == shown(task.file.name) and built.told == task.told


def _clashing(built: Mapping[str, Built]) -> set[str]:
    """The sources that share department and year with another one: text and tables published as two
    files, a corrected version. What each says stays its own, under a name of its own that does not
    depend on the order.
    """
    by_key: dict[str, list[str]] = {}
    for one in built.values():
        for part in one.parts:
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
            for reason in result.left_out:
                failures.append(Failure(shown(task.file), reason, UnreadableInput.status))
        step(done)
    return made, failures


def _work(todo: Sequence[_Task], workshop: Workshop) -> Iterator[tuple[_Task, Built | Failure]]:
    """Run `make_parts` on each file (with its edition) in worker processes.

    A worker that hangs or dies costs its own file only.
    """
    jobs: list[Job[Built]] = []
    for task in todo:
        arguments = (task.file, workshop.base, task.told, task.edition)
        jobs.append(Job(str(task.file), make_parts, arguments))
    outcomes = run(jobs, workshop.allowance, workshop.jobs)
    for task, outcome in zip(todo, outcomes, strict=True):
        if isinstance(outcome, BudgetGraphError):
            yield task, Failure.of(task.file, outcome)
        else:
            yield task, outcome
