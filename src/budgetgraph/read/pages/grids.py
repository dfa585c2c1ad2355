"""The grids that are made of lines without rulings: their rows, each cell with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from budgetgraph.document import Block, Grid, GridRow, Passage, passage
from budgetgraph.document.where import PictureBox, Where
from budgetgraph.read.pages.page import Line, Page
from budgetgraph.read.pages.rendered_text import RenderedText
from budgetgraph.read.pages.unruled.form import Form


class Grids:
    """Adds grids to what was `found`, and their lines to the text; counts the tables."""

    def __init__(self, text: RenderedText, found: list[Block]) -> None:
        self.text = text
        self.found = found
        self.tables = 0

    def last(self) -> Grid | None:
        """Give the last thing found where it is a grid."""
        found = self.found[-1] if self.found else None
        return found if isinstance(found, Grid) else None

    def add(
        self,
        rows: Sequence[tuple[Line, Sequence[str]]],
        page: Page | None,
        picture: PictureBox | None = None,
    ) -> None:
        """Add a table without rulings: the cells of its rows, each with its line.

        `picture` is the place of the whole table on a picture.
        """
        self.tables += 1
        page_number = None if page is None else page.number
        grid_rows = []
        for row, (line, cells) in enumerate(rows, start=1):
            grid_rows.append(self._row(line, cells, row, page_number, picture))
        self.found.append(Grid(tuple(grid_rows), guessed=True))

    def _row(
        self,
        line: Line,
        cells: Sequence[str],
        row: int,
        page: int | None,
        picture: PictureBox | None = None,
    ) -> GridRow:
        """Add the cells of a line to the text, and give them as a row of the last table."""
        number = self.text.add("\t".join(cells), line)
        self.text.stands(number, page, picture or line.picture)
        places = []
        for column, text in enumerate(cells, start=1):
            place = Where(number, number, page, self.tables, row, column, picture)
            places.append(passage(text, place))
        return tuple(places)

    def add_form(self, form: Form, page: Page) -> None:
        """Add a form without rulings."""
        self.tables += 1
        self.found.append(Grid(tuple(self._form_rows(form, page, 1)), guessed=True))

    def extend_form(self, form: Form, page: Page) -> None:
        """Add the rows of its next page to a form, the last thing found."""
        grid = self.last()
        if grid is not None:
            rows = self._form_rows(form, page, len(grid.rows) + 1)
            self.found[-1] = replace(grid, rows=(*grid.rows, *rows))

    def _form_rows(self, form: Form, page: Page, first: int) -> Iterator[GridRow]:
        """Give the rows of a form, numbered from `first` on, each with the lines that its last cell
        goes on in.
        """
        for number, row in enumerate(form.rows, start=first):
            *cells, last = self._row(row.line, row.cells, number, page.number)
            blank = [""] * len(cells)
            for line in row.rest:
                *_, below = self._row(line, (*blank, line.text), number, page.number)
                last = last.joined(passage("\n", last.where)).joined(below)
            yield (*cells, last)

    def add_rest(self, line: Line, rest: Sequence[str], page: Page) -> None:
        """Add the rest of the cells of the last row to the last grid."""
        grid = self.last()
        if grid is None:
            return
        number = self.text.add("\t".join(rest), line)
        self.text.stands(number, page.number, line.picture)
        cells: list[Passage] = []
        for cell, text in zip(grid.rows[-1], rest, strict=True):
            place = replace(cell.where, first=number, last=number)
            whole = cell.joined(passage(text, place)) if text else cell
            cells.append(whole)
        self.found[-1] = replace(grid, rows=(*grid.rows[:-1], tuple(cells)))
