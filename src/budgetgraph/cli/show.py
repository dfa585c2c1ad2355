"""Show what every stage of reading gives: the command `show`."""

from __future__ import annotations

from pathlib import Path
from pprint import pformat
from typing import Annotated

import typer

from budgetgraph.cli.terminal import put
from budgetgraph.pipeline.stages import Stage


def show(
    file: Annotated[Path, typer.Argument(help="A file with one disclosure or several.")],
    stage: Annotated[Stage, typer.Option(help="Which intermediate to print.")] = Stage.parse,
) -> None:
    """Print what a stage of reading one file gives, for a person; with `parse`, also the lines that
    were not understood.
    """
    from budgetgraph.disclosure import Disclosure
    from budgetgraph.parse.ledger import missed
    from budgetgraph.pipeline import line

    for value in line.show(file, stage):
        put(pformat(value, width=140) + "\n")
        if isinstance(value, Disclosure):
            put(missed(value))
