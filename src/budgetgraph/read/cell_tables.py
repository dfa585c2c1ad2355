"""What the readers of native formats (Word, Excel, web page) share: cells as they were laid out →
paragraphs, grids and the lines of their text rendering. A paragraph is one line, a table row one
line with a tab between its cells, so that every place is a line again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from budgetgraph.document import Block, Document, Grid, Paragraph, Passage, Source, lines_of_cells
from budgetgraph.document.problems import LimitExceeded, Note
from budgetgraph.document.where import Where
from budgetgraph.read.cells import (
    Content,
    Item,
    NativeCell,
    NativeRow,
    NativeTable,
    as_passage,
    check_size,
    tidy,
)
from budgetgraph.read.layouts import Layouts
from budgetgraph.read.raised import pieces, plain

#: A cell above a table is a title or a caption up to this length, and prose (one paragraph a line)
#: beyond it.
_LONGEST_TITLE = 80


class Rendering:
    """Takes paragraphs and tables in reading order and puts together the document and its lines.

    Paragraphs are marked as ones that may run on, because documents made from pages part a sentence
    where the page ended.
    """

    def __init__(self, path: str, layouts: Layouts, *, keeps_lines: bool = False) -> None:
        self.path = path
        self.layouts = layouts
        self.keeps_lines = keeps_lines
        self.lines: list[str] = []
        self.blocks: list[Block] = []
        self.tables = 0
        self.cells = 0

    def document(
        self, file: str, sha256: str, media_type: str, notes: tuple[Note, ...] = ()
    ) -> Document:
        """Give all that was taken.

        `plain` where there is no table, so that columns of blanks are looked for as in plain text.
        """
        source = Source(file, sha256, media_type, tuple(self.lines))
        has_table = any(isinstance(block, Grid) for block in self.blocks)
        return Document(source, tuple(self.blocks), plain=not has_table, notes=notes)

    def add(self, items: Iterable[Item]) -> None:
        """Paragraphs and tables one after the other; a line break inside a paragraph ends it."""
        for item in items:
            if isinstance(item, NativeTable):
                self.table(item)
            else:
                for line in tidy(item).split("\n"):
                    self.paragraph(line)

    def paragraph(self, text: str, cell: Where | None = None) -> None:
        """Take one line of running text, that of a `cell` where it stands in one; nothing for an
        empty one.
        """
        if text:
            self.lines.append(plain(text))
            line = len(self.lines)
            where = Where(line, line)
            if cell is not None:
                where = replace(cell, first=line, last=line)
            passage = Passage(tuple(pieces(text, where)))
            self.blocks.append(Paragraph(passage, ends=False))

    def table(self, table: NativeTable, number: int | None = None) -> None:
        """Take a table under its number (the next one by default).

        A row with tables in its cells is a frame: its cells come one by one.
        """
        self.tables += 1
        number = self.tables if number is None else number
        rows: list[NativeRow] = []
        for row in table.rows:
            self.cells += len(row.cells)
            check_size(self.path, self.cells)
            if not row.is_frame:
                rows.append(row)
                continue
            self._rows(rows, number)
            rows = []
            self._framed(row)
        self._rows(rows, number)

    def _framed(self, row: NativeRow) -> None:
        """Take what the cells of a frame hold, one after the other."""
        for cell in row.cells:
            if cell is not None:
                self.add(cell.items)

    def _rows(self, rows: Sequence[NativeRow], number: int) -> None:
        """Rows without tables in their cells: titles and captions, grids, notes below them."""
        for region in self.layouts.regions(rows):
            above, body, below = self.layouts.parts(region)
            for row in above:
                self._line_of_paragraphs(row, number)
            self._grid(body, number)
            for row in below:
                self._line_of_paragraphs(row, number)

    def _align(self, row: NativeRow) -> None:
        """Leave lines between rows empty where each row has a line of the file."""
        if self.keeps_lines:
            self.lines += [""] * (row.number - 1 - len(self.lines))

    def _line_of_paragraphs(self, row: NativeRow, number: int) -> None:
        """Take the filled cells of a row that belongs to no grid: a paragraph each, on one line, a
        label with what it names (部门： | 石桥县水务局); long prose takes a line a paragraph.
        """
        filled = row.filled()
        if _is_prose(row):
            ((column, cell),) = filled
            place = Where(0, 0, table=number, row=row.number, column=row.place(column))
            for text in cell.marked.split("\n"):
                self.paragraph(text, place)
            return
        for passage in lines_of_cells(self._passages(row, filled, number)):
            self.blocks.append(Paragraph(passage, ends=False))

    def _grid(self, rows: Sequence[NativeRow], number: int) -> None:
        columns = _columns(rows)
        grid = []
        for row in rows:
            cells = [(column, row.cell(column)) for column in columns]
            grid.append(tuple(self._passages(row, cells, number)))
        if grid:
            self.blocks.append(Grid(tuple(grid)))

    def _passages(
        self, row: NativeRow, cells: Sequence[tuple[int, NativeCell | None]], number: int
    ) -> list[Passage]:
        """Put cells of a row on one line of the text, tabs between them, and give their texts with
        their places.
        """
        self._align(row)
        self.lines.append("\t".join(_flat(cell) for _, cell in cells))
        line = len(self.lines)
        passages = []
        for column, cell in cells:
            where = Where(line, line, table=number, row=row.number, column=row.place(column))
            passages.append(as_passage(cell, where))
        return passages


def rendered_file(
    path: Path,
    data: bytes,
    read: Callable[[str, bytes], Content],
    media_type: str,
    layouts: Layouts,
    nested: str,
) -> Document:
    """Give the document of what `read` tells that a file holds.

    LimitExceeded, with the message `nested`, where its parts hold each other too deep.
    """
    rendering = Rendering(str(path), layouts)
    try:
        content = read(str(path), data)
        rendering.add(content.items)
    except RecursionError:
        raise LimitExceeded(f"{path}: {nested}") from None
    digest = hashlib.sha256(data).hexdigest()
    return rendering.document(path.name, digest, media_type, content.notes)


def _is_prose(row: NativeRow) -> bool:
    """Tell whether a row is one cell that is longer than a title."""
    filled = row.filled()
    return len(filled) == 1 and len(filled[0][1].text) > _LONGEST_TITLE


def _flat(cell: NativeCell | None) -> str:
    return cell.text.replace("\n", " ") if cell is not None else ""


def _columns(rows: Sequence[NativeRow]) -> list[int]:
    """Give the columns that exist in print: not those that merged cells cover in every row (how
    programs draw a ragged table), and none at the right end in which nothing is printed.
    """
    own = set()
    end = 0
    for row in rows:
        for column, cell in enumerate(row.cells):
            if cell is not None:
                own.add(column)
            if cell is not None and cell.text:
                end = max(end, column + 1)
    return [column for column in range(end) if column in own]
