"""Tell the text of a page from what an eye does not read as part of it.

Taken out, and said: text that is invisible, white on white, on a layer that is off, or outside the
page; watermarks, slanted or upright. Raised marks of notes are told from digits; characters that
their font does not name are marked, and never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from statistics import median

from budgetgraph.read.pdf.layer import INVISIBLE, SWITCHED_OFF
from budgetgraph.read.pdf.turned import Thing, is_slanted

#: Stands for a character whose font does not say which one it is.
UNKNOWN = "\ufffd"
_UNMAPPED = re.compile(r"\(cid:\d+\)|[\x00\ufffd\ue000-\uf8ff]")
#: A watermark is so many times as large as the text of its page, or so pale (grey from 0 to 1).
_LARGE, _PALE = 2.6, 0.6
#: A title may be as large; a watermark of one colour with the text lies over other text.
_OVERLAPS = 3
#: A raised mark is so much smaller than the character before it, and ends so far above its foot.
_SMALLER, _ABOVE_FOOT = 0.85, 0.25
_MARK = re.compile(r"[\d*＊#]|[①-⑳⑴-⒇⓪]|[\[\]()（）〔〕]")
#: Characters that a raised digit makes a unit of: m² is no mark of a note.
_BASE_OF_POWER = re.compile(r"[A-Za-z㎡]")


@dataclass(slots=True)
class Kept:
    """What remains of the characters of a page, and what was taken out, in words with its text."""

    chars: list[Thing]
    reasons: dict[str, str] = field(default_factory=dict)
    unmapped: int = 0


def kept(chars: list[Thing], rects: list[Thing], size: tuple[float, float]) -> Kept:
    """Give the characters of a page that are its text. `size` is its width and height in points."""
    found = Kept(chars)
    _take_unseen(found, rects, size)
    _take_watermarks(found)
    found.chars = _marks_of_notes(found.chars)
    _name_unmapped(found)
    return found


def _take(found: Kept, reason: str, taken: list[Thing]) -> None:
    """Take characters out and remember why, with the first of their text."""
    text = "".join(char["text"] for char in taken).strip()
    if not text:
        return
    gone = {id(char) for char in taken}
    found.chars = [char for char in found.chars if id(char) not in gone]
    found.reasons[reason] = text[:40]


# --- what is not seen -----------------------------------------------------------------------------
def _take_unseen(found: Kept, rects: list[Thing], size: tuple[float, float]) -> None:
    invisible = [char for char in found.chars if char.get("tag") == INVISIBLE]
    if len(invisible) < len(found.chars):
        # Where all of a page is invisible it is the text that was recognised in a picture.
        _take(found, "invisible text (不可见文字)", invisible)
    off = [char for char in found.chars if char.get("tag") == SWITCHED_OFF]
    _take(found, "text of a layer that is switched off (隐藏图层)", off)
    _take(found, "text outside the page (页面之外)", [c for c in found.chars if _outside(c, size)])
    dark = [rect for rect in rects if rect.get("fill") and not _is_white(rect)]
    white = [
        char for char in found.chars if _is_white(char) and not any(_covers(r, char) for r in dark)
    ]
    _take(found, "white text, hidden on white paper (白色文字)", white)


def _outside(char: Thing, size: tuple[float, float]) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return not (0 <= x <= size[0] and 0 <= y <= size[1])


def _covers(rect: Thing, char: Thing) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(rect["x0"] <= x <= rect["x1"] and rect["top"] <= y <= rect["bottom"])


def _is_white(thing: Thing) -> bool:
    return _grey(thing) >= 0.98


def _grey(thing: Thing) -> float:
    """The lightness of the colour that fills a thing: 0 black, 1 white; 0 where it is not told."""
    colour = thing.get("non_stroking_color")
    parts = colour if isinstance(colour, (tuple, list)) else (colour,)
    numbers = [float(part) for part in parts if isinstance(part, (int, float))]
    if len(numbers) == 4:
        return max(0.0, 1 - max(numbers[:3]) - numbers[3])
    return min(numbers) if numbers and len(numbers) in (1, 3) else 0.0


# --- watermarks -----------------------------------------------------------------------------------
def _take_watermarks(found: Kept) -> None:
    slanted = [char for char in found.chars if is_slanted(char)]
    if len(slanted) * 2 < len(found.chars):
        _take(found, "a watermark (水印)", slanted)
    sizes = [char["size"] for char in found.chars if char["text"].strip()]
    if not sizes:
        return
    usual = median(sizes)
    large = [char for char in found.chars if char["size"] > _LARGE * usual]
    pale = [char for char in large if _grey(char) >= _PALE]
    over = [char for char in large if _lies_over_text(char, found.chars, usual)]
    marked = {id(char) for char in pale}
    if over:
        runs = {_run(char) for char in over}
        marked |= {id(char) for char in large if _run(char) in runs}
    _take(found, "a watermark (水印)", [char for char in large if id(char) in marked])


def _run(char: Thing) -> tuple[float, str]:
    """What the characters of one watermark share: their size and colour."""
    return round(char["size"], 1), str(char.get("non_stroking_color"))


def _lies_over_text(large: Thing, chars: list[Thing], usual: float) -> bool:
    """Whether smaller characters stand inside the place of a large one, as they do below no title."""
    inside = 0
    for char in chars:
        if char["size"] < 1.6 * usual and char["text"].strip() and _covers(large, char):
            inside += 1
            if inside >= _OVERLAPS:
                return True
    return False


# --- marks of notes -------------------------------------------------------------------------------
def _marks_of_notes(chars: list[Thing]) -> list[Thing]:
    """Give the characters with raised marks of notes left out: the ¹ of 1200.00¹.

    A raised 2 or 3 behind a letter is the power of a unit: m².
    """
    kept_chars: list[Thing] = []
    base: Thing | None = None
    for char in chars:
        if base is None or not char["text"].strip() or not _is_raised(char, base):
            kept_chars.append(char)
            base = char if char["text"].strip() else base
        elif _BASE_OF_POWER.match(base["text"]):
            power = {"2": "²", "3": "³"}.get(char["text"], char["text"])
            kept_chars.append(char | {"text": power})
        elif not _MARK.match(char["text"]):
            kept_chars.append(char)
    return kept_chars


def _is_raised(char: Thing, base: Thing) -> bool:
    """Whether a character stands small and high right behind `base`."""
    height = base["bottom"] - base["top"]
    is_small = char["size"] <= _SMALLER * base["size"]
    is_high = char["bottom"] < base["bottom"] - _ABOVE_FOOT * height
    is_beside = -0.5 * height <= char["x0"] - base["x1"] <= 0.6 * height
    is_near = abs(char["top"] - base["top"]) < height
    return bool(is_small and is_high and is_beside and is_near)


# --- characters without a name --------------------------------------------------------------------
def _name_unmapped(found: Kept) -> None:
    """Put UNKNOWN for each character that its font does not name."""
    chars = []
    for char in found.chars:
        text, count = _UNMAPPED.subn(UNKNOWN, char["text"])
        found.unmapped += count
        chars.append(char | {"text": text} if count else char)
    found.chars = chars


def unmapped_beside_digits(text: str) -> bool:
    """Whether an unknown character stands in a number: 12�4.50."""
    return re.search(rf"\d{UNKNOWN}|{UNKNOWN}[\d.,]", text) is not None
