"""The cells of a table's rows: amounts as values, with the text of the page where it differs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter

from budgetgraph.disclosure import Cell, Row
from budgetgraph.document import Passage, squeeze
from budgetgraph.recognise.columns import Column
from budgetgraph.values.amount import cell_text, read_amount


def printed_cell(column: Column, cell: Passage) -> Cell:
    """Give the cell under its column: `(34.50)①` is the value `-34.50`, printed `(34.50)①`.

    A raised mark of a note is no part of the value either.
    """
    value, printed = cell_text(cell.text)
    if any(map(attrgetter("raised"), cell.pieces)):
        printed = squeeze(cell.printed)
    return Cell(column.name, value, cell.where, printed, column.path)


def unit_of_cells(rows: Sequence[Row]) -> str | None:
    """Give the one unit that every amount of the rows prints for itself (`1000.00万元`), else
    None.
    """
    units: set[str | None] = set()
    for row in rows:
        for cell in row.cells:
            amount = read_amount(cell.value)
            if amount is not None:
                units.add(amount.unit)
    return units.pop() if len(units) == 1 else None


def in_scale(row: Row, scale: str | None) -> Row:
    """Give the row with the unit of its table taken off its amounts.

    In a table of 万元 the value `1000.00万元` becomes `1000.00`; `30元` keeps its own unit.
    """
    if scale is None:
        return row
    cells = tuple(_cell_in_scale(cell, scale) for cell in row.cells)
    return replace(row, cells=cells)


def _cell_in_scale(cell: Cell, scale: str) -> Cell:
    """Give the cell without the unit of its table: `1000.00万元` → `1000.00`, printed `1000.00万元`."""
    amount = read_amount(cell.value) if cell.value.endswith(scale) else None
    if amount is None or amount.unit != scale:
        return cell
    return replace(cell, value=amount.text, printed=cell.printed or cell.value)
