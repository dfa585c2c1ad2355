"""Every source of a build as its parts: from the last build, or through the line in confined worker
processes. One that fails is reported, and the others are made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from budgetgraph.disclosure import Told
from budgetgraph.document.file_names import shown
from budgetgraph.document.problems import BudgetGraphError, LimitExceeded, UnreadableInput
from budgetgraph.mapping.across.joined_papers import body_name
from budgetgraph.pipeline.build_report import Failure
from budgetgraph.pipeline.built_disclosure import Built, Part, make_joined, make_parts
from budgetgraph.pipeline.recognised_pages import (
    Scan,
    TellPages,
    read_pages,
    tell_nobody,
    with_answers,
)
from budgetgraph.pipeline.sandbox.allowance import Allowance
from budgetgraph.pipeline.sandbox.runner import Job, run
from budgetgraph.pipeline.seen_files import Seen
from budgetgraph.pipeline.told_sources import ToldSources
from budgetgraph.pipeline.upkeep.corrections_file import Corrections

#: How many digits of a source's SHA-256 tell the editions of one department and year apart.
EDITION_DIGITS = 8
#: Two sources complete each other; with a third one nobody says which two.
_PAIR = 2


@dataclass(frozen=True, slots=True)
class Workshop:
    """How sources are made: below which base, by how many processes, within which limits; `told`
    says what they do not. With `dumps`, what they add to the downloads is made as well.

    What is recognised on pictures is kept in the folder `recognised`; `tell_pages` is told how many
    pages of a long scan are read.
    """

    base: str
    jobs: int
    allowance: Allowance
    told: ToldSources
    recognised: Path
    corrections: Corrections = field(default_factory=Corrections)
    dumps: bool = True
    tell_pages: TellPages = tell_nobody


@dataclass(frozen=True, slots=True)
class _Task:
    """A file to make, as the edition that tells it from others of the same department and year."""

    file: Path
    digest: str
    told: Told
    edition: str | None = None
    beside: _Task | None = None
    """The file that completes this one: both are made as one disclosure."""


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
    tasks = _tasks(seen, workshop)
    built: dict[str, Built] = {}
    todo: list[_Task] = []
    for task in tasks:
        if _is_kept(task, kept, workshop):
            built[task.digest] = kept[task.digest]
        else:
            todo.append(task)
    late = _read_pages(todo, workshop)
    failures = [Failure.of(task.file, late[task.digest]) for task in todo if task.digest in late]
    todo = [task for task in todo if task.digest not in late]
    made, failed = _made(todo, workshop, lambda done: progress(done, len(todo)))
    failures += failed
    built |= made
    pairs = _completing(built)
    clashing = _clashing(built, pairs)
    by_digest = {task.digest: task for task in tasks}
    again: list[_Task] = []
    for first, second in sorted(pairs.items()):
        if first < second:
            again.append(replace(by_digest[first], beside=by_digest[second]))
    for task in sorted(tasks, key=lambda task: task.digest):
        if task.digest in clashing:
            again.append(replace(task, edition=task.digest[:EDITION_DIGITS]))
    editions, failed = _made(again, workshop)
    failures += failed
    parts = final_parts(built, editions)
    return MadeSources(parts, tuple(built.values()), tuple(editions.values()), tuple(failures))


def _read_pages(todo: Sequence[_Task], workshop: Workshop) -> dict[str, LimitExceeded]:
    """Read the pages of long scans; the problem of each that takes too long, by its SHA-256."""
    scans = [Scan(task.file, task.digest, workshop.recognised) for task in todo]
    return read_pages(scans, workshop.allowance, workshop.jobs, workshop.tell_pages)


def final_parts(built: Mapping[str, Built], editions: Mapping[str, Built]) -> tuple[Part, ...]:
    """Give the parts of the graph: editions of sources that share department and year, and what
    sources that complete each other say together.

    An edition that is not there is out; its plain form would stand for both.
    """
    pairs = _completing(built)
    clashing = _clashing(built, pairs) | set(pairs)
    parts: list[Part] = []
    for digest, source in built.items():
        if digest not in clashing:
            parts += source.parts
        elif digest in editions:
            parts += editions[digest].parts
    return tuple(sorted(parts, key=lambda part: part.key))


def _tasks(seen: Sequence[Seen], workshop: Workshop) -> list[_Task]:
    """Give a task for each document; of several of the same bytes only the first."""
    tasks: dict[str, _Task] = {}
    for source in seen:
        corrections = workshop.corrections.of(source.sha256)
        told = replace(workshop.told.of(source.file), corrections=corrections)
        tasks.setdefault(source.sha256, _Task(source.file, source.sha256, told))
    return list(tasks.values())


def _is_kept(task: _Task, kept: dict[str, Built], workshop: Workshop) -> bool:
    """Tell whether the last build made this file, under its name and with what is told of it, and
    with what it adds to the downloads where these are wanted.
    """
    built = kept.get(task.digest)
    if built is None or (workshop.dumps and not built.has_shares):
        return False
    return built.parts[0].file == shown(task.file.name) and built.told == task.told


def _completing(built: Mapping[str, Built]) -> dict[str, str]:
    """Give the sources that complete each other, each by the other: prose and tables of one body,
    year and kind, published as two files.
    """
    alike: dict[tuple[str | int | None, ...], list[Part]] = {}
    for source in built.values():
        for part in source.parts if len(source.parts) == 1 else ():
            body = (part.division, body_name(part.department), part.unit)
            alike.setdefault((*body, part.fiscal_year, part.kind), []).append(part)
    pairs: dict[str, str] = {}
    for parts in alike.values():
        if len(parts) == _PAIR and {_holds(part) for part in parts} == {"prose", "tables"}:
            first, second = (part.sha256 for part in parts)
            pairs |= {first: second, second: first}
    return pairs


def _holds(part: Part) -> str:
    """`prose`, `tables`, or `both`: what a paper holds of a budget."""
    counts = part.counts
    told = counts["statements"] or counts["projects"] or counts["documents"]
    if counts["tables"]:
        return "both" if told else "tables"
    return "prose"


def _clashing(built: Mapping[str, Built], pairs: Mapping[str, str]) -> set[str]:
    """Give the sources that share department and year with another one: text and tables published
    as two files, a corrected version. What each says stays its own, under a name of its own that
    does not depend on the order.
    """
    by_key: dict[str, list[str]] = {}
    for source in built.values():
        for part in source.parts if source.sha256 not in pairs else ():
            by_key.setdefault(part.key, []).append(part.sha256)
    clashing: set[str] = set()
    for digests in by_key.values():
        if len(digests) > 1:
            clashing.update(digests)
    return clashing


def _made(
    todo: Sequence[_Task], workshop: Workshop, step: Callable[[int], None] = lambda done: None
) -> tuple[dict[str, Built], list[Failure]]:
    """Tell what came of each file by its digest, and what failed."""
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


def _job(task: _Task, workshop: Workshop) -> Job[Built]:
    """Tell what a worker is asked to do with a file, or with two that complete each other."""
    base, dumps, folder = workshop.base, workshop.dumps, workshop.recognised
    asked: tuple[object, ...]
    if task.beside is None:
        asked = (make_parts, task.file, base, task.told, task.edition, dumps)
    else:
        files = (task.file, task.beside.file)
        asked = (make_joined, files, base, (task.told, task.beside.told), dumps)
    return Job(str(task.file), with_answers, (folder, *asked))


def _work(todo: Sequence[_Task], workshop: Workshop) -> Iterator[tuple[_Task, Built | Failure]]:
    """Run `make_parts` on each file (with its edition) in worker processes.

    A worker that hangs or dies costs its own file only.
    """
    jobs = [_job(task, workshop) for task in todo]
    outcomes = run(jobs, workshop.allowance, workshop.jobs)
    for task, outcome in zip(todo, outcomes, strict=True):
        if isinstance(outcome, BudgetGraphError):
            yield task, Failure.of(task.file, outcome)
        else:
            yield task, outcome
