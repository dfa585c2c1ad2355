"""Characters of a page that a box is painted over later: nobody sees them.

    text  二、支出总预算345.67万元         drawn first
    box   ████████████████████        white or of another colour, and opaque
    text  二、支出总预算100.00万元         the one that the page shows

A line through the text covers nothing, nor does a box that lets the text shine through.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pdfminer.layout import LTChar, LTRect

#: A character is covered where a box reaches over all of its height but so much of it, each way.
_LEFT_OUT = 0.25
#: The characters are kept by their height on the page, in bands as high as this (points).
_BAND = 12


class DrawnText:
    """The characters that are drawn on a page so far."""

    def __init__(self) -> None:
        self._bands: defaultdict[int, list[LTChar]] = defaultdict(list)

    def add(self, char: LTChar) -> None:
        """Take the next character."""
        self._bands[_band(_middle(char))].append(char)

    def under(self, box: LTRect, clip: tuple[float, float, float, float]) -> Iterator[LTChar]:
        """Give the characters that a box is painted over, as far as it shows inside a clip (left,
        lower, right, upper).
        """
        if not _is_opaque(box):
            return
        for band in range(_band(box.y0), _band(box.y1) + 1):
            for char in self._bands.get(band, ()):
                if _covers(box.bbox, char) and _covers(clip, char):
                    yield char


def _band(height: float) -> int:
    return int(height // _BAND)


def _middle(char: LTChar) -> float:
    return (char.y0 + char.y1) / 2


def _is_opaque(box: LTRect) -> bool:
    """Tell whether a box is filled with a colour; a pattern may let the text shine through."""
    colour = box.non_stroking_color
    parts = colour if isinstance(colour, tuple | list) else (colour,)
    return bool(box.fill) and all(isinstance(part, int | float) for part in parts)


def _covers(place: tuple[float, float, float, float], char: LTChar) -> bool:
    """Tell whether a place reaches over the middle of a character and almost all of its height."""
    left, lower, right, upper = place
    left_out = _LEFT_OUT * (char.y1 - char.y0)
    is_as_high = lower <= char.y0 + left_out and char.y1 - left_out <= upper
    return is_as_high and left <= (char.x0 + char.x1) / 2 <= right
