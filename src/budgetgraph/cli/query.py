"""Ask a graph or an endpoint: the command `query`."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from shutil import get_terminal_size
from typing import Annotated

import typer

from budgetgraph.cli.terminal import put, say, say_where_old, spoken
from budgetgraph.document.problems import UsageError
from budgetgraph.rdf.iris import BASE

_Graph = Annotated[Path | None, typer.Option(help="A built folder, or an RDF file.")]
_Endpoint = Annotated[str | None, typer.Option(help="A SPARQL endpoint instead of a graph.")]
_Param = Annotated[list[str] | None, typer.Option(help="k=v; also --document … and the like.")]
_Form = Annotated[
    str | None,
    typer.Option(
        "--format", help="table, csv, tsv, json, xlsx; graphs: turtle, ntriples, jsonld…."
    ),
]
_Bom = Annotated[
    bool,
    typer.Option("--bom", help="For Excel: CSV with a byte order mark."),
]


def query(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="A canned question, or a file with a SPARQL query.")],
    graph: _Graph = None,
    endpoint: _Endpoint = None,
    param: _Param = None,
    form: _Form = None,
    bom: _Bom = False,
) -> None:
    """Ask a canned question or run a SPARQL file on a built graph."""
    from budgetgraph.query import run_query
    from budgetgraph.store.generations import held

    values = run_query.parameters(param or [], context.args)

    def empty() -> None:
        _say_nothing(name, values)

    # A person at a terminal reads a wide answer row by row; a program gets its table.
    places = get_terminal_size().columns if sys.stdout.isatty() else None
    asked = partial(
        run_query.ask, endpoint=endpoint, form=form, bom=bom, when_empty=empty, places=places
    )
    if graph is None:
        put(asked(_text(name, values, BASE), graph=None))
        return
    with held(graph) as generation:
        say_where_old(graph, generation)
        text = _text(name, values, run_query.base_of(generation))
        put(asked(text, graph=generation))


def _text(name: str, values: dict[str, str], base: str) -> str:
    """Give the SPARQL text of a canned question, or of a file."""
    from budgetgraph.query import questions

    if name.endswith(".rq") or Path(name).is_file():
        return _query_file(Path(name), values)
    return questions.bind(questions.find(name, questions.load()), values, base)


def _say_nothing(name: str, values: dict[str, str]) -> None:
    """Tell a person that nothing cites the document that was asked for."""
    from budgetgraph.query import questions

    question = questions.load().get(name)
    said = questions.nothing_cites(question, values) if question else None
    if said is not None:
        say(spoken.choose(*said))


def _query_file(path: Path, values: dict[str, str]) -> str:
    """Read a query from a file, and fill in the values of its parameters."""
    from budgetgraph.query import questions

    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from None
    if not values:
        return text
    return questions.bind(questions.parse(path.stem, text), values, BASE)
