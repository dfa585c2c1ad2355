"""Whether the rows of a table that was read add up to its totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from budgetgraph.disclosure import Row
from budgetgraph.forms.amounts import is_money_column
from budgetgraph.parse.tables.by_sum import read_by_sum
from budgetgraph.parse.tables.rows import Block
from budgetgraph.recognise.closing import Figures, closes
from budgetgraph.values.amount import decimal_or_none


def settled(
    table_type: str, rows: Sequence[tuple[Row, Block]], scale: str | None
) -> tuple[list[tuple[Row, Block]], bool | None]:
    """Give the rows, amounts of pictures as their sums decide, and tell whether the classes, the
    totals and the two sides agree; None where nothing is to be added.

    Amounts in 元 are rounded to 1, others to the second digit behind the point.
    """
    unit = Decimal(1) if scale == "元" else Decimal("0.01")
    read = read_by_sum(rows, [_figures(table_type, row, block) for row, block in rows], unit)
    return read, closes([_figures(table_type, row, block) for row, block in read], unit)


def _figures(table_type: str, row: Row, block: Block) -> Figures:
    """Tell what a row adds to the sums: its code, its item, its amounts, and the list that it is
    of.
    """
    side, number = block
    amounts = dict(_amounts(table_type, row))
    name_of_list = f"{side}#{number}" if side else ""
    return Figures(row.code, row.item, amounts, name_of_list)


def _amounts(table_type: str, row: Row) -> Iterator[tuple[str, Decimal]]:
    """Give the amounts of money of a row by their columns."""
    for cell in row.cells:
        amount = decimal_or_none(cell.value)
        if amount is not None and is_money_column(table_type, cell.column):
            yield cell.column, amount
