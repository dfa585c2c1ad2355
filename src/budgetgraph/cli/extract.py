"""Read a disclosure and print it as JSON: the command `extract`."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from budgetgraph.cli.talk.inputs import refuse_addresses
from budgetgraph.cli.talk.progress import PageLines
from budgetgraph.cli.terminal import put, say
from budgetgraph.document.problems import UsageError
from budgetgraph.pipeline.sandbox.allowance import TIME_LIMIT

if TYPE_CHECKING:
    from budgetgraph.disclosure import Correction
    from budgetgraph.pipeline.upkeep.corrections_file import Corrections

_Every = Annotated[bool, typer.Option("--all", help="All disclosures of the file, as a JSON list.")]
_Only = Annotated[
    str | None,
    typer.Option(help="Of several disclosures in the file: that of this department or unit."),
]
_Department = Annotated[
    str | None, typer.Option(help="The department, where the file does not name it.")
]
_Year = Annotated[
    int | None,
    typer.Option(min=1949, max=2999, help="The budget year, where the file does not name it."),
]

_Explain = Annotated[
    bool,
    typer.Option("--explain", help="Say on stderr what speaks for and against every claim."),
]
_Corrections = Annotated[
    Path | None,
    typer.Option(help="A CSV file of what was misread: source, place, read, printed, by."),
]


def extract(
    file: Annotated[Path, typer.Argument(help="A file with one disclosure or several.")],
    form: Annotated[str, typer.Option("--format", help="json is the only one.")] = "json",
    every: _Every = False,
    only: _Only = None,
    department: _Department = None,
    year: _Year = None,
    corrections: _Corrections = None,
    explain: _Explain = False,
    timeout: Annotated[
        float, typer.Option(min=0.1, help="Seconds that the file may take.")
    ] = TIME_LIMIT,
) -> None:
    """Print one disclosure as JSON: department, tables, statements, projects, indicators and
    documents, each with its lines. Of several in one file it is the first, unless --only or --all
    says otherwise.
    """
    from budgetgraph.pipeline.recognised_pages import read_ahead
    from budgetgraph.pipeline.sandbox.runner import alone
    from budgetgraph.pipeline.upkeep.corrections_file import Corrections, read_corrections

    if form != "json":
        raise UsageError(f"extract writes json, not {form!r}")
    refuse_addresses([file])
    made = read_corrections(corrections) if corrections is not None else Corrections()
    asked = _Asked(every, only, department, year, made)
    read_ahead(file, timeout, os.cpu_count() or 1, PageLines(say).advance)
    content, word = alone(str(file), timeout, _extracted, file, asked)
    if explain:
        told = alone(str(file), timeout, _explained, file, asked)
        say(*told.splitlines())
    if word is not None:
        say(word)
    put(content)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which disclosures of the file are wanted, and what the file does not say itself."""

    every: bool
    only: str | None
    department: str | None
    year: int | None
    corrections: Corrections


def _extracted(file: Path, asked: _Asked) -> tuple[str, str | None]:
    """Give the JSON to print, and a word about disclosures that are not in it; runs in a worker."""
    from budgetgraph.disclosure import Told
    from budgetgraph.disclosure.extraction import to_json
    from budgetgraph.pipeline import line

    told = Told(department=asked.department, year=asked.year, corrections=_of(file, asked))
    read = line.extract_all(file, told)
    chosen = line.of_body(read, asked.only)
    records = [to_json(disclosure) for disclosure in chosen]
    printed = records if asked.every else records[0]
    content = json.dumps(printed, ensure_ascii=False, indent=2)
    if len(chosen) == 1 or asked.every:
        return content + "\n", None
    word = (
        f"{file}: {len(chosen)} disclosures ({line.told_of(chosen)}); this is the first one, "
        "--all gives all, --only one of them"
    )
    return content + "\n", word


def _explained(file: Path, asked: _Asked) -> str:
    """Give the evidence for and against what was read; runs in a worker."""
    from budgetgraph.disclosure import Told
    from budgetgraph.pipeline.upkeep.explained import explained

    return explained(file, Told(department=asked.department, year=asked.year))


def _of(file: Path, asked: _Asked) -> tuple[Correction, ...]:
    """Give the corrections of a file; its bytes are looked at only where there are any."""
    from budgetgraph.read.source.source_bytes import source_bytes

    if not asked.corrections.by_source:
        return ()
    return asked.corrections.of(hashlib.sha256(source_bytes(file)).hexdigest())
