"""Sums of tables without codes whose columns or rows have no known meaning: the table itself tells
that its total is the sum of the others, where that holds everywhere but in one place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from budgetgraph.disclosure import Cell, Row, Table
from budgetgraph.document.folding import fold
from budgetgraph.forms.column_paths import FUNDS, TOTAL, measure_of_column
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault
from budgetgraph.values.amount import decimal_or_none
from budgetgraph.values.money import in_yuan

_TOTAL_ROW = pattern("table_sums", "total_row")
_NO_PART = pattern("table_sums", "no_part")
#: So many rows (columns) show that a total is the sum of the others, so many of them by two parts
#: or more; one alone may be wrong.
_FEWEST, _TELLING = 3, 2
_SUMMED_BY_SHAPES = "three_public_expenditure"

_Amounts = Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class _Sum:
    """A total with its parts, each with its name, and the cell that prints the total."""

    name: str
    total: Decimal
    parts: tuple[tuple[str, Decimal], ...]
    cell: Cell

    @property
    def exact(self) -> Decimal:
        """What the parts add up to."""
        return sum((amount for _, amount in self.parts), Decimal(0))

    @property
    def holds(self) -> bool:
        """Whether the total is that sum, up to a unit of the last digit for each part."""
        digit = Decimal(1).scaleb(int(self.total.as_tuple().exponent))
        return abs(self.total - self.exact) <= max(digit, Decimal("0.01")) * len(self.parts)

    @property
    def is_telling(self) -> bool:
        """Whether two parts or more are something: one alone is its total by any rule."""
        return sum(amount != 0 for _, amount in self.parts) >= _TELLING


def table_sums(paper: CheckedPaper) -> Iterator[Fault]:
    """Give the one row, or column, of a table whose total is not the sum of its parts, where those
    of all others are.

    `水文站 | 422.30 | 一般公共预算 420.30 | 事业收入 20.00` among rows that hold → 440.30.
    """
    for table in paper.disclosure.tables:
        is_read = table.where.picture is None and not table.empty
        if not is_read or any(row.code for row in table.rows):
            continue
        rows = _odd_one(list(_rows(table, paper.disclosure.year)))
        columns = _odd_one(list(_columns(table)))
        if rows is not None and _is_new(table, rows, paper.disclosure.year):
            yield _fault(table, rows, "row-total")
        elif columns is not None and rows is None:
            yield _fault(table, columns, "items-sum-to-total")


def _odd_one(sums: Sequence[_Sum]) -> _Sum | None:
    """Give the one sum that does not hold, where enough others do."""
    odd = [one for one in sums if not one.holds]
    right = [one for one in sums if one.holds]
    telling = sum(one.is_telling for one in right)
    if len(odd) == 1 and len(right) >= _FEWEST and telling >= _TELLING:
        return odd[0]
    return None


def _is_new(table: Table, odd: _Sum, year: int) -> bool:
    """Tell whether the shapes leave a row alone: a part of it has no known measure, as each of the
    three public expenses has.
    """
    if table.type == _SUMMED_BY_SHAPES:
        return False
    for row in table.rows:
        for cell in row.cells:
            is_part = row.item == odd.name and cell is not odd.cell
            known = measure_of_column(cell.headings, table.type, year)
            if is_part and known not in FUNDS and (decimal_or_none(cell.value) or 0) != 0:
                return True
    return False


def _rows(table: Table, year: int) -> Iterator[_Sum]:
    """Give the total of each row with the other amounts of it as its parts."""
    for row in table.rows:
        totals: list[Cell] = []
        parts: list[tuple[str, Decimal]] = []
        for cell in row.cells:
            amount = decimal_or_none(cell.value)
            if amount is None:
                continue
            if measure_of_column(cell.headings, table.type, year) == TOTAL:
                totals.append(cell)
            elif not any(_NO_PART.search(fold(name)) for name in cell.headings):
                parts.append((_name(cell), amount))
        if len(totals) == 1 and parts:
            total = decimal_or_none(totals[0].value) or Decimal(0)
            yield _Sum(row.item, total, tuple(parts), totals[0])


def _columns(table: Table) -> Iterator[_Sum]:
    """Give the total of each column with the amounts of all other rows as its parts."""
    totals = [row for row in table.rows if _TOTAL_ROW.fullmatch(fold(row.item))]
    others = [row for row in table.rows if not _TOTAL_ROW.fullmatch(fold(row.item))]
    if len(totals) != 1 or len(others) < _TELLING or any(_is_part(row) for row in others):
        return
    for cell in totals[0].cells:
        total = decimal_or_none(cell.value)
        parts = [(row.item, _amount(row, _name(cell))) for row in others]
        if total is not None:
            yield _Sum(_name(cell), total, tuple(parts), cell)


def _is_part(row: Row) -> bool:
    """Tell whether a row repeats a part of another: 其中：…, 小计."""
    return _NO_PART.search(fold(row.item)) is not None


def _amount(row: Row, column: str) -> Decimal:
    """Give the amount of a row in a column, nothing where none is printed."""
    for cell in row.cells:
        if _name(cell) == column:
            return decimal_or_none(cell.value) or Decimal(0)
    return Decimal(0)


def _name(cell: Cell) -> str:
    """Give the path of headings above a cell: 公务用车/小计."""
    return "/".join(cell.headings)


def _fault(table: Table, odd: _Sum, rule: str) -> Fault:
    """Say what a total is printed as, and what its parts add up to."""
    scale = table.scale or ""
    shown = [f"{name} {amount}" for name, amount in odd.parts if amount]
    gap = abs(odd.total - odd.exact)
    name = f"{table.title}·{odd.name}" if odd.name else table.title
    parts = " + ".join(shown)
    return Fault(
        rule,
        f"{name} {odd.total}",
        f"{name}：合计列示 {odd.total} {scale}，其各部分之和为 {odd.exact} {scale}（{parts}），"
        f"相差 {gap} {scale}；其他各处均相符。",
        f"{name}: the total is printed as {odd.total} {scale}, but its parts add up to {odd.exact} "
        f"{scale} ({parts}): a gap of {gap} {scale}; all others hold.",
        [odd.cell.where],
        gap=in_yuan(str(gap), scale),
    )
