"""Words and ruled cells with their places on the page → blocks in reading order, and the text
rendering that every quote is read from.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace

from budgetgraph.document import Block, Document, Grid, GridRow, Paragraph, Passage, Source, passage
from budgetgraph.document.where import Where
from budgetgraph.forms import fold, is_caption, opens_paragraph, table_type
from budgetgraph.read import blank_columns
from budgetgraph.read.page import Box, Line, Page, Ruled, Word, box_rows, whole_width
from budgetgraph.read.page_marks import (
    is_furniture,
    is_heading,
    is_side,
    is_word,
    margin,
    repeated,
    unruled_length,
)
from budgetgraph.values.amount import is_amount

MEDIA_TYPE = "application/pdf"
#: Edges of columns nearer than this (points) are one, also across pages.
_SAME_EDGE = 6.0
#: A line whose end is nearer to the margin than this many characters runs on in the next one.
_RUNS_ON = 1.6
#: In a text the width of a line is only known from its characters; one that is not indented may
#: follow a shorter line.
_RUNS_ON_GIVEN = 4.0
#: A figure or a Latin word that does not fit goes to the next line whole; so much (characters) may
#: be left blank before it.
_LONGEST_TOKEN = 12
_TOKEN = re.compile(r"[\x21-\x7e]+")


@dataclass(slots=True)
class _Text:
    """The rendering as it grows, one entry a line; or, for a text, its own lines, whose numbers are
    the tops of the lines laid out.
    """

    lines: list[str] = field(default_factory=list)
    given: bool = False

    def add(self, text: str, line: Line | None = None) -> int:
        """The number of the new line, or of the given one."""
        if self.given and line is not None:
            return int(line.top)
        self.lines.append(" ".join(text.split("\n")))
        return len(self.lines)


@dataclass(slots=True)
class _Table:
    """A table that may go on over pages: the edges of its columns, and its rows as (left edge,
    cell) pairs.
    """

    number: int
    edges: list[float]
    rows: list[list[tuple[float, Passage]]] = field(default_factory=list)
    extent: tuple[float, float] | None = None
    page: int = 0


def blocks(pages: list[Page], name: str, sha256: str) -> Document:
    """The document of all pages in reading order."""
    walk = _Walk(pages)
    for page in pages:
        walk.page(page)
    walk.close()
    pictures = tuple(page.number for page in pages if page.is_picture and page.number is not None)
    return Document(
        Source(name, sha256, MEDIA_TYPE, tuple(walk.text.lines)),
        tuple(walk.found),
        pictures=pictures,
    )


def text_blocks(source: Source, pages: list[Page]) -> Document:
    """The document of a text whose lines were laid out as pages; `top` of a line is its number in
    the source.
    """
    walk = _Walk(pages, _Text(list(source.lines), given=True))
    for page in pages:
        walk.page(page)
    walk.close()
    return Document(source, tuple(walk.found))


class _Walk:
    """Goes down the pages: what is open is a paragraph or a table that the next line, row or page
    may go on in.
    """

    def __init__(self, pages: list[Page], text: _Text | None = None) -> None:
        self.text = text or _Text()
        self.found: list[Block] = []
        self.margins = {width: margin(pages, width) for width in {page.width for page in pages}}
        self.repeated = repeated(pages)
        self.table: _Table | None = None
        self.tables = 0
        self.paragraph: list[tuple[Line, Passage]] = []

    def page(self, page: Page) -> None:
        """One page, top to bottom."""
        items: list[Line | Ruled] = [*page.lines, *page.tables]
        run: list[Line] = []
        for item in sorted(items, key=lambda item: item.top):
            if isinstance(item, Line):
                run.append(item)
                continue
            self._lines(run, page)
            run = []
            self._ruled(item, page)
        self._lines(run, page)

    def close(self) -> None:
        """Whatever is open ends here."""
        self._end_paragraph(runs_on=False)
        self._end_table()

    # --- running text -----------------------------------------------------------------------------
    def _lines(self, run: list[Line], page: Page) -> None:
        at = 0
        while at < len(run):
            goes_on = (
                at == 0
                and not self.paragraph
                and bool(self.found)
                and isinstance(self.found[-1], Grid)
            )
            length = unruled_length(run[at:], self._titled(), goes_on)
            if length:
                self._end_paragraph(runs_on=False)
                self._end_table()
                self._unruled(run[at : at + length], page, goes_on)
                at += length
            else:
                self._line(run[at], page)
                at += 1

    def _titled(self) -> bool:
        """Whether the last thing read is the title of a table or a caption."""
        last = self.found[-1] if self.found and not self.paragraph else None
        return isinstance(last, Paragraph) and (
            table_type(last.text) is not None or is_caption(last.text)
        )

    def _line(self, line: Line, page: Page) -> None:
        number = self.text.add(line.text, line)
        if is_furniture(line) or fold(re.sub(r"\d", "", line.text)) in self.repeated:
            return
        self._end_table()
        if self.paragraph and not (self._joins(line, page) and self._pushed(line, page)):
            self._end_paragraph(runs_on=False)
        self.paragraph.append((line, passage(line.text, Where(number, number, page=page.number))))
        if not self._full(line, page, _LONGEST_TOKEN):
            self._end_paragraph(runs_on=False)

    def _pushed(self, line: Line, page: Page) -> bool:
        """Whether the line above is full, or full but for the first token of this one, which had no
        room there.
        """
        above = self.paragraph[-1][0]
        token = _TOKEN.match(line.text)
        flush = self.text.given and line.segments[0].x0 <= above.segments[0].x0
        return self._full(
            above,
            page,
            max(len(token.group()) / 2 if token else 0, _RUNS_ON_GIVEN if flush else _RUNS_ON),
        )

    def _joins(self, line: Line, page: Page) -> bool:
        """Whether a line goes on in the paragraph above it: that one fills its line, and this one
        opens none of its own.
        """
        above, piece = self.paragraph[-1]
        if opens_paragraph(line.text) or is_caption(line.text) or table_type(line.text) is not None:
            return False
        if abs(above.height - line.height) > 0.2 * line.height:
            return False
        if piece.where.page != page.number:
            return True
        apart = line.top - above.top > 2.6 * max(above.height, line.height)
        indented = line.segments[0].x0 - above.segments[0].x0 > 1.5 * line.height
        return not apart and not (
            indented and above.text.endswith("。") and len(self.paragraph) > 1
        )

    def _full(self, line: Line, page: Page, short: float = _RUNS_ON) -> bool:
        """Whether a line fills its line up to the right margin but for `short` characters, so that
        its paragraph may run on.
        """
        reaches = line.segments[-1].x1 > self.margins[page.width] - short * line.height
        return (
            reaches
            and len(line.segments) == 1
            and not is_caption(line.text)
            and table_type(line.text) is None
        )

    def _end_paragraph(self, runs_on: bool) -> None:
        if self.paragraph:
            pieces = tuple(piece for _, part in self.paragraph for piece in part.pieces)
            self.found.append(Paragraph(Passage(pieces), ends=not runs_on))
        self.paragraph = []

    # --- tables -----------------------------------------------------------------------------------
    def _ruled(self, ruled: Ruled, page: Page) -> None:
        """The rows of a ruled table.

        Its leading cells that go over its whole width are titles and captions: text.
        """
        rows = box_rows(ruled)
        while rows and (
            (len(rows[0]) == 1 and whole_width(rows[0][0], ruled))
            or not any(box.lines for box in rows[0])
        ):
            for text in rows.pop(0)[0].lines:
                self._line(Line((Word(text, ruled.x0, ruled.x0, ruled.top, ruled.top),)), page)
        if not rows:
            return
        self._end_paragraph(runs_on=False)
        table = self._continued(ruled, rows, page)
        if table is None:
            self._end_table()
            self.tables += 1
            self.table = table = _Table(self.tables, [])
        for edge in sorted({x for row in rows for box in row for x in (box.x0, box.x1)}):
            if all(abs(edge - known) > _SAME_EDGE for known in table.edges):
                table.edges.append(edge)
        table.edges.sort()
        table.extent, table.page = (ruled.x0, ruled.x1), page.number or 0
        for row in rows:
            if any(box.lines for box in row):
                self._row(table, [(box.x0, "\n".join(box.lines)) for box in row], page)

    def _continued(self, ruled: Ruled, rows: list[list[Box]], page: Page) -> _Table | None:
        """The open table when these rows are its next page: same extent, nothing between, and no
        heading of their own.
        """
        table = self.table
        if (
            table is None
            or page.number is None
            or table.page + 1 != page.number
            or table.extent is None
        ):
            return None
        if any(
            abs(mine - its) > _SAME_EDGE
            for mine, its in zip((ruled.x0, ruled.x1), table.extent, strict=True)
        ):
            return None
        first = ["".join(box.lines) for box in rows[0]]
        has_data = any(is_amount(cell.text) for row in table.rows for _, cell in row)
        return None if has_data and is_heading(first) else table

    def _row(self, table: _Table, cells: list[tuple[float, str]], page: Page) -> None:
        columns = [max(bisect_left(table.edges, x0 + _SAME_EDGE) - 1, 0) for x0, _ in cells]
        texts = [""] * max(len(table.edges) - 1, 1)
        for column, (_, text) in zip(columns, cells, strict=True):
            texts[min(column, len(texts) - 1)] = " ".join(text.split("\n"))
        number = self.text.add("\t".join(texts))
        where = Where(number, number, page=page.number, table=table.number, row=len(table.rows) + 1)
        table.rows.append([(x0, passage("".join(text.split("\n")), where)) for x0, text in cells])

    def _unruled(self, lines: list[Line], page: Page, goes_on: bool) -> None:
        """A table that only the places of its words tell: its rows by `gaps`, one a line of text;
        on the page after a table (`goes_on`) in the columns of that one.
        """
        above = self.found[-1] if goes_on else None
        self.tables += 1
        rows: list[GridRow] = []
        segments = [[(part.text, part.x0, part.x1) for part in line.segments] for line in lines]
        found = blank_columns.table(segments, lines[0].height, is_word, is_side)
        if self.text.given:
            found = blank_columns.unwrapped(found, [line.top for line in lines])
        if isinstance(above, Grid):
            found = blank_columns.continued(
                [[cell.text for cell in row] for row in above.rows], found
            )
        for index, row in found:
            number = self.text.add("\t".join(row), lines[index])
            where = [
                Where(number, number, page.number, self.tables, len(rows) + 1, column)
                for column in range(1, len(row) + 1)
            ]
            rows.append(tuple(passage(text, place) for text, place in zip(row, where, strict=True)))
        self.found.append(Grid(tuple(rows)))

    def _end_table(self) -> None:
        """The open table as a grid: every cell in its column, blanks where a cell is merged,
        columns that are always blank left out.
        """
        table, self.table = self.table, None
        if table is None or not table.rows:
            return
        width = max(len(table.edges) - 1, 1)
        rows: list[list[Passage]] = []
        for row in table.rows:
            place = row[0][1].where
            cells = [passage("", replace(place, column=column)) for column in range(1, width + 1)]
            for x0, cell in row:
                column = min(max(bisect_left(table.edges, x0 + _SAME_EDGE) - 1, 0), width - 1)
                if cell:
                    here = passage(cell.text, cells[column].where)
                    cells[column] = cells[column].joined(here) if cells[column] else here
            rows.append(cells)
        used = [column for column in range(width) if any(row[column] for row in rows)]
        self.found.append(Grid(tuple(tuple(row[column] for column in used) for row in rows)))
