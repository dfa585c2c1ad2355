"""Where things stand on a picture: its ink, the height of its words. No character is recognised."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("cv2", reason="the extra ocr is not installed")

from budgetgraph.read.pages.page import Word
from budgetgraph.read.pictures import rulings
from budgetgraph.read.pictures.image import Picture
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
