"""Amounts that were read with little confidence are read again, larger, and each further reading is
kept beside the first.

The engine reads a page made smaller; the second look is at the full resolution of the picture.
"""

from __future__ import annotations

import re
from dataclasses import replace

from budgetgraph.document.where import PictureBox
from budgetgraph.read.pages.page import Word
from budgetgraph.read.pictures.image import Picture, pixels
from budgetgraph.read.pictures.likelihoods import LikelyText
from budgetgraph.read.pictures.recogniser import readings
from budgetgraph.values.amount import is_amount

#: Below this confidence a word is doubtful, and a note names it. Words that were read right were
#: seen with .54, so the note asks to look and changes nothing.
DOUBTFUL = 0.85
#: A word on which two readings differ is no surer than this.
DISPUTED = 0.8
#: So much (heights) around a word is looked at with it.
_MARGIN = 0.15
#: So many further readings are kept.
_MOST_OTHERS = 12

#: A dot between groups of three digits, a point behind them: 22,186.440.80.
_GROUPED = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?:[.,][0-9]{3})+\.[0-9]{1,2}(?![0-9.,])")
#: A comma, and a point with three digits behind it: 3,508.644.
_LAST_GROUP = re.compile(r"\A(?P<groups>[0-9]{1,3}(?:,[0-9]{3})++)\.(?P<last>[0-9]{3})\Z")
_FIGURES = re.compile(r"\A[oOlI.,():·-]*+[0-9][0-9oOlI.,():·-]*+\Z")


def looked_at_again(word: Word, picture: Picture, scale: float) -> Word:
    """Read an amount of which the first look was not sure once more; other words stay as they
    are, but for commas that were taken for points.
    """
    word = replace(word, text=with_commas(word.text))
    box = word.picture
    if box is None or not _FIGURES.fullmatch(word.text):
        return word
    if _LAST_GROUP.fullmatch(word.text):
        return _of_unclear_point(word, box)
    if box.is_sure:
        return word
    seen = [
        LikelyText(with_commas(reading.text), reading.confidence)
        for reading in _readings(box, picture, scale)
    ]
    likely = [reading for reading in seen if is_amount(reading.text)]
    return _decided(word, box, likely) if likely else word


def with_commas(text: str) -> str:
    """Give a text with a comma for each point that parts thousands: 22,186.440.80 → 22,186,440.80.

    Points and commas differ by two or three pixels; only one of the two can part thousands there.
    """
    return _GROUPED.sub(_with_commas, text)


def _with_commas(match: re.Match[str]) -> str:
    thousands, _, rest = match[0].rpartition(".")
    return f"{thousands.replace('.', ',')}.{rest}"


def _of_unclear_point(word: Word, box: PictureBox) -> Word:
    """Give a word that may print thousands or parts of a thousand as a doubtful one: 3,508.644."""
    other = _LAST_GROUP.sub(r"\g<groups>,\g<last>", word.text)
    confidence = min(box.confidence, DISPUTED)
    return replace(word, picture=replace(box, confidence=confidence, others=(other,)))


def _readings(box: PictureBox, picture: Picture, scale: float) -> list[LikelyText]:
    """Give the readings of the place of a word."""
    strip = _strip(box, picture, scale)
    return readings(strip) if strip.size else []


def _strip(box: PictureBox, picture: Picture, scale: float) -> Picture:
    """Give the picture of a word with a margin."""
    margin = _MARGIN * (box.bottom - box.top)
    sides = (box.x0 - margin, box.top - margin, box.x1 + margin, box.bottom + margin)
    left, top, right, bottom = pixels(scale, *sides)
    return picture[top : bottom + 1, left : right + 1]


def _decided(word: Word, box: PictureBox, seen: list[LikelyText]) -> Word:
    """Choose between the first reading of a word and those of the second look.

    Two readings that agree make a word surer. Where they differ the surer one is taken, with no
    more than a doubtful confidence.
    """
    first, second = LikelyText(word.text, box.confidence), seen[0]
    is_agreed = first.text == second.text
    is_first_better = is_amount(first.text) and first.confidence >= second.confidence
    chosen = first if is_first_better else second
    surest = max(first.confidence, second.confidence)
    confidence = surest if is_agreed else min(surest, DISPUTED)
    texts = dict.fromkeys((first.text, *(reading.text for reading in seen)))
    others = tuple(text for text in texts if text != chosen.text and is_amount(text))
    kept = replace(box, confidence=round(confidence, 3), others=others[:_MOST_OTHERS])
    return replace(word, text=chosen.text, picture=kept)
