"""A picture of a page put upright and straight, with its ink and its recognised characters."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from statistics import mean, median

import numpy as np

from budgetgraph.document.where import PictureBox
from budgetgraph.read.pages.page import Word
from budgetgraph.read.pictures import rulings
from budgetgraph.read.pictures.image import Picture, pixels, straightened, turned
from budgetgraph.read.pictures.perspective import Sides, lie_of, lie_of_text, made_flat
from budgetgraph.read.pictures.recogniser import Character, RecognisedLine, recognised

#: A slope (pixels a pixel) below this is none: 0.2 degrees.
_FLAT = 0.0035
#: The slopes of the stretches of a page differ by more than this where it does not lie flat: by
#: .003 on a scan, by .015 and more on photographs from one side. So many tell it.
_FAN, _FEWEST_STRETCHES = 0.01, 6
_SURENESS = attrgetter("confidence")
_LEFT, _TOP = attrgetter("x0"), attrgetter("top")
_RIGHT, _BOTTOM = attrgetter("x1"), attrgetter("bottom")
#: The mean confidence of the characters of a page: .99 of one that stands upright, .56 and .78 of
#: two that stood on their heads.
_WELL_READ = 0.9
#: The width of a digit or a Latin letter in Chinese characters.
_DIGIT_WIDTH = 0.5
#: Marks that an amount may hold.
_OF_AMOUNTS = frozenset(".,-()")


@dataclass(frozen=True, slots=True)
class UprightPage:
    """An upright picture: its ink, a word for each stretch, its pixels to a point.

    `is_bent` says that its lines do not lie level: the page is curled, or was photographed from one
    side and could not be made rectangular.
    """

    picture: Picture
    ink: Picture
    words: tuple[Word, ...]
    scale: float
    is_bent: bool = False

    @property
    def width(self) -> float:
        return float(self.ink.shape[1]) / self.scale


def look_at(picture: Picture, scale: float) -> UprightPage:
    """Make a picture rectangular, turn it upright, straighten it, and read it."""
    lie = lie_of(picture)
    if lie is not None and not lie.is_bent:
        picture = made_flat(picture, lie)
    angle = rulings.skew(rulings.dark(picture), scale)
    if angle is not None:
        picture = straightened(picture, angle)
    lines = recognised(picture)
    if _lies_on_its_side(lines):
        picture, lines = max(map(_read, _turned_upright(picture)), key=_sureness)
    elif _is_badly_read(lines):
        picture, lines = max((picture, lines), _read(turned(picture, 2)), key=_sureness)
    if angle is None or _spread(lines) > _FAN:
        picture, lines = _straightened_by_text(picture, lines)
    # Rulings tell it better than characters, whose outline varies: 一 beside 部.
    is_bent = lie.is_bent if lie is not None else _spread(lines) > _FAN
    dark = rulings.dark(rulings.without_specks(picture))
    ink = rulings.without_dust(dark, scale)
    words = tuple(_word(line.characters, scale) for line in lines)
    return UprightPage(picture, ink, words, scale, is_bent)


def _straightened_by_text(
    picture: Picture, lines: list[RecognisedLine]
) -> tuple[Picture, list[RecognisedLine]]:
    """Straighten a page by its stretches of characters, and read it again; give it as it is where
    they lie level. It has no rulings, or these do not tell how it lies.
    """
    lie = lie_of_text(list(_upper_edges(lines)), picture) if _spread(lines) > _FAN else None
    slope = _slope(lines)
    if lie is not None and not lie.is_bent:
        straight = made_flat(picture, lie)
    elif slope:
        straight = straightened(picture, math.degrees(math.atan(slope)))
    else:
        return picture, lines
    return _read(straight)


def _upper_edges(lines: Sequence[RecognisedLine]) -> Iterator[Sides]:
    """Give the upper edges of long stretches: x and y of both ends."""
    for line in lines:
        if line.slope is not None:
            left, right = line.characters[0].x0, line.characters[-1].x1
            top = line.characters[0].top
            yield left, top, right, top + line.slope * (right - left)


def _spread(lines: Sequence[RecognisedLine]) -> float:
    """Tell how much the slopes of most long stretches differ; 0 where these are few."""
    slopes = sorted(line.slope for line in lines if line.slope is not None)
    if len(slopes) < _FEWEST_STRETCHES:
        return 0.0
    rest = len(slopes) // 10
    return slopes[-1 - rest] - slopes[rest]


def level_with_ink(word: Word, look: UprightPage) -> Word:
    """Give a word as high as its ink: the recogniser draws a higher box around a short stretch.

    A word is no lower than its characters are wide, for 一 is a thin stroke.

        情况。 in a box of 24 points, its ink 14 points high → a word of 14 points
    """
    upper, lower, first, last = pixels(look.scale, word.top, word.bottom, word.x0, word.x1)
    rows = np.flatnonzero(look.ink[upper:lower, first:last].any(axis=1))
    if not rows.size:
        return word
    top, bottom = (upper + rows[0]) / look.scale, (upper + rows[-1] + 1) / look.scale
    lowest = (word.x1 - word.x0) / max(_characters_wide(word.text), 1)
    missing = max(lowest - (bottom - top), 0.0) / 2
    top, bottom = max(top - missing, word.top), min(bottom + missing, word.bottom)
    return replace(word, top=float(top), bottom=float(bottom))


def _characters_wide(text: str) -> float:
    """Give the width of a text in Chinese characters: 2025年 → 3, a digit is half as wide."""
    return sum(_DIGIT_WIDTH if sign.isascii() else 1.0 for sign in text)


def _turned_upright(picture: Picture) -> tuple[Picture, Picture]:
    """Give both ways to turn a picture that lies on its side."""
    return turned(picture, 1), turned(picture, 3)


def _read(picture: Picture) -> tuple[Picture, list[RecognisedLine]]:
    """Give a picture with what is recognised on it."""
    return picture, recognised(picture)


def _lies_on_its_side(lines: Sequence[RecognisedLine]) -> bool:
    """Tell whether most stretches of several characters are higher than they are wide."""
    upright = [_is_upright(line) for line in lines if len(line.characters) > 2]
    return sum(upright) * 2 > len(upright)


def _characters(lines: Sequence[RecognisedLine]) -> Iterator[Character]:
    """Give the characters of all stretches."""
    for line in lines:
        yield from line.characters


def _is_badly_read(lines: Sequence[RecognisedLine]) -> bool:
    """Tell whether the characters of a page are so unsure that it may stand on its head."""
    surenesses = list(map(_SURENESS, _characters(lines)))
    return bool(surenesses) and mean(surenesses) < _WELL_READ


def _is_upright(line: RecognisedLine) -> bool:
    box = _box(line.characters, 1.0)
    return box.bottom - box.top > box.x1 - box.x0


def _sureness(read: tuple[Picture, list[RecognisedLine]]) -> float:
    """Give the sum of the confidences of all characters on a picture."""
    _, lines = read
    total: float = sum(map(_SURENESS, _characters(lines)))
    return total


def _slope(lines: Sequence[RecognisedLine]) -> float:
    """Give the slope of most long stretches, 0 where they lie flat."""
    slopes = [line.slope for line in lines if line.slope is not None]
    slope = median(slopes) if slopes else 0.0
    return slope if abs(slope) > _FLAT else 0.0


def _word(characters: Sequence[Character], scale: float) -> Word:
    """Put characters of one stretch together to a word."""
    box = _box(characters, scale)
    text = "".join(character.text for character in characters)
    return Word(text, box.x0, box.x1, box.top, box.bottom, picture=box)


def _box(characters: Sequence[Character], scale: float) -> PictureBox:
    """Give the place of characters in points, as sure as the least sure of them."""
    return PictureBox(
        round(min(map(_LEFT, characters)) / scale, 1),
        round(min(map(_TOP, characters)) / scale, 1),
        round(max(map(_RIGHT, characters)) / scale, 1),
        round(max(map(_BOTTOM, characters)) / scale, 1),
        round(min(map(_confidence, characters)), 3),
    )


def _confidence(character: Character) -> float:
    """Give the confidence of a letter, a digit or a decimal point; 1 of other marks."""
    return (
        character.confidence if character.text.isalnum() or character.text in _OF_AMOUNTS else 1.0
    )
