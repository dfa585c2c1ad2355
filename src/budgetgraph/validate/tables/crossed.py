"""A cell that breaks the sum of its row and that of its column by the same amount, where all other
rows and columns hold: whatever the columns are called, the cell is wrong.

    单位名称 | 编制数/小计 | 行政 | 事业
    合计     | 85          | 40   | 45
    局机关   | 45          | 40   | 5
    执法大队 | 43          | 0    | 40        43 is not 0 + 40, and 45 + 43 not 85: 40
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from budgetgraph.disclosure import Cell, Table
from budgetgraph.validate.tables.total_rows import rows_added_up
from budgetgraph.validate.wording.paper import Fault
from budgetgraph.values.amount import decimal_or_none
from budgetgraph.values.money import in_yuan
from budgetgraph.values.sums import is_total

#: So many rows of two parts or more show that a column is the sum of those beside it.
_TELLING = 2
_MOST_PARTS = 8
_MOST_ROWS = 400
_NOTHING = Decimal(0)

#: The numbers of a row by the number of their column.
Numbers = Mapping[int, Decimal]


@dataclass(frozen=True, slots=True)
class _Crossed:
    """The one wrong cell of a table: what it prints, and what its row and its column show."""

    cell: Cell
    printed: Decimal
    exact: Decimal


@dataclass(frozen=True, slots=True)
class _Relation:
    """A column that is the sum of a run of columns beside it."""

    total: int
    parts: Sequence[int]

    def gap(self, row: Numbers) -> Decimal:
        """What the total of a row is more than its parts."""
        return row.get(self.total, _NOTHING) - sum(self._given(row), _NOTHING)

    def is_telling(self, row: Numbers) -> bool:
        """Whether two parts of a row or more are something."""
        return sum(map(bool, self._given(row))) > 1

    def _given(self, row: Numbers) -> Iterator[Decimal]:
        return (row.get(part, _NOTHING) for part in self.parts)

    def cell_gap(self, column: int, row: Numbers) -> Decimal | None:
        """What the cell of a row in one of the columns is more than it should be."""
        if column == self.total:
            return self.gap(row)
        return -self.gap(row) if column in self.parts else None


class _Place(NamedTuple):
    """A cell by the numbers of its row and its column."""

    row: int
    column: int


def crossed_cells(table: Table, rounding: Decimal) -> Iterator[Fault]:
    """Give the one cell of a table that neither its row nor its column adds up with, by one gap,
    where all others do.

    `rounding` is what a part may be off by; persons and things are never off.
    """
    total, others = rows_added_up(table, passes_over_parts=True)
    if total is None or len(others) > _MOST_ROWS:
        return
    unit = rounding if table.scale else _NOTHING
    crossed = _crossed(table, total, others, unit)
    if crossed is not None:
        yield _fault(table, crossed)


def _crossed(table: Table, total: int, others: Sequence[int], unit: Decimal) -> _Crossed | None:
    """Give the one wrong cell of a table; `total` is the row that adds up the rows `others`."""
    headings = (cell.full_heading for row in table.rows for cell in row.cells)
    names = list(dict.fromkeys(headings))
    rows = {number: _numbers(table, number, names) for number in (total, *others)}
    added = [rows[number] for number in others]
    gaps = {column: _gap(column, rows[total], added) for column in range(len(names))}
    for relation in _relations(len(names)):
        slack = unit * max(len(relation.parts), len(others))
        place = _open_place(relation, rows, gaps, slack)
        if place is None or not _is_shown(relation, rows, place.row, (total, names)):
            continue
        if place.column not in rows[total] or not _is_used(place.column, rows, place.row):
            continue
        gap = gaps[place.column]
        of_column = gap if place.row == total else -gap
        of_row = relation.cell_gap(place.column, rows[place.row])
        if of_row is not None and abs(of_row - of_column) <= slack:
            return _cell(table, place.row, names[place.column], of_row)
    return None


def _open_place(
    relation: _Relation, rows: Mapping[int, Numbers], gaps: Numbers, slack: Decimal
) -> _Place | None:
    """Give the one row that does not add up with the one column that does not; None where there
    are more of them, or none.
    """
    columns = (relation.total, *relation.parts)
    open_columns = [column for column in columns if abs(gaps[column]) > slack]
    open_rows = [number for number, row in rows.items() if abs(relation.gap(row)) > slack]
    is_one = len(open_columns) == len(open_rows) == 1
    return _Place(open_rows[0], open_columns[0]) if is_one else None


def _numbers(table: Table, row: int, names: Sequence[str]) -> Numbers:
    """Give the numbers of a row by the number of their column."""
    numbers: dict[int, Decimal] = {}
    for cell in table.rows[row].cells:
        value = decimal_or_none(cell.value)
        if value is not None:
            numbers[names.index(cell.full_heading)] = value
    return numbers


def _gap(column: int, total: Numbers, added: Sequence[Numbers]) -> Decimal:
    """What the total of a column is more than its rows."""
    return total.get(column, _NOTHING) - sum((row.get(column, _NOTHING) for row in added), _NOTHING)


def _relations(columns: int) -> Iterator[_Relation]:
    """Give every column with every run of two columns or more right behind it, and right before."""
    for total in range(columns):
        for count in range(_TELLING, _MOST_PARTS + 1):
            if total + count < columns:
                yield _Relation(total, range(total + 1, total + 1 + count))
            if total - count >= 0:
                yield _Relation(total, range(total - count, total))


def _is_shown(
    relation: _Relation, rows: Mapping[int, Numbers], odd: int, headed: tuple[int, Sequence[str]]
) -> bool:
    """Tell whether enough rows but the odd one show that a column is the sum of others.

    The row of the total alone shows it of a column that is called 合计.
    """
    total, names = headed
    telling = [number for number in rows if number != odd and relation.is_telling(rows[number])]
    is_called_total = is_total(names[relation.total].rpartition("/")[2])
    return len(telling) >= _TELLING or (is_called_total and total in telling)


def _is_used(column: int, rows: Mapping[int, Numbers], odd: int) -> bool:
    """Tell whether a column holds something in rows enough but the odd one: a number that stands in
    one row alone may be anything, a year or a note.
    """
    return sum(bool(row.get(column)) for number, row in rows.items() if number != odd) >= _TELLING


def _cell(table: Table, row: int, name: str, gap: Decimal) -> _Crossed | None:
    """Give the cell of a row and a column; None where it prints nothing."""
    for cell in table.rows[row].cells:
        printed = decimal_or_none(cell.value)
        if cell.full_heading == name and printed is not None:
            return _Crossed(cell, printed, printed - gap)
    return None


def _fault(table: Table, crossed: _Crossed) -> Fault:
    """Say what a cell prints, and what its row and its column add up to."""
    scale = f" {table.scale}" if table.scale else ""
    row = next(row for row in table.rows if crossed.cell in row.cells)
    name = "·".join(filter(None, [table.title, row.item, crossed.cell.full_heading]))
    gap = abs(crossed.printed - crossed.exact)
    return Fault(
        "items-sum-to-total",
        f"{name} {crossed.printed}",
        f"{name}：列示 {crossed.printed}{scale}，按本行和本列的合计均应为 {crossed.exact}{scale}，"
        f"相差 {gap}{scale}；其他各处均相符。",
        f"{name}: printed as {crossed.printed}{scale}, but the sums of its row and of its column "
        f"both show {crossed.exact}{scale}: a gap of {gap}{scale}; all others hold.",
        [crossed.cell.where],
        gap=in_yuan(str(gap), table.scale),
    )
