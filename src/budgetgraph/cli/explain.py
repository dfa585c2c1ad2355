"""Say where something comes from: the command `explain`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from budgetgraph.cli.terminal import put, say_where_old


def explain(
    iri: Annotated[
        str, typer.Argument(help="The IRI (or its path, id/…) of a resource or a figure.")
    ],
    graph: Annotated[Path, typer.Option(help="A built folder, or an RDF file.")],
) -> None:
    """Say where a resource or a figure comes from, with a quote of its source."""
    from budgetgraph.query import run_query
    from budgetgraph.store.generations import held

    with held(graph) as generation:
        say_where_old(graph, generation)
        put(run_query.explain(iri, generation))
