"""The lines 1、 2、 3、, or 一、 二、 三、, of a table of assets against its total."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from budgetgraph.disclosure import Cell, Row, Table
from budgetgraph.document.folding import fold
from budgetgraph.document.list_marks import MarkStyle, list_mark
from budgetgraph.validate.tables.added import Sum, rounding_of
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault
from budgetgraph.values.amount import decimal_or_none

_RULE = "items-sum-to-total"
_TYPE = "fixed_assets"
_TOTAL, _VALUE = pattern("table_assets", "total"), pattern("table_assets", "value")
_FEWEST = 3
#: The marks of such lines, 一、 and 1、; those above the others are the parts of the total.
_STYLES = (MarkStyle.numeral, MarkStyle.number)


def listed_assets(paper: CheckedPaper) -> Iterator[Fault]:
    """Give a total of fixed assets that is not the sum of its numbered lines, where no number is
    left out: 资产总额 105.09, `2、车辆 47.43`, `4、其他固定资产 60.36`.
    """
    for table in paper.disclosure.tables:
        if table.type != _TYPE or not table.rows or table.where.picture is not None:
            continue
        summed = _sum(table)
        if summed is None:
            continue
        if summed.holds:
            paper.right["sums"] += 1
        else:
            yield summed.fault(table, _RULE, is_alone=True)


def _sum(table: Table) -> Sum | None:
    """Give the total of a table with its numbered lines; None where these are not all."""
    first, *rest = table.rows
    cell = _value(first)
    lines = [(row, list_mark(row.item)) for row in rest]
    style = min((mark.style for _, mark in lines if mark), default=None)
    marked = [(row, mark) for row, mark in lines if mark and mark.style is style]
    numbers = [mark.number for _, mark in marked]
    is_whole = _TOTAL.search(fold(first.item)) is not None
    if cell is None or not is_whole or len(numbers) < _FEWEST or style not in _STYLES:
        return None
    if numbers != list(range(1, len(numbers) + 1)):
        return None
    printed = [(row.item, _value(row)) for row, _ in marked]
    amounts = tuple((name, _amount(value)) for name, value in printed if value is not None)
    return Sum(first.item, _amount(cell), amounts, cell, rounding_of(table))


def _amount(cell: Cell) -> Decimal:
    """Give the amount of a cell that prints one."""
    return decimal_or_none(cell.value) or Decimal(0)


def _value(row: Row) -> Cell | None:
    """Give the cell of a row that holds its value in money; None where it prints none."""
    values = [cell for cell in row.cells if _VALUE.search(fold(cell.full_heading))]
    amounts = [cell for cell in values if decimal_or_none(cell.value) is not None]
    return amounts[0] if len(amounts) == 1 else None
