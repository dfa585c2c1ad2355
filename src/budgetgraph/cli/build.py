"""Read disclosures and write their graph: the command `build`."""

from __future__ import annotations

import os
from itertools import filterfalse
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from budgetgraph.cli.talk.inputs import refuse_addresses
from budgetgraph.cli.talk.progress import PageLines, building_progress
from budgetgraph.cli.terminal import say
from budgetgraph.pipeline.sandbox.allowance import TIME_LIMIT
from budgetgraph.rdf.iris import BASE

if TYPE_CHECKING:
    from budgetgraph.pipeline.build_report import BuildReport

_CORES = os.cpu_count() or 1
#: At most this many names of a list are printed.
_NAMED = 5

_Sources = Annotated[
    Path | None,
    typer.Option(
        help="A CSV file of what the files do not say: file, department, division, year, issued."
    ),
]
_Corrections = Annotated[
    Path | None,
    typer.Option(help="A CSV file of what was misread: source, place, read, printed, by."),
]
_Licence = Annotated[
    str | None, typer.Option(help="The licence of the published data, as a web address.")
]
_Contact = Annotated[
    str | None, typer.Option(help="Whom to ask about the data: an address of mail or of the web.")
]
_Jobs = Annotated[int, typer.Option(min=1, help="Worker processes.")]
_Keep = Annotated[
    int, typer.Option(min=1, help="Generations that stay: the new one and those before it.")
]
_Force = Annotated[bool, typer.Option("--force", help="Read every source again, changed or not.")]
_Rehash = Annotated[
    bool,
    typer.Option(
        "--rehash", help="Look into every file, even where its size, times and place are as before."
    ),
]
_Timeout = Annotated[float, typer.Option(min=1, help="Seconds that one source may take.")]
_Cluster = Annotated[
    str | None,
    typer.Option(metavar="ADDRESS", help="A Dask scheduler whose workers read the sources."),
]
_ClusterFolder = Annotated[
    str | None,
    typer.Option(metavar="URL", help="Where these workers leave results; a folder that all see."),
]


def build(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT…", help="Files, folders or globs.")],
    out: Annotated[Path, typer.Option(help="The folder to write; it changes as a whole.")],
    base: Annotated[str, typer.Option(help="Base IRI of everything that is named.")] = BASE,
    jobs: _Jobs = _CORES,
    force: _Force = False,
    rehash: _Rehash = False,
    sources: _Sources = None,
    corrections: _Corrections = None,
    licence: _Licence = None,
    contact: _Contact = None,
    timeout: _Timeout = TIME_LIMIT,
    keep: _Keep = 2,
    cluster: _Cluster = None,
    cluster_folder: _ClusterFolder = None,
) -> int:
    """Read disclosures and write their graph: N-Quads, a queryable store, metadata, the SHACL
    report, a build report.
    """
    from budgetgraph.export.publication import publication
    from budgetgraph.pipeline import build as building
    from budgetgraph.pipeline.cluster import Cluster
    from budgetgraph.pipeline.told_sources import read_told_sources
    from budgetgraph.pipeline.upkeep.corrections_file import read_corrections

    told = read_told_sources(sources) if sources is not None else None
    made = read_corrections(corrections) if corrections is not None else None
    machines = Cluster(cluster, cluster_folder) if cluster is not None else None
    refuse_addresses(inputs)
    with building_progress() as progress:
        report = building.build(
            inputs, out, base=base, jobs=jobs, force=force, rehash=rehash,
            timeout=timeout, told=told, corrections=made,
            publication=publication(licence, contact), keep=keep, progress=progress,
            tell_pages=PageLines(say).advance, cluster=machines,
        )  # fmt: skip
    _say_what_was_left(report)
    outcome = report.summary() if report.parts else f"nothing was built; {out} is as it was"
    say(outcome)
    return max((failure.status for failure in report.failures), default=0)


def _say_what_was_left(report: BuildReport) -> None:
    """Say what could not be built, what was not read or not used, and which files are editions."""
    from budgetgraph.pipeline.upkeep.worth_a_look import worth_a_look

    for failure in report.failures:
        say(f"{failure.file}: {failure.reason}")
    _say_what_was_passed_over(report)
    if report.unused:
        names = _some(report.unused)
        say(f"--sources or --corrections tells of files that are none of the inputs: {names}")
    _say_corrections_that_do_not_fit(report)
    for paper in worth_a_look(report.parts)[:_NAMED]:
        say(f"worth a look: {paper}")
    for file, others in report.editions().items():
        say(
            f"{file}: another edition of what {others} says; both are kept, "
            "under names of their own"
        )


def _say_what_was_passed_over(report: BuildReport) -> None:
    """Say which files of the folders are of no kind that is read, and which are scans for which an
    extra is wanted.
    """
    from budgetgraph.extras import INSTALL_RECOGNITION
    from budgetgraph.pipeline.source_files import is_scan_left

    scans = tuple(filter(is_scan_left, report.skipped))
    others = tuple(filterfalse(is_scan_left, report.skipped))
    if scans:
        say(f"{len(scans)} pictures passed over: {_some(scans)}; {INSTALL_RECOGNITION}")
    if others:
        say(f"{len(others)} files passed over, of no kind that is read: {_some(others)}")


def _say_corrections_that_do_not_fit(report: BuildReport) -> None:
    """Say which rows of the corrections name what no paper prints any more."""
    from budgetgraph.disclosure.corrected import NOT_CORRECTED

    for part in report.parts:
        for note in part.notes:
            if note.code == NOT_CORRECTED:
                say(f"{part.file}: {note.message}")


def _some(names: tuple[str, ...]) -> str:
    """List the first names."""
    listed = "、".join(names[:_NAMED])
    return f"{listed} …" if len(names) > _NAMED else listed
