"""An answer as a spreadsheet with a frozen heading and a filter."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING
from urllib.parse import quote

from budgetgraph.rdf.terms import Iri
from budgetgraph.store.answer import Answer, Value, text_of
from budgetgraph.store.terminal_table import width

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_STAMP = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_EPOCH = (1980, 1, 1, 0, 0, 0)
#: In characters of a western letter's width, as Excel measures columns.
_WIDEST_COLUMN = 60
#: What Excel takes: links on a sheet, characters of a link.
_MOST_LINKS, _LONGEST_LINK = 65_530, 2_079
_IN_LINK = "%/:=&?~#+!$,;'@()*[]"


def xlsx(answer: Answer) -> bytes:
    """Return the answer as an Excel file.

    Numbers are numbers (Excel keeps 15 digits), IRIs are links, text is never a formula.
    """
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None, "a new workbook has a sheet"
    for number, row in enumerate((answer.columns, *answer.rows), start=1):
        _write_row(sheet, number, row)
    _embolden_heading(sheet)
    _link_iris(sheet, answer)
    _set_widths(sheet, answer)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    stream = io.BytesIO()
    book.save(stream)
    return _without_clock(stream.getvalue())


def _write_row(sheet: Worksheet, number: int, row: tuple[Value, ...]) -> None:
    """Write the cells of a row; text stays text, whatever Excel could take it for."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    for column, cell in enumerate(row, start=1):
        if isinstance(cell, str):
            place = sheet.cell(number, column, ILLEGAL_CHARACTERS_RE.sub("", cell))
            place.data_type = "s"
        else:
            sheet.cell(number, column, cell)


def _embolden_heading(sheet: Worksheet) -> None:
    from openpyxl.styles import Font

    for place in sheet[1]:
        place.font = Font(bold=True)


def _link_iris(sheet: Worksheet, answer: Answer) -> None:
    """Make links of IRIs, from the top, as many as Excel takes."""
    links = 0
    for number, row in enumerate(answer.rows, start=2):
        for column, cell in enumerate(row, start=1):
            target = quote(cell, safe=_IN_LINK) if isinstance(cell, Iri) else ""
            if target and links < _MOST_LINKS and len(target) <= _LONGEST_LINK:
                place = sheet.cell(number, column)
                place.hyperlink = target
                place.style = "Hyperlink"
                links += 1


def _set_widths(sheet: Worksheet, answer: Answer) -> None:
    """Make each column as wide as its widest cell."""
    from openpyxl.utils import get_column_letter

    for index, column in enumerate(answer.columns):
        widest = width(column)
        for row in answer.rows:
            widest = max(widest, width(text_of(row[index])))
        letter = get_column_letter(index + 1)
        sheet.column_dimensions[letter].width = min(widest, _WIDEST_COLUMN) + 2


def _without_clock(archive: bytes) -> bytes:
    """Return the same zip file with every time of writing replaced by one fixed time."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in sorted(old.namelist()):
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _STAMP.sub(b"1980-01-01T00:00:00Z", content)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            new.writestr(entry, content)
    return stream.getvalue()
