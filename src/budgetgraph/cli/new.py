"""Write the skeleton of a layout, a question or a rule into a checkout: the command `new`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any

import typer

from budgetgraph.cli.terminal import say
from budgetgraph.document.data_file import read_data
from budgetgraph.document.problems import UsageError

_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
#: What a checkout of this project has, and no other folder.
_CHECKOUT = ("CONTRIBUTING.md", "queries/questions", "shapes", "tests/cases/layouts")


def new(
    kind: Annotated[str, typer.Argument(help="layout, question or rule.")],
    name: Annotated[str, typer.Argument(help="Its name, as in funding-by-level.")],
) -> None:
    """Write the skeleton of a layout, a question or a rule that CONTRIBUTING.md asks for."""
    for line in written(kind, name, Path.cwd()):
        say(line)


def written(kind: str, name: str, checkout: Path) -> list[str]:
    """Write the files of a skeleton, and give their paths and what is left to do.

    UsageError for an unknown kind, a name that is none, a folder that is no checkout, and where a
    file is there already: nothing is written then.
    """
    known = _skeletons()
    if kind not in known:
        raise UsageError(f"there is no skeleton of a {kind!r}; there are {', '.join(known)}")
    if _NAME.fullmatch(name) is None:
        raise UsageError(f"{name!r} is no name: small letters, digits and hyphens, as funds-add-up")
    if not all((checkout / part).exists() for part in _CHECKOUT):
        raise UsageError(f"{checkout} is no checkout of budgetgraph; run this in one")
    texts = {path.replace("{name}", name): text for path, text in known[kind]["files"].items()}
    for path in texts:
        if (checkout / path).exists():
            raise UsageError(f"{path} is there already")
    for path, text in texts.items():
        file = checkout / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.replace("{name}", name), encoding="utf-8")
    return [*texts, known[kind]["after"].replace("{name}", name)]


def _skeletons() -> dict[str, Any]:
    return read_data("budgetgraph.cli.talk", "skeletons.toml")
