"""Read an Excel workbook of the binary formats of 5.0 to 2003 (.xls)."""

from __future__ import annotations

import io
from typing import Any

import xlrd
from xlrd.biffh import error_text_from_code
from xlrd.sheet import Sheet as BinarySheet

from budgetgraph.read.sheets import number_format
from budgetgraph.read.sheets.sheet import (
    ERROR,
    FORMAT,
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
    sheet.hidden_rows = {row for row, info in source.rowinfo_map.items() if info.hidden}
    sheet.hidden_columns = {at for at, info in source.colinfo_map.items() if info.hidden}
    for row in range(source.nrows):
        for column in range(source.row_len(row)):
            cell = _shown(book, source, row, column)
            if cell is not None:
                sheet.cells[row, column] = cell
    sheet.check(path)
    return sheet


def _code(book: Any, style: int) -> str:
    """The number format of a cell style; General where the workbook describes no such style."""
    if style >= len(book.xf_list):
        return number_format.GENERAL
    key = book.xf_list[style].format_key
    known = book.format_map.get(key)
    return str(known.format_str) if known is not None else number_format.GENERAL


def _shown(book: Any, source: BinarySheet, row: int, column: int) -> SheetCell | None:
    kind, value = source.cell_type(row, column), source.cell_value(row, column)
    if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return None
    code = _code(book, source.cell_xf_index(row, column))
    if kind == xlrd.XL_CELL_TEXT and value == "":
        # Only a formula holds an empty text.
        return SheetCell("", fault=FORMULA)
    if kind == xlrd.XL_CELL_TEXT:
        return SheetCell(number_format.show_text(str(value), code))
    if kind == xlrd.XL_CELL_ERROR:
        return SheetCell(error_text_from_code.get(int(value), "#N/A"), fault=ERROR)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return SheetCell("TRUE" if value else "FALSE")
    number = float(value)
    if number == 0 and not getattr(source, "show_zero_values", True):
        return SheetCell("")
    text = number_format.show(number, code)
    return SheetCell("", fault=FORMAT) if text is None else SheetCell(text)
