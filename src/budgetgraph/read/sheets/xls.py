"""Read an Excel workbook of the binary formats of 5.0 to 2003 (.xls)."""

from __future__ import annotations

import io
from typing import Any

import xlrd
from xlrd.biffh import error_text_from_code
from xlrd.sheet import Sheet as BinarySheet

from budgetgraph.read.sheets import number_format
from budgetgraph.read.sheets.cell_ink import WHITE_IN_PALETTE
from budgetgraph.read.sheets.cell_styles import CellStyle
from budgetgraph.read.sheets.number_cell import number_cell
from budgetgraph.read.sheets.number_format.unformatted import GENERAL
from budgetgraph.read.sheets.sheet import (
    ERROR,
    FORMULA,
    WHITE,
    Address,
    Sheet,
    SheetCell,
    check_count,
)

#: A fill that is none, and text above the line.
_NO_FILL, _RAISED = 0, 1


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


def style_of(book: Any, index: int) -> CellStyle:
    """Give the style of a cell; one without anything special where the workbook describes none."""
    if index >= len(book.xf_list):
        return CellStyle()
    described = book.xf_list[index]
    known = book.format_map.get(described.format_key)
    code = GENERAL if known is None else str(known.format_str)
    if described.font_index >= len(book.font_list):
        return CellStyle(code)
    font = book.font_list[described.font_index]
    is_white = str(font.colour_index) in WHITE_IN_PALETTE
    is_unseen = is_white and described.background.fill_pattern == _NO_FILL
    return CellStyle(code, font.escapement == _RAISED, bool(font.struck_out), is_unseen)


def _shown(book: Any, source: BinarySheet, row: int, column: int) -> SheetCell | None:
    """Give what a cell shows; None for an empty one."""
    if source.cell_type(row, column) in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return None
    style = style_of(book, source.cell_xf_index(row, column))
    cell = _in_format(book, source, (row, column), style.code)
    return SheetCell("", fault=WHITE) if style.is_unseen and cell.text else style.shown(cell)


def _in_format(book: Any, source: BinarySheet, at: Address, code: str) -> SheetCell:
    """Give the value of a cell in its number format."""
    kind, value = source.cell_type(*at), source.cell_value(*at)
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
