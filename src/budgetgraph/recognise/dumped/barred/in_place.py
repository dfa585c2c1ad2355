"""Cells between bars that are all printed, blank ones too: each stands where it belongs.

项目 | 预算数 | 合计 | 0.36 | 出国费 | | 接待费 | 0.36 |
→   two columns; 出国费 has no amount
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from operator import attrgetter

from budgetgraph.document import GridRow, Passage, passage
from budgetgraph.recognise.columns import columns
from budgetgraph.recognise.dumped.heading import is_known
from budgetgraph.values.amount import is_amount

_NARROWEST, _WIDEST = 2, 6
#: Heading and rows, at least.
_FEWEST_ROWS = 3

Rows = tuple[GridRow, ...]


def in_place(cells: Sequence[Passage]) -> Rows | None:
    """Give heading and rows where one width alone lets each row begin with a name and hold amounts
    or nothing behind it; None for other cells.
    """
    widths = range(_NARROWEST, _WIDEST + 1)
    found = list(filter(None, map(partial(_of_width, cells), widths)))
    return found[0] if len(found) == 1 else None


def _of_width(cells: Sequence[Passage], width: int) -> Rows | None:
    """Give the cells in rows of a width; the last one may lack blank cells at its end."""
    rows = [tuple(cells[at : at + width]) for at in range(0, len(cells), width)]
    if len(rows) < _FEWEST_ROWS:
        return None
    blank = passage("", rows[-1][0].where)
    rows[-1] = (*rows[-1], *[blank] * (width - len(rows[-1])))
    heading, *body = rows
    return tuple(rows) if _is_heading(heading) and all(map(_is_row, body)) else None


def _is_heading(heading: GridRow) -> bool:
    """Tell whether cells head names and amounts: 项目 | 预算数 | 决算数."""
    is_filled = all(heading)
    if not is_filled or not any(map(is_known, heading)):
        return False
    first, *others = map(attrgetter("role"), columns((heading,)))
    return first == "item" and set(others) == {"value"}


def _is_row(row: GridRow) -> bool:
    """Tell whether a row is a name with amounts, or nothing, behind it: 因公出国费 | 20 | ."""
    name, *others = map(attrgetter("text"), row)
    if not name or is_amount(name):
        return False
    return all(map(is_amount, filter(None, others)))
