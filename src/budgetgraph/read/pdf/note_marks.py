"""Raised marks of notes: the ¹ of 1200.00¹. They are told from digits and left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import itemgetter
from statistics import median

from budgetgraph.read.pdf.drawing.drawn import Thing
from budgetgraph.read.pdf.in_order import Along

#: A character right behind another one is nearer to it than this (heights).
_HAIR = 0.1
#: A raised mark is so much smaller than the character before it, and ends so far above its foot.
_SMALLER, _ABOVE_FOOT = 0.85, 0.25
#: It begins no farther than this (heights) before the end of that character, or behind it.
_OVERLAP, _GAP = 0.5, 0.6
#: It has no more characters: [12].
_LONGEST_MARK = 5
_MARK = re.compile(r"[\d*＊#]|[①-⑳⑴-⒇⓪]|[\[\]()（）〔〕]")
#: Characters that a raised digit makes a unit of: m² is no mark of a note.
_POWERS = {"2": "²", "3": "³"}
_BASE_OF_POWER = re.compile(r"[A-Za-z㎡]")


def prints(char: Thing) -> bool:
    """Tell whether a character is no blank."""
    return bool(char["text"].strip())


def without_marks(chars: list[Thing]) -> list[Thing]:
    """Give the characters with raised marks of notes left out: the ¹ of 1200.00¹.

    A raised 2 or 3 behind a letter is the power of a unit: m². A mark may be drawn later than all
    of the text: then its place tells what it stands behind.
    """
    kept_chars: list[Thing] = []
    base: Thing | None = None
    mark: list[Thing] = []
    bases = _Bases(chars)
    for char in filter(prints, chars):
        if mark and _goes_on(mark[-1], char):
            mark.append(char)
            continue
        kept_chars += _too_long(mark)
        over = base if _is_raised(char, base) else bases.of(char)
        left = [char] if over is None else _behind(over, char)
        mark = [] if left else [char]
        base = char if over is None else base
        kept_chars += left
    return kept_chars + _too_long(mark)


def _too_long(mark: list[Thing]) -> list[Thing]:
    """Give the characters of a raised run that is too long for a mark: they are text."""
    return mark if len(mark) > _LONGEST_MARK else []


def _goes_on(mark: Thing, char: Thing) -> bool:
    """Tell whether a character is the next one of a mark of several: [1], ①②."""
    is_level = mark["size"] == char["size"] and abs(mark["top"] - char["top"]) < 1
    is_beside = abs(char["x0"] - mark["x1"]) <= _HAIR * mark["size"]
    return bool(is_level and is_beside and _MARK.match(char["text"]))


class _Bases:
    """The characters of a page from left to right, to find the one that a raised mark stands behind
    where it was not drawn right behind it.
    """

    def __init__(self, chars: Sequence[Thing]) -> None:
        printed = list(filter(prints, chars))
        self._by_end = Along(printed, "x1")
        self._usual = median(map(itemgetter("size"), printed)) if printed else 0

    def of(self, char: Thing) -> Thing | None:
        """Give the character that a small one stands high behind; None for one that is no mark."""
        if char["size"] > _SMALLER * self._usual or not _MARK.match(char["text"]):
            return None
        near = self._by_end.near(char["x0"], _GAP * self._usual / _SMALLER)
        return next((base for base in near if base is not char and _is_raised(char, base)), None)


def _behind(base: Thing, raised: Thing) -> list[Thing]:
    """Give what a raised character is behind another: the power of a unit, a mark of a note (which
    is left out), or a character of the text.
    """
    text = raised["text"]
    if _BASE_OF_POWER.match(base["text"]):
        return [raised | {"text": _POWERS.get(text, text)}]
    return [] if _MARK.match(text) else [raised]


def _is_raised(char: Thing, base: Thing | None) -> bool:
    """Tell whether a character stands small and high right behind `base`."""
    if base is None or char["size"] > _SMALLER * base["size"]:
        return False
    height = base["bottom"] - base["top"]
    gap = char["x0"] - base["x1"]
    is_high = char["bottom"] < base["bottom"] - _ABOVE_FOOT * height
    is_beside = -_OVERLAP * height <= gap <= _GAP * height
    is_near = abs(char["top"] - base["top"]) < height
    return bool(is_high and is_beside and is_near)
