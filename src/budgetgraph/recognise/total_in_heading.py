"""A row that is the last one of the heading and the total as well → two rows.

    科目编码 | 科目名称 | 本年收入 | 本年支出 |          |          | 年末结转
    合计     |          | 105.00   | 合计     | 基本支出 | 项目支出 | 0.00

The words below 本年支出 head its columns, and the rest of their row is the total: so print the
districts of Shanghai what government funds take in and spend.
"""

from __future__ import annotations

from collections.abc import Sequence

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
    if not 0 < length < len(rows):
        return tuple(rows)
    wide = width(rows)
    above = [padded(texts(row), wide) for row in rows[:length]]
    places = _heads(above, texts(rows[length]))
    if not places:
        return tuple(rows)
    head, total = _parted(rows[length], places)
    return (*rows[:length], head, total, *rows[length + 1 :])


def _heads(above: list[list[str]], cells: list[str]) -> set[int]:
    """Give the places of the words that head columns in the row of the total; none where it holds
    anything but them, its own name and amounts.
    """
    parts = {at for at, cell in enumerate(cells) if is_one_of(forms().column, _PARTS, cell)}
    open_parts = {at for at in parts if is_open(above, at)}
    if len(parts) < len(_PARTS) or open_parts != parts:
        return set()
    first = min(parts)
    heads = {first - 1, *parts} if first > 1 and is_total(cells[first - 1]) else parts
    others = [cell for at, cell in enumerate(cells) if cell and at not in heads]
    names = [cell for cell in others if not is_amount(cell)]
    return heads if len(names) == 1 and is_total(names[0]) else set()


def _parted(row: GridRow, places: set[int]) -> tuple[GridRow, GridRow]:
    """Give the cells of some places and all others, each in a row with blanks for the rest."""
    blank = [passage("", cell.where) for cell in row]
    head = tuple(cell if at in places else blank[at] for at, cell in enumerate(row))
    total = tuple(blank[at] if at in places else cell for at, cell in enumerate(row))
    return head, total
