"""Tables whose columns could not be told: their amounts stand as running text below their title.

They are claimed all the same, without rows, so that nobody takes them for empty or for absent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from budgetgraph.document import Paragraph, join
from budgetgraph.recognise.claims import TableClaim
from budgetgraph.recognise.titles import says_table, title_of
from budgetgraph.recognise.walk.unread_rows import count_run_together
from budgetgraph.values.amount import is_amount

#: A longer line is running text, and what it says is no table's.
_LONGEST_ROW = 120
#: The second line of a title is a short rest of it, no entry of a list: 算表, 经济分类预算表.
_REST = re.compile(r"[㐀-鿿]{1,12}")
_FEWEST = 2
_FEW_DIGITS = 3
_FULL_STOP = "。"
#: A year is no amount: 石桥县水务局 2025 年度部门决算.
_YEAR = re.compile(r"20\d\d\s{0,3}年")


def unread_tables(prose: Sequence[Paragraph]) -> Iterator[TableClaim]:
    """Give the tables of which only the title could be told, in their order."""
    opened: TableClaim | None = None
    amounts = 0
    above: Paragraph | None = None
    for paragraph in prose:
        own = _claim(paragraph)
        claim = own or _claim_of_two(above, paragraph)
        above = paragraph if own is None else None
        if claim is not None or len(paragraph.text) > _LONGEST_ROW:
            opened, amounts = claim, 0
            continue
        amounts += _count_amounts(paragraph.text)
        if opened is not None and amounts >= _FEWEST:
            yield opened
            opened = None


def _claim(paragraph: Paragraph) -> TableClaim | None:
    """Claim the table that a line is the title of; None for another line."""
    title = title_of(paragraph)
    if title is None or title.table_type is None or not says_table(paragraph.text):
        return None
    return TableClaim(title.table_type, paragraph.passage, ())


def _claim_of_two(above: Paragraph | None, paragraph: Paragraph) -> TableClaim | None:
    """Claim the table whose title is broken over two lines: 一般公共预算支出预 above 算表.

    `above` is the line before, None where that is a title by itself.
    """
    if above is None or _REST.fullmatch(paragraph.text.strip()) is None:
        return None
    return _claim(Paragraph(join((above.passage, paragraph.passage))))


def _count_amounts(text: str) -> int:
    """Count the amounts that a line holds, alone or between blanks: `行政运行 14348853 0.00` → 2; also
    those of cells that ran together. A sentence is no row: `支出合计 4733.14 万元。` → 0.
    """
    if _FULL_STOP in text:
        return 0
    without_years = _YEAR.sub("", text)
    return sum(map(_is_large_amount, without_years.split())) + count_run_together(text)


def _is_large_amount(word: str) -> bool:
    """Tell whether a word is an amount; one of one to three digits may count rows or pages."""
    is_large = "." in word or sum(map(str.isdigit, word)) > _FEW_DIGITS
    return is_large and is_amount(word)
