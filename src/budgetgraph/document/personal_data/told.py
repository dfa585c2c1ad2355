"""Find the names that have no label and that the words around them tell: 付张某某工程款, 请联系张某某."""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetgraph.document.personal_data.name_texts import is_sure_name
from budgetgraph.document.personal_data.names import number_behind
from budgetgraph.document.personal_data.words import AroundName, words

_Span = tuple[int, int, str]

#: A name of a list, whose last characters may be those that join names elsewhere: 张和.
_NAME = re.compile("[㐀-鿿]{2,3}(?=[、和及与]|\\Z)")


def told_names(line: str) -> Iterator[_Span]:
    """Find the names that the rows of `told` tell, and the numbers behind them."""
    for told in words().told:
        for pattern in told.patterns:
            for match in pattern.finditer(line):
                yield from _of_match(match, told)


def _of_match(match: re.Match[str], told: AroundName) -> Iterator[_Span]:
    """Give the names of a list where all are names: 张某某、李某某和王某某."""
    names = list(_NAME.finditer(match[1]))
    if not all(is_sure_name(name[0]) for name in names):
        return
    for name in names:
        yield match.start(1) + name.start(), match.start(1) + name.end(), "name"
    if told.has_number:
        yield from number_behind(match.string, match.end(1))
