"""Read a workbook in the XML format of Excel 2002 and 2003 (SpreadsheetML)."""

from __future__ import annotations

import datetime

from lxml import etree

from budgetgraph.read.sheets import number_format
from budgetgraph.read.sheets.number_cell import number_cell, spelled_number
from budgetgraph.read.sheets.number_format.unformatted import GENERAL
from budgetgraph.read.sheets.sheet import DAMAGED, ERROR, FORMULA, Sheet, SheetCell, unread

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
#: Formats that go by a name.
_NAMED = {
    "General": GENERAL,
    "Standard": "#,##0.00",
    "Fixed": "0.00",
    "Percent": "0.00%",
    "Currency": '"¥"#,##0.00;"¥"-#,##0.00',
    "Short Date": "yyyy/m/d",
    "Long Date": 'yyyy"年"m"月"d"日"',
    "General Date": "yyyy/m/d",
}


def sheets(path: str, data: bytes) -> list[Sheet]:
    """Give every sheet in order. XMLSyntaxError for what is no XML."""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    styles = _Styles(root)
    worksheets = enumerate(root.iter(f"{_SS}Worksheet"), start=1)
    return [_sheet(each, styles, number) for number, each in worksheets]


class _Styles:
    """The number format of each style; a style takes over that of its parent."""

    def __init__(self, root: etree._Element) -> None:
        self._codes: dict[str, str] = {}
        self._parents: dict[str, str] = {}
        for style in root.iter(f"{_SS}Style"):
            name = style.get(f"{_SS}ID", "")
            self._parents[name] = style.get(f"{_SS}Parent", "")
            number = style.find(f"{_SS}NumberFormat")
            code = None if number is None else number.get(f"{_SS}Format")
            if code:
                self._codes[name] = _NAMED.get(code, code)

    def code(self, name: str) -> str:
        for _ in range(10):
            if name in self._codes:
                return self._codes[name]
            name = self._parents.get(name, "")
        return GENERAL


def _sheet(element: etree._Element, styles: _Styles, number: int) -> Sheet:
    sheet = Sheet(element.get(f"{_SS}Name", ""), number=number)
    visible = element.findtext(".//{urn:schemas-microsoft-com:office:excel}Visible", "")
    sheet.is_hidden = visible in ("SheetHidden", "SheetVeryHidden")
    table = element.find(f"{_SS}Table")
    if table is None:
        return sheet
    _columns(sheet, table)
    row = -1
    for line in table.iterfind(f"{_SS}Row"):
        row = int(line.get(f"{_SS}Index", row + 2)) - 1
        if line.get(f"{_SS}Hidden") == "1":
            sheet.hidden_rows.add(row)
        _row(sheet, line, row, styles)
        row += int(line.get(f"{_SS}Span", "0"))
    return sheet


def _columns(sheet: Sheet, table: etree._Element) -> None:
    """Learn which columns are hidden; a description of columns may span several."""
    column = -1
    for each in table.iterfind(f"{_SS}Column"):
        column = int(each.get(f"{_SS}Index", column + 2)) - 1
        last = column + int(each.get(f"{_SS}Span", "0"))
        if each.get(f"{_SS}Hidden") == "1":
            sheet.hidden_columns.update(range(column, min(last, 16_384) + 1))
        column = last


def _row(sheet: Sheet, line: etree._Element, row: int, styles: _Styles) -> None:
    """Put the cells of a row into the sheet; a cell without a number is the next one."""
    column = -1
    style_of_row = line.get(f"{_SS}StyleID") or "Default"
    for element in line.iterfind(f"{_SS}Cell"):
        column = int(element.get(f"{_SS}Index", column + 2)) - 1
        across = int(element.get(f"{_SS}MergeAcross", "0"))
        down = int(element.get(f"{_SS}MergeDown", "0"))
        if across or down:
            last = (row + down, column + across)
            sheet.merged.append(((row, column), last))
        style = element.get(f"{_SS}StyleID") or style_of_row
        cell = _shown(element, styles.code(style))
        if cell is not None:
            sheet.cells[row, column] = cell
        column += across


def _shown(element: etree._Element, code: str) -> SheetCell | None:
    """Give what a cell shows; None for an empty one."""
    data = element.find(f"{_SS}Data")
    if data is None:
        return unread(FORMULA) if element.get(f"{_SS}Formula") else None
    text = "".join(data.itertext())
    kind = data.get(f"{_SS}Type", "String")
    if kind == "Error":
        return SheetCell(text, fault=ERROR)
    is_text = kind not in ("Number", "DateTime")
    if is_text or not text.strip():
        return SheetCell(number_format.show_text(text, code))
    if kind == "Number":
        return spelled_number(text, code)
    try:
        return number_cell(datetime.datetime.fromisoformat(text), code)
    except ValueError:
        return unread(DAMAGED)
