"""Characters → words, as pdfplumber puts them together: a line at a time, from left to right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any, NamedTuple

from budgetgraph.document.folding import as_read
from budgetgraph.read.pages.page import Word
from budgetgraph.read.pdf.drawing.drawn import Thing
from budgetgraph.read.pdf.turned import runs_upward

#: A character of a word begins no farther than this (points) behind the one before it, and no
#: higher or lower than it; lines are farther from each other.
_NEAR = 3
#: Characters of one cell are nearer to each other than this (heights).
_HAIR = 0.1


class _Way(NamedTuple):
    """The way that text runs: where a character of it begins and ends, on which line it is, and
    what its characters are put in order by.
    """

    begin: str
    end: str
    line: str
    order: itemgetter[Any]


_ACROSS = _Way("x0", "x1", "top", itemgetter("x0"))
_DOWN = _Way("top", "bottom", "x0", itemgetter("top", "bottom"))
_UPRIGHT = itemgetter("upright")


def words_of(chars: Sequence[Thing]) -> list[Thing]:
    """Give the words that characters are, each with its place and its `chars`."""
    return list(map(_word, _runs(chars)))


def _runs(chars: Sequence[Thing]) -> Iterator[list[Thing]]:
    """Give the characters of each word. Those that lie on their side are read downwards, or upwards
    where they lean to the left.
    """
    for is_upright, run in groupby(chars, _UPRIGHT):
        way = _ACROSS if is_upright else _DOWN
        for line in clusters(list(run), way.line, _NEAR):
            line.sort(key=way.order)
            words = list(_parted(line, way))
            is_reversed = not is_upright and runs_upward(line[0])
            yield from map(_reversed, reversed(words)) if is_reversed else words


def _reversed(word: Sequence[Thing]) -> list[Thing]:
    return list(reversed(word))


def clusters(things: Sequence[Thing], side: str, reach: float) -> Iterator[list[Thing]]:
    """Part things where the next side (top, x0 …) is farther than `reach` from the one before it;
    those of a cluster stand in the order in which they are given.

    Tops at 10, 12, 14 and 20 within 3 are two clusters.
    """
    places = [thing[side] for thing in things]
    if not places or max(places) <= min(places) + reach:
        yield list(things)
        return
    order = sorted(range(len(places)), key=places.__getitem__)
    begin = 0
    for number, (one, other) in enumerate(pairwise(order), start=1):
        if places[other] > places[one] + reach:
            yield [things[place] for place in sorted(order[begin:number])]
            begin = number
    yield [things[place] for place in sorted(order[begin:])]


def _parted(line: Sequence[Thing], way: _Way) -> Iterator[list[Thing]]:
    """Part the characters of a line where one begins far behind the one before it."""
    begin, end, level, _ = way
    word = [line[0]]
    for last, char in pairwise(line):
        is_near = last[begin] <= char[begin] <= last[end] + _NEAR
        if not is_near or abs(char[level] - last[level]) > _NEAR:
            yield word
            word = []
        word.append(char)
    yield word


def _word(chars: list[Thing]) -> Thing:
    return {
        "text": "".join([char["text"] for char in chars]),
        "x0": min([char["x0"] for char in chars]),
        "x1": max([char["x1"] for char in chars]),
        "top": min([char["top"] for char in chars]),
        "bottom": max([char["bottom"] for char in chars]),
        "chars": chars,
    }


# --- words as a page has them --------------------------------------------------------------------
def placed_words(things: Iterable[Thing]) -> Iterator[Word]:
    """Give the place of each word and of its parts."""
    for word in things:
        parts = tuple(map(_placed, parts_of(word["chars"])))
        yield _placed(word["chars"], parts)


def _placed(chars: Sequence[Thing], parts: tuple[Word, ...] = ()) -> Word:
    x0, x1 = float(chars[0]["x0"]), float(chars[-1]["x1"])
    top = float(min([char["top"] for char in chars]))
    bottom = float(max([char["bottom"] for char in chars]))
    text = "".join([char["text"] for char in chars])
    return Word(as_read(text), x0, x1, top, bottom, parts, size=size_of(chars))


def parts_of(chars: Sequence[Thing]) -> Iterator[list[Thing]]:
    """Part characters where a gap is as wide as between two full cells."""
    run = [chars[0]]
    for left, char in pairwise(chars):
        if char["x0"] - left["x1"] > _HAIR * float(char["bottom"] - char["top"]):
            yield run
            run = []
        run.append(char)
    yield run


def size_of(chars: Sequence[Thing]) -> float:
    """Give the height of the highest character; 0 where there is none."""
    return max((float(char["bottom"] - char["top"]) for char in chars), default=0.0)


def lines_of_cell(chars: Sequence[Thing]) -> Iterator[str]:
    """Give the lines of text of one cell."""
    line: list[Word] = []
    for word in map(_placed, _runs(chars)):
        if line and word.middle > line[-1].bottom:
            yield _joined(line)
            line = []
        line.append(word)
    if line:
        yield _joined(line)


def _joined(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)
