"""Send a built graph to a store: the command `push`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from budgetgraph.cli.terminal import say


def push(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A built folder.")],
    endpoint: Annotated[
        str, typer.Option(help="URL of a graph store, e.g. http://localhost:7878/store")
    ],
) -> None:
    """Load every named graph into a SPARQL 1.1 store (Graph Store Protocol); the graphs of the same
    names are replaced.
    """
    from budgetgraph.export import push as pushing
    from budgetgraph.store.generations import held

    with held(folder) as generation:
        graphs, triples = pushing.push(generation, endpoint)
    say(f"{graphs} graphs, {triples} triples")
