"""A cell that holds a number or a date, as its number format shows it."""

from __future__ import annotations

import datetime
import math

from budgetgraph.read.sheets import number_format
from budgetgraph.read.sheets.sheet import ERROR, FORMAT, SheetCell

_NO_NUMBER = "#NUM!"


def number_cell(value: float | datetime.date, code: str) -> SheetCell:
    """Give the cell, or the fault that its format is not understood.

    What is no number of a spreadsheet (NaN, 1e999) is an error value, in a file that no spreadsheet
    wrote.
    """
    if isinstance(value, float) and not math.isfinite(value):
        return SheetCell(_NO_NUMBER, fault=ERROR)
    text = number_format.show(value, code)
    return SheetCell("", fault=FORMAT) if text is None else SheetCell(text)
