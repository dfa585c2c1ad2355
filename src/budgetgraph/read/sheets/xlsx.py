"""Read an Excel workbook of Office Open XML (.xlsx, .xlsm, strict or not; ECMA-376 part 1 §18)."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass, field

from lxml import etree

from budgetgraph.read.sheets import number_format
from budgetgraph.read.sheets.built_in_formats import BUILT_IN
from budgetgraph.read.sheets.sheet import (
    ERROR,
    FORMAT,
    FORMULA,
    STRUCK,
    Address,
    Sheet,
    SheetCell,
    check_count,
)

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,7})\$?(\d{1,9})")
#: Characters that XML cannot hold are written as _x000D_.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class _Run:
    """Text of one style within a cell."""

    text: str
    is_raised: bool = False
    is_struck: bool = False


_Text = tuple[_Run, ...]


@dataclass(slots=True)
class _Styles:
    """The number format and the font of each cell style, by its index."""

    codes: list[str] = field(default_factory=list)
    raised: list[bool] = field(default_factory=list)
    struck: list[bool] = field(default_factory=list)

    def code(self, style: int) -> str:
        return self.codes[style] if style < len(self.codes) else number_format.GENERAL

    def is_raised(self, style: int) -> bool:
        return style < len(self.raised) and self.raised[style]

    def is_struck(self, style: int) -> bool:
        return style < len(self.struck) and self.struck[style]


def sheets(path: str, data: bytes) -> list[Sheet]:
    """Give every sheet in order, hidden ones included.

    KeyError, ValueError, BadZipFile or XMLSyntaxError for a package that is no workbook.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        book = _Workbook(archive)
        entries = list(book.root.iter("{*}sheet"))
        check_count(path, len(entries))
        found = []
        for number, entry in enumerate(entries, start=1):
            part = book.part_of(entry)
            if part is None:
                continue
            sheet = Sheet(entry.get("name", ""), number=number)
            sheet.is_hidden = entry.get("state", "visible") != "visible"
            _Reader(book, sheet, path).read(archive.read(part))
            found.append(sheet)
        return found


def _parse(xml: bytes) -> etree._Element:
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))


def _attribute(element: etree._Element, name: str) -> str:
    """An attribute by its local name, whatever its namespace: strict files have others."""
    for key, value in element.attrib.items():
        if etree.QName(str(key)).localname == name:
            return str(value)
    return ""


