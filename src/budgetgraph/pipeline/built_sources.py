"""Every source of a build as its parts: from the last build, or through the line in confined worker
processes. One that fails is reported, and the others are made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from budgetgraph.disclosure import Told
from budgetgraph.document.file_names import shown
from budgetgraph.document.problems import BudgetGraphError, LimitExceeded, UnreadableInput
from budgetgraph.pipeline.build_report import Failure
from budgetgraph.pipeline.cluster import Cluster, run_on
from budgetgraph.pipeline.kept.early_store import EarlyStore
from budgetgraph.pipeline.kept.final_parts import clashing, completing, final_parts
from budgetgraph.pipeline.kept.making import make_joined, make_source
from budgetgraph.pipeline.kept.part import EDITIONS, Built, KeptSources, MadeSource, Part
from budgetgraph.pipeline.kept.record import keep, keep_again
from budgetgraph.pipeline.recognised_pages import (
    Scan,
    TellPages,
    read_pages,
    tell_nobody,
    with_answers,
)
from budgetgraph.pipeline.sandbox.allowance import Allowance
from budgetgraph.pipeline.sandbox.runner import Job, run
from budgetgraph.pipeline.sandbox.warmed import warm_to_fork
from budgetgraph.pipeline.seen_files import Seen
from budgetgraph.pipeline.told_sources import ToldSources
from budgetgraph.pipeline.upkeep.corrections_file import Corrections

#: How many digits of a source's SHA-256 tell the editions of one department and year apart.
EDITION_DIGITS = 8
_ASTRAY = "what its reader made of it names files elsewhere; it may be made to take its reader over"


@dataclass(frozen=True, slots=True)
class Workshop:
    """How sources are made: below which base, by how many processes, within which limits; `told`
    says what they do not. With `dumps`, what they add to the downloads is made as well. `folder` is
    where what came of them is kept, `cluster` where they are made if not here.

    What is recognised on pictures is kept in the folder `recognised`; `tell_pages` is told how many
    pages of a long scan are read. `early` is the store that is loaded meanwhile.
    """

    base: str
    jobs: int
    allowance: Allowance
    folder: Path
    told: ToldSources
    recognised: Path
    corrections: Corrections = field(default_factory=Corrections)
    dumps: bool = True
    tell_pages: TellPages = tell_nobody
    cluster: Cluster | None = None
    early: EarlyStore | None = None

    def load_early(self, sources: Iterable[Built]) -> None:
        """Load what came of sources into the store, where it is loaded meanwhile."""
        if self.early is None:
            return
        for built in sources:
            self.early.add(built)


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
    """What goes into the graph, and what failed."""

    parts: tuple[Part, ...]
    failures: tuple[Failure, ...] = ()


def make_sources(
    seen: Sequence[Seen],
    kept: KeptSources,
    workshop: Workshop,
    progress: Callable[[int, int], None],
) -> MadeSources:
    """Make every source, or take it from the last build or a killed one; the workshop keeps it."""
    workshop.folder.mkdir(exist_ok=True)
    tasks = _tasks(seen, workshop)
    built, todo = _again(tasks, kept.plain, workshop)
    is_mostly_new = 2 * len(built) <= len(tasks)
    taken_up, todo = _again(todo, kept.unfinished, workshop)
    if not is_mostly_new:
        # The store is made from that of the last build, and none is loaded.
        workshop = replace(workshop, early=None)
    workshop.load_early((built | taken_up).values())
    late = _read_pages(todo, workshop)
    failures = [Failure.of(task.file, late[task.digest]) for task in todo if task.digest in late]
    todo = [task for task in todo if task.digest not in late]
    made, failed = _made(todo, workshop, lambda done: progress(done, len(todo)))
    failures += failed
    anew = taken_up | made
    built |= anew
    apart = replace(workshop, folder=workshop.folder / EDITIONS)
    again = _together(tasks, built)
    if again:
        apart.folder.mkdir(exist_ok=True)
    unchanged = _unchanged(kept.editions, anew)
    editions, todo = _again(again, unchanged, apart)
    made, failed = _made(todo, apart)
    parts = final_parts(built, editions | made)
    return MadeSources(parts, (*failures, *failed))


def _unchanged(editions: Mapping[str, Built], made: Mapping[str, Built]) -> dict[str, Built]:
    """Give the editions of the last build of whose sources none was made anew."""
    unchanged: dict[str, Built] = {}
    for digest, edition in editions.items():
        if not any(part.sha256 in made for part in edition.parts):
            unchanged[digest] = edition
    return unchanged


def _again(
    tasks: Sequence[_Task], kept: Mapping[str, Built], workshop: Workshop
) -> tuple[dict[str, Built], list[_Task]]:
    """Take from the last build what it made of these tasks; and give the tasks that are left."""
    built: dict[str, Built] = {}
    todo: list[_Task] = []
    for task in tasks:
        before = kept.get(task.digest)
        if before is not None and _is_kept(task, before, workshop):
            built[task.digest] = keep_again(workshop.folder, before)
        else:
            todo.append(task)
    return built, todo


def _together(tasks: Sequence[_Task], built: Mapping[str, Built]) -> list[_Task]:
    """Give the tasks of sources that are made once more: two that complete each other as one, those
    that share department and year as editions.
    """
    pairs = completing(built)
    sharing = clashing(built, pairs)
    by_digest = {task.digest: task for task in tasks}
    again: list[_Task] = []
    for first, second in sorted(pairs.items()):
        if first < second:
            again.append(replace(by_digest[first], beside=by_digest[second]))
    for task in sorted(tasks, key=lambda task: task.digest):
        if task.digest in sharing:
            again.append(replace(task, edition=task.digest[:EDITION_DIGITS]))
    return again


def _read_pages(todo: Sequence[_Task], workshop: Workshop) -> dict[str, LimitExceeded]:
    """Read the pages of long scans; the problem of each that takes too long, by its SHA-256. The
    workers of a cluster read them with their documents.
    """
    if workshop.cluster is not None:
        return {}
    scans = [Scan(task.file, task.digest, workshop.recognised) for task in todo]
    return read_pages(scans, workshop.allowance, workshop.jobs, workshop.tell_pages)


def _tasks(seen: Sequence[Seen], workshop: Workshop) -> list[_Task]:
    """Give a task for each document; of several of the same bytes only the first."""
    tasks: dict[str, _Task] = {}
    for source in seen:
        corrections = workshop.corrections.of(source.sha256)
        told = replace(workshop.told.of(source.file), corrections=corrections)
        tasks.setdefault(source.sha256, _Task(source.file, source.sha256, told))
    return list(tasks.values())


def _is_kept(task: _Task, built: Built, workshop: Workshop) -> bool:
    """Tell whether the last build made this very task: the file under its name and with what is
    told of it, as the same edition or beside the same file, and with what it adds to the downloads
    where these are wanted.
    """
    if workshop.dumps and not built.has_downloads:
        return False
    first = built.parts[0]
    if first.file != shown(task.file.name) or built.told != task.told:
        return False
    if task.edition is not None:
        return all(part.key.endswith(f"/{task.edition}") for part in built.parts)
    beside = {task.beside.digest} if task.beside is not None else set()
    return {part.sha256 for part in built.parts} == {task.digest} | beside


def _made(
    todo: Sequence[_Task], workshop: Workshop, step: Callable[[int], None] = lambda done: None
) -> tuple[dict[str, Built], list[Failure]]:
    """Tell what came of each file by its digest, and what failed."""
    made: dict[str, Built] = {}
    failures: list[Failure] = []
    for done, (task, result) in enumerate(_work(todo, workshop), start=1):
        if isinstance(result, Failure):
            failures.append(result)
        elif not result.built.names_files:
            failures.append(Failure(shown(task.file), _ASTRAY, UnreadableInput.status))
        else:
            built = made[task.digest] = keep(workshop.folder, result)
            workshop.load_early([built])
            for reason in built.left_out:
                failures.append(Failure(shown(task.file), reason, UnreadableInput.status))
        step(done)
    return made, failures


def _job(task: _Task, workshop: Workshop) -> Job[MadeSource]:
    """Tell what a worker is asked to do with a file, or with two that complete each other."""
    base, dumps, folder = workshop.base, workshop.dumps, workshop.recognised
    task_of: Callable[..., MadeSource] = make_source
    arguments: tuple[object, ...] = (task.file, base, task.told, task.edition, dumps)
    if task.beside is not None:
        task_of = make_joined
        files = (task.file, task.beside.file)
        arguments = (files, base, (task.told, task.beside.told), dumps)
    if workshop.cluster is not None:
        # What is recognised holds personal data: nothing of it stays on a machine of others.
        return Job(shown(task.file), task_of, arguments, "made")
    return Job(shown(task.file), with_answers, (folder, task_of, *arguments), "made")


def _work(
    todo: Sequence[_Task], workshop: Workshop
) -> Iterator[tuple[_Task, MadeSource | Failure]]:
    """Run `make_source` on each file (with its edition) in worker processes.

    A worker that hangs or dies costs its own file only.
    """
    jobs = [_job(task, workshop) for task in todo]
    outcomes = run(jobs, workshop.allowance, workshop.jobs)
    if workshop.cluster is None:
        warm_to_fork(len(jobs))
    elif jobs:
        outcomes = run_on(workshop.cluster, jobs, workshop.allowance)
    for task, outcome in zip(todo, outcomes, strict=True):
        if isinstance(outcome, BudgetGraphError):
            yield task, Failure.of(task.file, outcome)
        else:
            yield task, outcome
