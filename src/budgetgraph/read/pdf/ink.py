"""Tell the text of a page from what an eye does not read as part of it.

Taken out, and said: text that is invisible, clipped, white on white, on a layer that is off, or
outside the page; watermarks, slanted or upright. Raised marks of notes are told from digits;
characters that their font does not name are marked, and never guessed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from operator import itemgetter
from statistics import median

from budgetgraph.read.pdf.colour import covers, is_white, lightness
from budgetgraph.read.pdf.drawing.drawn import (
    CLIPPED,
    COVERED,
    INVISIBLE,
    SWITCHED_OFF,
    Thing,
)
from budgetgraph.read.pdf.turned import is_slanted

#: Stands for a character whose font does not say which one it is.
UNKNOWN = "\ufffd"
_UNMAPPED = re.compile(r"\(cid:\d+\)|[\x00\ufffd\ue000-\uf8ff]")
#: A watermark is so many times as large as the text of its page, or so pale (grey from 0 to 1).
_LARGE, _PALE = 2.6, 0.6
#: A title may be as large; a watermark of one colour with the text lies over other text.
_OVERLAPS = 3
#: The text of a page is smaller than so many times its usual size; larger are its titles.
_TEXT = 1.6
#: A character right behind another one is nearer to it than this (heights).
_HAIR = 0.1
_WATERMARK = "a watermark (水印)"
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


@dataclass(slots=True)
class Kept:
    """What remains of the characters of a page, and what was taken out, in words with its text."""

    chars: list[Thing]
    reasons: dict[str, str] = field(default_factory=dict)
    unmapped: int = 0


def kept(chars: list[Thing], rects: list[Thing], size: tuple[float, float]) -> Kept:
    """Give the characters of a page that are its text. `size` is its width and height in points."""
    ink = Kept(chars)
    _take_unseen(ink, rects)
    clipped = _tagged(ink, CLIPPED)
    _take(ink, "text that is clipped (裁剪掉的文字)", clipped)
    outside = [*clipped, *_take_outside(ink, size)]
    _take_watermarks(ink)
    ink.chars = _marks_of_notes(ink.chars)
    _name_unmapped(ink)
    ink.chars = [_marked_where_cut(char, outside) for char in ink.chars]
    return ink


def _take(ink: Kept, reason: str, taken: list[Thing]) -> None:
    """Take characters out and remember why, with the first of their text."""
    text = "".join(map(itemgetter("text"), taken)).strip()
    if not text:
        return
    gone = set(map(id, taken))
    ink.chars = [char for char in ink.chars if id(char) not in gone]
    ink.reasons[reason] = text[:40]


# --- what is not seen -----------------------------------------------------------------------------
def _tagged(ink: Kept, tag: str) -> list[Thing]:
    """Give the characters that bear a tag."""
    return [char for char in ink.chars if char.get("tag") == tag]


def _take_unseen(ink: Kept, rects: list[Thing]) -> None:
    """Take out what is drawn and never seen."""
    invisible = _tagged(ink, INVISIBLE)
    if len(invisible) < len(ink.chars):
        # Where all of a page is invisible it is the text that was recognised in a picture.
        _take(ink, "invisible text (不可见文字)", invisible)
    covered = _tagged(ink, COVERED)
    if len(covered) * 2 < len(ink.chars):
        _take(ink, "text below a box that is painted over it (被遮盖的文字)", covered)
    off = _tagged(ink, SWITCHED_OFF)
    _take(ink, "text of a layer that is switched off (隐藏图层)", off)
    white = list(filter(is_white, ink.chars))
    dark = [rect for rect in rects if rect.get("fill") and not is_white(rect)]
    unseen = [char for char in white if not _is_covered(char, dark)]
    _take(ink, "white text, hidden on white paper (白色文字)", unseen)


def _take_outside(ink: Kept, size: tuple[float, float]) -> list[Thing]:
    """Take out what stands outside the page, and give what of it stands right at its edges."""
    width, height = size
    paper = {"x0": 0, "top": 0, "x1": width, "bottom": height}
    outside = [char for char in ink.chars if not covers(paper, char)]
    _take(ink, "text outside the page (页面之外)", outside)
    return [char for char in outside if _is_at_edge(char, width)]


def _is_at_edge(char: Thing, width: float) -> bool:
    """Tell whether a character outside the page is the first one beyond its left or right edge."""
    own = char["x1"] - char["x0"]
    return bool(-own < char["x1"] and char["x0"] < width + own)


def _marked_where_cut(char: Thing, outside: Sequence[Thing]) -> Thing:
    """Give a character with the sign of an unknown one behind it, or before it, where the edge of
    the page cuts its text there: of 500,000.00 cut behind 500, 500� is left, which is no amount.
    """
    if any(_follows(char, other) for other in outside):
        return char | {"text": char["text"] + UNKNOWN}
    if any(_follows(other, char) for other in outside):
        return char | {"text": UNKNOWN + char["text"]}
    return char


def _follows(char: Thing, other: Thing) -> bool:
    """Tell whether a character stands right behind another one in its line."""
    height = char["bottom"] - char["top"]
    is_in_line = abs(other["top"] - char["top"]) < height / 2
    is_beside = abs(other["x0"] - char["x1"]) < _HAIR * height
    return bool(is_in_line and is_beside and other["text"].strip())


def _is_covered(char: Thing, rects: Sequence[Thing]) -> bool:
    """Tell whether a character stands on one of the rectangles."""
    return any(covers(rect, char) for rect in rects)


# --- watermarks -----------------------------------------------------------------------------------
def _take_watermarks(ink: Kept) -> None:
    """Take out what is slanted, or large and pale, or large and over other text."""
    slanted = list(filter(is_slanted, ink.chars))
    if len(slanted) * 2 < len(ink.chars):
        _take(ink, _WATERMARK, slanted)
    printed = list(filter(_prints, ink.chars))
    if not printed:
        return
    usual = median(char["size"] for char in printed)
    large = [char for char in ink.chars if char["size"] > _LARGE * usual]
    text = [char for char in printed if char["size"] < _TEXT * usual]
    runs_over_text = {_run(char) for char in large if _lies_over(char, text)}
    marks = []
    for char in large:
        is_pale = lightness(char) >= _PALE
        if is_pale or _run(char) in runs_over_text:
            marks.append(char)
    _take(ink, _WATERMARK, marks)


def _prints(char: Thing) -> bool:
    """Tell whether a character is no blank."""
    return bool(char["text"].strip())


def _run(char: Thing) -> tuple[float, str]:
    """Tell what the characters of one watermark share: their size and colour."""
    return round(char["size"], 1), str(char.get("non_stroking_color"))


def _lies_over(large: Thing, text: Sequence[Thing]) -> bool:
    """Tell whether characters of the text stand inside the place of a large one, as below no
    title.
    """
    inside = (char for char in text if covers(large, char))
    return len(list(islice(inside, _OVERLAPS))) == _OVERLAPS


# --- marks of notes -------------------------------------------------------------------------------
def _marks_of_notes(chars: list[Thing]) -> list[Thing]:
    """Give the characters with raised marks of notes left out: the ¹ of 1200.00¹.

    A raised 2 or 3 behind a letter is the power of a unit: m². A mark may be drawn later than all
    of the text: then its place tells what it stands behind.
    """
    kept_chars: list[Thing] = []
    base: Thing | None = None
    mark: list[Thing] = []
    bases = _Bases(chars)
    for char in filter(_prints, chars):
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
        self._chars = sorted(filter(_prints, chars), key=itemgetter("x1"))
        self._ends = list(map(itemgetter("x1"), self._chars))
        self._usual = median(map(itemgetter("size"), self._chars)) if self._chars else 0

    def of(self, char: Thing) -> Thing | None:
        """Give the character that a small one stands high behind; None for one that is no mark."""
        if char["size"] > _SMALLER * self._usual or not _MARK.match(char["text"]):
            return None
        reach = _GAP * self._usual / _SMALLER
        first = bisect_left(self._ends, char["x0"] - reach)
        end = bisect_right(self._ends, char["x0"] + reach)
        near = self._chars[first:end]
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
    if base is None:
        return False
    height = base["bottom"] - base["top"]
    gap = char["x0"] - base["x1"]
    is_small = char["size"] <= _SMALLER * base["size"]
    is_high = char["bottom"] < base["bottom"] - _ABOVE_FOOT * height
    is_beside = -_OVERLAP * height <= gap <= _GAP * height
    is_near = abs(char["top"] - base["top"]) < height
    return bool(is_small and is_high and is_beside and is_near)


# --- characters without a name --------------------------------------------------------------------
def _name_unmapped(ink: Kept) -> None:
    """Put UNKNOWN for each character that its font does not name."""
    chars = []
    for char in ink.chars:
        text, count = _UNMAPPED.subn(UNKNOWN, char["text"])
        ink.unmapped += count
        kept = char | {"text": text} if count else char
        chars.append(kept)
    ink.chars = chars


def unmapped_beside_digits(text: str) -> bool:
    """Tell whether an unknown character stands in a number: 12�4.50."""
    return re.search(rf"\d{UNKNOWN}|{UNKNOWN}[\d.,]", text) is not None
