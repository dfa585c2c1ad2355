"""A cell that holds a number or a date, as its number format shows it."""

from __future__ import annotations

import datetime

from budgetgraph.read.sheets import number_format
from budgetgraph.read.sheets.sheet import FORMAT, SheetCell


def number_cell(value: float | datetime.date, code: str) -> SheetCell:
    """Give the cell, or the fault that its format is not understood."""
    text = number_format.show(value, code)
    return SheetCell("", fault=FORMAT) if text is None else SheetCell(text)
