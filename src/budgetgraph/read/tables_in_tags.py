"""Tables that a text holds in the tags of HTML, as converters of scans write them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count, product

import lxml.html
from lxml import etree

from budgetgraph.document import Grid, Passage, passage
from budgetgraph.document.where import Where
from budgetgraph.read.cells import as_passage, cell
from budgetgraph.read.web.page import WebPage

#: What a merged cell may span at most; a larger number is a slip.
_MOST_SPANNED = 1000


def tables_in_tags(lines: Sequence[str], first: int) -> Iterator[Grid]:
    """Give the tables written as HTML in `lines`, the first of which is line `first`.

    A merged cell is printed once, at its top left.
    """
    root = lxml.html.fragment_fromstring("\n".join(lines), create_parent=True)
    page = WebPage("", root)
    for table in root.iter("table"):
        laid_out = _LaidOut(page, first)
        for row in table.iter("tr"):
            is_of_this_table = next(row.iterancestors("table")) is table
            if is_of_this_table:
                laid_out.add(row)
        yield laid_out.grid()


class _LaidOut:
    """The cells of a table by row and column, and the places that are taken by them."""

    def __init__(self, page: WebPage, first: int) -> None:
        self.page = page
        self.first = first
        self.rows: list[dict[int, Passage]] = []
        self.taken: set[tuple[int, int]] = set()

    def add(self, row: etree._Element) -> None:
        """Take a row in: each cell goes into the next free column."""
        at = len(self.rows)
        cells: dict[int, Passage] = {}
        column = 0
        for element in row.iterchildren("td", "th"):
            column = next(free for free in count(column) if (at, free) not in self.taken)
            number = self.first + max(element.sourceline or 1, 1) - 1
            cells[column] = as_passage(cell(self.page.items(element)), Where(number, number))
            rows = range(at, at + _spanned(element.get("rowspan")))
            columns = range(column, column + _spanned(element.get("colspan")))
            self.taken.update(product(rows, columns))
        self.rows.append(cells)

    def grid(self) -> Grid:
        """Give the table with blank cells where nothing stands."""
        width = max((column + 1 for _, column in self.taken), default=0)
        blank = passage("", Where(self.first, self.first))
        rows = []
        for cells in self.rows:
            rows.append(tuple(cells.get(column, blank) for column in range(width)))
        return Grid(tuple(rows))


def _spanned(printed: str | None) -> int:
    """Tell how many places a cell spans: `2` → 2, none or no number → 1."""
    if not printed or not printed.isdecimal():
        return 1
    return min(max(int(printed), 1), _MOST_SPANNED)
