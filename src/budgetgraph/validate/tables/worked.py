"""A column of a table whose figures are worked out from those of two others, row by row: a change,
a rate of completion, a share.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from budgetgraph.disclosure import Cell, Row, Table
from budgetgraph.validate.wording.paper import CheckedPaper, Fault
from budgetgraph.values.amount import decimal_or_none, last_digit

#: Which two columns a figure is of is told by the rows: so many of them fit a pair of columns, and
#: all but one of so many that tell all three.
_FEWEST, _OF_ALL = 4, 4
#: A table of more columns is no comparison of two.
MOST_COLUMNS = 14
#: So many rows tell which columns a figure is of.
_LOOKED_AT = 60
_HUNDRED = Decimal(100)

#: The figures of a column by the number of their row.
Column = Mapping[int, Decimal]


class WorkedAs(Enum):
    """How a figure is worked out: 482 of 460 is a change of 22, of 4.78 %, a ratio of 104.78 %."""

    change = auto()
    percentage = auto()
    ratio = auto()


@dataclass(frozen=True, slots=True)
class Worked:
    """A column with the two columns that it is worked out from."""

    column: str
    kind: WorkedAs
    printed: Column
    now: Column
    before: Column

    def rows(self) -> list[int]:
        """The rows that tell all three, where there was something before."""
        both = self.printed.keys() & self.now.keys() & self.before.keys()
        return sorted(row for row in both if self.before[row] > 0)

    def exact(self, row: int) -> Decimal:
        """What the amounts of a row show, in per cent or in the unit of the table."""
        now, before = self.now[row], self.before[row]
        if self.kind is WorkedAs.change:
            return now - before
        part = now if self.kind is WorkedAs.ratio else now - before
        return part / before * _HUNDRED

    def fits(self, row: int) -> bool:
        """Tell whether a printed figure is that of its amounts, up to the rounding of all three."""
        told, exact = self.printed[row], self.exact(row)
        slack = last_digit(told)
        if self.kind is WorkedAs.change:
            slack += last_digit(self.now[row])
        else:
            digits = last_digit(self.now[row]) + last_digit(self.before[row])
            slack += digits / self.before[row] * _HUNDRED
        return abs(told - exact) <= slack

    def fault(self, table: Table, number: int, rule: str) -> Fault:
        """Say what a row prints, and what its amounts show."""
        row, printed = table.rows[number], self.printed[number]
        unit = f" {table.scale or ''}".rstrip() if self.kind is WorkedAs.change else "%"
        exact = f"{self.exact(number):.2f}{unit}"
        zh, en = self._amounts(number)
        name = "·".join(filter(None, [table.title, row.item, self.column]))
        return Fault(
            rule,
            f"{name} {printed}",
            f"{name}：列示 {printed}{unit}，按所列金额（{zh}）应为 {exact}。",
            f"{name}: printed as {printed}{unit}, but its amounts ({en}) show {exact}.",
            [_cell_of(row, self.column).where],
        )

    def _amounts(self, number: int) -> tuple[str, str]:
        """Tell the two amounts of a row in both languages: 460.00 → 482.00, 90.00 ÷ 120.00."""
        now, before = self.now[number], self.before[number]
        if self.kind is WorkedAs.ratio:
            return f"{now} ÷ {before}", f"{now} of {before}"
        return f"{before} → {now}", f"{before} → {now}"


def best(candidates: Iterable[Worked]) -> Worked | None:
    """Give the way to work out a column that fits nearly all of its rows; None where none does."""
    chosen: Worked | None = None
    most = _FEWEST - 1
    for worked in candidates:
        rows = worked.rows()[:_LOOKED_AT]
        fitting = sum(map(worked.fits, rows))
        if fitting > most and (len(rows) - fitting) * _OF_ALL <= len(rows):
            chosen, most = worked, fitting
    return chosen


def wrong_rows(
    paper: CheckedPaper, table: Table, worked: Worked | None, rule: str, counted: str
) -> Iterator[Fault]:
    """Give the rows of a column that is worked out whose figure is not that of their amounts.

    The others are counted as right, as `counted`; without a column there is nothing.
    """
    if worked is None:
        return
    for row in worked.rows():
        if worked.fits(row):
            paper.right[counted] += 1
        else:
            yield worked.fault(table, row, rule)


def columns_of(table: Table) -> dict[str, dict[int, Decimal]]:
    """Give the figures of each column by the number of their row."""
    columns: dict[str, dict[int, Decimal]] = {}
    for number, row in enumerate(table.rows):
        for cell in row.cells:
            value = decimal_or_none(cell.value.rstrip("%％"))
            if value is not None:
                columns.setdefault(cell.full_heading, {})[number] = value
    return columns


def _cell_of(row: Row, column: str) -> Cell:
    """Give the cell of a row in a column that it has."""
    return next(cell for cell in row.cells if cell.full_heading == column)
