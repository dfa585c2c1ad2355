"""What stands on a page and where: words, ruled cells, lines of words.

Pure geometry, in points from the top left of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from budgetgraph.document.where import PictureBox, around

#: The number of a page, alone: - 3 -, 第3页.
_PAGE_NUMBER = re.compile(r"[^\w\s]{0,2}\s?第?\s?\d{1,3}\s?页?\s?[^\w\s]{0,2}")
#: A gap between words wider than this many characters parts columns.
_GAP = 1.5
#: Cells whose tops are nearer than this (points) are in one row.
_SAME_ROW = 3.0
#: A cell goes over the whole width of its table from this share of it on.
_WHOLE = 0.97


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without a gap between them.

    `parts` are those of them that are a hair apart, as where two full cells meet; `picture` is
    their place on a picture that they were recognised on. `size` is the height of the highest of
    them, where that is known: figures of another font may stand lower than the signs beside them.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    parts: tuple[Word, ...] = ()
    picture: PictureBox | None = None
    size: float = 0.0

    @property
    def middle(self) -> float:
        """The height at which its line stands."""
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def stands_over(self, other: Word) -> bool:
        """Tell whether a column goes through both words: one stands over the other."""
        return self.x0 < other.x1 and other.x0 < self.x1


@dataclass(frozen=True, slots=True)
class Box:
    """A ruled cell with its lines of text, and where they were recognised on a picture.

    `page` is the number of its page where this is another one than its table's; `size` is the
    height of its characters, 0 where that is not known. Where the side of the page cuts the cell it
    is open at its left or right.
    """

    x0: float
    top: float
    x1: float
    bottom: float
    lines: tuple[str, ...]
    picture: PictureBox | None = None
    page: int | None = None
    size: float = 0.0
    open_left: bool = False
    open_right: bool = False


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table whose cells are ruled; of `untold` cells nobody can tell the text, which runs over
    their rulings or over other text.
    """

    boxes: tuple[Box, ...]
    x0: float
    top: float
    x1: float
    bottom: float
    untold: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A visual line, cut into segments where the gap is wide."""

    segments: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(segment.text for segment in self.segments)

    @property
    def picture(self) -> PictureBox | None:
        """The place on the picture that it was recognised on."""
        return around(segment.picture for segment in self.segments)

    @property
    def pieces(self) -> tuple[Word, ...]:
        """The smallest parts that its words fall into."""
        return tuple(chain.from_iterable(map(_pieces, self.segments)))

    @property
    def top(self) -> float:
        return min(segment.top for segment in self.segments)

    @property
    def height(self) -> float:
        return max(segment.height for segment in self.segments)

    @property
    def size(self) -> float:
        """The height of its highest character, of the whole line where that is not known."""
        return max(segment.size or segment.height for segment in self.segments)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: the lines outside its tables, and its ruled tables.

    `number` is None where the source has no pages; `has_picture` says that an image stands on it.
    `gutter` is where the right one of two columns of text begins; a line of running text may reach
    the margin where it has more characters than `long_line`.
    """

    number: int | None
    width: float
    lines: tuple[Line, ...]
    tables: tuple[Ruled, ...]
    has_picture: bool = False
    gutter: float | None = None
    long_line: int = 20

    @property
    def is_picture(self) -> bool:
        """Whether it shows something and holds no text but the number of the page."""
        has_text = not all(_PAGE_NUMBER.fullmatch(line.text.strip()) for line in self.lines)
        return self.has_picture and not has_text and len(self.lines) < 2 and not self.tables


def lines_of(words: Iterable[Word], gutter: float = 0.0) -> list[Line]:
    """Put words together to lines, top to bottom, left to right.

    Words are in one line where their middles are nearer than half the height of a word. The gutter
    between two columns of text parts them even where it is narrow.
    """
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.middle, word.x0)):
        if rows and _is_in_line(word, rows[-1][0]):
            rows[-1].append(word)
        else:
            rows.append([word])
    lines = []
    for row in rows:
        row.sort(key=lambda word: word.x0)
        lines.append(Line(tuple(_segments(row, gutter))))
    return lines


def _is_in_line(word: Word, first: Word) -> bool:
    """Tell whether a word stands in the line that begins with `first`."""
    return abs(word.middle - first.middle) < word.height / 2


def _segments(words: list[Word], gutter: float) -> Iterator[Word]:
    """Give the words of a line, put together where the gap between them is narrow."""
    run = words[0]
    for word in words[1:]:
        gap = word.x0 - run.x1
        if gap > _GAP * word.height or run.x1 <= gutter <= word.x0:
            yield run
            run = word
        else:
            run = _joined(run, word)
    yield run


def _joined(left: Word, right: Word) -> Word:
    top = min(left.top, right.top)
    bottom = max(left.bottom, right.bottom)
    parts = (*_pieces(left), *_pieces(right))
    picture = around((left.picture, right.picture))
    text = f"{left.text} {right.text}"
    size = max(left.size, right.size)
    return Word(text, left.x0, right.x1, top, bottom, parts, picture, size)


def _pieces(word: Word) -> tuple[Word, ...]:
    """Give the parts of a word, or the word where it has none."""
    return word.parts or (word,)


def box_rows(ruled: Ruled) -> list[list[Box]]:
    """Give cells by row; a cell over several rows stands in the first of them."""
    rows: list[list[Box]] = []
    for box in sorted(ruled.boxes, key=lambda box: (box.top, box.x0)):
        if rows and abs(box.top - rows[-1][0].top) <= _SAME_ROW:
            rows[-1].append(box)
        else:
            rows.append([box])
    for row in rows:
        row.sort(key=lambda box: box.x0)
    return rows


def whole_width(box: Box, ruled: Ruled) -> bool:
    """Tell whether a cell goes over the whole width of its table."""
    return box.x1 - box.x0 > _WHOLE * (ruled.x1 - ruled.x0)
