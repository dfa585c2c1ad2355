"""Where a value stands: the lines of its source, and the page or table cell where there is one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import attrgetter

#: An amount on a picture that was read with less confidence is doubted.
_SURE = 0.97


@dataclass(frozen=True, slots=True)
class PictureBox:
    """A place on the picture of a page, and how sure the recognition of its characters is.

    The edges are points from the top left of the page, the confidence is from 0 to 1. `others` are
    further readings of the same characters: `1,284.50` beside 1,234.50.
    """

    x0: float
    top: float
    x1: float
    bottom: float
    confidence: float
    others: tuple[str, ...] = ()

    @property
    def is_sure(self) -> bool:
        """Tell whether an amount was read for sure: those that are right have .99 and more."""
        return self.confidence >= _SURE

    def joined(self, other: PictureBox) -> PictureBox:
        """Give the box around both, as sure as the less sure of them, without other readings."""
        return PictureBox(
            min(self.x0, other.x0),
            min(self.top, other.top),
            max(self.x1, other.x1),
            max(self.bottom, other.bottom),
            min(self.confidence, other.confidence),
        )


def around(boxes: Iterable[PictureBox | None]) -> PictureBox | None:
    """Give the box around all boxes that there are; None where there are none."""
    known_boxes = [box for box in boxes if box is not None]
    return reduce(PictureBox.joined, known_boxes) if known_boxes else None


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """A place in one source document.

    `first` and `last` are 1-based physical lines of the text that was read, both ends included;
    they are 0 where the source has no lines. `page`, `table`, `row` and `column` are 1-based and
    None where unknown. `picture` is set where characters were recognised on a picture; it tells no
    two places apart.
    """

    first: int
    last: int
    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    picture: PictureBox | None = field(default=None, compare=False)

    def __str__(self) -> str:
        is_one_line = self.first == self.last
        lines = f"line {self.first}" if is_one_line else f"lines {self.first}-{self.last}"
        if self.page is None:
            return lines
        return f"page {self.page}, {lines}" if self.first else f"page {self.page}"

    def said(self, language: str | None) -> str:
        """Say the place in a language: `第 3 页第 72–76 行`, `page 3, lines 72-76`."""
        if language != "zh":
            return str(self)
        page = "" if self.page is None else f"第 {self.page} 页"
        if page and not self.first:
            return page
        lines = str(self.first) if self.first == self.last else f"{self.first}–{self.last}"
        return f"{page}第 {lines} 行"

    @property
    def lines(self) -> list[int] | None:
        """`[first, last]` as the extraction contract prints it, None without lines."""
        return [self.first, self.last] if self.first else None


_FIRST, _LAST = attrgetter("first"), attrgetter("last")
_PAGE, _PICTURE = attrgetter("page"), attrgetter("picture")
_TABLE, _ROW, _COLUMN = attrgetter("table"), attrgetter("row"), attrgetter("column")


def span(places: Iterable[Where]) -> Where:
    """Return the smallest place that covers all of `places`; ValueError when there are none.

    Lines 3 to 4 and line 7 → lines 3 to 7. A table, row or column is that of all places, or None.
    """
    known_places = list(places)
    if not known_places:
        raise ValueError("no places to cover")
    if len(known_places) == 1 or _is_one_line(known_places):
        return known_places[0]
    tables = set(map(_TABLE, known_places))
    table = row = column = None
    if len(tables) == 1:
        # Row 2 of one table and row 2 of another one are no row in common.
        table = tables.pop()
        row, column = _one(map(_ROW, known_places)), _one(map(_COLUMN, known_places))
    first = min(filter(None, map(_FIRST, known_places)), default=0)
    last = max(map(_LAST, filter(_FIRST, known_places)), default=0)
    page = min(filter(None, map(_PAGE, known_places)), default=None)
    return Where(first, last, page, table, row, column, around(map(_PICTURE, known_places)))


def _is_one_line(places: Sequence[Where]) -> bool:
    """Tell whether all places are one and the same line of a text, as those of its cells are."""
    first = places[0]
    return first.picture is None and all(place is first for place in places)


def _one(numbers: Iterable[int | None]) -> int | None:
    """Give the number that all are, None where they differ."""
    different = set(numbers)
    return different.pop() if len(different) == 1 else None
