"""Read an OpenDocument spreadsheet (.ods): its cells hold the text that they show."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from budgetgraph.read.sheets.sheet import (
    ERROR,
    FORMULA,
    MAX_COLUMNS,
    MAX_ROWS,
    Address,
    Sheet,
    SheetCell,
    unread,
)

_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _TEXT = f"{{{_NAMES}table:1.0}}", f"{{{_NAMES}text:1.0}}"
_STYLE, _OFFICE = f"{{{_NAMES}style:1.0}}", f"{{{_NAMES}office:1.0}}"
_CELL, _COVERED = f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"


def sheets(path: str, data: bytes) -> list[Sheet]:
    """Give every sheet in order. KeyError or BadZipFile for a package that is none."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        root = etree.fromstring(archive.read("content.xml"), parser)
    hidden = _hidden_styles(root)
    tables = enumerate(root.iter(f"{_TABLE}table"), start=1)
    return [_sheet(each, hidden, number) for number, each in tables]


def _hidden_styles(root: etree._Element) -> set[str]:
    """Give the styles of tables that are not displayed."""
    hidden_styles = set()
    for style in root.iter(f"{_STYLE}style"):
        for properties in style.iterfind(f"{_STYLE}table-properties"):
            if properties.get(f"{_TABLE}display") == "false":
                hidden_styles.add(style.get(f"{_STYLE}name", ""))
    return hidden_styles


def _sheet(element: etree._Element, hidden: set[str], number: int) -> Sheet:
    sheet = Sheet(element.get(f"{_TABLE}name", ""), number=number)
    sheet.is_hidden = element.get(f"{_TABLE}style-name", "") in hidden
    _hide_columns(sheet, element)
    row = 0
    for line in element.iter(f"{_TABLE}table-row"):
        count = _number(line, "number-rows-repeated")
        for at in range(row, row + _rows_to_read(line, count)):
            if _is_hidden(line):
                sheet.hidden_rows.add(at)
            _row(sheet, line, at)
        row += count
    return sheet


def _number(element: etree._Element, name: str) -> int:
    """Give a number that a table states, 1 where it states none: how often a cell is repeated."""
    return int(element.get(f"{_TABLE}{name}", "1"))


def _hide_columns(sheet: Sheet, table: etree._Element) -> None:
    """Learn which columns are hidden; a description of columns may be repeated."""
    column = 0
    for each in table.iter(f"{_TABLE}table-column"):
        count = _number(each, "number-columns-repeated")
        if _is_hidden(each):
            last = min(column + count, MAX_COLUMNS)
            sheet.hidden_columns.update(range(column, last))
        column += count


def _rows_to_read(line: etree._Element, count: int) -> int:
    """Tell how many of `count` equal rows are read: of blank ones, which fill up a sheet, the
    first.
    """
    is_blank = not "".join(line.itertext()).strip()
    return 1 if is_blank else min(count, MAX_ROWS)


def _is_hidden(element: etree._Element) -> bool:
    return element.get(f"{_TABLE}visibility", "visible") != "visible"


def _row(sheet: Sheet, line: etree._Element, row: int) -> None:
    """Put the cells of a row into the sheet; what a merged cell covers shows nothing."""
    column = 0
    for element in line.iterchildren(_CELL, _COVERED):
        count = _number(element, "number-columns-repeated")
        cell = _shown(element)
        if cell is not None and element.tag == _CELL:
            for at in range(column, column + min(count, MAX_COLUMNS)):
                sheet.cells[row, at] = cell
            _merge(sheet, element, (row, column))
        column += count


def _merge(sheet: Sheet, element: etree._Element, address: Address) -> None:
    across = _number(element, "number-columns-spanned") - 1
    down = _number(element, "number-rows-spanned") - 1
    if across or down:
        row, column = address
        sheet.merged.append((address, (row + down, column + across)))


def _shown(element: etree._Element) -> SheetCell | None:
    """Give what a cell shows; None for an empty one."""
    paragraphs = ["".join(_texts(each)) for each in element.iterfind(f"{_TEXT}p")]
    text = "\n".join(paragraphs)
    if not text.strip():
        return _without_text(element)
    fault = ERROR if _is_error(text.strip()) else None
    return SheetCell(text, fault=fault)


def _without_text(element: etree._Element) -> SheetCell | None:
    """Give a cell that shows no text; a formula without a value is a fault."""
    has_formula = element.get(f"{_TABLE}formula") is not None
    has_value = element.get(f"{_OFFICE}value") is not None
    lacks_value = has_formula and not has_value
    return unread(FORMULA) if lacks_value else None


def _is_error(text: str) -> bool:
    """Tell whether a cell shows an error: `#REF!`, `Err:502`; a single # is a mark of a note."""
    return text.startswith(("#", "Err:")) and text != "#"


def _texts(paragraph: etree._Element) -> list[str]:
    """Give the text of a paragraph; a break is a line feed, comments are left out."""
    texts = [paragraph.text or ""]
    for child in paragraph:
        if child.tag == f"{_TEXT}line-break":
            texts.append("\n")
        elif child.tag == f"{_TEXT}s":
            texts.append(" " * int(child.get(f"{_TEXT}c", "1")))
        elif child.tag != f"{_OFFICE}annotation":
            texts += _texts(child)
        texts.append(child.tail or "")
    return texts
