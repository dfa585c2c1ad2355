"""Tables whose columns could not be told: their amounts stand as running text below their title.

They are claimed all the same, without rows, so that nobody takes them for empty or for absent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from budgetgraph.document import Paragraph
from budgetgraph.forms import fold
from budgetgraph.recognise.claims import TableClaim
from budgetgraph.recognise.titles import title_of
from budgetgraph.values.amount import is_amount

#: A longer line is running text, and what it says is no table's.
_LONGEST_ROW = 120
_FEWEST = 2
_FEW_DIGITS = 3
#: A heading of the prose (三公经费支出情况) may read like a title; one of a table says so.
_TABLE = re.compile(r"表(?:[(（].{0,60}[)）])?$")


def unread_tables(prose: Sequence[Paragraph]) -> Iterator[TableClaim]:
    """The tables of which only the title could be told, in their order."""
    opened: TableClaim | None = None
    amounts = 0
    for paragraph in prose:
        claim = _claim(paragraph)
        if claim is not None or len(paragraph.text) > _LONGEST_ROW:
            opened, amounts = claim, 0
            continue
        amounts += _amounts(paragraph.text)
        if opened is not None and amounts >= _FEWEST:
            yield opened
            opened = None


def _claim(paragraph: Paragraph) -> TableClaim | None:
    found = title_of(paragraph)
    is_table = found is not None and _TABLE.search(fold(paragraph.text)) is not None
    if found is None or found.table_type is None or not is_table:
        return None
    return TableClaim(found.table_type, paragraph.passage, [])


def _amounts(text: str) -> int:
    """How many amounts a line holds, alone or between blanks: `行政运行 14348853 0.00` → 2.

    Numbers of one to three digits may count rows or pages.
    """
    return sum(1 for word in text.split() if is_amount(word) and _is_large(word))


def _is_large(word: str) -> bool:
    return "." in word or sum(map(str.isdigit, word)) > _FEW_DIGITS
