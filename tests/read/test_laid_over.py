"""What lies over the cells of a sheet or over a page and shows as a part of it, and what of a page
its viewer cuts away.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from printed import texts
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas

from budgetgraph.document import Document
from budgetgraph.pipeline.line import read_document

TABLE = [["项目", "预算数"], ["办公费", "1.00"]]
TITLE = "收支总表"
NOTE = "注：含上年结转2.00万元。"
PARTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SHEET = "xl/worksheets/sheet1.xml"
SHAPES = (
    'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)


def _box(row: int, text: str) -> str:
    """Give a text box that begins in a row, 0-based."""
    corner = f"<xdr:from><xdr:col>0</xdr:col><xdr:row>{row}</xdr:row></xdr:from>"
    body = f"<xdr:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></xdr:txBody>"
    return f"<xdr:twoCellAnchor>{corner}<xdr:sp>{body}</xdr:sp></xdr:twoCellAnchor>"


def _drawn_on(folder: Path, rows: list[list[str]], drawing: str) -> Document:
    """Read a sheet whose cells begin in row 3 and over which a drawing lies."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for number, row in enumerate(rows, 3):
        for column, text in enumerate(row, 1):
            sheet.cell(number, column, text)
    saved = BytesIO()
    book.save(saved)
    relation = f'<Relationship Id="r1" Type="{PARTS}/drawing" Target="../drawings/drawing1.xml"/>'
    path = folder / "公开.xlsx"
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == SHEET:
                hook = f'<drawing xmlns:r="{PARTS}" r:id="r1"/></worksheet>'
                part = part.replace(b"</worksheet>", hook.encode())
            new.writestr(name, part)
        new.writestr(
            "xl/worksheets/_rels/sheet1.xml.rels",
            f'<Relationships xmlns="{PACKAGE}">{relation}</Relationships>',
        )
        new.writestr("xl/drawings/drawing1.xml", f"<xdr:wsDr {SHAPES}>{drawing}</xdr:wsDr>")
    return read_document(path)


def test_text_boxes_stand_above_the_cells_or_below_them(tmp_path: Path) -> None:
    """One that begins above the first row with cells is a title, as those do."""
    found = _drawn_on(tmp_path, TABLE, _box(5, NOTE) + _box(1, TITLE))
    assert texts(found) == [TITLE, TABLE, NOTE]


@pytest.mark.parametrize(("rows", "is_told"), [([], True), (TABLE, False)])
def test_a_sheet_that_is_a_picture_is_said(
    tmp_path: Path, rows: list[list[str]], is_told: bool
) -> None:
    """A picture beside cells is a seal or an emblem."""
    picture = "<xdr:oneCellAnchor><xdr:pic/></xdr:oneCellAnchor>"
    found = _drawn_on(tmp_path, rows, picture)
    assert any("图片" in note.message for note in found.notes) is is_told


# --- pages ----------------------------------------------------------------------------------------
FONT, SIZE = "STSong-Light", 11
SENTENCE = "支出总预算100.00万元。"


def _page(
    folder: Path,
    field: str = "",
    flags: str = "print",
    turned: int = 0,
    crop: tuple[int, int, int, int] | None = None,
) -> Document:
    """Print a title and a sentence, with a field that is filled in between them."""
    registerFont(UnicodeCIDFont(FONT))
    path = folder / "x.pdf"
    # A page that is turned is given as it shows.
    canvas = Canvas(str(path), pagesize=landscape(A4) if turned else A4)
    canvas.setFont(FONT, SIZE)
    canvas.drawString(60, 800, "青湖县水务局2025年部门预算")
    canvas.drawString(60, 700, SENTENCE)
    canvas.setPageRotation(turned)
    if crop is not None:
        canvas.setCropBox(crop)
    if field:
        canvas.acroForm.textfield(
            name="a", value=field, x=60, y=750, width=120, height=18, annotationFlags=flags
        )
    canvas.save()
    return read_document(path)


@pytest.mark.parametrize("turned", [0, 90])
@pytest.mark.parametrize(("flags", "shows"), [("print", True), ("hidden", False)])
def test_a_field_shows_what_is_filled_in(
    tmp_path: Path, flags: str, shows: bool, turned: int
) -> None:
    found = _page(tmp_path, "345.67", flags, turned)
    assert ("345.67" in found.source.lines) is shows
    assert SENTENCE in found.source.lines


@pytest.mark.parametrize(("bottom", "shows"), [(690, True), (720, False)])
def test_what_is_cropped_away_is_no_text(tmp_path: Path, bottom: int, shows: bool) -> None:
    found = _page(tmp_path, crop=(0, bottom, 595, 842))
    assert (SENTENCE in found.source.lines) is shows
    assert [note.code for note in found.notes] == ["hidden-not-read"] * (not shows)


@pytest.mark.parametrize("crop", [(0, 0, 0, 0), (100, 400, 100, 800)])
def test_a_crop_without_area_crops_nothing(tmp_path: Path, crop: tuple[int, int, int, int]) -> None:
    assert SENTENCE in _page(tmp_path, crop=crop).source.lines
