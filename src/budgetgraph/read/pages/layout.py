"""Words and ruled cells with their places on the page → blocks in reading order, and the text
rendering that every quote is read from.
"""

from __future__ import annotations

from collections.abc import Sequence

from budgetgraph.document import (
    Block,
    Document,
    Grid,
    Paragraph,
    Source,
    passage,
)
from budgetgraph.document.problems import Note
from budgetgraph.document.where import Where, around
from budgetgraph.read.layouts import Layouts
from budgetgraph.read.pages.abreast_tables import in_reading_order
from budgetgraph.read.pages.cut_rows import with_texts_of_cut_cells
from budgetgraph.read.pages.grids import Grids
from budgetgraph.read.pages.marks import (
    is_furniture,
    running_headers,
    without_digits,
)
from budgetgraph.read.pages.padded_table import are_sides, padded_rows
from budgetgraph.read.pages.page import Box, Line, Page, Ruled, Word, box_rows, whole_width
from budgetgraph.read.pages.rendered_text import RenderedText
from budgetgraph.read.pages.ruled_table import RuledTable
from budgetgraph.read.pages.running_text import RunningText
from budgetgraph.read.pages.side_sheets import side_by_side
from budgetgraph.read.pages.text_columns import one_column
from budgetgraph.read.pages.unruled.cut_row import rest_of_row, with_rest
from budgetgraph.read.pages.unruled.forms import UnruledForms
from budgetgraph.read.pages.unruled.lines import UnruledLines
from budgetgraph.read.pages.unruled.table import UnruledTable, unruled_table

MEDIA_TYPE = "application/pdf"


def blocks(pages: Sequence[Page], name: str, sha256: str, layouts: Layouts) -> Document:
    """Give the document of all pages in reading order."""
    columns = list(one_column(pages))
    whole = with_texts_of_cut_cells(side_by_side(columns, layouts))
    walk = _Walk(whole, RenderedText(), layouts)
    in_order = walk.blocks()
    lines, pictured = tuple(walk.text.lines), tuple(walk.text.pictured)
    source = Source(name, sha256, MEDIA_TYPE, lines, pictured=pictured)
    pictures = []
    for page in pages:
        if page.is_picture and page.number is not None:
            pictures.append(page.number)
    return Document(source, in_order, pictures=tuple(pictures), notes=tuple(walk.notes))


def text_blocks(source: Source, pages: Sequence[Page], layouts: Layouts) -> Document:
    """Give the document of a text whose lines were laid out as pages.

    The `top` of a line is its number in the source.
    """
    walk = _Walk(pages, RenderedText(list(source.lines), given=True), layouts)
    in_order = walk.blocks()
    return Document(source, in_order, notes=tuple(walk.notes))


