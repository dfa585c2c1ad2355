"""Read one sheet of a workbook of Office Open XML, cell by cell."""

from __future__ import annotations

import io
import re

from lxml import etree

from budgetgraph.read.sheets import number_format
from budgetgraph.read.sheets.cell_styles import (
    CellStyles,
    TextRun,
    cell_of,
    text_runs,
    unescaped,
)
from budgetgraph.read.sheets.number_cell import spelled_number
from budgetgraph.read.sheets.page_lines import page_lines
from budgetgraph.read.sheets.sheet import (
    DAMAGED,
    ERROR,
    FORMULA,
    WHITE,
    Address,
    Sheet,
    SheetCell,
    unread,
)

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,7})\$?(\d{1,9})")
_COUNT = re.compile(r"\A\d{1,9}\Z", re.ASCII)
#: The page headers and footers that a sheet may have.
_PAGE_LINES = tuple(
    f"{pages}{place}" for pages in ("first", "odd", "even") for place in ("Header", "Footer")
)
#: What may put a dark ground below cells: a style of tables, a condition, a drawing.
_GROUNDS = ("tablePart", "conditionalFormatting", "drawing")
_OF_SHEET = ("row", "c", "col", "mergeCell", "sheetView", *_PAGE_LINES, *_GROUNDS)
_TAGS = tuple(f"{{*}}{tag}" for tag in _OF_SHEET)
#: Columns that Excel has.
_ALL_COLUMNS = 16_384
_IS_NOTHING = re.compile(r"0+(?:\.0+)?")
#: The limits of a sheet are looked at again after so many cells.
_CELLS_BETWEEN_CHECKS = 1000


class SheetReader:
    """Fills one sheet from its part. `texts` are the texts that the sheets of a workbook share."""

    def __init__(
        self, styles: CellStyles, texts: list[list[TextRun]], sheet: Sheet, path: str
    ) -> None:
        self._styles = styles
        self._texts = texts
        self._sheet = sheet
        self._path = path
        self._shows_zeros = True
        self._on_paper: dict[Address, SheetCell] = {}
        self._may_have_ground = False
        self._row = -1
        self._column = -1

    def read(self, xml: bytes) -> None:
        """Read the part of the sheet; LimitExceeded where it reaches too far."""
        events = etree.iterparse(
            io.BytesIO(xml),
            events=("start", "end"),
            tag=_TAGS,
            resolve_entities=False,
            no_network=True,
        )
        for event, element in events:
            name = str(element.tag).rpartition("}")[2]
            if event == "start" and name == "row":
                self._begin_row(element)
            elif event == "end":
                self._end(name, element)
        if not self._may_have_ground:
            self._sheet.cells.update(self._on_paper)

    def _begin_row(self, element: etree._Element) -> None:
        """Begin a row; one without a number is the next one."""
        self._row = int(element.get("r", self._row + 2)) - 1
        self._column = -1
        if _is_not_shown(element, "ht"):
            self._sheet.hidden_rows.add(self._row)

    def _end(self, name: str, element: etree._Element) -> None:
        """Take in an element that is read to its end."""
        if name == "row":
            element.clear()
        elif name == "c":
            self._cell(element)
        elif name == "col":
            self._hide_columns(element)
        elif name == "mergeCell":
            self._merge(element)
        elif name == "sheetView":
            self._shows_zeros = element.get("showZeros", "1") not in ("0", "false")
        elif name in _GROUNDS:
            self._may_have_ground = True
        elif name in _PAGE_LINES:
            self._sheet.page_lines += page_lines(element.text or "")

    def _hide_columns(self, element: etree._Element) -> None:
        if _is_not_shown(element, "width"):
            first = int(element.get("min", "1"))
            last = int(element.get("max", "1"))
            self._sheet.hidden_columns.update(range(first - 1, min(last, _ALL_COLUMNS)))

    def _merge(self, element: etree._Element) -> None:
        """Take in a merged range: `A1:C1`."""
        first, _, last = element.get("ref", "").partition(":")
        corners = _address(first), _address(last)
        if corners[0] is not None and corners[1] is not None:
            self._sheet.merged.append((corners[0], corners[1]))

    def _cell(self, element: etree._Element) -> None:
        """Put a cell into the sheet; one without an address stands right of the one before."""
        address = _address(element.get("r", "")) or (self._row, self._column + 1)
        self._row, self._column = address
        index = _index(element.get("s", "0"))
        style = self._styles.style(index)
        runs = self._runs(element)
        cell = self._value(element, style.code) if runs is None else cell_of(runs)
        if cell is None:
            return
        self._sheet.cells[address] = style.shown(cell)
        seen = style.seen(cell, runs or [TextRun(cell.text)])
        if seen.fault == WHITE:
            self._on_paper[address] = seen
        if len(self._sheet.cells) % _CELLS_BETWEEN_CHECKS == 0:
            self._sheet.check(self._path)

    def _runs(self, element: etree._Element) -> list[TextRun] | None:
        """Give the runs of a text, its own or one that the sheets share; None for another value."""
        kind = element.get("t", "n")
        if kind == "inlineStr":
            inline = element.find("{*}is")
            return None if inline is None else text_runs(inline)
        index = _index(element.findtext("{*}v") or "") if kind == "s" else -1
        return self._texts[index] if 0 <= index < len(self._texts) else None

    def _value(self, element: etree._Element, code: str) -> SheetCell | None:
        """Give the value of a cell in its number format; None for an empty one, a fault for a text
        that the sheets do not share, as in a file that a program cut or put together badly.
        """
        kind = element.get("t", "n")
        value = element.findtext("{*}v")
        is_empty = value == "" and kind != "str"
        if value is None or is_empty:
            has_formula = element.find("{*}f") is not None
            return unread(FORMULA) if has_formula else None
        if kind == "s":
            return unread(DAMAGED)
        if kind == "e":
            return SheetCell(value, fault=ERROR)
        if kind == "b":
            shown = "TRUE" if value == "1" else "FALSE"
            return SheetCell(shown)
        if kind in ("str", "d"):
            return SheetCell(number_format.show_text(unescaped(value), code))
        cell = spelled_number(value, code)
        is_zero = cell.fault is None and float(value) == 0
        return SheetCell("") if is_zero and not self._shows_zeros else cell


def _index(text: str) -> int:
    """Give a number that counts from 0; -1, which nothing has, for what is none."""
    return int(text) if _COUNT.match(text.strip()) else -1


def _is_true(value: str | None) -> bool:
    return value in ("1", "true")


def _address(text: str) -> Address | None:
    """Give an address as row and column, 0-based: C25 → (24, 2); None for what is none."""
    match = _ADDRESS.fullmatch(text)
    if match is None:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def _is_not_shown(element: etree._Element, size: str) -> bool:
    """Tell whether a row or a column is hidden, or has no height or width: nothing of it shows."""
    return (
        _is_true(element.get("hidden")) or _IS_NOTHING.fullmatch(element.get(size, "")) is not None
    )
