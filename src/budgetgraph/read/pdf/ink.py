"""Tell the text of a page from what an eye does not read as part of it.

Taken out, and said: text that is invisible, clipped, white on white, on a layer that is off, or
outside the page; watermarks, slanted or upright; text that stands on its head. Raised marks of
notes are told from digits; characters that their font does not name are marked, and never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from operator import itemgetter
from statistics import median

from budgetgraph.read.pdf.colour import is_white, lightness
from budgetgraph.read.pdf.drawing.drawn import (
    CLIPPED,
    COVERED,
    INVISIBLE,
    SWITCHED_OFF,
    Thing,
    covers,
)
from budgetgraph.read.pdf.in_order import Along
from budgetgraph.read.pdf.note_marks import prints, without_marks
from budgetgraph.read.pdf.turned import is_slanted, stands_on_its_head

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
WATERMARK = "a watermark (水印)"
ON_ITS_HEAD = "text that stands on its head (倒置的文字)"


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
    ink.chars = without_marks(ink.chars)
    _name_unmapped(ink)
    if outside:
        ink.chars = list(map(_Cuts(outside).marked, ink.chars))
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


class _Cuts:
    """Characters that stand outside of what is seen, for those beside them that are seen."""

    def __init__(self, outside: Sequence[Thing]) -> None:
        self._behind, self._before = Along(outside, "x0"), Along(outside, "x1")
        self._reach = _HAIR * max(char["bottom"] - char["top"] for char in outside)

    def marked(self, char: Thing) -> Thing:
        """Give a character with the sign of an unknown one behind it, or before it, where the edge
        of the page cuts its text there: of 500,000.00 cut behind 500, 500� is left, which is
        no amount.
        """
        behind = self._behind.near(char["x1"], _HAIR * (char["bottom"] - char["top"]))
        if any(_follows(char, other) for other in behind):
            return char | {"text": char["text"] + UNKNOWN}
        before = self._before.near(char["x0"], self._reach)
        if any(_follows(other, char) for other in before):
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
    """Take out what is slanted, or large and pale, or large and over other text; and what stands on
    its head.
    """
    for reason, is_so in ((WATERMARK, is_slanted), (ON_ITS_HEAD, stands_on_its_head)):
        other = list(filter(is_so, ink.chars))
        if len(other) * 2 < len(ink.chars):
            _take(ink, reason, other)
    printed = list(filter(prints, ink.chars))
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
    _take(ink, WATERMARK, marks)


def _run(char: Thing) -> tuple[float, str]:
    """Tell what the characters of one watermark share: their size and colour."""
    return round(char["size"], 1), str(char.get("non_stroking_color"))


def _lies_over(large: Thing, text: Sequence[Thing]) -> bool:
    """Tell whether characters of the text stand inside the place of a large one, as below no
    title.
    """
    inside = (char for char in text if covers(large, char))
    return len(list(islice(inside, _OVERLAPS))) == _OVERLAPS


# --- characters without a name --------------------------------------------------------------------
def _name_unmapped(ink: Kept) -> None:
    """Put UNKNOWN for each character that its font does not name."""
    chars = []
    for char in ink.chars:
        text, count = _named(char["text"])
        ink.unmapped += count
        kept = char | {"text": text} if count else char
        chars.append(kept)
    ink.chars = chars


@lru_cache(maxsize=4096)
def _named(text: str) -> tuple[str, int]:
    """Give a text with UNKNOWN for the characters that its font does not name, and their number."""
    return _UNMAPPED.subn(UNKNOWN, text)


def unmapped_beside_digits(text: str) -> bool:
    """Tell whether an unknown character stands in a number: 12�4.50."""
    return re.search(rf"\d{UNKNOWN}|{UNKNOWN}[\d.,]", text) is not None
