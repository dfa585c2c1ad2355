"""A page that was photographed from one side is made rectangular; one that is curled is doubted."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from paper import Page, pdf
from PIL import Image
from scanned import scanned_page
from test_pictures import AMOUNTS, amounts, needs_ocr, photographed, written

from budgetgraph.extras import can_recognise
from budgetgraph.pipeline.line import extract

if not can_recognise():
    pytest.skip("the extra ocr is not installed", allow_module_level=True)

from budgetgraph.read.pictures.perspective import Lie, lie_of, lie_of_text, made_flat
from budgetgraph.read.pictures.recogniser import Character, RecognisedLine
from budgetgraph.read.pictures.upright import _FAN, _spread

Corners = Sequence[tuple[float, float]]
#: Where the corners of a page lie (shares of its sides), from the upper left one on clockwise.
FROM_SIDE = ((0.05, 0.09), (0.93, 0.03), (0.96, 0.98), (0.03, 0.92))
TURNED = ((0.19, 0.03), (0.98, 0.13), (0.84, 0.97), (0.02, 0.84))


def grid() -> Image.Image:
    """Rulings at every 80 pixels of the middle of a page."""
    pixels = np.full((1600, 1200), 255, np.uint8)
    for place in range(240, 1361, 80):
        pixels[place : place + 4, 200:1004] = 0
    for place in range(200, 1001, 80):
        pixels[240:1364, place : place + 4] = 0
    return Image.fromarray(pixels)


def lying(picture: Image.Image, corners: Corners) -> Image.Image:
    """The picture with its corners at other places, white around it."""
    width, height = picture.size
    rows: list[list[float]] = []
    sides: list[float] = []
    for (across, down), (u, v) in zip(
        corners, [(0, 0), (width, 0), (width, height), (0, height)], strict=True
    ):
        x, y = across * width, down * height
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        sides += [u, v]
    terms = np.linalg.solve(np.array(rows), np.array(sides)).tolist()
    perspective, bicubic = Image.Transform.PERSPECTIVE, Image.Resampling.BICUBIC
    return picture.transform(picture.size, perspective, terms, bicubic, fillcolor=255)


def curled(picture: Image.Image) -> Image.Image:
    pixels = np.asarray(picture)
    height, width = pixels.shape
    rise = np.rint(0.02 * height * np.sin(np.linspace(0, np.pi, width))).astype(int)
    rows = np.clip(np.arange(height)[:, None] + rise[None, :], 0, height - 1)
    return Image.fromarray(pixels[rows, np.arange(width)[None, :]])


def lie(turn: float, agreement: float = 1.0) -> Lie:
    """How a page lies of which level lines turn by so many degrees."""
    far = math.radians(turn) / 2
    return Lie(np.array([1.0, 0.0, far]), np.array([0.0, 1.0, 0.0]), agreement)


@pytest.mark.parametrize("corners", [FROM_SIDE, TURNED], ids=["from the side", "turned"])
def test_a_photograph_is_made_rectangular(corners: Corners) -> None:
    picture = np.asarray(lying(grid(), corners))
    before = lie_of(picture)
    assert before is not None
    assert before.turn > 2
    assert not before.is_bent
    after = lie_of(made_flat(picture, before))
    assert after is not None
    assert after.turn < 0.2
    assert abs(after.level[1]) < 0.002
    assert abs(after.upright[0]) < 0.002


def test_a_scan_stays_as_it_is() -> None:
    picture = np.asarray(grid())
    flat = lie_of(picture)
    assert flat is not None
    assert flat.agreement == 1
    assert made_flat(picture, flat) is picture


@pytest.mark.parametrize(("turn", "is_same"), [(0.49, True), (0.51, False)])
def test_lines_that_hardly_turn_are_left(turn: float, is_same: bool) -> None:
    picture = np.asarray(grid())
    assert (made_flat(picture, lie(turn)) is picture) is is_same


@pytest.mark.parametrize(("agreement", "is_bent"), [(0.81, False), (0.79, True)])
def test_lines_that_do_not_meet_are_of_bent_paper(agreement: float, is_bent: bool) -> None:
    assert lie(0.0, agreement).is_bent is is_bent


def test_a_curled_page_is_told() -> None:
    found = lie_of(np.asarray(curled(grid())))
    assert found is not None
    assert found.is_bent


@pytest.mark.parametrize(("number", "is_enough"), [(5, False), (6, True)])
def test_six_stretches_tell_how_a_page_lies(number: int, is_enough: bool) -> None:
    edges = [(100.0, 100.0 * row, 500.0, 100.0 * row + row) for row in range(1, number + 1)]
    picture = np.asarray(grid())
    assert (lie_of_text(edges, picture) is not None) is is_enough


@pytest.mark.parametrize(("lean", "is_level"), [(19.5, True), (20.5, False)])
def test_lines_that_lean_too_much_are_not_level_ones(lean: float, is_level: bool) -> None:
    fall = 400 * math.tan(math.radians(lean))
    edges = [(100.0, 100.0 * row, 500.0, 100.0 * row + fall) for row in range(1, 9)]
    assert (lie_of_text(edges, np.asarray(grid())) is not None) is is_level


@pytest.mark.parametrize(("spread", "is_fan"), [(0.009, False), (0.011, True)])
def test_stretches_that_differ_in_slope_are_of_a_page_that_lies_askew(
    spread: float, is_fan: bool
) -> None:
    """One stretch of ten that lies otherwise (a stamp, a note at the edge) says nothing."""
    character = Character("元", 0.0, 0.0, 20.0, 20.0, 1.0)
    slopes = [spread * step / 9 for step in range(10)]
    stretches = [RecognisedLine((character,), slope) for slope in (-1.0, *slopes, 1.0)]
    assert (_spread(stretches) > _FAN) is is_fan
    assert _spread(stretches[:5]) == 0


@needs_ocr
def test_a_photographed_table_is_read_as_a_scanned_one(tmp_path: Path) -> None:
    picture = written(lying(photographed(), FROM_SIDE), tmp_path / "photograph.png")
    paper = extract(picture)
    assert amounts(paper) == AMOUNTS
    cells = [cell for row in paper.tables[0].rows for cell in row.cells]
    assert all(cell.where.picture and cell.where.picture.confidence > 0.8 for cell in cells)


@pytest.mark.long
@needs_ocr
def test_a_photographed_text_is_made_level_by_its_lines(tmp_path: Path) -> None:
    """Nothing is ruled on it, so the stretches of characters tell how it lies."""

    def prose(page: Page) -> None:
        page.text(60, 180, "石桥县水务局2025年部门预算")
        for number in range(14):
            line = f"2025年第{number + 1}项支出预算{131 + number}.40万元，比上年增加{21 + number}.30万元。"
            page.text(120 + 42 * number, 60, line)

    picture = lying(scanned_page(prose), FROM_SIDE)
    (tmp_path / "printed.pdf").write_bytes(pdf(prose))
    printed = extract(tmp_path / "printed.pdf")
    paper = extract(written(picture, tmp_path / "photograph.png"))
    assert paper.source.lines == printed.source.lines
    assert not any("curled" in note.message for note in paper.notes)


@pytest.mark.long
@needs_ocr
def test_every_figure_of_a_curled_page_is_doubtful(tmp_path: Path) -> None:
    paper = extract(written(curled(photographed()), tmp_path / "curled.png"))
    (said,) = [note for note in paper.notes if "is curled" in note.message]
    assert (said.code, said.where and said.where.page) == ("recognised-doubtful", 1)
    boxes = [
        cell.where.picture for table in paper.tables for row in table.rows for cell in row.cells
    ]
    boxes += [figure.where.picture for figure in paper.statements]
    assert all(box is not None and box.confidence <= 0.8 for box in boxes)
