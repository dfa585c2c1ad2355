"""Ask a graph or an endpoint: the command `query`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from budgetgraph.cli.terminal import put
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
    typer.Option(
        "--bom", help="For Excel: CSV with a byte order mark, and no text taken for a formula."
    ),
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
    from budgetgraph.query import questions, run_query

    values = run_query.parameters(param or [], context.args)
    base = run_query.base_of(graph) if graph else BASE
    if name.endswith(".rq") or Path(name).is_file():
        text = _query_file(Path(name), values)
    else:
        text = questions.bind(questions.find(name, questions.load()), values, base)
    put(run_query.ask(text, graph=graph, endpoint=endpoint, form=form, bom=bom))


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
