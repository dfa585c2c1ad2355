"""Characters of a page that a box is painted over later: nobody sees them.

    text  二、支出总预算345.67万元         drawn first
    box   ████████████████████        white or of another colour, and opaque
    text  二、支出总预算100.00万元         the one that the page shows

A line through the text covers nothing, nor does a box that lets the text shine through.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import inf

from budgetgraph.read.pdf.drawing.drawn import Thing
from budgetgraph.read.pdf.drawing.media_box import Sides

#: A character is covered where a box reaches over all of its height but so much of it, each way.
_LEFT_OUT = 0.25
#: A box lower than this part of a character (a ruling, as most are) covers none.
_LOWEST = 1 - 2.1 * _LEFT_OUT
#: The characters are kept by their height on the page, in bands as high as this (points).
_BAND = 12


class DrawnText:
    """The characters that are drawn on a page so far; `chars` grows while it is drawn."""

    def __init__(self, chars: Sequence[Thing]) -> None:
        self._chars = chars
        self._count = 0
        self._lowest = inf
        self._bands: defaultdict[int, list[Thing]] = defaultdict(list)

    def under(self, box: Sides, clip: Sides) -> Iterator[Thing]:
        """Give the characters that a box is painted over, as far as it shows inside a clip."""
        self._take_new()
        _, top, _, bottom = box
        if bottom - top < _LOWEST * self._lowest:
            return
        for band in range(_band(top), _band(bottom) + 1):
            for char in self._bands.get(band, ()):
                if _covers(box, char) and _covers(clip, char):
                    yield char

    def _take_new(self) -> None:
        """Put the characters that were drawn since into their bands."""
        for char in self._chars[self._count :]:
            self._bands[_band((char["top"] + char["bottom"]) / 2)].append(char)
            self._lowest = min(self._lowest, char["bottom"] - char["top"])
        self._count = len(self._chars)


def _band(height: float) -> int:
    return int(height // _BAND)


def is_opaque(colour: object) -> bool:
    """Tell whether a colour hides what is below it; a pattern may let the text shine through."""
    parts = colour if isinstance(colour, tuple | list) else (colour,)
    return all(isinstance(part, int | float) for part in parts)


def _covers(place: Sides, char: Thing) -> bool:
    """Tell whether a place reaches over the middle of a character and almost all of its height."""
    left, top, right, bottom = place
    left_out = _LEFT_OUT * (char["bottom"] - char["top"])
    is_as_high = top <= char["top"] + left_out and char["bottom"] - left_out <= bottom
    is_over = left <= (char["x0"] + char["x1"]) / 2 <= right
    return bool(is_as_high and is_over)
