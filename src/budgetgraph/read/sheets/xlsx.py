"""Read an Excel workbook of Office Open XML (.xlsx, .xlsm, strict or not; ECMA-376 part 1 §18)."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator

from lxml import etree

from budgetgraph.read.sheets.cell_styles import CellStyles, TextRun, text_runs
from budgetgraph.read.sheets.drawings import lay_over
from budgetgraph.read.sheets.sheet import Sheet, check_count
from budgetgraph.read.sheets.xlsx_sheet import SheetReader

_STYLES, _TEXTS = "xl/styles.xml", "xl/sharedStrings.xml"


def sheets(path: str, data: bytes) -> list[Sheet]:
    """Give every sheet in order, hidden ones included.

    KeyError, ValueError, BadZipFile or XMLSyntaxError for a package that is no workbook.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        book = _Workbook(archive)
        entries = list(book.root.iter("{*}sheet"))
        check_count(path, len(entries))
        read = []
        for number, entry in enumerate(entries, start=1):
            part = book.part_of(entry)
            if part is None:
                continue
            sheet = Sheet(entry.get("name", ""), number=number)
            sheet.is_hidden = entry.get("state", "visible") != "visible"
            SheetReader(book.styles, book.texts, sheet, path).read(archive.read(part))
            for drawing in book.drawings_on(part):
                lay_over(drawing, sheet)
            read.append(sheet)
        return read


def _parse(xml: bytes) -> etree._Element:
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))


class _Workbook:
    """The parts of a package that its sheets share: relations, texts, styles."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive, self._names = archive, archive.NameToInfo
        self.root = _parse(archive.read("xl/workbook.xml"))
        relations = _parse(archive.read("xl/_rels/workbook.xml.rels"))
        self._targets = {}
        for relation in relations:
            self._targets[relation.get("Id", "")] = _absolute("xl", relation)
        self.styles = CellStyles()
        if _STYLES in self._names:
            self.styles = CellStyles.of(_parse(archive.read(_STYLES)))
        self.texts: list[list[TextRun]] = []
        if _TEXTS in self._names:
            shared = _parse(archive.read(_TEXTS))
            self.texts += map(text_runs, shared.iterfind("{*}si"))

    def part_of(self, entry: etree._Element) -> str | None:
        """Give the part of a worksheet; None for a chart, and where the package does not
        hold it.
        """
        target = self._targets.get(_relation_id(entry), "")
        is_sheet = target.startswith("xl/worksheets/") and target in self._names
        return target if is_sheet else None

    def drawings_on(self, part: str) -> Iterator[etree._Element]:
        """Give the drawings that lie over the sheet of a part."""
        folder, name = posixpath.split(part)
        relations = f"{folder}/_rels/{name}.rels"
        if relations not in self._names:
            return
        for relation in _parse(self._archive.read(relations)):
            drawing = _absolute(folder, relation)
            if relation.get("Type", "").endswith("/drawing") and drawing in self._names:
                yield _parse(self._archive.read(drawing))


def _relation_id(entry: etree._Element) -> str:
    """Give the identifier of a relation, whatever its namespace: strict files have another."""
    for key, value in entry.attrib.items():
        name = etree.QName(str(key))
        if name.localname == "id" and name.namespace:
            return str(value)
    return ""


def _absolute(folder: str, relation: etree._Element) -> str:
    """Give the name of the part that a relation of a folder leads to.

    `worksheets/sheet1.xml` in `xl` → `xl/worksheets/sheet1.xml`
    """
    target = relation.get("Target", "").replace("\\", "/")
    joined = posixpath.join(f"/{folder}", target)
    return posixpath.normpath(joined).lstrip("/")
