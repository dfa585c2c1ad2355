"""Text that lies on its side, on a page whose other text does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas

from budgetgraph.document import Document
from budgetgraph.pipeline.line import read_document

FONT = "STSong-Light"
TITLE = "青湖县水务局2025年部门预算"
SENTENCES = tuple(f"第{number}项支出预算{number}12.60万元。" for number in range(1, 8))


class _Paper:
    """A page on which lines are drawn, each turned by so many degrees against the clock."""

    def __init__(self, path: Path) -> None:
        registerFont(UnicodeCIDFont(FONT))
        self.path = path
        self.canvas = Canvas(str(path), pagesize=A4)

    def text(self, x: float, y: float, text: str, degrees: int) -> None:
        self.canvas.saveState()
        self.canvas.translate(x, y)
        self.canvas.rotate(degrees)
        self.canvas.setFont(FONT, 11)
        self.canvas.drawString(0, 0, text)
        self.canvas.restoreState()

    def read(self) -> Document:
        self.canvas.save()
        return read_document(self.path)


@pytest.mark.parametrize("degrees", [90, 270])
def test_a_title_beside_text_on_its_side_keeps_its_order(tmp_path: Path, degrees: int) -> None:
    """The page is turned so that most of its text is upright; its title then lies on its side."""
    paper = _Paper(tmp_path / "x.pdf")
    paper.text(60, 800, TITLE, 0)
    for number, sentence in enumerate(SENTENCES):
        paper.text(200 + 20 * number, 400, sentence, degrees)
    lines = paper.read().source.lines
    assert TITLE in lines
    assert set(SENTENCES) <= set(lines)


@pytest.mark.parametrize("degrees", [90, 270])
def test_a_line_on_its_side_keeps_its_order(tmp_path: Path, degrees: int) -> None:
    paper = _Paper(tmp_path / "x.pdf")
    for number, sentence in enumerate(SENTENCES):
        paper.text(60, 700 - 20 * number, sentence, 0)
    paper.text(400, 400, TITLE, degrees)
    assert TITLE in paper.read().source.lines


def test_a_line_on_its_head_is_said_and_not_read(tmp_path: Path) -> None:
    paper = _Paper(tmp_path / "x.pdf")
    for number, sentence in enumerate(SENTENCES):
        paper.text(60, 700 - 20 * number, sentence, 0)
    paper.text(400, 400, TITLE, 180)
    found = paper.read()
    assert found.source.lines == SENTENCES
    assert [note.code for note in found.notes] == ["part-not-read"]


def test_a_page_on_its_head_is_read(tmp_path: Path) -> None:
    paper = _Paper(tmp_path / "x.pdf")
    for number, sentence in enumerate(SENTENCES):
        paper.text(400, 100 + 20 * number, sentence, 180)
    found = paper.read()
    assert found.source.lines == SENTENCES
    assert found.notes == ()
