"""Write a built folder in another form: the command `export`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from budgetgraph.cli.talk.progress import writing_progress
from budgetgraph.cli.terminal import say, say_where_old

#: At most this many files are named.
_NAMED = 12
_Form = Annotated[
    str,
    typer.Option(
        "--format",
        help="turtle, trig, nquads, jsonld; tables: csv, parquet; pages: site; all: archive.",
    ),
]
_Bom = Annotated[
    bool,
    typer.Option("--bom", help="For Excel: CSV with a byte order mark."),
]


def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A built folder.")],
    out: Annotated[Path, typer.Option(help="The folder to write into.")],
    form: _Form = "turtle",
    bom: _Bom = False,
) -> None:
    """Write the graph in another format, whole and by disclosure; its tables, with a description of
    their columns; its site; or an archive that is understood without this program.
    """
    from budgetgraph.store.generations import held

    with held(folder) as generation:
        say_where_old(folder, generation)
        written = _written(generation, out, form, bom)
    say(*map(str, written[:_NAMED]))
    others = len(written) - _NAMED
    if others > 0:
        say(f"and {others} more below {out}")


def _written(generation: Path, out: Path, form: str, bom: bool) -> list[Path]:
    if form == "site":
        from budgetgraph.publish.static_site import freeze

        with writing_progress() as progress:
            return freeze.export(generation, out, progress)
    from budgetgraph import export as exporting

    return exporting.export(generation, form, out, bom=bom)
