"""Read an Excel workbook of the binary formats of 5.0 to 2003 (.xls)."""

from __future__ import annotations

import io
from typing import Any

import xlrd
from xlrd.biffh import error_text_from_code
from xlrd.sheet import Sheet as BinarySheet

from budgetgraph.read.sheets import number_format
from budgetgraph.read.sheets.number_cell import number_cell
from budgetgraph.read.sheets.number_format.unformatted import GENERAL
from budgetgraph.read.sheets.sheet import (
    ERROR,
    FORMULA,
    Sheet,
    SheetCell,
    check_count,
)


def sheets(path: str, data: bytes) -> list[Sheet]:
    """Give every sheet in order, hidden ones included. XLRDError for what is no workbook."""
    with xlrd.open_workbook(
        file_contents=data, formatting_info=True, logfile=io.StringIO(), on_demand=True
    ) as book:
        check_count(path, book.nsheets)
        return [_sheet(book, index, path) for index in range(book.nsheets)]


def _sheet(book: Any, index: int, path: str) -> Sheet:
    source: BinarySheet = book.sheet_by_index(index)
    sheet = Sheet(source.name, is_hidden=source.visibility != 0, number=index + 1)
    for top, bottom, left, right in source.merged_cells:
        sheet.merged.append(((top, left), (bottom - 1, right - 1)))
    sheet.hidden_rows = _hidden(source.rowinfo_map)
    sheet.hidden_columns = _hidden(source.colinfo_map)
    for row in range(source.nrows):
        for column in range(source.row_len(row)):
            cell = _shown(book, source, row, column)
            if cell is not None:
                sheet.cells[row, column] = cell
    sheet.check(path)
    return sheet


def _hidden(descriptions: dict[int, Any]) -> set[int]:
    """Give the rows or columns that are described as hidden."""
    return {at for at, description in descriptions.items() if description.hidden}


def _code(book: Any, style: int) -> str:
    """Give the number format of a cell style; General where the workbook describes no such
    style.
    """
    known = None
    if style < len(book.xf_list):
        key = book.xf_list[style].format_key
        known = book.format_map.get(key)
    return GENERAL if known is None else str(known.format_str)


def _shown(book: Any, source: BinarySheet, row: int, column: int) -> SheetCell | None:
    """Give what a cell shows; None for an empty one."""
    kind = source.cell_type(row, column)
    value = source.cell_value(row, column)
    if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return None
    code = _code(book, source.cell_xf_index(row, column))
    if kind == xlrd.XL_CELL_TEXT:
        return _text(str(value), code)
    if kind == xlrd.XL_CELL_ERROR:
        return SheetCell(error_text_from_code.get(int(value), "#N/A"), fault=ERROR)
    if kind == xlrd.XL_CELL_BOOLEAN:
        shown = "TRUE" if value else "FALSE"
        return SheetCell(shown)
    number = float(value)
    if number == 0 and not getattr(source, "show_zero_values", True):
        return SheetCell("")
    return number_cell(number, code)


def _text(value: str, code: str) -> SheetCell:
    """Give a cell of text; only a formula holds an empty one."""
    if not value:
        return SheetCell("", fault=FORMULA)
    return SheetCell(number_format.show_text(value, code))
