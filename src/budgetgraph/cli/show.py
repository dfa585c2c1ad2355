"""Show what every stage of reading gives: the command `show`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from budgetgraph.cli.talk.inputs import refuse_addresses
from budgetgraph.cli.terminal import put, say, spoken
from budgetgraph.document.problems import UsageError
from budgetgraph.pipeline.sandbox.allowance import TIME_LIMIT
from budgetgraph.pipeline.stages import Stage

_Timeout = Annotated[float, typer.Option(min=0.1, help="Seconds that one file may take.")]
_Unknown = Annotated[
    bool,
    typer.Option(
        "--unknown",
        help="List the headings, titles and labels of all files that are not known, "
        "most frequent first.",
    ),
]


def show(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH…", help="A file; with --unknown, files, folders or globs."),
    ],
    stage: Annotated[Stage, typer.Option(help="Which intermediate to print.")] = Stage.parse,
    unknown: _Unknown = False,
    timeout: _Timeout = TIME_LIMIT,
) -> int:
    """Print what a stage of reading one file gives, for a person; with `parse`, also the lines that
    were not understood. With --unknown, list the words of many files that are not known.
    """
    from budgetgraph.pipeline.sandbox.runner import alone

    refuse_addresses(paths)
    if unknown:
        return _list_unknown(paths, timeout)
    if len(paths) > 1:
        raise UsageError("show prints one file; --unknown takes several")
    put(alone(paths[0], timeout, _shown, Path(paths[0]), stage))
    return 0


def _list_unknown(paths: list[str], timeout: float) -> int:
    """Print the words that are not known; say which files could not be read."""
    from budgetgraph.pipeline.upkeep.unknown_listing import list_unknown

    words = list_unknown(paths, timeout)
    for failure in words.failures:
        say(f"{failure.file}: {failure.reason}")
    put(words.text(spoken.code))
    return max((failure.status for failure in words.failures), default=0)


def _shown(file: Path, stage: Stage) -> str:
    """Give the text to print; runs in a worker."""
    from budgetgraph.cli.talk.outline import outline
    from budgetgraph.disclosure import Disclosure
    from budgetgraph.parse.ledger import missed
    from budgetgraph.pipeline import line

    texts: list[str] = []
    for value in line.show(file, stage):
        texts.append(outline(value))
        if isinstance(value, Disclosure):
            texts.append(missed(value))
    return "".join(texts)
