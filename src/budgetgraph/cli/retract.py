"""Take a paper out of a built folder: the command `retract`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from budgetgraph.cli.terminal import say


def retract(
    source: Annotated[str, typer.Argument(help="The file name of the paper, or its SHA-256.")],
    graph: Annotated[Path, typer.Option(help="A built folder.")],
) -> None:
    """Take a paper out of everything that was built from it: every generation, download, search
    and text. Later builds leave it out.
    """
    from budgetgraph.pipeline import retract as retracting

    for name in retracting.retract(source, graph):
        say(f"{name}: taken out of {graph}; what was exported or pushed elsewhere stays there")
