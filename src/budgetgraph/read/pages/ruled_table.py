"""A ruled table that may go on over pages: every cell goes into the column at its left edge."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from budgetgraph.document import Grid, Passage, passage
from budgetgraph.document.where import Where
from budgetgraph.read.layouts import Layouts
from budgetgraph.read.pages.marks import is_heading
from budgetgraph.read.pages.page import Box, Page, Ruled
from budgetgraph.read.pages.rendered_text import RenderedText
from budgetgraph.read.pages.torn_rows import (
    SAME_EDGE,
    cells_above,
    have_same_edges,
    is_rest_of_row,
    is_same_edge,
    text_of,
)
from budgetgraph.values.amount import is_amount

#: With so many cells whose text is not told the others may hold pieces of it.
_FEWEST_UNTOLD = 1


@dataclass(slots=True)
class RuledTable:
    """The edges of its columns, and its rows as (left edge, cell) pairs.

    `extent` is its left and right end on the last page, whose number is `page`; `boxes` are the
    cells of all pages, `last_boxes` those of the last one. Of `untold` cells the text is not told.
    """

    number: int
    layouts: Layouts
    edges: list[float] = field(default_factory=list)
    rows: list[list[tuple[float, Passage]]] = field(default_factory=list)
    extent: tuple[float, float] = (0.0, 0.0)
    page: int | None = None
    last_row: Sequence[Box] = ()
    boxes: list[Box] = field(default_factory=list)
    last_boxes: list[Box] = field(default_factory=list)
    untold: int = 0

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max(len(self.edges) - 1, 1)

    def goes_on(self, ruled: Ruled, rows: Sequence[Sequence[Box]], page: Page) -> bool:
        """Tell whether the rows of a page are the next page of this table.

        It has the same extent, no page stands between, and the rows have no heading of their own.
        """
        if self.page is None or page.number != self.page + 1:
            return False
        left, right = self.extent
        has_same_extent = is_same_edge(ruled.x0, left) and is_same_edge(ruled.x1, right)
        if not has_same_extent:
            return False
        first = ["".join(box.lines) for box in rows[0]]
        return not (self._has_amount() and is_heading(first, self.layouts))

    def _has_amount(self) -> bool:
        cells = chain.from_iterable(self.rows)
        return any(is_amount(cell.text) for _, cell in cells)

    def add(
        self, ruled: Ruled, rows: Sequence[Sequence[Box]], page: Page, text: RenderedText
    ) -> None:
        """Take the rows of a page in; rows that print nothing are left out."""
        self._add_edges(rows)
        self.untold += ruled.untold
        self.extent = (ruled.x0, ruled.x1)
        self.page = page.number
        torn = self.torn_heading(rows)
        above = cells_above(rows[0], self.last_row, self.last_boxes)
        self.last_boxes = list(chain.from_iterable(rows))
        self.boxes += self.last_boxes
        has_data = len(self.rows) > 1
        is_rest = has_data and is_rest_of_row(above, rows[0], self.boxes)
        for number, row in enumerate(rows):
            if any(box.lines for box in row):
                self._add_row(row, page, text)
                self.last_row = row
                if is_rest and number == 0:
                    self._join_below(len(self.rows) - 2)
        if torn and not any(map(self.layouts.heads_words, torn)):
            self._join_below(0)

    def torn_heading(self, rows: Sequence[Sequence[Box]]) -> list[str]:
        """Give the headings that the page above may have cut: what stands in the only row so far
        above the filled cells of the first row of this page. Nothing where this row is one of its
        own.

        序号 | 项目支     the row above
             | 出说明     the first row of the page → 项目支
        """
        first = rows[0]
        if len(self.rows) != 1 or not have_same_edges(self.last_row, first):
            return []
        texts = ["".join(box.lines) for box in first]
        if all(texts) or any(map(is_amount, texts)):
            return []
        above = ["".join(box.lines) for box in self.last_row]
        cut = [upper for upper, lower in zip(above, texts, strict=True) if lower]
        return cut if all(cut) else []

    def _join_below(self, upper: int) -> None:
        """Put the cells of the row below a row to those above them: in that row, or in the row
        where a cell merged over several begins.
        """
        below = self.rows.pop(upper + 1)
        for left, rest in below:
            if rest:
                self._join_to(left, rest, upper)

    def _join_to(self, left: float, rest: Passage, upper: int) -> None:
        """Put the rest of a cell to the lowest cell of its column from a row on upwards."""
        for row in reversed(self.rows[: upper + 1]):
            for place, (edge, cell) in enumerate(row):
                if is_same_edge(edge, left):
                    row[place] = edge, cell.joined(rest) if cell else rest
                    return

    def _add_edges(self, rows: Sequence[Sequence[Box]]) -> None:
        """Learn the edges of cells that are none of the known edges."""
        new = set()
        for row in rows:
            for box in row:
                new |= {box.x0, box.x1}
        for edge in sorted(new):
            if not any(is_same_edge(edge, known) for known in self.edges):
                self.edges.append(edge)
        self.edges.sort()

    def _add_row(self, row: Sequence[Box], page: Page, text: RenderedText) -> None:
        printed = [""] * self.width
        for box in row:
            printed[self._column(box.x0)] = " ".join(box.lines)
        number = text.add("\t".join(printed))
        where = Where(number, number, page=page.number, table=self.number, row=len(self.rows) + 1)
        cells = []
        for box in row:
            text.stands(number, page.number, box.picture)
            own_page = where.page if box.page is None else box.page
            place = replace(where, page=own_page, picture=box.picture)
            cells.append((box.x0, passage(text_of(box), place)))
        self.rows.append(cells)

    def _column(self, left: float) -> int:
        """Give the index of the column that begins at a left edge.

        edges 0, 50, 100: 49.5 → 1
        """
        column = max(bisect_left(self.edges, left + SAME_EDGE) - 1, 0)
        return min(column, self.width - 1)

    def grid(self) -> Grid:
        """Give the table as a grid: blanks where a cell is merged, no columns without a text.

        Where the text of several cells runs over each other, that of others may be theirs too.
        """
        rows = list(map(self._cells, self.rows))
        columns = list(filter(any, zip(*rows, strict=True)))
        return Grid(tuple(zip(*columns, strict=True)), guessed=self.untold >= _FEWEST_UNTOLD)

    def _cells(self, row: Sequence[tuple[float, Passage]]) -> list[Passage]:
        """Put the cells of a row into their columns; cells of one column are joined."""
        place = replace(row[0][1].where, picture=None)
        cells = []
        for number in range(1, self.width + 1):
            cells.append(passage("", replace(place, column=number)))
        for left, cell in row:
            if cell:
                column = self._column(left)
                before = cells[column]
                seen = cell.where
                here_at = replace(before.where, page=seen.page, picture=seen.picture)
                here = passage(cell.text, here_at)
                cells[column] = before.joined(here) if before else here
        return cells
