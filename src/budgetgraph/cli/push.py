"""Send a built graph to a store: the command `push`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from budgetgraph.cli.talk.progress import sending_progress
from budgetgraph.cli.terminal import say


def push(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A built folder.")],
    endpoint: Annotated[
        str, typer.Option(help="URL of a graph store, e.g. http://localhost:7878/store")
    ],
    every: Annotated[
        bool, typer.Option("--all", help="Put every graph, also those that were put before.")
    ] = False,
) -> None:
    """Load the named graphs into a SPARQL 1.1 store (Graph Store Protocol): those that changed
    since the last push replace theirs, those that are gone are deleted.
    """
    from budgetgraph.export import push as pushing
    from budgetgraph.store.generations import held

    memory = folder / pushing.PUSHED
    with held(folder) as generation, sending_progress() as progress:
        result = pushing.push(generation, endpoint, memory=memory, every=every, progress=progress)
    say(f"{result.graphs} graphs, {result.triples} triples")
    say(f"{result.put} graphs were put now, {result.removed} were deleted")
