"""Sums of tables without codes whose columns or rows have no known meaning: the table itself tells
that its total is the sum of the others, where that holds everywhere but in one place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from decimal import Decimal

from budgetgraph.disclosure import Cell, Disclosure, Row, Table
from budgetgraph.forms.column_paths import FUNDS, TOTAL, measure_of_column
from budgetgraph.mapping.partly_read import has_unread_cells
from budgetgraph.validate.tables.added import Sum, count_right, is_shown, rounding_of
from budgetgraph.validate.tables.crossed import crossed_cells
from budgetgraph.validate.tables.money_columns import is_amount, is_money, may_be_part
from budgetgraph.validate.tables.sections import wrong_section
from budgetgraph.validate.tables.total_rows import rows_added_up
from budgetgraph.validate.tables.unknown import prints_figures
from budgetgraph.validate.wording.paper import CheckedPaper, Fault
from budgetgraph.values import codes
from budgetgraph.values.amount import decimal_or_none

_TABLE_NOT_READ = "table-not-read"
_SUMMED_BY_SHAPES = "three_public_expenditure"


def table_sums(paper: CheckedPaper) -> Iterator[Fault]:
    """Give the one row, or column, of a table whose total is not the sum of its parts, where those
    of all others are.

    `水文站 | 422.30 | 一般公共预算 420.30 | 事业收入 20.00` among rows that hold → 440.30.
    """
    disclosure = paper.disclosure
    judged = 0
    for table in (*disclosure.tables, *paper.unknown_tables):
        if not _is_judged(disclosure, table):
            continue
        rows = list(_rows(table, disclosure.year))
        columns = list(_columns(table, _added_up(rows)))
        right = count_right(rows) + count_right(columns)
        paper.right["sums"] += right
        judged += right > 0 and not table.type
        faults = list(_faults(table, rows, columns, disclosure.year))
        yield from faults or crossed_cells(table, rounding_of(table))
        if table.type != _SUMMED_BY_SHAPES:
            yield from wrong_section(paper, table)
    unread = _unread(disclosure) - judged
    if unread:
        paper.unsure["tables"] += unread


def _faults(
    table: Table, rows: Sequence[Sum], columns: Sequence[Sum], year: int
) -> Iterator[Fault]:
    """Give the one row of a table that does not hold; where all hold, the one column."""
    odd_row, odd_column = _odd_one(rows), _odd_one(columns)
    if odd_row is not None and _is_new(table, odd_row, year):
        yield odd_row.fault(table, "row-total")
    elif odd_column is not None and odd_row is None:
        yield odd_column.fault(table, "items-sum-to-total")


def _unread(disclosure: Disclosure) -> int:
    """Tell how many tables with figures no form claims, and how many could not be read."""
    unclaimed = sum(map(prints_figures, disclosure.unclaimed))
    return unclaimed + sum(note.code == _TABLE_NOT_READ for note in disclosure.notes)


def _is_judged(disclosure: Disclosure, table: Table) -> bool:
    """Tell whether a table has no codes and was read to the end, and from no picture."""
    is_read = table.where.picture is None and not table.empty
    # A unit's code (105001) is none of a class.
    has_codes = any(codes.kind(row.code) for row in table.rows if row.code)
    return is_read and not has_codes and not has_unread_cells(disclosure, table)


def _odd_one(sums: Sequence[Sum]) -> Sum | None:
    """Give the one sum that does not hold, where enough others do.

    Each of its parts is one of a sum that holds, too: a number that stands in one row of a column
    alone may be anything.
    """
    odd = [one for one in sums if not one.holds]
    right = [one for one in sums if one.holds]
    if len(odd) != 1 or not is_shown(right):
        return None
    shown = set().union(*(one.given for one in right))
    return odd[0] if odd[0].given <= shown else None


def _added_up(sums: Iterable[Sum]) -> set[str]:
    """Give the columns that the rows show to be amounts of money: totals and parts of sums that
    hold.
    """
    columns: set[str] = set()
    for one in sums:
        if one.holds:
            columns |= {one.cell.full_heading, *one.given}
    return columns


def _is_new(table: Table, odd: Sum, year: int) -> bool:
    """Tell whether the shapes leave a row alone: a part of it has no known measure, as each of the
    three public expenses has. They know nothing of a table that no form claims.
    """
    if not table.type:
        return True
    if table.type == _SUMMED_BY_SHAPES:
        return False
    for row in table.rows:
        for cell in row.cells:
            is_part = row.item == odd.name and cell is not odd.cell and is_amount(cell)
            known = measure_of_column(cell.headings, table.type, year)
            if is_part and known not in FUNDS and (decimal_or_none(cell.value) or 0) != 0:
                return True
    return False


def _rows(table: Table, year: int) -> Iterator[Sum]:
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
            elif is_amount(cell) and may_be_part(cell):
                parts.append((cell.full_heading, amount))
        if len(totals) == 1 and parts:
            total = decimal_or_none(totals[0].value) or Decimal(0)
            yield Sum(row.item, total, tuple(parts), totals[0], rounding_of(table))


def _columns(table: Table, added_up: Set[str]) -> Iterator[Sum]:
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
        one = Sum(name, total, tuple(parts), cell, rounding_of(table))
        if is_money(cell, added_up) or (one.holds and one.given):
            yield one


def _amount(row: Row, column: str) -> Decimal:
    """Give the amount of a row in a column, nothing where none is printed."""
    for cell in row.cells:
        if cell.full_heading == column:
            return decimal_or_none(cell.value) or Decimal(0)
    return Decimal(0)
