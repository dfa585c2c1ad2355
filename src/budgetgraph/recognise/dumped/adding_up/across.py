"""Which heading fits the amounts of each row: of the columns side by side one is the sum of others.

合计 | 基本支出 |          |          | 项目支出
     | 小计     | 人员经费 | 公用经费 |
9.00 | 6.00     | 5.00     | 1.00     | 3.00      9 = 6 + 3 and 6 = 5 + 1: the heading is right
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from budgetgraph.document import GridRow
from budgetgraph.recognise.columns import Column, columns
from budgetgraph.recognise.dumped.adding_up.figures import amount_of
from budgetgraph.recognise.headings import numbers_columns, texts
from budgetgraph.values.sums import is_sum

_CENT = Decimal("0.01")
#: A part of a part: 其中：财政拨款 is no summand beside the others.
_OF_THESE = "其中"
_FEWEST_PARTS = 2

_Path = tuple[str, ...]
_Heading = tuple[GridRow, ...]
_Names = tuple[tuple[str, _Path], ...]


@dataclass(frozen=True, slots=True)
class _Sum:
    """A column of totals, and the columns of each of its parts; `is_inner` where all stand under
    one heading.
    """

    whole: int
    parts: tuple[tuple[int, ...], ...]
    is_inner: bool


def proven(headings: Sequence[_Heading], rows: Sequence[GridRow]) -> _Heading | None:
    """Give the one heading in which the amounts of each row add up; None for none, or several."""
    closing: dict[_Names, _Heading] = {}
    for heading in headings:
        if closes_across(heading, rows):
            closing.setdefault(_names(heading, rows), heading)
    return next(iter(closing.values())) if len(closing) == 1 else None


def _names(heading: _Heading, rows: Sequence[GridRow]) -> _Names:
    """Give the headings over each column, which tell two readings of a heading apart."""
    return tuple((column.role, column.path) for column in columns(heading, rows))


def closes_across(heading: Sequence[GridRow], rows: Sequence[GridRow]) -> bool | None:
    """Tell whether each total of each row is the sum of the columns beside it; None where a heading
    names no total with its parts.
    """
    sums = list(_sums(columns(heading, rows)))
    checks = [_is_sum(row, of_row) for row in _rows_of_amounts(rows) for of_row in sums]
    return all(checks) if checks else None


def contradicts(heading: Sequence[GridRow], rows: Sequence[GridRow]) -> bool:
    """Tell whether a total is less than a column under the same heading: it cannot be its sum."""
    inner = [of_row for of_row in _sums(columns(heading, rows)) if of_row.is_inner]
    return any(_is_less(row, of_row) for row in _rows_of_amounts(rows) for of_row in inner)


def _rows_of_amounts(rows: Sequence[GridRow]) -> Iterator[GridRow]:
    """Give the rows but for those that number the columns."""
    return (row for row in rows if not numbers_columns(texts(row)))


def _sums(of_table: Sequence[Column]) -> Iterator[_Sum]:
    """Give every column of totals with the parts beside it, of one list of names."""
    values = [at for at, column in enumerate(of_table) if column.role == "value" and column.path]
    for at in values:
        column = of_table[at]
        if not is_sum(column.path[-1]):
            continue
        beside = [other for other in values if _is_beside(of_table[other], column)]
        parts = _parts(of_table, [other for other in beside if other != at], column.path[:-1])
        if len(parts) >= _FEWEST_PARTS:
            yield _Sum(at, tuple(parts), len(column.path) > 1)


def _is_beside(other: Column, column: Column) -> bool:
    """Tell whether a column stands under the same headings as a total, in the same list."""
    above = column.path[:-1]
    is_one_list = (other.side, other.block) == (column.side, column.block)
    return is_one_list and other.path[: len(above)] == above


def _parts(
    of_table: Sequence[Column], beside: Sequence[int], above: _Path
) -> list[tuple[int, ...]]:
    """Give the columns that make each part: the column itself, of a part with columns of its own
    their total, else all of them. Nothing where one is only 其中 of another.
    """
    by_head: dict[str, list[int]] = {}
    for at in beside:
        by_head.setdefault(of_table[at].path[len(above)], []).append(at)
    if any(head.startswith(_OF_THESE) for head in by_head):
        return []
    return [_whole_of(of_table, of_head) for of_head in by_head.values()]


def _whole_of(of_table: Sequence[Column], of_head: Sequence[int]) -> tuple[int, ...]:
    """Give the total among the columns under one heading, else all of them."""
    totals = [at for at in of_head if is_sum(of_table[at].path[-1])]
    return tuple(totals[:1] or of_head)


def _is_sum(row: GridRow, of_row: _Sum) -> bool:
    """Tell whether a total of a row is the sum of its parts; a blank cell is nothing."""
    columns_of_parts = [at for part in of_row.parts for at in part]
    gap = _amount(row, of_row.whole) - sum(_amount(row, at) for at in columns_of_parts)
    return abs(gap) <= _CENT * len(columns_of_parts)


def _is_less(row: GridRow, of_row: _Sum) -> bool:
    """Tell whether a total that is printed is less than one of its parts."""
    whole = amount_of(row[of_row.whole])
    greatest = max(_amount(row, at) for part in of_row.parts for at in part)
    return whole is not None and whole + _CENT < greatest


def _amount(row: GridRow, at: int) -> Decimal:
    return amount_of(row[at]) or Decimal()
