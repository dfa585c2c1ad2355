"""What stands on a page and where: words, ruled cells, lines of words.

Pure geometry, in points from the top left of the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

#: A gap between words wider than this many characters parts columns.
_GAP = 1.5


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without a gap between them."""

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


@dataclass(frozen=True, slots=True)
class Page:
    """One page: the lines outside its tables, and its ruled tables.

    `number` is None where the source has no pages; `has_picture` says that an image stands on it.
    """

    number: int | None
    width: float
    lines: tuple[Line, ...]
    tables: tuple[Ruled, ...]
    has_picture: bool = False

    @property
    def is_picture(self) -> bool:
        """Whether it shows something and holds no text."""
        return self.has_picture and not self.lines and not self.tables


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Words as lines, top to bottom, left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: ((word.top + word.bottom) / 2, word.x0)):
        middle = (word.top + word.bottom) / 2
        if (
            rows
            and abs(middle - (rows[-1][0].top + rows[-1][0].bottom) / 2)
            < (word.bottom - word.top) / 2
        ):
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
            run = Word(
                f"{run.text} {word.text}",
                run.x0,
                word.x1,
                min(run.top, word.top),
                max(run.bottom, word.bottom),
            )
    yield run


def box_rows(ruled: Ruled) -> list[list[Box]]:
    """Cells by the row in which they begin; a cell over several rows stands in its first one."""
    rows: list[list[Box]] = []
    for box in sorted(ruled.boxes, key=lambda box: (box.top, box.x0)):
        if rows and abs(box.top - rows[-1][0].top) <= 3:
            rows[-1].append(box)
        else:
            rows.append([box])
    return [sorted(row, key=lambda box: box.x0) for row in rows]


def whole_width(box: Box, ruled: Ruled) -> bool:
    """Whether a cell goes over the whole width of its table."""
    return box.x1 - box.x0 > 0.97 * (ruled.x1 - ruled.x0)
