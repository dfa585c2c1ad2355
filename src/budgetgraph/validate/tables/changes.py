"""Columns of a table that tell how its amounts changed: 增减额 and 增减% beside the amounts of two
years, worked out again row by row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from budgetgraph.disclosure import Row, Table
from budgetgraph.document.folding import fold
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault
from budgetgraph.values.amount import decimal_or_none, last_digit

_RULE = "change-percentage"
_CHANGE = pattern("table_changes", "change")
_PERCENT = pattern("table_changes", "percent")
#: Which two columns a change is of is told by the rows: so many of them fit a pair of columns, and
#: all but one of so many that tell all three.
_FEWEST, _OF_ALL = 4, 4
#: A table of more columns is no comparison of two years.
_MOST_COLUMNS = 14
#: So many rows tell which columns a change is of.
_LOOKED_AT = 60
_HUNDRED = Decimal(100)

_Column = Mapping[int, Decimal]


@dataclass(frozen=True, slots=True)
class _Change:
    """A column of changes, with the columns of this year and of the year before that it is of."""

    column: str
    is_percent: bool
    printed: _Column
    now: _Column
    before: _Column

    def rows(self) -> list[int]:
        """The rows that tell all three, where there was something before."""
        both = self.printed.keys() & self.now.keys() & self.before.keys()
        return sorted(row for row in both if self.before[row] > 0)

    def exact(self, row: int) -> Decimal:
        """The change that the amounts of a row show, in per cent or in the unit of the table."""
        gap = self.now[row] - self.before[row]
        return gap / self.before[row] * _HUNDRED if self.is_percent else gap

    def fits(self, row: int) -> bool:
        """Tell whether a printed change is that of its amounts, up to the rounding of all three."""
        told, exact = self.printed[row], self.exact(row)
        slack = last_digit(told)
        if self.is_percent:
            digits = last_digit(self.now[row]) + last_digit(self.before[row])
            slack += digits / self.before[row] * _HUNDRED
        else:
            slack += last_digit(self.now[row])
        return abs(told - exact) <= slack


def table_changes(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each change of a row that its amounts do not show, where those of the other rows do.

    `460.00 | 482.00 | 22.00 | 4.78` holds; `… | 8.74` does not.
    """
    for table in paper.disclosure.tables:
        columns = _columns(table)
        if len(columns) > _MOST_COLUMNS:
            continue
        for name in columns:
            change = _change(name, columns) if _CHANGE.search(fold(name)) else None
            if change is not None:
                yield from _wrong(paper, table, change)


def _wrong(paper: CheckedPaper, table: Table, change: _Change) -> Iterator[Fault]:
    """Give the rows of a column whose change is not that of their amounts."""
    for row in change.rows():
        if change.fits(row):
            paper.right["changes"] += 1
        else:
            yield _fault(table, table.rows[row], change, row)


def _columns(table: Table) -> dict[str, dict[int, Decimal]]:
    """Give the figures of each column by the number of their row."""
    columns: dict[str, dict[int, Decimal]] = {}
    for number, row in enumerate(table.rows):
        for cell in row.cells:
            value = decimal_or_none(cell.value.rstrip("%％"))
            if value is not None:
                columns.setdefault(cell.full_heading, {})[number] = value
    return columns


def _change(name: str, columns: Mapping[str, _Column]) -> _Change | None:
    """Give a column of changes with the one pair of columns that it is of; None where no pair fits
    nearly all of its rows.
    """
    amounts = [column for other, column in columns.items() if not _CHANGE.search(fold(other))]
    is_percent = _PERCENT.search(fold(name)) is not None
    best: _Change | None = None
    most = _FEWEST - 1
    for now, before in permutations(amounts, 2):
        change = _Change(name, is_percent, columns[name], now, before)
        rows = change.rows()[:_LOOKED_AT]
        fitting = sum(map(change.fits, rows))
        if fitting > most and (len(rows) - fitting) * _OF_ALL <= len(rows):
            best, most = change, fitting
    return best


def _fault(table: Table, row: Row, change: _Change, number: int) -> Fault:
    """Say what a row prints, and what its amounts show."""
    unit = "%" if change.is_percent else f" {table.scale or ''}".rstrip()
    exact = f"{change.exact(number):.2f}{unit}"
    now, before, told = (column[number] for column in (change.now, change.before, change.printed))
    place = next(cell.where for cell in row.cells if cell.full_heading == change.column)
    name = f"{table.title}·{row.item}·{change.column}"
    return Fault(
        _RULE,
        f"{name} {told}",
        f"{name}：列示 {told}{unit}，按所列金额（{before} → {now}）应为 {exact}。",
        f"{name}: printed as {told}{unit}, but its amounts ({before} → {now}) show {exact}.",
        [place],
    )
