"""Where things stand on a picture: its ink, the height of its words. No character is recognised."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("cv2", reason="the extra ocr is not installed")

from budgetgraph.read.pages.page import Word
from budgetgraph.read.pictures import rulings, upright
from budgetgraph.read.pictures.image import Picture, straightened
from budgetgraph.read.pictures.recogniser import Character, RecognisedLine
from budgetgraph.read.pictures.upright import UprightPage, level_with_ink

#: Pixels to a point.
SCALE = 4.0


def ink(*shapes: tuple[float, float, float, float]) -> Picture:
    """A blank page of 200 × 100 points with ink from left to right, and from top to bottom."""
    page = np.zeros((400, 800), dtype=np.uint8)
    for left, right, top, bottom in shapes:
        rows = slice(round(top * SCALE), round(bottom * SCALE))
        page[rows, round(left * SCALE) : round(right * SCALE)] = 255
    return page


def levelled(text: str, width: float, *shapes: tuple[float, float, float, float]) -> Word:
    """A word in a box from 20 to 44 points, with its ink."""
    word = Word(text, 50.0, 50.0 + width, 20.0, 44.0)
    look = UprightPage(255 - ink(*shapes), ink(*shapes), (word,), SCALE)
    return level_with_ink(word, look)


@pytest.mark.parametrize(("side", "is_kept"), [(0.75, False), (1.0, True)])
def test_dust_is_smaller_than_a_decimal_point(side: float, is_kept: bool) -> None:
    """A point has a square point of ink or more."""
    page = ink((10, 10 + side, 10, 10 + side))
    assert bool(rulings.without_dust(page, SCALE).any()) is is_kept


def test_dust_goes_and_print_stays() -> None:
    print_alone = ink((50, 62, 20, 22))
    with_dust = ink((50, 62, 20, 22), (30, 30.5, 21, 21.5))
    assert (rulings.without_dust(with_dust, SCALE) == print_alone).all()


def test_a_word_is_as_high_as_its_ink() -> None:
    """情况。 of 14 points in a box of 24."""
    word = levelled("情况。", 42.0, (50, 64, 25, 39), (64, 78, 26, 39), (79, 82, 35, 39))
    assert (word.top, word.bottom) == (25.0, 39.0)


def test_a_word_of_thin_strokes_is_as_high_as_its_characters_are_wide() -> None:
    """一 has ink of one point and is a character of 14."""
    word = levelled("一", 14.0, (51, 63, 32, 33))
    assert (word.top, word.bottom) == (25.5, 39.5)


def test_a_word_without_ink_stays_as_it_is() -> None:
    word = levelled("2025", 28.0)
    assert (word.top, word.bottom) == (20.0, 44.0)


def lines_at(angle: float, number: int = 4, length: float = 150.0) -> Picture:
    """So many lines of one point, that fall by some degrees to the right."""
    page = np.zeros((400, 800), dtype=np.uint8)
    fall = np.tan(np.radians(angle))
    for line in range(number):
        for x in range(round(length * SCALE)):
            y = round(80 + 60 * line + x * fall)
            page[y : y + 4, x + 20] = 255
    return page


@pytest.mark.parametrize("angle", [0.0, 0.15, -2.0, 4.9, -4.9])
def test_how_far_paper_lies_askew(angle: float) -> None:
    assert rulings.skew(lines_at(angle), SCALE) == pytest.approx(angle, abs=0.05)


@pytest.mark.parametrize(("number", "is_told"), [(3, False), (4, True)])
def test_a_few_lines_do_not_tell_how_paper_lies(number: int, is_told: bool) -> None:
    assert (rulings.skew(lines_at(1.0, number), SCALE) is not None) is is_told


def test_a_blank_page_does_not_tell_how_it_lies() -> None:
    assert rulings.skew(ink(), SCALE) is None


@pytest.mark.parametrize(
    ("angle", "is_turned"), [(0.09, False), (0.11, True), (5.0, True), (5.1, False)]
)
def test_which_paper_is_straightened(angle: float, is_turned: bool) -> None:
    """Less is straight enough, and more is no skew of paper."""
    page = lines_at(0.0)
    assert (straightened(page, angle) is not page) is is_turned


@pytest.mark.parametrize(("confidence", "is_turned"), [(0.89, True), (0.91, False)])
def test_a_page_that_is_badly_read_may_stand_on_its_head(
    confidence: float, is_turned: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mark at the top left of the picture is at the bottom right of the page."""
    page = 255 - ink((5, 20, 5, 20))

    def recognised(picture: Picture) -> list[RecognisedLine]:
        is_upright = bool(picture[40, 40] == 255)
        sure = 0.99 if is_upright else confidence
        characters = tuple(Character("预", x, 0, x + 10, 10, sure) for x in (0, 10, 20))
        return [RecognisedLine(characters, None)]

    monkeypatch.setattr(upright, "recognised", recognised)
    look = upright.look_at(page, SCALE)
    assert bool(look.picture[40, 40] == 255) is is_turned


@pytest.mark.parametrize(
    ("height", "foot", "is_ruling"),
    [
        (6.5, 0.0, False),
        (7.5, 0.0, True),
        (14.0, 0.75, True),
        (14.0, 1.25, False),
        (17.0, 4.0, False),
        (24.0, 4.0, True),
    ],
)
def test_an_upright_ruling_of_a_low_row_goes_from_line_to_line(
    height: float, foot: float, is_ruling: bool
) -> None:
    """`foot` is what its ends lack to the lines, which are one point thick. The stroke of a character meets none; a long line
    (18 points) need not.
    """
    top = 21 + foot
    below = top + height + foot
    row = ink((10, 150, 20, 21), (10, 150, below, below + 1), (80, 81, top, top + height))
    uprights = [edge for edge in rulings.edges(row, SCALE) if edge["orientation"] == "v"]
    assert bool(uprights) is is_ruling
