"""Say what a core constraint found where its shape brings no message, in both languages."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from rdflib import Literal

from budgetgraph.shacl.result import SH


def words(component: str) -> list[Literal]:
    """Return the Chinese and the English words for a component's IRI.

    `…shacl#MinCountConstraintComponent` → 取值个数少于要求。 and its English. Empty for a component that
    is not SHACL's.
    """
    said = _words().get(component.removeprefix(SH).removesuffix("ConstraintComponent"), {})
    return [Literal(text, lang=language) for language, text in said.items()]


@cache
def _words() -> dict[str, dict[str, str]]:
    """Read `words.toml`, once: the words of each component by language."""
    file = resources.files("budgetgraph.shacl").joinpath("words.toml")
    return tomllib.loads(file.read_text("utf-8"))
