"""Put the commands together."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

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
from budgetgraph.cli.talk.options_file import read_options
from budgetgraph.cli.terminal import put, spoken
from budgetgraph.cli.validate import validate
from budgetgraph.document.problems import UsageError

app = typer.Typer(
    name="budgetgraph",
    help="Chinese department budget disclosures (部门预算公开) in, a validated RDF graph out.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


#: The options of every command that the file of options may have.
_OF_ALL = frozenset({"lang", "verbose", "log-file"})


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
    context: typer.Context,
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
    commands = vars(context.command)["commands"]
    options = {name: _options(command.params) for name, command in commands.items()}
    given = read_options(Path(), _OF_ALL, options)
    context.default_map = given
    spoken.asked = lang.value if lang else _spoken_in(given.get("lang"))
    written = given.get("log-file")
    set_up(verbose or bool(given.get("verbose")), log_file or (Path(written) if written else None))


def _options(parameters: Sequence[Any]) -> dict[str, str]:
    """List the options of a command as they are typed, with the names of their parameters."""
    options = {}
    for parameter in parameters:
        for typed in parameter.opts:
            if typed.startswith("--") and typed != "--help":
                options[typed.removeprefix("--")] = str(parameter.name)
    return options


def _spoken_in(given: object) -> str | None:
    """Check the language of the file of options; None where it names none."""
    if given is None or given in list(SpokenIn):
        return None if given is None else str(given)
    raise UsageError(f"budgetgraph.toml: lang is zh or en, not {given}")


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
