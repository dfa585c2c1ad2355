"""build(inputs, out): every source through the line, in confined worker processes, into a new
generation of one folder. Unchanged sources are not read again; one that fails is reported and the
others are built.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter
from pathlib import Path

from budgetgraph.document.file_names import shown
from budgetgraph.document.problems import UsageError
from budgetgraph.export.publication import Publication
from budgetgraph.isolation.termination import held, tidy_end
from budgetgraph.pipeline.build_report import BuildReport, Failure
from budgetgraph.pipeline.built_sources import Workshop, make_sources
from budgetgraph.pipeline.cluster import Cluster
from budgetgraph.pipeline.generation.files import write_generation
from budgetgraph.pipeline.generation.switch import (
    KEPT,
    forget_unfinished,
    fresh_generation,
    locked,
    publish,
)
from budgetgraph.pipeline.kept.early_store import EarlyStore
from budgetgraph.pipeline.kept.part import EDITIONS, PARTS, KeptSources
from budgetgraph.pipeline.kept.record import known
from budgetgraph.pipeline.kept.stamps import Stamps
from budgetgraph.pipeline.kept.unfinished import UNFINISHED
from budgetgraph.pipeline.recognised_pages import RECOGNISED, TellPages, tell_nobody
from budgetgraph.pipeline.sandbox.allowance import TIME_LIMIT, allowance
from budgetgraph.pipeline.seen_files import Seen, look_at
from budgetgraph.pipeline.source_files import listing
from budgetgraph.pipeline.told_sources import ToldSources
from budgetgraph.pipeline.upkeep.corrections_file import Corrections
from budgetgraph.pipeline.upkeep.retracted import RETRACTED, retracted
from budgetgraph.rdf.iris import BASE
from budgetgraph.read.pictures.kept_answers import forget_others
from budgetgraph.store.generations import GENERATIONS, generation_of


def build(
    inputs: Sequence[str],
    out: Path,
    *,
    base: str = BASE,
    jobs: int = 1,
    force: bool = False,
    rehash: bool = False,
    timeout: float = TIME_LIMIT,
    told: ToldSources | None = None,
    corrections: Corrections | None = None,
    publication: Publication | None = None,
    keep: int = KEPT,
    dumps: bool = True,
    cluster: Cluster | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
    tell_pages: TellPages = tell_nobody,
) -> BuildReport:
    """Build all sources into a new generation of the folder `out`; a crash leaves the old one
    current, and so does a build in which not one source could be read.

    `rehash` looks into files that have the marks of the last build, `force` reads them again;
    `told` is what sources do not say themselves, `corrections` what was misread, `publication` the
    licence and whom to ask, `keep` how many generations stay, `dumps` whether the downloads are
    written, `cluster` where sources are made if not in `jobs` processes here. UsageError for a
    wrong call or a second build, UnreadableInput where `out` cannot be written.
    """
    _check_base(base)
    given = (told or ToldSources(), out / RECOGNISED, corrections or Corrections())
    with tidy_end(), locked(out), _begun(out) as (fresh, early):
        kept = KeptSources() if force else _kept(out, base, rehash)
        others = (*given, dumps, tell_pages, cluster, early)
        workshop = Workshop(base, jobs, allowance(timeout, given[1]), fresh / PARTS, *others)
        gathered = _gathered(inputs, retracted(out), kept, workshop, progress)
        if not gathered.parts:
            return gathered  # A mistyped path: no empty graph takes the place of a good one.
        empty = replace(gathered, publication=publication or Publication())
        report = write_generation(fresh, empty, early, dumps=dumps, before=kept.generation)
        _publish(out, fresh, keep, kept.stamps)
    return report


@contextlib.contextmanager
def _begun(out: Path) -> Iterator[tuple[Path, EarlyStore]]:
    """Give an empty folder for a generation, and its store, which is loaded while sources are
    read.
    """
    with (
        fresh_generation(out) as fresh,
        held(lambda: EarlyStore(fresh / "store"), EarlyStore.close) as early,
    ):
        yield fresh, early


def _publish(out: Path, fresh: Path, keep: int, stamps: Stamps) -> None:
    """Make a generation the current one, and keep the marks of its files beside its parts."""
    publish(out, fresh, keep)
    forget_unfinished(out)
    stamps.write(generation_of(out) / PARTS)


def _kept(out: Path, base: str, rehash: bool) -> KeptSources:
    """Tell what the last build made, and what builds that were killed since had made."""
    generation = generation_of(out)
    folder = generation / PARTS
    plain = known(folder, base)
    unfinished = known(out / GENERATIONS / UNFINISHED, base)
    if not plain:
        return KeptSources(unfinished=unfinished)
    stamps = Stamps() if rehash else Stamps(folder)
    editions = known(folder / EDITIONS, base)
    return KeptSources(plain, editions, generation, stamps, unfinished)


def _check_base(base: str) -> None:
    """UsageError for a base IRI that nothing can be named below."""
    if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+/", base):
        raise UsageError(f"--base {base}: wants an absolute IRI that ends in /, such as {BASE}")


def _gathered(
    inputs: Sequence[str],
    taken_out: frozenset[str],
    kept: KeptSources,
    workshop: Workshop,
    progress: Callable[[int, int], None],
) -> BuildReport:
    """Read all inputs but those that were retracted: a report of what goes into the graph and what
    cannot be read, which has no triples yet.
    """
    listed_files = listing(inputs)
    seen, failures = look_at(listed_files.files, workshop.allowance, workshop.jobs, kept.stamps)
    wanted: list[Seen] = []
    for source in seen:
        if source.sha256 in taken_out:
            failures.append(Failure(shown(source.file), RETRACTED, 0))
        else:
            wanted.append(source)
    made = make_sources(wanted, kept, workshop, progress)
    if made.parts:
        # A source that is no input any more leaves nothing behind.
        forget_others(workshop.recognised, [source.sha256 for source in wanted])
    for problem in listed_files.problems:
        failures.append(Failure.of(problem.path, problem))
    listed = tuple(sorted({*failures, *made.failures}, key=_place))
    passed_over = tuple(map(shown, listed_files.passed_over))
    digests = workshop.corrections.unused(map(attrgetter("sha256"), seen))
    unused = (*workshop.told.unused(list(map(attrgetter("file"), seen))), *digests)
    return BuildReport(workshop.base, 0, made.parts, listed, (), passed_over, unused)


def _place(failure: Failure) -> tuple[str, str]:
    return failure.file, failure.reason