class _Walk:
    """Goes down the pages: what is open is a paragraph or a table that the next line, row or page
    may go on in.
    """

    def __init__(self, pages: Sequence[Page], text: RenderedText, layouts: Layouts) -> None:
        self.pages = pages
        self.layouts = layouts
        self.unruled_lines = UnruledLines(layouts)
        self.text = text
        self.found: list[Block] = []
        self.grids = Grids(self.text, self.found)
        self.headers = running_headers(pages, layouts)
        self.paragraph = RunningText(pages, text.given, layouts)
        self.table: RuledTable | None = None
        self.unruled: UnruledTable | None = None
        self.padded: Sequence[Line] = ()
        self.notes: list[Note] = []
        self.forms = UnruledForms(self.grids, layouts, self.notes)

    def blocks(self) -> tuple[Block, ...]:
        """Give all blocks of the pages."""
        for page in self.pages:
            self._page(page)
        self._end_paragraph()
        self._end_table()
        return tuple(self.found)

    def _page(self, page: Page) -> None:
        """Read one page, top to bottom."""
        run: list[Line] = []
        for item in in_reading_order(page, self.layouts.is_title):
            if isinstance(item, Line):
                run.append(item)
                continue
            self._lines(run, page)
            run = []
            self._ruled(item, page)
        self._lines(run, page)

    # --- running text -----------------------------------------------------------------------------
    def _lines(self, run: Sequence[Line], page: Page) -> None:
        """Read lines between ruled tables: running text, and tables without rulings."""
        first = at = self._length_of_rest(run, page)
        while at < len(run):
            length = self._form(run[at:], page)
            if length:
                at += length
                continue
            goes_on = at == first and self._last_grid() is not None
            length = self.unruled_lines.length(run[at:], self._is_titled(), goes_on)
            if length:
                self._end_paragraph()
                self._end_table()
                above = self._last_grid() if goes_on else None
                if self.text.given:
                    self._padded(run[at : at + length], above)
                else:
                    may_go_on = all(is_furniture(line, self.layouts) for line in run[at + length :])
                    self._unruled(run[at : at + length], page, goes_on, may_go_on)
                at += length
            else:
                self._line(run[at], page)
                at += 1

    def _form(self, lines: Sequence[Line], page: Page) -> int:
        """Read a form without rulings; tell how many lines it takes, 0 for none."""
        if self.paragraph.is_open or self.table is not None:
            return 0
        return self.forms.read(lines, page)

    def _length_of_rest(self, run: Sequence[Line], page: Page) -> int:
        """Put the rest of the last row of an unruled table, which the page above cuts, to that
        row; tell how many lines it takes.
        """
        length = 0
        while length < len(run) and self.unruled is not None and self._last_grid() is not None:
            rest = rest_of_row(self.unruled, run[length])
            if rest is None:
                break
            self.unruled = with_rest(self.unruled, run[length], rest)
            self.grids.add_rest(run[length], rest, page)
            length += 1
        return length

    def _last(self) -> Block | None:
        """Give the last thing read; None where a paragraph is open, or nothing was read."""
        if self.paragraph.is_open or not self.found:
            return None
        return self.found[-1]

    def _last_grid(self) -> Grid | None:
        last = self._last()
        return last if isinstance(last, Grid) else None

    def _is_titled(self) -> bool:
        """Tell whether the last thing read is the title of a table or a caption."""
        last = self._last()
        if not isinstance(last, Paragraph):
            return False
        return self.layouts.names_table(last.text)

    def _line(self, line: Line, page: Page) -> None:
        number = self.text.add(line.text, line)
        self.text.stands(number, page.number, line.picture)
        if is_furniture(line, self.layouts) or without_digits(line.text) in self.headers:
            return
        self._end_table()
        if self.paragraph.is_open and not self.paragraph.goes_on_in(line, page):
            self._end_paragraph()
        where = Where(number, number, page=page.number, picture=line.picture)
        self.paragraph.add(line, passage(line.text, where))
        if not self.paragraph.may_run_on(line, page):
            self._end_paragraph()

    def _end_paragraph(self) -> None:
        if self.paragraph.is_open:
            self.found.append(self.paragraph.taken())

    # --- tables -----------------------------------------------------------------------------------
    def _ruled(self, ruled: Ruled, page: Page) -> None:
        """Read the rows of a ruled table.

        Its leading cells that go over its whole width are titles and captions: text.
        """
        rows = box_rows(ruled)
        while rows and _stands_above(rows[0], ruled):
            box = rows.pop(0)[0]
            for text in box.lines:
                left, top = ruled.x0, ruled.top
                word = Word(text, left, left, top, top, picture=box.picture)
                self._line(Line((word,)), page)
        if not rows:
            return
        self._end_paragraph()
        if self.table is None or not self.table.goes_on(ruled, rows, page):
            self._end_table()
            self.grids.tables += 1
            self.table = RuledTable(self.grids.tables, self.layouts)
        cut = self.table.torn_heading(rows)
        known = list(map(self.layouts.heads_words, cut))
        if any(known) and not all(known):
            self.notes.append(_torn(page, cut))
        self.table.add(ruled, rows, page, self.text)

    def _padded(self, lines: Sequence[Line], above: Grid | None) -> None:
        """Read a table of a text laid out by blanks.

        Where the page above has nothing but its sides (收入, 支出), they stand above it.
        """
        if above is not None and are_sides(self.padded, self.layouts):
            self.found.pop()
            lines, above = [*self.padded, *lines], None
        self.padded = lines
        self.grids.add(padded_rows(lines, above, self.layouts), None)

    def _unruled(self, lines: Sequence[Line], page: Page, goes_on: bool, may_go_on: bool) -> None:
        """Read a table that only the places of its words tell; as text where they do not.

        A heading alone is a table without rows only where something else stands below it: at the
        end of a page the table `may_go_on`.
        """
        above = self.unruled if goes_on else None
        self.unruled = unruled_table(lines, self.layouts.is_heading, self.layouts.is_side, above)
        if self.unruled is not None and not self.unruled.pieces and may_go_on:
            self.unruled = None
        if self.unruled is not None:
            rows = [(Line((word,)), cells) for word, cells in self.unruled.rows]
            self.grids.add(rows, page, around(line.picture for line in lines))
            return
        self.notes.append(_not_told(page))
        if above is not None:
            self._apart(lines, len(above.heading.leaves), page)
        else:
            for line in lines:
                self._line(line, page)
                self._end_paragraph()

    def _apart(self, lines: Sequence[Line], width: int, page: Page) -> None:
        """Add the next page of a table that was not told: too wide to be taken for a part of it."""
        rows = []
        for line in lines:
            cells = [segment.text for segment in line.segments]
            widest = max(len(other.segments) for other in lines)
            rows.append((line, [*cells, *[""] * (max(width, widest) + 2 - len(cells))]))
        self.grids.add(rows, page)

    def _end_table(self) -> None:
        if self.table is not None and self.table.rows:
            self.found.append(self.table.grid())
        self.table = None


def _not_told(page: Page) -> Note:
    """Say that the columns or rows of a table without rulings were not told."""
    message = f"page {page.number}: which cells a table without rulings has cannot be told"
    return Note("part-not-read", message, Where(0, 0, page.number))


def _torn(page: Page, cut: Sequence[str]) -> Note:
    """Say that a heading may be cut by the page."""
    message = f"page {page.number}: headings may be cut by the page above: {', '.join(cut)}"
    return Note("part-not-read", message, Where(0, 0, page.number))


def _stands_above(row: Sequence[Box], ruled: Ruled) -> bool:
    """Tell whether a row of a ruled table is one cell over its whole width, or prints nothing."""
    is_one_cell = len(row) == 1 and whole_width(row[0], ruled)
    return is_one_cell or not any(box.lines for box in row)
