"""Show what every stage of reading gives: the command `show`."""

from __future__ import annotations

from pathlib import Path
from pprint import pformat
from typing import Annotated

import typer

from budgetgraph.cli.terminal import put
from budgetgraph.pipeline.sandbox.allowance import TIME_LIMIT
from budgetgraph.pipeline.stages import Stage

_Timeout = Annotated[float, typer.Option(min=0.1, help="Seconds that the file may take.")]


def show(
    file: Annotated[Path, typer.Argument(help="A file with one disclosure or several.")],
    stage: Annotated[Stage, typer.Option(help="Which intermediate to print.")] = Stage.parse,
    timeout: _Timeout = TIME_LIMIT,
) -> None:
    """Print what a stage of reading one file gives, for a person; with `parse`, also the lines that
    were not understood.
    """
    from budgetgraph.pipeline.sandbox.runner import alone

    put(alone(str(file), timeout, _shown, file, stage))


def _shown(file: Path, stage: Stage) -> str:
    """Give the text to print; runs in a worker."""
    from budgetgraph.disclosure import Disclosure
    from budgetgraph.parse.ledger import missed
    from budgetgraph.pipeline import line

    texts: list[str] = []
    for value in line.show(file, stage):
        texts.append(pformat(value, width=140) + "\n")
        if isinstance(value, Disclosure):
            texts.append(missed(value))
    return "".join(texts)
