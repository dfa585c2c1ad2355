"""The commands that read disclosures: extract and build."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from budgetgraph.cli.terminal import errors, put, say
from budgetgraph.disclosure import Told
from budgetgraph.disclosure.extraction import to_json
from budgetgraph.document.problems import UsageError
from budgetgraph.pipeline.build_report import Report
from budgetgraph.pipeline.line import TIME_LIMIT, extract_all, of_body, told_of
from budgetgraph.pipeline.time_limit import time_limit
from budgetgraph.rdf.iris import BASE

#: So many of the names of a list are said.
_NAMED = 5


def extract(
    file: Annotated[Path, typer.Argument(help="A file with one disclosure or several.")],
    form: Annotated[str, typer.Option("--format", help="json is the only one.")] = "json",
    every: Annotated[
        bool, typer.Option("--all", help="All disclosures of the file, as a JSON list.")
    ] = False,
    only: Annotated[
        str | None,
        typer.Option(help="Of several disclosures in the file: that of this department or unit."),
    ] = None,
    department: Annotated[
        str | None, typer.Option(help="The department, where the file does not name it.")
    ] = None,
    year: Annotated[
        int | None,
        typer.Option(min=1949, max=2999, help="The budget year, where the file does not name it."),
    ] = None,
    timeout: Annotated[
        float, typer.Option(min=0.1, help="Seconds that the file may take.")
    ] = TIME_LIMIT,
) -> None:
    """One disclosure as JSON: department, tables, statements, projects, indicators, documents, each
    with its lines. Of several in one file the first, unless --only or --all says otherwise.
    """
    if form != "json":
        raise UsageError(f"extract writes json, not {form!r}")
    with time_limit(timeout, str(file)):
        chosen = of_body(extract_all(file, Told(department=department, year=year)), only)
    if len(chosen) > 1 and not every:
        say(
            f"{file}: {len(chosen)} disclosures ({told_of(chosen)}); this is the first one, "
            "--all gives all, --only one of them"
        )
    records = [to_json(one) for one in chosen]
    put(json.dumps(records if every else records[0], ensure_ascii=False, indent=2) + "\n")


def build(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT…", help="Files, folders or globs.")],
    out: Annotated[Path, typer.Option(help="The folder to write; it is replaced as a whole.")],
    base: Annotated[str, typer.Option(help="Base IRI of everything that is named.")] = BASE,
    jobs: Annotated[int, typer.Option(min=1, help="Worker processes.")] = os.cpu_count() or 1,
    force: Annotated[
        bool, typer.Option("--force", help="Read every source again, changed or not.")
    ] = False,
    sources: Annotated[
        Path | None,
        typer.Option(
            help="A CSV file of what the files do not say: file, department, division, year."
        ),
    ] = None,
    timeout: Annotated[
        float, typer.Option(min=1, help="Seconds that one source may take.")
    ] = TIME_LIMIT,
) -> int:
    """Read disclosures and write their graph: N-Quads, a queryable store, metadata, the SHACL
    report, a build report.
    """
    from budgetgraph.pipeline import build as building
    from budgetgraph.pipeline.told_sources import read_told_sources

    told = read_told_sources(sources) if sources is not None else None
    with Progress(console=errors, transient=True, disable=not errors.is_terminal) as progress:
        task = progress.add_task("building", total=None)

        def advance(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total)

        report = building.build(
            inputs, out, base=base, jobs=jobs, force=force, timeout=timeout, told=told,
            progress=advance,
        )  # fmt: skip
    _say_what_was_left(report)
    say(report.summary() if report.parts else f"nothing was built; {out} is as it was")
    return max((failure.status for failure in report.failures), default=0)


def _say_what_was_left(report: Report) -> None:
    """What was not built, passed over, told in vain, and what is of one department and year."""
    for failure in report.failures:
        say(f"{failure.file}: {failure.reason}")
    if report.skipped:
        say(
            f"{len(report.skipped)} files passed over, of no kind that is read: {_some(report.skipped)}"
        )
    if report.unused:
        say(f"--sources tells of files that are none of the inputs: {_some(report.unused)}")
    for file, others in report.editions().items():
        say(
            f"{file}: another edition of what {others} says; both are kept, under names of their own"
        )


def _some(names: tuple[str, ...]) -> str:
    return "、".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
