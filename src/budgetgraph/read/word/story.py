"""Walk a story of a Word document (its body, a page header, the footnotes) once, in order →
paragraphs and tables. Merged cells print once, deleted rows not at all, text boxes behind the
paragraph they hang on, list numbers as Word prints them, imported parts where they stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from budgetgraph.read.cells import Item, NativeCell, NativeRow, NativeTable, cell, check_size
from budgetgraph.read.word.numbering import Numbering
from budgetgraph.read.word.package import R_ID, W
from budgetgraph.read.word.runs import ALTERNATIVES, Runs, chosen
from budgetgraph.read.word.styles import is_on

#: Wrappers whose content prints as if they were not there.
_TRANSPARENT = frozenset(
    f"{W}{name}"
    for name in "sdt sdtContent customXml smartTag ins moveTo hyperlink fldSimple dir bdo".split()
)
_CELL_PROPERTIES = f"{W}tcPr"
_MERGES = frozenset(f"{W}{name}" for name in ("vMerge", "hMerge", "vmerge", "hmerge"))
#: The sections of Word 2003, which hold paragraphs and tables.
_SECTIONS = (
    "{http://schemas.microsoft.com/office/word/2003/auxHint}sect",
    "{http://schemas.microsoft.com/office/word/2003/auxHint}sub-section",
)
_PRINTED_NUMBER = "{http://schemas.microsoft.com/office/word/2003/auxHint}t"
_PRINTED_VALUE = "{http://schemas.microsoft.com/office/word/2003/auxHint}val"
#: Word itself allows 63 columns; a span over more is a fault of the file.
_MOST_COLUMNS = 1024

Importer = Callable[[str], tuple[Item, ...]]
"""The content of an imported part, by the identifier that refers to it."""


class WordStory:
    """Walks the elements; the list numbers count on from paragraph to paragraph."""

    def __init__(self, path: str, runs: Runs, numbering: Numbering, imported: Importer) -> None:
        self.path = path
        self.runs = runs
        self.numbering = numbering
        self.imported = imported
        self.cells = 0

    def items(self, container: etree._Element) -> Iterator[Item]:
        """Give the paragraphs and tables of a body, a cell, a text box or a content control."""
        for element in container:
            tag = element.tag
            if tag == f"{W}p":
                yield from self._paragraph(element)
            elif tag == f"{W}tbl":
                yield self._table(element)
            elif tag == f"{W}altChunk":
                yield from self.imported(element.get(R_ID, ""))
            elif tag in _TRANSPARENT or tag in _SECTIONS:
                yield from self.items(element)
            elif tag == ALTERNATIVES:
                yield from self.items(chosen(element))

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Item]:
        boxes: list[etree._Element] = []
        text = self.runs.text(paragraph, boxes)
        yield self._number(paragraph) + text
        for box in boxes:
            yield from self.items(box)

    def _number(self, paragraph: etree._Element) -> str:
        """Give the number of a list item; Word 2003 writes it down as it prints."""
        printed = paragraph.find(f"{W}pPr/{W}listPr/{_PRINTED_NUMBER}")
        if printed is not None:
            text = str(printed.get(_PRINTED_VALUE, ""))
            return text if any(map(str.isalnum, text)) else ""
        return self.numbering.mark(paragraph)

    def _table(self, table: etree._Element) -> NativeTable:
        rows: list[NativeRow] = []
        for number, row in enumerate(_children(table, f"{W}tr"), start=1):
            if _is_deleted(row) or self._is_hidden(row):
                continue
            cells = list(self._row(row))
            self.cells += len(cells)
            check_size(self.path, self.cells)
            rows.append(NativeRow(tuple(cells), number))
        return NativeTable(tuple(rows))

    def _is_hidden(self, row: etree._Element) -> bool:
        """Tell whether a row does not print though it is there; its text is put down."""
        properties = row.find(f"{W}trPr")
        if properties is None or not is_on(properties, "hidden"):
            return False
        text = " ".join(each.text or "" for each in row.iter(f"{W}t"))
        self.runs.unread.hidden.append(text)
        return True

    def _row(self, row: etree._Element) -> Iterator[NativeCell | None]:
        """Give the cells of a row on the grid of the table; what another cell covers is None."""
        yield from [None] * _number(row, "trPr/gridBefore")
        for element in _children(row, f"{W}tc"):
            properties = element.find(_CELL_PROPERTIES)
            span = 1 if properties is None else max(_number(properties, "gridSpan"), 1)
            if properties is not None and _goes_on(properties):
                yield from [None] * span
            else:
                items = [] if _is_deleted_cell(element) else self.items(element)
                yield cell(items, span)
                yield from [None] * (span - 1)


def _is_deleted(row: etree._Element) -> bool:
    """Tell whether change tracking has taken out a row, as a whole or cell by cell."""
    if row.find(f"{W}trPr/{W}del") is not None:
        return True
    cells = list(_children(row, f"{W}tc"))
    return bool(cells) and all(map(_is_deleted_cell, cells))


def _is_deleted_cell(element: etree._Element) -> bool:
    return element.find(f"{W}tcPr/{W}cellDel") is not None


def _children(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Give the children of one tag, looked for in content controls and insertions too."""
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag in _TRANSPARENT:
            yield from _children(element, tag)


def _number(element: etree._Element, path: str) -> int:
    setting = element.find("/".join(f"{W}{name}" for name in path.split("/")))
    value = setting.get(f"{W}val", "") if setting is not None else ""
    return min(int(value), _MOST_COLUMNS) if value.isdigit() else 0


def _goes_on(properties: etree._Element) -> bool:
    """Tell whether a cell with these properties is covered by the merged one above it (or, in old
    files, left of it).
    """
    merges = [setting for setting in properties if setting.tag in _MERGES]
    return any(setting.get(f"{W}val", "continue") == "continue" for setting in merges)
