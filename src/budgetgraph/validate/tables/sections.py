"""Sections of a table, each with its 小计, and the total of them.

    一、水利工程
    河道清淤 | 120.00
    堤防维护 | 165.00
    小计     | 285.00        120.00 + 165.00
    …
    合计     | 465.00        285.00 + the other 小计

The 小计 stands behind its rows in one table, before them in another: the table tells which.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal

from budgetgraph.disclosure import Cell, Table
from budgetgraph.document.folding import fold
from budgetgraph.validate.tables.added import Sum, count_right, is_shown, rounding_of
from budgetgraph.validate.tables.money_columns import is_amount
from budgetgraph.validate.tables.total_rows import OF_WHICH
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault
from budgetgraph.values.amount import decimal_or_none
from budgetgraph.values.sums import is_total_row

_RULE = "items-sum-to-total"
_SUBTOTAL = pattern("table_sums", "subtotal")
_FEWEST_SECTIONS = 2
#: So many other sums of a column show that it adds up by sections.
_BESIDE = 2


@dataclass(frozen=True, slots=True)
class _Sections:
    """The rows that each 小计 adds up, and those that the total does; by their numbers."""

    parts: Mapping[int, Sequence[int]]
    total: int | None
    of_total: Sequence[int]

    def added_up(self) -> Iterator[tuple[int, Sequence[int]]]:
        """Give each row that adds up others, with these: the sections, and then the total."""
        yield from self.parts.items()
        if self.total is not None:
            yield self.total, self.of_total


def wrong_section(paper: CheckedPaper, table: Table) -> Iterator[Fault]:
    """Give the one 小计 of a table, or its total, that is not the sum of its rows, where all others
    are.

    A wrong 小计 makes the total wrong by the same gap: that is one fault.
    """
    cells = {number: _amounts(table, number) for number in range(len(table.rows))}
    best: list[Sum] = []
    for sections in _readings(table):
        sums = list(_sums(table, sections, cells))
        if sum(one.holds for one in sums) > sum(one.holds for one in best):
            best = sums
    paper.right["sums"] += count_right(best)
    odd = _odd_one(best)
    if odd is not None:
        yield odd.fault(table, _RULE)


def _amounts(table: Table, number: int) -> dict[str, Cell]:
    """Give the cells of a row that may add up, by their columns: no rates and prices."""
    cells = table.rows[number].cells
    return {cell.full_heading: cell for cell in cells if is_amount(cell)}


def _readings(table: Table) -> Iterator[_Sections]:
    """Give the sections of a table as they are where each 小计 stands behind its rows, and where it
    stands before them.
    """
    order = [number for number, row in enumerate(table.rows) if not OF_WHICH.match(fold(row.item))]
    subtotals = {number for number in order if _SUBTOTAL.search(fold(table.rows[number].item))}
    totals = [number for number in order if is_total_row(table.rows[number].item)]
    if len(subtotals) < _FEWEST_SECTIONS or len(totals) > 1:
        return
    total = totals[0] if totals else None
    rows = [number for number in order if number != total]
    for run in (rows, rows[::-1]):
        parts, rest = _parted(run, subtotals)
        yield _Sections(parts, total, sorted((*parts, *rest)))


def _parted(rows: Sequence[int], subtotals: Set[int]) -> tuple[dict[int, list[int]], list[int]]:
    """Give the rows before each 小计 of a run of rows, and those behind the last one."""
    parts: dict[int, list[int]] = {}
    waiting: list[int] = []
    for number in rows:
        if number in subtotals:
            parts[number], waiting = waiting, []
        else:
            waiting.append(number)
    return parts, waiting


def _sums(
    table: Table, sections: _Sections, cells: Mapping[int, Mapping[str, Cell]]
) -> Iterator[Sum]:
    """Give each total of a section, and that of the table, with its parts, column by column."""
    rounding = rounding_of(table)
    for number, rows in sections.added_up():
        for column, cell in cells[number].items():
            total = decimal_or_none(cell.value)
            if total is None or not rows:
                continue
            parts = tuple(_part(table, row, cells[row].get(column)) for row in rows)
            name = f"{column} {table.rows[number].item}"
            yield Sum(name, total, parts, cell, rounding)


def _part(table: Table, number: int, cell: Cell | None) -> tuple[str, Decimal]:
    """Give the name of a row and its amount in a column, nothing where none is printed."""
    amount = decimal_or_none(cell.value) if cell is not None else None
    return table.rows[number].item, amount or Decimal(0)


def _odd_one(sums: Sequence[Sum]) -> Sum | None:
    """Give the one sum that does not hold, or the 小计 whose slip makes the total wrong as well,
    where enough sums of its column do.
    """
    odd = [one for one in sums if not one.holds]
    right = [one for one in sums if one.holds]
    columns = {one.cell.full_heading for one in odd}
    beside = [one for one in right if one.cell.full_heading in columns and one.is_telling]
    if len(columns) != 1 or len(beside) < _BESIDE:
        return None
    first, *others = odd
    is_one = not others and is_shown(right)
    return first if is_one or _is_same_slip(first, others) else None


def _is_same_slip(subtotal: Sum, others: Sequence[Sum]) -> bool:
    """Tell whether the one other sum that does not hold is the total, out by as much as a 小计."""
    if len(others) != 1:
        return False
    [total] = others
    is_part = any(amount == subtotal.total for _, amount in total.parts)
    gap = (subtotal.total - subtotal.exact) + (total.total - total.exact)
    return is_part and abs(gap) <= total.slack
