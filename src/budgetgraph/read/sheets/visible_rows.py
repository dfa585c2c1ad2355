"""The rows of a sheet as they print: hidden ones left out, merged cells printed once."""

from __future__ import annotations

from itertools import product

from budgetgraph.read.cells import NativeCell, NativeRow, cell
from budgetgraph.read.sheets.sheet import Address, Sheet, SheetCell


def visible_rows(sheet: Sheet) -> list[NativeRow]:
    """Give the visible rows of a sheet, from its first used column on.

    Of a merged range the first cell prints. Where the first row or column of a range is hidden, the
    first visible one prints what the range holds.
    """
    printed = _Printed(sheet)
    first = printed.first_used_column()
    columns = [
        column for column in range(first, printed.width) if column not in sheet.hidden_columns
    ]
    places = tuple(column + 1 for column in columns)
    rows = []
    for row in range(printed.height):
        if row not in sheet.hidden_rows:
            cells = [printed.cell((row, column)) for column in columns]
            rows.append(NativeRow(tuple(cells), row + 1, places))
    return rows


class _Printed:
    """The cells of a sheet that print, and how many visible columns each merged one spans."""

    def __init__(self, sheet: Sheet) -> None:
        self.cells: dict[Address, SheetCell] = {}
        for address, sheet_cell in sheet.cells.items():
            if sheet.is_visible(address):
                self.cells[address] = sheet_cell
        self.height, self.width = sheet.reach()
        self.covered: set[Address] = set()
        self.spans: dict[Address, int] = {}
        for first, last in sheet.merged:
            self._merge(sheet, first, last)

    def _merge(self, sheet: Sheet, first: Address, last: Address) -> None:
        """Take in a merged range by its corners, as far as the sheet has cells."""
        rows = range(first[0], min(last[0], self.height - 1) + 1)
        columns = range(first[1], min(last[1], self.width - 1) + 1)
        places = list(filter(sheet.is_visible, product(rows, columns)))
        if not places:
            return
        corner = places[0]
        is_moved = corner != first and corner not in self.cells
        if is_moved and first in sheet.cells:
            self.cells[corner] = sheet.cells[first]
        self.spans[corner] = sum(row == corner[0] for row, _ in places)
        self.covered.update(places)
        self.covered.discard(corner)

    def first_used_column(self) -> int:
        """Give the first column that prints something."""
        used = []
        for (_, column), sheet_cell in self.cells.items():
            if sheet_cell.text.strip():
                used.append(column)
        return min(used, default=0)

    def cell(self, address: Address) -> NativeCell | None:
        """Give the cell that prints at an address; None where a merged range covers it."""
        if address in self.covered:
            return None
        span = self.spans.get(address, 1)
        printed = self.cells.get(address)
        if printed is None:
            return cell([], span)
        return cell([printed.text], span, raised=printed.raised)
