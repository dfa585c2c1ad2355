"""Sums of tables without codes whose columns or rows have no known meaning: the table itself tells
that its total is the sum of the others, where that holds everywhere but in one place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from operator import itemgetter

from budgetgraph.disclosure import Cell, Disclosure, Row, Table
from budgetgraph.document.folding import fold
from budgetgraph.forms.column_paths import FUNDS, TOTAL, measure_of_column
from budgetgraph.mapping.partly_read import has_unread_cells
from budgetgraph.validate.tables.crossed import crossed_cells
from budgetgraph.validate.tables.total_rows import rows_added_up
from budgetgraph.validate.tables.unknown import prints_figures, unknown_tables
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault
from budgetgraph.values import codes
from budgetgraph.values.amount import decimal_or_none, last_digit
from budgetgraph.values.money import in_yuan

_NO_PART_COLUMN = pattern("table_sums", "no_part_column")
_NO_AMOUNT = pattern("table_sums", "no_amount")
_MONEY = pattern("table_sums", "money")
#: What rounding may take or give in a part, in the unit of its table; a 元 where it is in 元.
_CENT, _YUAN = Decimal("0.01"), Decimal(1)
#: So many rows (columns) show that a total is the sum of the others, so many of them by two parts
#: or more; one alone may be wrong.
_FEWEST, _TELLING = 3, 2
_TABLE_NOT_READ = "table-not-read"
_SUMMED_BY_SHAPES = "three_public_expenditure"


@dataclass(frozen=True, slots=True)
class _Sum:
    """A total with its parts, each with its name, and the cell that prints the total."""

    name: str
    total: Decimal
    parts: tuple[tuple[str, Decimal], ...]
    cell: Cell
    #: What rounding may take or give in each part.
    rounding: Decimal

    @property
    def exact(self) -> Decimal:
        """What the parts add up to."""
        return sum((amount for _, amount in self.parts), Decimal(0))

    @property
    def holds(self) -> bool:
        """Whether the total is that sum, up to a unit of the last digit for each part."""
        digits = min(last_digit(amount) for amount in (self.total, *map(itemgetter(1), self.parts)))
        slack = max(digits, self.rounding) * len(self.parts)
        return abs(self.total - self.exact) <= slack

    @property
    def given(self) -> set[str]:
        """The names of the parts that are something."""
        return {name for name, amount in self.parts if amount != 0}

    @property
    def is_telling(self) -> bool:
        """Whether two parts or more are something: one alone is its total by any rule."""
        return len(self.given) >= _TELLING


def table_sums(paper: CheckedPaper) -> Iterator[Fault]:
    """Give the one row, or column, of a table whose total is not the sum of its parts, where those
    of all others are.

    `水文站 | 422.30 | 一般公共预算 420.30 | 事业收入 20.00` among rows that hold → 440.30.
    """
    disclosure = paper.disclosure
    unknown = list(unknown_tables(disclosure))
    judged = 0
    for table in (*disclosure.tables, *unknown):
        if not _is_judged(disclosure, table):
            continue
        rows = list(_rows(table, disclosure.year))
        columns = list(_columns(table, _added_up(rows)))
        right = _right(rows) + _right(columns)
        paper.right["sums"] += right
        judged += right > 0 and not table.type
        faults = list(_faults(table, rows, columns, disclosure.year))
        yield from faults or crossed_cells(table, _rounding(table))
    unread = _unread(disclosure) - judged
    if unread:
        paper.unsure["tables"] += unread


def _faults(
    table: Table, rows: Sequence[_Sum], columns: Sequence[_Sum], year: int
) -> Iterator[Fault]:
    """Give the one row of a table that does not hold; where all hold, the one column."""
    odd_row, odd_column = _odd_one(rows), _odd_one(columns)
    if odd_row is not None and _is_new(table, odd_row, year):
        yield _fault(table, odd_row, "row-total")
    elif odd_column is not None and odd_row is None:
        yield _fault(table, odd_column, "items-sum-to-total")


def _unread(disclosure: Disclosure) -> int:
    """Tell how many tables with figures no form claims, and how many could not be read."""
    unclaimed = sum(map(prints_figures, disclosure.unclaimed))
    return unclaimed + sum(note.code == _TABLE_NOT_READ for note in disclosure.notes)


def _right(sums: Sequence[_Sum]) -> int:
    """Tell how many sums hold, where at most one does not and enough do."""
    right = [one for one in sums if one.holds]
    is_shown = _is_shown(right) and len(right) >= len(sums) - 1
    return len(right) if is_shown else 0


def _is_shown(right: Sequence[_Sum]) -> bool:
    """Tell whether so many sums hold that a table is shown to add up."""
    return len(right) >= _FEWEST and sum(one.is_telling for one in right) >= _TELLING


def _is_judged(disclosure: Disclosure, table: Table) -> bool:
    """Tell whether a table has no codes and was read to the end, and from no picture."""
    is_read = table.where.picture is None and not table.empty
    # A unit's code (105001) is none of a class.
    has_codes = any(codes.kind(row.code) for row in table.rows if row.code)
    return is_read and not has_codes and not has_unread_cells(disclosure, table)


def _odd_one(sums: Sequence[_Sum]) -> _Sum | None:
    """Give the one sum that does not hold, where enough others do.

    Each of its parts is one of a sum that holds, too: a number that stands in one row of a column
    alone may be anything.
    """
    odd = [one for one in sums if not one.holds]
    right = [one for one in sums if one.holds]
    if len(odd) != 1 or not _is_shown(right):
        return None
    shown = set().union(*(one.given for one in right))
    return odd[0] if odd[0].given <= shown else None


def _added_up(sums: Iterable[_Sum]) -> set[str]:
    """Give the columns that the rows show to be amounts of money: totals and parts of sums that
    hold.
    """
    columns: set[str] = set()
    for one in sums:
        if one.holds:
            columns |= {one.cell.full_heading, *one.given}
    return columns


def _is_new(table: Table, odd: _Sum, year: int) -> bool:
    """Tell whether the shapes leave a row alone: a part of it has no known measure, as each of the
    three public expenses has. They know nothing of a table that no form claims.
    """
    if not table.type:
        return True
    if table.type == _SUMMED_BY_SHAPES:
        return False
    for row in table.rows:
        for cell in row.cells:
            is_part = row.item == odd.name and cell is not odd.cell and _is_amount(cell)
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
            elif _is_amount(cell) and not _has(cell, _NO_PART_COLUMN):
                parts.append((cell.full_heading, amount))
        if len(totals) == 1 and parts:
            total = decimal_or_none(totals[0].value) or Decimal(0)
            yield _Sum(row.item, total, tuple(parts), totals[0], _rounding(table))


def _is_amount(cell: Cell) -> bool:
    """Tell whether a column may hold money: not 自评得分, 单价 or 备注."""
    return not _has(cell, _NO_AMOUNT)


def _has(cell: Cell, words: re.Pattern[str]) -> bool:
    """Tell whether a heading above a cell holds one of these words."""
    return any(words.search(fold(name)) for name in cell.headings)


def _rounding(table: Table) -> Decimal:
    """Give what rounding may take or give in an amount, in the unit of its table."""
    return _YUAN if table.scale == "元" else _CENT


def _columns(table: Table, added_up: Set[str]) -> Iterator[_Sum]:
    """Give the total of each column of money with the amounts of all other rows as its parts.

    A column is one of money by its heading, or because the rows add it up. One of another kind
    (人次) says only that the rows are what is added up, where it holds.
    """
    total_row, others = rows_added_up(table)
    if total_row is None:
        return
    for cell in table.rows[total_row].cells:
        total = decimal_or_none(cell.value)
        name = cell.full_heading
        if total is None:
            continue
        parts = [(row.item, _amount(row, name)) for row in map(table.rows.__getitem__, others)]
        one = _Sum(name, total, tuple(parts), cell, _rounding(table))
        is_money = name in added_up or _MONEY.search(fold(name)) is not None
        if (is_money and _is_amount(cell)) or (one.holds and one.given):
            yield one


def _amount(row: Row, column: str) -> Decimal:
    """Give the amount of a row in a column, nothing where none is printed."""
    for cell in row.cells:
        if cell.full_heading == column:
            return decimal_or_none(cell.value) or Decimal(0)
    return Decimal(0)


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
