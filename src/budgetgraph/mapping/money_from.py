"""The level of government that a project's money comes from, as its name or its documents say.

冀财社〔2023〕208号-2024年中央财政医疗服务与保障能力提升补助金 → central, though a province issued it.
"""

from __future__ import annotations

import re
from functools import cache

from budgetgraph.disclosure import Disclosure, Project
from budgetgraph.document.data_file import read_patterns
from budgetgraph.forms import fold


def levels_of(disclosure: Disclosure, project: Project) -> tuple[str, ...]:
    """Give the levels (`central`, `province`, `city`, `county`) that pay for a project, from the
    top.

    The project's own name first; only where it says nothing, the titles of the documents that fund
    it. Empty where nothing says it.
    """
    named = levels_in(project.name)
    if named:
        return named
    levels: set[str] = set()
    for document in disclosure.documents:
        if document.number in project.funding_documents:
            levels.update(*map(levels_in, document.titles))
    return tuple(level for level in _patterns() if level in levels)


def levels_in(text: str) -> tuple[str, ...]:
    """Give the levels that a text names: `中央及省级补助资金` → central, province."""
    folded = fold(text)
    return tuple(level for level, words in _patterns().items() if words.search(folded))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Give the words of each level, from the top level down."""
    data = read_patterns("budgetgraph.mapping", "money_from.toml")
    return {level: re.compile(words) for level, words in data["level"].items()}
