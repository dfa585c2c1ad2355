"""A cell that holds a number or a date, as its number format shows it."""

from __future__ import annotations

import datetime
import math
import re

from budgetgraph.read.sheets import number_format
from budgetgraph.read.sheets.sheet import DAMAGED, ERROR, FORMAT, SheetCell, unread

_NO_NUMBER = "#NUM!"
#: A number as XML Schema spells it (xsd:double); Python's own grammar takes 1_000 as well.
_DOUBLE = re.compile(
    r"\A(?:[+-]?(?:\d++\.?\d*+|\.\d++)(?:[eE][+-]?\d++)?|[+-]?INF|NaN)\Z", re.ASCII
)


def spelled_number(text: str, code: str) -> SheetCell:
    """Give the cell of a number as a file of XML spells it; a fault where that is none."""
    if _DOUBLE.match(text.strip()) is None:
        return unread(DAMAGED)
    return number_cell(float(text), code)


def number_cell(value: float | datetime.date, code: str) -> SheetCell:
    """Give the cell, or the fault that its format is not understood.

    What is no number of a spreadsheet (NaN, 1e999) is an error value, in a file that no spreadsheet
    wrote.
    """
    if isinstance(value, float) and not math.isfinite(value):
        return SheetCell(_NO_NUMBER, fault=ERROR)
    text = number_format.show(value, code)
    return unread(FORMAT) if text is None else SheetCell(text)
