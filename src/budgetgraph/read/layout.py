"""Words and ruled cells with their places on the page → blocks in reading order, and the text rendering that every quote is read from."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from budgetgraph.document import Block, Document, Grid, GridRow, Paragraph, Passage, Source, passage
from budgetgraph.forms import fold, forms, is_caption, opens_paragraph, role, table_type
from budgetgraph.money import decimal_or_none
from budgetgraph.where import Where

MEDIA_TYPE = "application/pdf"
#: Edges of columns nearer than this (points) are one, also across pages.
_SAME_EDGE = 6.0
#: A line whose end is nearer to the margin than this many characters runs on in the next one.
_RUNS_ON = 1.6
#: A gap between words wider than this many characters parts columns.
_GAP = 1.5


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without a gap. Places are in points from the top left of the page."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Box:
    """A ruled cell with its lines of text."""

    x0: float
    top: float
    x1: float
    bottom: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table whose cells are ruled."""

    boxes: tuple[Box, ...]
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page: the words outside its tables, and its tables."""

    number: int
    width: float
    words: tuple[Word, ...]
    tables: tuple[Ruled, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A visual line, cut into segments where the gap is wide."""

    segments: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(segment.text for segment in self.segments)

    @property
    def top(self) -> float:
        return min(segment.top for segment in self.segments)

    @property
    def height(self) -> float:
        return max(segment.bottom - segment.top for segment in self.segments)


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Words as lines, top to bottom, left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: ((word.top + word.bottom) / 2, word.x0)):
        middle = (word.top + word.bottom) / 2
        if rows and abs(middle - (rows[-1][0].top + rows[-1][0].bottom) / 2) < (word.bottom - word.top) / 2:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [Line(tuple(_segments(sorted(row, key=lambda word: word.x0)))) for row in rows]


def _segments(words: list[Word]) -> Iterator[Word]:
    run = words[0]
    for word in words[1:]:
        if word.x0 - run.x1 > _GAP * (word.bottom - word.top):
            yield run
            run = word
        else:
            run = Word(f"{run.text} {word.text}", run.x0, word.x1, min(run.top, word.top), max(run.bottom, word.bottom))
    yield run


@dataclass(slots=True)
class _Text:
    """The rendering as it grows: one entry a line."""

    lines: list[str] = field(default_factory=list)

    def add(self, text: str) -> int:
        """The number of the new line."""
        self.lines.append(" ".join(text.split("\n")))
        return len(self.lines)


@dataclass(slots=True)
class _Table:
    """A table that may go on over pages: the edges of its columns, and its rows as (first column, cell) pairs."""

    number: int
    edges: list[float]
    rows: list[list[tuple[int, Passage]]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)


def blocks(pages: list[Page], name: str, sha256: str) -> Document:
    """The document of all pages in reading order."""
    walk = _Walk(pages)
    for page in pages:
        walk.page(page)
    walk.close()
    return Document(Source(name, sha256, MEDIA_TYPE, tuple(walk.text.lines)), tuple(walk.found))
