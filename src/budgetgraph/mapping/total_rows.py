"""Which rows of a table are totals: by their name, and without a name by what they add up to.

合计 | 100.00          a total
     | 100.00          a total, where the other rows add up to 100.00 or there is no other row
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from budgetgraph.disclosure import Row
from budgetgraph.forms import fold
from budgetgraph.values.amount import decimal_or_none
from budgetgraph.values.sums import is_total_row

#: By how much a printed addend may be rounded.
_ROUNDING = Decimal("0.01")


def total_rows(rows: Sequence[Row]) -> frozenset[int]:
    """Give the positions (from 0) of the rows that are totals."""
    named: list[int] = []
    nameless: list[int] = []
    for place, row in enumerate(rows):
        if is_named_total(row):
            named.append(place)
        elif not row.code and not fold(row.item):
            nameless.append(place)
    is_alone = len(nameless) == 1 and not named
    if is_alone and _adds_up(rows, nameless[0]):
        return frozenset(nameless)
    return frozenset(named)


def is_named_total(row: Row) -> bool:
    """Tell whether a row without a code is called a total: 合计, 本年支出合计, 收入总计."""
    return not row.code and is_total_row(row.item)


def _adds_up(rows: Sequence[Row], place: int) -> bool:
    """Tell whether the other rows, classes within classes left out, add up to this one in each
    column.

    A row that stands alone is the whole of its table.
    """
    others = [*rows[:place], *rows[place + 1 :]]
    if not others:
        return True
    codes = {row.code for row in others} - {None, ""}
    top = [row for row in others if not _is_inside(row, codes)]
    sums = _sums(top)
    amounts = _sums([rows[place]])
    for column, amount in amounts.items():
        gap = abs(sums.get(column, Decimal(0)) - amount)
        if gap > _ROUNDING * len(top):
            return False
    return bool(amounts)


def _is_inside(row: Row, codes: set[str | None]) -> bool:
    """Tell whether the class of a row is a part of another class of the table: 2080505 of 20805."""
    code = row.code or ""
    return any(code[:digits] in codes for digits in range(3, len(code)))


def _sums(rows: Sequence[Row]) -> dict[str, Decimal]:
    """Give the sum of each column over these rows."""
    sums: dict[str, Decimal] = {}
    for row in rows:
        for cell in row.cells:
            amount = decimal_or_none(cell.value)
            if amount is not None:
                sums[cell.column] = sums.get(cell.column, Decimal(0)) + amount
    return sums
