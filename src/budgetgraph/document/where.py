"""Where a value stands: the lines of its source, and the page or table cell where there is one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """A place in one source document.

    `first` and `last` are 1-based physical lines of the text that was read, both ends included;
    they are 0 where the source has no lines. `page`, `table`, `row` and `column` are 1-based and
    None where unknown.
    """

    first: int
    last: int
    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        is_one_line = self.first == self.last
        lines = f"line {self.first}" if is_one_line else f"lines {self.first}-{self.last}"
        if self.page is None:
            return lines
        return f"page {self.page}, {lines}" if self.first else f"page {self.page}"

    @property
    def lines(self) -> list[int] | None:
        """`[first, last]` as the extraction contract prints it, None without lines."""
        return [self.first, self.last] if self.first else None


_FIRST, _LAST = attrgetter("first"), attrgetter("last")
_TABLE, _ROW, _COLUMN = (
    attrgetter("table"),
    attrgetter("table", "row"),
    attrgetter("table", "column"),
)


def span(places: Iterable[Where]) -> Where:
    """Return the smallest place that covers all of `places`; ValueError when there are none.

    Lines 3 to 4 and line 7 → lines 3 to 7. A table, row or column is that of all places, or None.
    """
    found = list(places)
    if not found:
        raise ValueError("no places to cover")
    numbered = [place for place in found if place.first]
    pages = [place.page for place in found if place.page is not None]
    is_one_table = len(set(map(_TABLE, found))) == 1
    is_one_row = len(set(map(_ROW, found))) == 1
    is_one_column = len(set(map(_COLUMN, found))) == 1
    table = found[0].table if is_one_table else None
    row = found[0].row if is_one_row else None
    column = found[0].column if is_one_column else None
    first = min(map(_FIRST, numbered), default=0)
    last = max(map(_LAST, numbered), default=0)
    return Where(first, last, min(pages, default=None), table, row, column)
