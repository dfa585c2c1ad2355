"""Put the commands together."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from budgetgraph import __version__
from budgetgraph.cli.build import build
from budgetgraph.cli.explain import explain
from budgetgraph.cli.export import export
from budgetgraph.cli.extract import extract
from budgetgraph.cli.logs import set_up
from budgetgraph.cli.mcp import mcp
from budgetgraph.cli.new import new
from budgetgraph.cli.push import push
from budgetgraph.cli.query import query
from budgetgraph.cli.questions import list_questions
from budgetgraph.cli.retract import retract
from budgetgraph.cli.serve import serve
from budgetgraph.cli.show import show
from budgetgraph.cli.terminal import put, spoken
from budgetgraph.cli.validate import validate

app = typer.Typer(
    name="budgetgraph",
    help="Chinese department budget disclosures (部门预算公开) in, a validated RDF graph out.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


class SpokenIn(StrEnum):
    """The languages of messages."""

    zh = "zh"
    en = "en"


def _version(wanted: bool) -> None:
    """Print the version and stop."""
    if wanted:
        put(f"budgetgraph {__version__}\n")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Print the version and exit."
        ),
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Say on stderr what is being done.")
    ] = False,
    log_file: Annotated[
        Path | None,
        typer.Option("--log-file", help="Write what is being done to the end of this file."),
    ] = None,
    lang: Annotated[
        SpokenIn | None,
        typer.Option("--lang", help="The language of messages; that of the locale by default."),
    ] = None,
) -> None:
    """Chinese department budget disclosures (部门预算公开) in, a validated RDF graph out."""
    spoken.asked = lang.value if lang else None
    set_up(verbose, log_file)


app.command()(extract)
app.command()(show)
app.command()(build)
app.command()(validate)
app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(query)
app.command(name="questions")(list_questions)
app.command()(explain)
app.command()(serve)
app.command()(mcp)
app.command()(new)
app.command()(export)
app.command()(push)
app.command()(retract)
