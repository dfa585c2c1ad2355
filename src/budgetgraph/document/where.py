"""Where a value stands: the lines of its source, and the page or table cell where there is one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


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


def span(places: Iterable[Where]) -> Where:
    """The smallest place that covers all of `places`; ValueError when there are none."""
    found = list(places)
    if not found:
        raise ValueError("no places to cover")
    numbered = [place for place in found if place.first]
    pages = [place.page for place in found if place.page is not None]
    tables = {place.table for place in found}
    rows = {(place.table, place.row) for place in found}
    columns = {(place.table, place.column) for place in found}
    return Where(
        first=min((place.first for place in numbered), default=0),
        last=max((place.last for place in numbered), default=0),
        page=min(pages, default=None),
        table=found[0].table if len(tables) == 1 else None,
        row=found[0].row if len(rows) == 1 else None,
        column=found[0].column if len(columns) == 1 else None,
    )