class _Workbook:
    """The parts of a package that its sheets share: relations, texts, styles."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._names = archive.NameToInfo
        self.root = _parse(archive.read("xl/workbook.xml"))
        relations = _parse(archive.read("xl/_rels/workbook.xml.rels"))
        self._targets = {
            relation.get("Id", ""): _absolute(relation.get("Target", "")) for relation in relations
        }
        self.styles = _Styles()
        if "xl/styles.xml" in self._names:
            self.styles = _styles(_parse(archive.read("xl/styles.xml")))
        self.texts: list[_Text] = []
        if "xl/sharedStrings.xml" in self._names:
            shared = _parse(archive.read("xl/sharedStrings.xml"))
            self.texts = [_runs(item) for item in shared.iterfind("{*}si")]

    def part_of(self, entry: etree._Element) -> str | None:
        """The part of a worksheet; None for a chart, and where the package does not hold it."""
        target = self._targets.get(_relation_id(entry), "")
        is_sheet = target.startswith("xl/worksheets/") and target in self._names
        return target if is_sheet else None


def _relation_id(entry: etree._Element) -> str:
    for key, value in entry.attrib.items():
        name = etree.QName(str(key))
        if name.localname == "id" and name.namespace:
            return str(value)
    return ""


def _absolute(target: str) -> str:
    return posixpath.normpath(posixpath.join("/xl", target.replace("\\", "/"))).lstrip("/")


def _styles(root: etree._Element) -> _Styles:
    own = {
        int(each.get("numFmtId", "0")): each.get("formatCode", "")
        for each in root.iterfind("{*}numFmts/{*}numFmt")
    }
    fonts = list(root.iterfind("{*}fonts/{*}font"))
    raised = [_is_raised(font) for font in fonts]
    struck = [_is_struck(font) for font in fonts]
    styles = _Styles()
    for each in root.iterfind("{*}cellXfs/{*}xf"):
        number, font = int(each.get("numFmtId", "0")), int(each.get("fontId", "0"))
        built_in = BUILT_IN.get(number, number_format.GENERAL)
        styles.codes.append(own.get(number) or built_in)
        styles.raised.append(font < len(raised) and raised[font])
        styles.struck.append(font < len(struck) and struck[font])
    return styles


def _is_raised(properties: etree._Element | None) -> bool:
    align = None if properties is None else properties.find("{*}vertAlign")
    return align is not None and align.get("val") == "superscript"


def _is_struck(properties: etree._Element | None) -> bool:
    strike = None if properties is None else properties.find("{*}strike")
    return strike is not None and strike.get("val", "1") not in ("0", "false")


def _runs(item: etree._Element) -> _Text:
    """The runs of a shared or an inline string; phonetic hints are no text."""
    found = []
    for child in item:
        name = etree.QName(child).localname
        if name == "t":
            found.append(_Run(_unescaped(child.text or "")))
        elif name == "r":
            properties = child.find("{*}rPr")
            text = "".join(part.text or "" for part in child.iterfind("{*}t"))
            found.append(_Run(_unescaped(text), _is_raised(properties), _is_struck(properties)))
    return tuple(found)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


class _Reader:
    """Fills one sheet from its part, cell by cell."""

    def __init__(self, book: _Workbook, sheet: Sheet, path: str) -> None:
        self._book = book
        self._sheet = sheet
        self._path = path
        self._shows_zeros = True

    def read(self, xml: bytes) -> None:
        row = column = -1
        tags = ("row", "c", "col", "mergeCell", "sheetView")
        events = etree.iterparse(
            io.BytesIO(xml),
            events=("start", "end"),
            tag=[f"{{*}}{tag}" for tag in tags],
            resolve_entities=False,
            no_network=True,
        )
        for event, element in events:
            name = etree.QName(element).localname
            if name == "row" and event == "start":
                row, column = int(element.get("r", row + 2)) - 1, -1
                if _is_true(element.get("hidden")):
                    self._sheet.hidden_rows.add(row)
            elif name == "row":
                element.clear()
            elif name == "c" and event == "end":
                row, column = self._place(element, row, column)
                self._cell(element, (row, column))
            elif event == "end":
                self._other(name, element)

    def _other(self, name: str, element: etree._Element) -> None:
        if name == "col" and _is_true(element.get("hidden")):
            first, last = int(element.get("min", "1")), int(element.get("max", "1"))
            self._sheet.hidden_columns.update(range(first - 1, min(last, 16_384)))
        elif name == "mergeCell":
            corners = [_address(part) for part in element.get("ref", "").split(":")]
            if len(corners) == 2 and corners[0] is not None and corners[1] is not None:
                self._sheet.merged.append((corners[0], corners[1]))
        elif name == "sheetView":
            self._shows_zeros = element.get("showZeros", "1") not in ("0", "false")

    def _place(self, element: etree._Element, row: int, column: int) -> Address:
        return _address(element.get("r", "")) or (row, column + 1)

    def _cell(self, element: etree._Element, address: Address) -> None:
        style = int(element.get("s", "0"))
        cell = self._shown(element, style)
        if cell is None:
            return
        styles = self._book.styles
        if styles.is_struck(style) and cell.text:
            cell = SheetCell("", fault=STRUCK)
        elif styles.is_raised(style) and cell.text:
            cell = SheetCell("", raised=cell.text)
        self._sheet.cells[address] = cell
        self._sheet.check(self._path) if len(self._sheet.cells) % 1000 == 0 else None

    def _shown(self, element: etree._Element, style: int) -> SheetCell | None:
        """What the cell shows; None for an empty one."""
        kind = element.get("t", "n")
        value = element.findtext("{*}v")
        if kind == "inlineStr":
            inline = element.find("{*}is")
            return _of_runs(_runs(inline)) if inline is not None else None
        if value is None or (value == "" and kind != "str"):
            has_formula = element.find("{*}f") is not None
            return SheetCell("", fault=FORMULA) if has_formula else None
        if kind == "s":
            return _of_runs(self._book.texts[int(value)])
        if kind == "e":
            return SheetCell(value, fault=ERROR)
        if kind == "b":
            return SheetCell("TRUE" if value == "1" else "FALSE")
        code = self._book.styles.code(style)
        if kind in ("str", "d"):
            return SheetCell(number_format.show_text(_unescaped(value), code))
        return self._number(float(value), code)

    def _number(self, value: float, code: str) -> SheetCell:
        if value == 0 and not self._shows_zeros:
            return SheetCell("")
        text = number_format.show(value, code)
        return SheetCell("", fault=FORMAT) if text is None else SheetCell(text)


def _of_runs(runs: _Text) -> SheetCell:
    """A cell of runs: raised ones are marks of notes, struck ones are not there."""
    text = "".join(run.text for run in runs if not run.is_raised and not run.is_struck)
    raised = "".join(run.text for run in runs if run.is_raised)
    is_struck = any(run.is_struck and run.text.strip() for run in runs)
    return SheetCell(text, raised, STRUCK if is_struck else None)


def _is_true(value: str | None) -> bool:
    return value in ("1", "true")


def _address(text: str) -> Address | None:
    match = _ADDRESS.fullmatch(text)
    if match is None:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1
