"""White runs of a Word document: they do not show on white paper, and do on a dark ground."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.shared import RGBColor
from printed import texts

from budgetgraph.document import Document
from budgetgraph.pipeline.line import read_document as read

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_DARK = f'<w:shd {_W} w:val="clear" w:fill="1F4E79"/>'
_LIGHT = f'<w:shd {_W} w:val="clear" w:color="auto" w:fill="FFFFFF"/>'


def _paragraph(tmp_path: Path, ground: str = "", of_run: str = "", colour: int = 255) -> Document:
    document = docx.Document()
    paragraph = document.add_paragraph("显")
    run = paragraph.add_run("白")
    run.font.color.rgb = RGBColor(colour, 255, 255)
    if ground:
        paragraph._p.get_or_add_pPr().append(parse_xml(ground))
    if of_run:
        run._r.get_or_add_rPr().append(parse_xml(of_run))
    document.save(str(tmp_path / "公开.docx"))
    return read(tmp_path / "公开.docx")


@pytest.mark.parametrize("ground", ["", _LIGHT])
def test_white_on_white_is_noted_and_not_read(tmp_path: Path, ground: str) -> None:
    found = _paragraph(tmp_path, ground)
    assert texts(found) == ["显"]
    assert [note.code for note in found.notes] == ["hidden-not-read"]


@pytest.mark.parametrize(
    ("ground", "of_run", "colour"),
    [
        (_DARK, "", 255),
        ("", _DARK, 255),
        ("", f'<w:highlight {_W} w:val="darkBlue"/>', 255),
        (f'<w:shd {_W} w:val="pct50" w:fill="auto"/>', "", 255),
        ("", "", 240),
    ],
)
def test_what_may_show_is_read(tmp_path: Path, ground: str, of_run: str, colour: int) -> None:
    found = _paragraph(tmp_path, ground, of_run, colour)
    assert texts(found) == ["显白"]
    assert found.notes == ()


@pytest.mark.parametrize(
    ("style", "of_cell", "read_as"),
    [
        ("Table Grid", "", [["", "1.00"]]),
        ("Table Grid", _DARK, [["项目", "1.00"]]),
        ("Medium Shading 1 Accent 1", "", [["项目", "1.00"]]),
    ],
)
def test_a_heading_on_a_dark_cell_is_read(
    tmp_path: Path, style: str, of_cell: str, read_as: list[list[str]]
) -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    table.style = style
    run = table.cell(0, 0).paragraphs[0].add_run("项目")
    run.font.color.rgb = RGBColor(255, 255, 255)
    table.cell(0, 1).text = "1.00"
    if of_cell:
        table.cell(0, 0)._tc.get_or_add_tcPr().append(parse_xml(of_cell))
    document.save(str(tmp_path / "公开.docx"))
    assert texts(read(tmp_path / "公开.docx")) == [read_as]
