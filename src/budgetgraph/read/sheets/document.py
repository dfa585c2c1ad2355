"""Sheets of cells → Document: every visible sheet in order, its titles and captions as paragraphs,
its tables as grids, and a note for whatever the sheets hold that is not read.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from operator import itemgetter
from pathlib import Path

from lxml import etree
from xlrd.biffh import XLRDError
from xlrd.compdoc import CompDocError

from budgetgraph.document import Document
from budgetgraph.document.folding import fold
from budgetgraph.document.problems import LimitExceeded, Note, UnreadableInput
from budgetgraph.read.cell_tables import Rendering
from budgetgraph.read.cells import NativeRow, NativeTable
from budgetgraph.read.layouts import Layouts
from budgetgraph.read.page_headers import PageHeaders
from budgetgraph.read.sheets import ods, spreadsheetml, xls, xlsx
from budgetgraph.read.sheets.abreast import parted
from budgetgraph.read.sheets.sheet import Sheet
from budgetgraph.read.sheets.unread import notes
from budgetgraph.read.sheets.visible_rows import visible_rows
from budgetgraph.read.source.damage import damage

_Reader = Callable[[str, bytes], list[Sheet]]
#: What reads each kind of workbook, and the media type that the source gets.
READERS: dict[str, tuple[_Reader, str]] = {
    "excel": (xlsx.sheets, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "old-excel": (xls.sheets, "application/vnd.ms-excel"),
    "spreadsheetml": (spreadsheetml.sheets, "application/vnd.ms-excel"),
    "ods": (ods.sheets, "application/vnd.oasis.opendocument.spreadsheet"),
}
#: What the libraries raise for a file that is damaged.
_DAMAGED = (
    XLRDError,
    CompDocError,
    zipfile.BadZipFile,
    etree.XMLSyntaxError,
    LookupError,
    ValueError,
    ArithmeticError,
    AssertionError,
    NotImplementedError,
    TypeError,
    AttributeError,
)


def document(path: Path, data: bytes, kind: str, layouts: Layouts) -> Document:
    """Give the document of a workbook of one of the kinds of READERS.

    UnreadableInput for one that cannot be opened, LimitExceeded for a sheet over the limits.
    """
    reader, media_type = READERS[kind]
    try:
        sheets = reader(str(path), data)
    except LimitExceeded:
        raise
    except _DAMAGED as error:
        raise _unreadable(path, error) from None
    for sheet in sheets:
        sheet.check(str(path))
    rendering = Rendering(str(path), layouts)
    found = list(notes(sheets))
    for sheet in sheets:
        if not sheet.is_hidden:
            found += _render(rendering, sheet)
    digest = hashlib.sha256(data).hexdigest()
    read = rendering.document(path.name, digest, media_type, tuple(found))
    return replace(read, source=replace(read.source, sheets=_names(sheets)))


def _names(sheets: Sequence[Sheet]) -> tuple[str, ...]:
    """Give the names of the sheets by their numbers; "" for a chart between them."""
    by_number = {sheet.number: sheet.name for sheet in sheets}
    return tuple(by_number.get(number, "") for number in range(1, max(by_number, default=0) + 1))


def _unreadable(path: Path, error: BaseException) -> UnreadableInput:
    if "encrypted" in str(error).lower():
        reason = "this workbook is protected by a password; save it without one and give that"
        return UnreadableInput(str(path), reason)
    why = damage(error)
    reason = f"this workbook cannot be opened ({why}); open it in Excel or WPS and save it as .xlsx"
    return UnreadableInput(str(path), reason)


def _render(rendering: Rendering, sheet: Sheet) -> Iterator[Note]:
    """Put a sheet into the rendering, and note what its page headers say and is not read.

    The name of the sheet stands above it where it is the only title, or names a body that no cell
    names.
    """
    rows = visible_rows(sheet)
    if rows and _is_to_be_read(sheet.name, rows, rendering.layouts):
        rendering.paragraph(sheet.name)
    tables = [NativeTable(tuple(part)) for part in parted(rows, rendering.layouts.is_title)]
    headers = PageHeaders(sheet.page_lines, tables, rendering.layouts.is_caption)
    above, below = _boxes(sheet)
    for item in (*above, *headers.with_body(tables), *below):
        if isinstance(item, NativeTable):
            rendering.table(item, sheet.number)
        else:
            rendering.paragraph(item)
    yield from headers.notes()


def _boxes(sheet: Sheet) -> tuple[list[str], list[str]]:
    """Give the text boxes of a sheet from the top: those above its first cell, and the others."""
    first = min((row for row, _ in sheet.cells), default=0)
    boxes = sorted(sheet.boxes, key=itemgetter(0))
    above = [text for row, text in boxes if row < first]
    return above, [text for _, text in boxes[len(above) :]]


def _is_to_be_read(name: str, rows: Sequence[NativeRow], layouts: Layouts) -> bool:
    """Tell whether the name of a sheet says what its rows do not: the title, or whose it is."""
    if _is_only_title(name, rows, layouts):
        return True
    body = layouts.body_named(name)
    return body is not None and not _is_named(fold(body), rows)


def _is_only_title(name: str, rows: Sequence[NativeRow], layouts: Layouts) -> bool:
    """Tell whether the name of a sheet is the title of its table, and no row is a title."""
    if not layouts.is_title(name):
        return False
    for row in rows:
        filled = row.filled()
        if len(filled) == 1 and layouts.is_title(filled[0][1].text):
            return False
    return True


def _is_named(body: str, rows: Sequence[NativeRow]) -> bool:
    """Tell whether a cell names a body."""
    cells = chain.from_iterable(row.filled() for row in rows)
    return any(body in fold(cell.text) for _, cell in cells)
