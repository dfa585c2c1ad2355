"""The words of a picture put into its ruled cells, with a recogniser that answers what the test
says: what is doubtful, what crosses a ruling, what ink was not read.
"""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("cv2", reason="the extra ocr is not installed")

from budgetgraph.document.problems import Note
from budgetgraph.document.where import PictureBox
from budgetgraph.read.pages.page import Page, Word
from budgetgraph.read.pictures import page as pages
from budgetgraph.read.pictures.image import Picture
from budgetgraph.read.pictures.upright import UprightPage

#: Pixels to a point.
SCALE = 4.0
#: The cells of a table: two rows of two columns, in points.
COLUMNS, ROWS = (10.0, 90.0, 170.0), (20.0, 50.0, 80.0)


def paper() -> Picture:
    """A white page of 200 × 100 points with the rulings of the table."""
    page = np.full((400, 800), 255, dtype=np.uint8)
    top, bottom = (round(ROWS[0] * SCALE), round(ROWS[-1] * SCALE))
    left, right = (round(COLUMNS[0] * SCALE), round(COLUMNS[-1] * SCALE))
    for x in COLUMNS:
        page[top:bottom, round(x * SCALE) : round(x * SCALE) + 2] = 0
    for y in ROWS:
        page[round(y * SCALE) : round(y * SCALE) + 2, left:right] = 0
    return page


def word(text: str, x0: float, x1: float, confidence: float = 1.0) -> Word:
    """A word of ten points in the first row."""
    box = PictureBox(x0, 30.0, x1, 40.0, confidence)
    return Word(text, x0, x1, 30.0, 40.0, picture=box)


class Desk:
    """A picture with its words, and the strips that were read again."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch = monkeypatch
        self.ink = np.zeros((400, 800), dtype=np.uint8)
        self.notes: list[Note] = []
        self.widths: list[float] = []

    def blot(self, left: float, right: float, top: float = 33.0, bottom: float = 37.0) -> None:
        rows = slice(round(top * SCALE), round(bottom * SCALE))
        self.ink[rows, round(left * SCALE) : round(right * SCALE)] = 255

    def read(self, *words: Word) -> Page:
        look = UprightPage(paper(), self.ink, words, SCALE)
        self.monkeypatch.setattr(pages, "look_at", lambda picture, scale: look)
        self.monkeypatch.setattr(pages, "read_strip", self._strip)
        return pages.picture_page(look.picture, SCALE, 7, self.notes)

    def _strip(self, picture: Picture) -> tuple[str, float]:
        self.widths.append(picture.shape[1] / SCALE)
        return "甲", 0.9

    def cells(self, *words: Word) -> list[tuple[str, ...]]:
        (table,) = self.read(*words).tables
        return [box.lines for box in table.boxes if box.lines]

    def told(self, code: str) -> list[str]:
        return [note.message for note in self.notes if note.code == code]


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(monkeypatch)


@pytest.mark.parametrize(
    ("text", "confidence", "is_told"),
    [("12户", 0.849, True), ("12户", 0.85, False), ("教育局", 0.5, False)],
)
def test_a_doubtful_figure_is_told(text: str, confidence: float, is_told: bool, desk: Desk) -> None:
    assert desk.cells(word(text, 20, 60, confidence)) == [(text,)]
    assert bool(desk.told("recognised-doubtful")) is is_told


def test_every_recognised_page_is_told(desk: Desk) -> None:
    desk.read(word("教育局", 20, 60))
    assert desk.told("recognised") == ["page 7 is a picture; its text was recognised (OCR)"]


@pytest.mark.parametrize(
    ("end", "cells"),
    [
        (101.0, [("教育支出",)]),
        (103.0, [("甲",), ("甲",)]),
    ],
)
def test_a_word_over_a_ruling_is_read_cell_by_cell(
    end: float, cells: list[tuple[str, ...]], desk: Desk
) -> None:
    """It begins at 20, the ruling is at 90: of 81 points 86 % are in one cell, of 83 only 84 %."""
    assert desk.cells(word("教育支出", 20, end)) == cells


@pytest.mark.parametrize(("left", "is_read_again"), [(16.2, False), (15.8, True)])
def test_ink_beside_a_word_is_a_character_that_was_missed(
    left: float, is_read_again: bool, desk: Desk
) -> None:
    """Nearer than four tenths of its height (10 points) it is a part of the word at 20."""
    desk.blot(left, 60)
    desk.read(word("般公共服务", 20, 60))
    assert bool(desk.widths) is is_read_again


def test_ink_of_another_word_is_no_character_that_was_missed(desk: Desk) -> None:
    desk.blot(14, 60)
    desk.read(word("一", 13, 17), word("般公共服务", 20, 60))
    assert not desk.widths


@pytest.mark.parametrize(("width", "is_told"), [(3.5, False), (5.0, True)])
def test_a_cell_with_ink_and_no_character_is_told(width: float, is_told: bool, desk: Desk) -> None:
    """A hundredth of the inside of a cell (75 × 25 points) is 18.75 square points."""
    desk.blot(110, 110 + width)
    desk.read(word("教育局", 20, 60))
    assert bool(desk.told("part-not-read")) is is_told


def test_words_outside_the_table_are_lines(desk: Desk) -> None:
    above = Word("2025年预算表", 40, 100, 4, 14, picture=PictureBox(40, 4, 100, 14, 0.99))
    page = desk.read(above, word("教育局", 20, 60))
    assert [line.text for line in page.lines] == ["2025年预算表"]
