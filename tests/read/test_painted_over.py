"""Text that the page does not show: below a box that is painted over it, or mixed with another."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from printed import texts
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas

from budgetgraph.document import Document
from budgetgraph.pipeline.line import read_document

FONT = "STSong-Light"
TITLE, SHOWN, FIRST = (
    "青湖县水务局2025年部门预算",
    "支出总预算100.00万元。",
    "支出总预算345.67万元。",
)
WHITE, BLACK, BLUE = (1, 1, 1), (0, 0, 0), (0.8, 0.9, 1)


class _Paper:
    """A page on which texts and boxes are drawn one after the other."""

    def __init__(self) -> None:
        registerFont(UnicodeCIDFont(FONT))
        self._file = BytesIO()
        self.canvas = Canvas(self._file, pagesize=A4)
        self.text(780, TITLE)

    def text(self, height: float, text: str) -> None:
        self.canvas.setFont(FONT, 11)
        self.canvas.drawString(60, height, text)

    def box(
        self, bottom: float, top: float, colour: tuple[float, ...] = WHITE, alpha: float = 1
    ) -> None:
        self.canvas.setFillColorRGB(*colour, alpha=alpha)
        self.canvas.rect(50, bottom, 300, top - bottom, stroke=0, fill=1)
        self.canvas.setFillColorRGB(*BLACK, alpha=1)

    def read(self, folder: Path) -> Document:
        self.canvas.showPage()
        self.canvas.save()
        path = folder / "x.pdf"
        path.write_bytes(self._file.getvalue())
        return read_document(path)


@pytest.mark.parametrize("colour", [WHITE, BLACK, BLUE])
def test_text_below_a_box_is_not_seen(tmp_path: Path, colour: tuple[float, ...]) -> None:
    paper = _Paper()
    paper.text(700, FIRST)
    paper.box(694, 714, colour)
    paper.text(700, SHOWN)
    found = paper.read(tmp_path)
    assert texts(found) == [TITLE, SHOWN]
    assert [note.code for note in found.notes] == ["hidden-not-read"]


@pytest.mark.parametrize(
    ("bottom", "top", "alpha"),
    [(694, 714, 0.4), (703, 705, 1), (680, 697, 1)],
    ids=["lets it shine through", "a line through it", "below it"],
)
def test_text_that_shows_is_read(tmp_path: Path, bottom: float, top: float, alpha: float) -> None:
    paper = _Paper()
    paper.text(700, SHOWN)
    paper.box(bottom, top, BLUE, alpha)
    assert SHOWN in "".join(texts(paper.read(tmp_path)))


def test_a_box_below_text_covers_nothing(tmp_path: Path) -> None:
    paper = _Paper()
    paper.box(694, 714, BLUE)
    paper.text(700, SHOWN)
    found = paper.read(tmp_path)
    assert texts(found) == [TITLE, SHOWN]
    assert found.notes == ()


def test_a_frame_of_two_paths_covers_nothing(tmp_path: Path) -> None:
    paper = _Paper()
    paper.text(700, SHOWN)
    frame = paper.canvas.beginPath()
    frame.rect(50, 690, 300, 30)
    frame.rect(52, 692, 296, 26)
    paper.canvas.drawPath(frame, stroke=0, fill=1, fillMode=0)
    assert texts(paper.read(tmp_path)) == [TITLE, SHOWN]


def test_where_a_box_covers_most_of_a_page_it_is_no_box(tmp_path: Path) -> None:
    """A box without its clipping path may seem larger than it is."""
    paper = _Paper()
    paper.text(700, SHOWN)
    paper.box(0, 842)
    assert texts(paper.read(tmp_path)) == [TITLE, SHOWN]


@pytest.mark.parametrize(("height", "is_read"), [(700, False), (680, True)])
def test_of_two_texts_in_one_place_none_is_read(
    tmp_path: Path, height: float, is_read: bool
) -> None:
    paper = _Paper()
    paper.text(700, FIRST)
    paper.text(height, SHOWN)
    found = paper.read(tmp_path)
    assert texts(found) == ([TITLE, FIRST, SHOWN] if is_read else [TITLE])
    assert [note.code for note in found.notes] == ([] if is_read else ["part-not-read"])
