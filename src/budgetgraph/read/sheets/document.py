"""Sheets of cells → Document: every visible sheet in order, its titles and captions as paragraphs,
its tables as grids, and a note for whatever the sheets hold that is not read.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

from lxml import etree
from xlrd.biffh import XLRDError
from xlrd.compdoc import CompDocError

from budgetgraph.document import Document
from budgetgraph.document.problems import LimitExceeded, Note, UnreadableInput
from budgetgraph.forms import fold
from budgetgraph.forms.bodies import begins_with_place, is_certain
from budgetgraph.forms.title_lines import read_title
from budgetgraph.read.cell_tables import Rendering, is_title
from budgetgraph.read.cells import Cell, Row, Table, cell
from budgetgraph.read.sheets import ods, spreadsheetml, xls, xlsx
from budgetgraph.read.sheets.sheet import Address, Sheet, SheetCell, address_text

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


def document(path: Path, data: bytes, kind: str) -> Document:
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
    rendering = Rendering(str(path))
    for sheet in sheets:
        if not sheet.is_hidden:
            _render(rendering, sheet)
    digest = hashlib.sha256(data).hexdigest()
    return rendering.document(path.name, digest, media_type, tuple(_notes(sheets)))


def _unreadable(path: Path, error: BaseException) -> UnreadableInput:
    if "encrypted" in str(error).lower():
        reason = "this workbook is protected by a password; save it without one and give that"
        return UnreadableInput(str(path), reason)
    reason = (
        f"this workbook cannot be opened ({error}); open it in Excel or WPS and save it as .xlsx"
    )
    return UnreadableInput(str(path), reason)


def _render(rendering: Rendering, sheet: Sheet) -> None:
    """Put a sheet into the rendering; its name stands above it where it is the only title, or names
    a body that no cell names.
    """
    rows = _rows(sheet)
    titles = [found.text for row in rows for _, found in row.filled() if len(row.filled()) == 1]
    is_only_title = is_title(sheet.name) and not any(is_title(title) for title in titles)
    if rows and (is_only_title or _tells_body(sheet.name, rows)):
        rendering.paragraph(sheet.name)
    rendering.table(Table(tuple(rows)), sheet.number)


def _tells_body(name: str, rows: list[Row]) -> bool:
    """Whether the name of a sheet tells whose it is (石桥县公路段2024年单位预算) and no cell does."""
    title = read_title(name)
    body = title.name if title is not None else name
    if body is None or not (is_certain(body) and begins_with_place(body)):
        return False
    texts = (fold(found.text) for row in rows for _, found in row.filled())
    return not any(fold(body) in text for text in texts)


def _rows(sheet: Sheet) -> list[Row]:
    """The visible rows of a sheet, from its first used column on.

    Of a merged range the first cell prints. Where the first row or column of a range is hidden, the
    first visible one prints what the range holds.
    """
    height, width = sheet.reach()
    visible = [column for column in range(width) if column not in sheet.hidden_columns]
    shown = {at: found for at, found in sheet.cells.items() if _is_visible(sheet, at)}
    covered, spans = _merged(sheet, shown, height, width)
    used = [column for (_, column), found in shown.items() if found.text.strip()]
    first = min(used, default=0)
    rows = []
    for row in range(height):
        if row in sheet.hidden_rows:
            continue
        cells: list[Cell | None] = []
        for column in visible:
            if column >= first:
                cells.append(_cell(shown, covered, spans, (row, column)))
        rows.append(Row(tuple(cells), row + 1))
    return rows


def _is_visible(sheet: Sheet, address: Address) -> bool:
    row, column = address
    return row not in sheet.hidden_rows and column not in sheet.hidden_columns


def _merged(
    sheet: Sheet, shown: dict[Address, SheetCell], height: int, width: int
) -> tuple[set[Address], dict[Address, int]]:
    """The addresses that merged ranges cover, and how many visible columns each range spans."""
    covered: set[Address] = set()
    spans: dict[Address, int] = {}
    for (top, left), (bottom, right) in sheet.merged:
        rows = range(top, min(bottom, height - 1) + 1)
        columns = range(left, min(right, width - 1) + 1)
        places = [(row, at) for row in rows for at in columns if _is_visible(sheet, (row, at))]
        if not places:
            continue
        corner = places[0]
        if corner != (top, left) and (top, left) in sheet.cells and corner not in shown:
            shown[corner] = sheet.cells[top, left]
        spans[corner] = sum(1 for row, _ in places if row == corner[0])
        covered.update(places)
        covered.discard(corner)
    return covered, spans


def _cell(
    shown: dict[Address, SheetCell],
    covered: set[Address],
    spans: dict[Address, int],
    address: Address,
) -> Cell | None:
    if address in covered:
        return None
    found = shown.get(address)
    if found is None:
        return cell([], spans.get(address, 1))
    return cell([found.text], spans.get(address, 1), raised=found.raised)


# --- what is not read -----------------------------------------------------------------------------
#: So many cells of one fault a note names; it counts the rest.
_MOST_NAMED = 6


def _notes(sheets: Iterable[Sheet]) -> Iterable[Note]:
    for sheet in sheets:
        if sheet.is_hidden:
            if sheet.cells:
                yield Note("hidden-not-read", f"the hidden sheet {sheet.name} is not read (隐藏)")
            continue
        yield from _hidden(sheet)
        yield from _faults(sheet)


def _hidden(sheet: Sheet) -> Iterable[Note]:
    rows = {row for row, _ in sheet.cells if row in sheet.hidden_rows}
    columns = {column for _, column in sheet.cells if column in sheet.hidden_columns}
    if rows:
        named = ", ".join(str(row + 1) for row in sorted(rows)[:_MOST_NAMED])
        yield Note(
            "hidden-not-read",
            f"{len(rows)} hidden row(s) of sheet {sheet.name} are not read (隐藏行): {named}",
        )
    if columns:
        names = [address_text((0, at)).rstrip("0123456789") for at in sorted(columns)]
        yield Note(
            "hidden-not-read",
            f"{len(columns)} hidden column(s) of sheet {sheet.name} are not read (隐藏列):"
            f" {', '.join(names[:_MOST_NAMED])}",
        )


def _faults(sheet: Sheet) -> Iterable[Note]:
    """The faults of visible cells, one note a kind, with the addresses."""
    by_fault: dict[str, list[Address]] = {}
    for address, found in sorted(sheet.cells.items()):
        if found.fault is not None and _is_visible(sheet, address):
            by_fault.setdefault(found.fault, []).append(address)
    for fault, addresses in by_fault.items():
        named = ", ".join(f"{sheet.name}!{address_text(at)}" for at in addresses[:_MOST_NAMED])
        more = f" and {len(addresses) - _MOST_NAMED} more" if len(addresses) > _MOST_NAMED else ""
        yield Note("part-not-read", f"{fault} in {named}{more}")
