"""The words of a sentence and the folded text that they are cut from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from budgetgraph.document.numerals import with_digits
from budgetgraph.forms.prose import Kind

#: Every kind of bracket is one kind here, full-width signs are narrow ones.
_WIDE, _NARROW = "：；，．％！？－０１２３４５６７８９", ":;,.%!?-0123456789"
_OPENING, _CLOSING = "（［【〔〖﹝｛[{", "）］】〕〗﹞｝]}"
_FOLDED = str.maketrans(
    _WIDE + _OPENING + _CLOSING, _NARROW + "(" * len(_OPENING) + ")" * len(_CLOSING)
)
#: A point between an amount or a share and words.
_POINT = re.compile(r"(?<=[元%])\.(?=[㐀-鿿])")
_QUOTES = frozenset("\"'“”‘’「」『』\x00")


@dataclass(frozen=True, slots=True)
class SentenceWord:
    """One word of a sentence: its kind, folded text and place in the sentence.

    `name` is the measure of a label, the value of an amount or the name of a class; `extra` is the
    unit of an amount or the code of a class; `year` is what a year or a comparison names. `printed`
    is its text as it stands in the paper.
    """

    kind: Kind
    text: str
    start: int
    end: int
    printed: str
    name: str | None = None
    extra: str | None = None
    year: int | None = None


def joined_word(
    kind: Kind, chain: Sequence[SentenceWord], extra: str | None = None
) -> SentenceWord:
    """Give several neighbouring words as one: 财政事务 | - | 行政运行 → 财政事务-行政运行."""
    return SentenceWord(
        kind, joined_text(chain), chain[0].start, chain[-1].end, joined_print(chain), extra=extra
    )


def joined_text(chain: Sequence[SentenceWord]) -> str:
    """Give the folded text of several words: 培训 | （类） → 培训(类)."""
    return "".join(map(attrgetter("text"), chain))


def joined_print(chain: Sequence[SentenceWord]) -> str:
    """Give the text of several words as it stands in the paper: 培训 | （类） → 培训（类）."""
    return "".join(map(attrgetter("printed"), chain))


@dataclass(frozen=True, slots=True)
class Folded:
    """A text without quotation marks, full-width forms and other brackets than round ones.

    `printed` is the same text with the characters of the paper; `places` tells for each character
    where it stands in the text that was folded.
    """

    text: str
    printed: str
    places: tuple[int, ...]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Tell where a part of it begins and ends in the text that was folded."""
        return self.places[start], self.places[end - 1] + 1

    def part(self, start: int, end: int) -> Folded:
        """Give a part of it, for instance one sentence."""
        return Folded(self.text[start:end], self.printed[start:end], self.places[start:end])

    def behind(self, start: int) -> Folded:
        """Give all of it from a place on: a heading without its number."""
        return self.part(start, len(self.text))


def folded(text: str) -> Folded:
    """Fold a text one character for one; quotation marks are left out: “三公”经费：１万 → 三公经费:1万,
    years are in digits: 二〇二四年 → 2024年, and a point that ends a sentence is a full stop: 3万元.其中.
    """
    places = tuple(place for place, sign in enumerate(text) if sign not in _QUOTES)
    printed = "".join(map(text.__getitem__, places))
    text = _POINT.sub("。", printed.translate(_FOLDED))
    return Folded(with_digits(text), printed, places)
