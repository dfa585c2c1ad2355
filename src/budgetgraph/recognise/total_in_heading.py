"""A row that is the last one of the heading and the total as well → two rows.

    科目编码 | 科目名称 | 本年收入 | 本年支出 |          |          | 年末结转
    合计     |          | 105.00   | 合计     | 基本支出 | 项目支出 | 0.00

The words below 本年支出 head its columns, and the rest of their row is the total: so print the
districts of Shanghai what government funds take in and spend.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import filterfalse

from budgetgraph.document import GridRow, passage
from budgetgraph.forms import forms, is_one_of
from budgetgraph.recognise.headings import heading_length, is_amount, is_open, padded, texts, width
from budgetgraph.values.sums import is_total

#: What an amount is divided into: one of these words alone may be something else.
_PARTS = ("basic_expenditure", "project_expenditure")


def total_apart(rows: Sequence[GridRow]) -> tuple[GridRow, ...]:
    """Give the rows with the words that head columns in a row above the total; the rows themselves
    where the first row below the heading holds none.
    """
    length = heading_length(rows)
    above, below = rows[:length], rows[length:]
    places = _heads(above, below[0]) if above and below else set()
    if not places:
        return tuple(rows)
    head, total = _parted(below[0], places)
    return (*above, head, total, *below[1:])


def _heads(above: Sequence[GridRow], row: GridRow) -> set[int]:
    """Give the places of the words that head columns in the row of the total; none where it holds
    anything but them, its own name and amounts.
    """
    cells, wide = texts(row), width(above)
    heading = [padded(texts(head), wide) for head in above]
    parts = {at for at, cell in enumerate(cells) if is_one_of(forms().column, _PARTS, cell)}
    if len(parts) < len(_PARTS) or not all(is_open(heading, at) for at in parts):
        return set()
    before = min(parts) - 1
    sums = {before} if before > 0 and is_total(cells[before]) else set()
    heads = parts | sums
    others = [cell for at, cell in enumerate(cells) if at not in heads]
    names = list(filterfalse(is_amount, filter(None, others)))
    is_its_name = list(map(is_total, names)) == [True]
    return heads if is_its_name else set()


def _parted(row: GridRow, places: set[int]) -> tuple[GridRow, GridRow]:
    """Give the cells of some places and all others, each in a row with blanks for the rest."""
    blank = [passage("", cell.where) for cell in row]
    head = tuple(cell if at in places else blank[at] for at, cell in enumerate(row))
    total = tuple(blank[at] if at in places else cell for at, cell in enumerate(row))
    return head, total
