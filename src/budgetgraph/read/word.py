"""A Word document (.docx) → Document: paragraphs and tables in body order.

Merged cells print once, deleted and hidden text not at all, text boxes behind the paragraph they
hang on, list numbers as Word prints them.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
from docx.opc.exceptions import OpcError
from lxml import etree

from budgetgraph.document import Document
from budgetgraph.document.problems import LimitExceeded, UnreadableInput
from budgetgraph.read.cell_tables import Rendering
from budgetgraph.read.cells import Cell, Item, Row, Table, cell, check_size
from budgetgraph.read.numbering import Numbering

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
#: Wrappers whose content prints as if they were not there.
_TRANSPARENT = frozenset(
    {
        f"{_W}{name}"
        for name in (
            "sdt",
            "sdtContent",
            "customXml",
            "smartTag",
            "ins",
            "moveTo",
            "hyperlink",
            "fldSimple",
            "dir",
            "bdo",
        )
    }
)
#: What does not print: deleted text, field codes, the reading above a character, properties.
_SILENT = frozenset(
    {
        f"{_W}{name}"
        for name in (
            "del",
            "moveFrom",
            "delText",
            "instrText",
            "delInstrText",
            "rt",
            "rPr",
            "pPr",
            "sdtPr",
            "tblPr",
            "tblGrid",
        )
    }
)
_CHARACTERS = {f"{_W}tab": " ", f"{_W}ptab": " ", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
#: Word itself allows 63 columns; a span over more is a fault of the file.
_MOST_COLUMNS = 1024


def document(path: Path, data: bytes) -> Document:
    """The document.

    UnreadableInput for a package without a readable body, LimitExceeded for tables over the limit.
    """
    try:
        opened = docx.Document(io.BytesIO(data))
        body = opened.element.body
        if body is None:
            raise ValueError("it has no body")
        numbering = Numbering.of(opened.part)
    except (
        OpcError,
        KeyError,
        ValueError,
        AttributeError,
        etree.XMLSyntaxError,
        zipfile.BadZipFile,
    ) as error:
        reason = f"this Word file cannot be opened ({error}); open it in Word, WPS or LibreOffice, save it as .docx and give that"
        raise UnreadableInput(str(path), reason) from None
    rendering = Rendering(str(path))
    try:
        rendering.add(_Story(str(path), numbering).items(body))
    except RecursionError:
        raise LimitExceeded(
            f"{path}: its parts are nested too deep; save it again in Word as .docx"
        ) from None
    return rendering.document(path.name, hashlib.sha256(data).hexdigest(), MEDIA_TYPE)


class _Story:
    """Walks the elements of the body once, in order; the list numbers count on from paragraph to
    paragraph.
    """

    def __init__(self, path: str, numbering: Numbering) -> None:
        self.path = path
        self.numbering = numbering

    def items(self, container: etree._Element) -> Iterator[Item]:
        """The paragraphs and tables of a body, a cell, a text box or a content control."""
        for element in container:
            if element.tag == f"{_W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{_W}tbl":
                yield self._table(element)
            elif element.tag in _TRANSPARENT:
                yield from self.items(element)
            elif element.tag == f"{_MC}AlternateContent":
                yield from self.items(_chosen(element))

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Item]:
        boxes: list[etree._Element] = []
        text = "".join(_text(paragraph, boxes))
        yield self.numbering.mark(paragraph) + text
        for box in boxes:
            yield from self.items(box)

    def _table(self, table: etree._Element) -> Table:
        rows: list[Row] = []
        size = 0
        for number, row in enumerate(_children(table, f"{_W}tr"), start=1):
            if row.find(f"{_W}trPr/{_W}del") is not None:
                continue
            cells = list(self._row(row))
            size += len(cells)
            check_size(self.path, size)
            rows.append(Row(tuple(cells), number))
        return Table(tuple(rows))

    def _row(self, row: etree._Element) -> Iterator[Cell | None]:
        """The cells of a row on the grid of the table; what another cell covers is None."""
        yield from [None] * _number(row, "trPr/gridBefore")
        for element in _children(row, f"{_W}tc"):
            span = max(_number(element, "tcPr/gridSpan"), 1)
            if _goes_on(element, "vMerge") or _goes_on(element, "hMerge"):
                yield from [None] * span
            else:
                yield cell(self.items(element), span)
                yield from [None] * (span - 1)


def _children(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The children of one tag, looked for in content controls and insertions too."""
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag in _TRANSPARENT:
            yield from _children(element, tag)


def _number(element: etree._Element, path: str) -> int:
    found = element.find("/".join(f"{_W}{name}" for name in path.split("/")))
    value = found.get(f"{_W}val", "") if found is not None else ""
    return min(int(value), _MOST_COLUMNS) if value.isdigit() else 0


def _goes_on(element: etree._Element, name: str) -> bool:
    """Whether a cell is covered by the merged one above it (or, in old files, left of it)."""
    found = element.find(f"{_W}tcPr/{_W}{name}")
    return found is not None and found.get(f"{_W}val", "continue") == "continue"


def _chosen(alternatives: etree._Element) -> etree._Element:
    """The one of several renderings of a drawing that is read: the first with text, so that a text
    box is read once.
    """
    for branch in alternatives:
        if next(branch.iter(f"{_W}t"), None) is not None:
            return branch
    return alternatives[0] if len(alternatives) else alternatives


def _text(element: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
    """The characters that a paragraph prints; the text boxes that hang on it are put aside into
    `boxes`.
    """
    for child in element:
        tag = child.tag
        if tag in (f"{_W}t", _MATH_TEXT):
            yield child.text or ""
        elif tag in _CHARACTERS:
            yield _CHARACTERS[tag]
        elif tag == f"{_W}br":
            yield "\n" if child.get(f"{_W}type", "textWrapping") == "textWrapping" else ""
        elif tag == f"{_W}txbxContent":
            boxes.append(child)
        elif tag == f"{_MC}AlternateContent":
            yield from _text(_chosen(child), boxes)
        elif tag not in _SILENT and not (tag == f"{_W}r" and _is_hidden(child)):
            yield from _text(child, boxes)


def _is_hidden(run: etree._Element) -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(f"{_W}val", "true") not in {"false", "0", "off"}
