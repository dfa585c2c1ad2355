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
)

_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _TEXT, _STYLE = (f"{{{_NAMES}{name}:1.0}}" for name in ("table", "text", "style"))
_OFFICE = f"{{{_NAMES}office:1.0}}"


def sheets(path: str, data: bytes) -> list[Sheet]:
    """Give every sheet in order. KeyError or BadZipFile for a package that is none."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        root = etree.fromstring(archive.read("content.xml"), parser)
    hidden = _hidden_styles(root)
    found = enumerate(root.iter(f"{_TABLE}table"), start=1)
    return [_sheet(each, hidden, number) for number, each in found]


def _hidden_styles(root: etree._Element) -> set[str]:
    """The styles of tables that are not displayed."""
    return {
        style.get(f"{_STYLE}name", "")
        for style in root.iter(f"{_STYLE}style")
        for properties in style.iterfind(f"{_STYLE}table-properties")
        if properties.get(f"{_TABLE}display") == "false"
    }


def _sheet(element: etree._Element, hidden: set[str], number: int) -> Sheet:
    sheet = Sheet(element.get(f"{_TABLE}name", ""), number=number)
    sheet.is_hidden = element.get(f"{_TABLE}style-name", "") in hidden
    column = 0
    for each in element.iter(f"{_TABLE}table-column"):
        count = int(each.get(f"{_TABLE}number-columns-repeated", "1"))
        if _is_hidden(each):
            sheet.hidden_columns.update(range(column, min(column + count, MAX_COLUMNS)))
        column += count
    row = 0
    for line in element.iter(f"{_TABLE}table-row"):
        count = int(line.get(f"{_TABLE}number-rows-repeated", "1"))
        is_blank = not "".join(line.itertext()).strip()
        for at in range(row, row + (1 if is_blank else min(count, MAX_ROWS))):
            if _is_hidden(line):
                sheet.hidden_rows.add(at)
            _row(sheet, line, at)
        row += count
    return sheet


def _is_hidden(element: etree._Element) -> bool:
    return element.get(f"{_TABLE}visibility", "visible") != "visible"


def _row(sheet: Sheet, line: etree._Element, row: int) -> None:
    column = 0
    for element in line:
        if element.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        count = int(element.get(f"{_TABLE}number-columns-repeated", "1"))
        cell = _shown(element)
        if cell is not None and element.tag == f"{_TABLE}table-cell":
            for at in range(column, min(column + count, column + MAX_COLUMNS)):
                sheet.cells[row, at] = cell
            _merge(sheet, element, (row, column))
        column += count


def _merge(sheet: Sheet, element: etree._Element, address: Address) -> None:
    across = int(element.get(f"{_TABLE}number-columns-spanned", "1")) - 1
    down = int(element.get(f"{_TABLE}number-rows-spanned", "1")) - 1
    if across or down:
        sheet.merged.append((address, (address[0] + down, address[1] + across)))


def _shown(element: etree._Element) -> SheetCell | None:
    paragraphs = ["".join(_texts(each)) for each in element.iterfind(f"{_TEXT}p")]
    text = "\n".join(paragraphs)
    if not text.strip():
        has_formula = element.get(f"{_TABLE}formula") is not None
        has_value = element.get(f"{_OFFICE}value") is not None
        return SheetCell("", fault=FORMULA) if has_formula and not has_value else None
    is_error = text.strip().startswith(("#", "Err:")) and text.strip() != "#"
    return SheetCell(text, fault=ERROR if is_error else None)


def _texts(paragraph: etree._Element) -> list[str]:
    """The text of a paragraph; a break is a line feed, comments are left out."""
    found = [paragraph.text or ""]
    for child in paragraph:
        if child.tag == f"{_TEXT}line-break":
            found.append("\n")
        elif child.tag == f"{_TEXT}s":
            found.append(" " * int(child.get(f"{_TEXT}c", "1")))
        elif child.tag != f"{_OFFICE}annotation":
            found += _texts(child)
        found.append(child.tail or "")
    return found
