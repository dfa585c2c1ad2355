"""A table told by blank space that goes on over a page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from operator import itemgetter

from budgetgraph.read.blank_columns.table import NumberedRow
from budgetgraph.values.amount import is_money


def continued(above: Sequence[Sequence[str]], rows: Sequence[NumberedRow]) -> list[NumberedRow]:
    """Give the rows of the next page of a table in the columns of the page above.

    These must be told with certainty: as many columns hold data on both, or all columns but one are
    the amounts. Else the rows are made too wide to be taken for a part of that table.

    208, 教育, "", 9.00 above   合计, 9.00   →   "", 合计, "", 9.00
    """
    if not rows:
        return []
    width = len(above[0])
    if not _may_go_on(rows, width):
        return list(rows)
    columns = _columns(above, rows)
    if columns is None:
        return _apart(rows, width)
    return [(number, _spread(row, columns, width)) for number, row in rows]


def _may_go_on(rows: Sequence[NumberedRow], width: int) -> bool:
    """Tell whether rows are narrower than the table above, and begin with amounts, not a
    heading.
    """
    _, first = rows[0]
    is_narrower = all(len(row) < width for _, row in rows)
    return is_narrower and any(map(is_money, first))


def _columns(above: Sequence[Sequence[str]], rows: Sequence[NumberedRow]) -> list[int] | None:
    """Tell the columns of the table above in which the cells of a row stand, if it is certain."""
    data = list(filter(_has_money, above))
    used = list(filter(partial(_is_filled, data), range(len(above[0]))))
    amounts = list(filter(partial(_holds_money, data), used))
    mine = list(map(itemgetter(1), rows))
    width = len(mine[0])
    my_amounts = list(filter(partial(_holds_money, mine), range(width)))
    amounts_in_used = list(map(used.index, amounts))
    if len(used) == width and amounts_in_used == my_amounts:
        return used
    all_but_first = list(range(1, width))
    is_name_and_amounts = my_amounts == all_but_first and len(my_amounts) == len(amounts)
    if is_name_and_amounts and amounts and amounts[0] > 0:
        return [amounts[0] - 1, *amounts]
    return None


def _has_money(row: Sequence[str]) -> bool:
    """Tell whether a row has an amount."""
    return any(map(is_money, row))


def _is_filled(rows: Sequence[Sequence[str]], column: int) -> bool:
    """Tell whether a column prints something in one of the rows."""
    return any(map(itemgetter(column), rows))


def _holds_money(rows: Sequence[Sequence[str]], column: int) -> bool:
    """Tell whether a column has an amount in one of the rows."""
    return any(map(is_money, map(itemgetter(column), rows)))


def _apart(rows: Sequence[NumberedRow], width: int) -> list[NumberedRow]:
    """Give rows of a table of its own: two columns wider than the one above."""
    _, first = rows[0]
    added = [""] * (width + 2 - len(first))
    return [(number, [*row, *added]) for number, row in rows]


def _spread(row: Sequence[str], columns: Sequence[int], width: int) -> list[str]:
    """Put the cells of a row into the given columns: a, b in 0 and 2 of 3 → a, "", b."""
    cells = [""] * width
    for column, cell in zip(columns, row, strict=True):
        cells[column] = cell
    return cells
