"""What the readers of native formats (Word, Excel, web page) share: cells as they were laid out →
paragraphs, grids and the lines of their text rendering. A paragraph is one line, a table row one
line with a tab between its cells, so that every place is a line again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from budgetgraph.document import Block, Document, Grid, Paragraph, Passage, Source
from budgetgraph.document.problems import Note
from budgetgraph.document.where import Where
from budgetgraph.forms import fold, forms, is_caption, role, table_type
from budgetgraph.read.cells import Cell, Item, Row, Table, as_passage, check_size, tidy
from budgetgraph.read.raised import pieces, plain

#: A cell above a table is a title or a caption up to this length, and prose (one paragraph a line)
#: beyond it.
_LONGEST_TITLE = 80


def is_title(text: str) -> bool:
    """Whether a text names a budget table, a project's form or the units, so that what follows
    belongs to it.
    """
    patterns = forms().form
    return table_type(text) is not None or any(
        text in patterns[key] for key in ("project", "generic_project", "department", "units")
    )


class Rendering:
    """Takes paragraphs and tables in reading order and puts together the document and its lines.

    Paragraphs are marked as ones that may run on, because documents made from pages part a sentence
    where the page ended.
    """

    def __init__(self, path: str, *, keeps_lines: bool = False) -> None:
        self.path = path
        self.keeps_lines = keeps_lines
        self.lines: list[str] = []
        self.blocks: list[Block] = []
        self.tables = 0
        self.cells = 0

    def document(
        self, file: str, sha256: str, media_type: str, notes: tuple[Note, ...] = ()
    ) -> Document:
        """All that was taken.

        `plain` where there is no table, so that columns of blanks are looked for as in plain text.
        """
        source = Source(file, sha256, media_type, tuple(self.lines))
        return Document(
            source,
            tuple(self.blocks),
            plain=not any(isinstance(block, Grid) for block in self.blocks),
            notes=notes,
        )

    def add(self, items: Iterable[Item]) -> None:
        """Paragraphs and tables one after the other; a line break inside a paragraph ends it."""
        for item in items:
            if isinstance(item, Table):
                self.table(item)
            else:
                for line in tidy(item).split("\n"):
                    self.paragraph(line)

    def paragraph(self, text: str) -> None:
        """One line of running text; nothing for an empty one."""
        if text:
            self.lines.append(plain(text))
            line = len(self.lines)
            passage = Passage(tuple(pieces(text, Where(line, line))))
            self.blocks.append(Paragraph(passage, ends=False))

    def table(self, table: Table, number: int | None = None) -> None:
        """A table under its number (the next one by default).

        A row with tables in its cells is a frame: its cells come one by one.
        """
        self.tables += 1
        number = self.tables if number is None else number
        plain: list[Row] = []
        for row in table.rows:
            self._count(len(row.cells))
            if any(found is not None and found.holds_table for found in row.cells):
                self._plain(plain, number)
                plain = []
                for found in row.cells:
                    self.add(found.items if found is not None else ())
            else:
                plain.append(row)
        self._plain(plain, number)

    def _count(self, cells: int) -> None:
        self.cells += cells
        check_size(self.path, self.cells)

    def _plain(self, rows: list[Row], number: int) -> None:
        for region in regions(rows):
            above, body, below = parts(region)
            for row in above:
                self._line_of_paragraphs(row, number)
            self._grid(body, number)
            for row in below:
                self._line_of_paragraphs(row, number)

    def _align(self, row: Row) -> None:
        """Where each row has a line of the file, leave the lines between rows empty."""
        if self.keeps_lines:
            self.lines += [""] * (row.number - 1 - len(self.lines))

    def _line_of_paragraphs(self, row: Row, number: int) -> None:
        """The filled cells of a row that belongs to no grid: a paragraph each, on one line; long
        prose takes a line a paragraph.
        """
        filled = row.filled()
        if len(filled) == 1 and len(filled[0][1].text) > _LONGEST_TITLE:
            for text in filled[0][1].marked.split("\n"):
                self.paragraph(text)
            return
        self._align(row)
        self.lines.append("\t".join(_flat(found) for _, found in filled))
        for column, found in filled:
            where = Where(
                len(self.lines), len(self.lines), table=number, row=row.number, column=column + 1
            )
            self.blocks.append(Paragraph(as_passage(found, where), ends=False))

    def _grid(self, rows: list[Row], number: int) -> None:
        columns = _columns(rows)
        grid = []
        for row in rows:
            cells = [
                (column, row.cells[column] if column < len(row.cells) else None)
                for column in columns
            ]
            self._align(row)
            self.lines.append("\t".join(_flat(found) for _, found in cells))
            line = len(self.lines)
            grid.append(
                tuple(
                    as_passage(
                        found, Where(line, line, table=number, row=row.number, column=column + 1)
                    )
                    for column, found in cells
                )
            )
        if grid:
            self.blocks.append(Grid(tuple(grid)))


def _flat(found: Cell | None) -> str:
    return found.text.replace("\n", " ") if found is not None else ""


def _columns(rows: Sequence[Row]) -> list[int]:
    """The columns that exist in print: not those that merged cells cover in every row (how programs
    draw a ragged table), and none at the right end in which nothing is printed.
    """
    width = max((len(row.cells) for row in rows), default=0)
    own = [
        any(column < len(row.cells) and row.cells[column] is not None for row in rows)
        for column in range(width)
    ]
    printed = [max((column for column, _ in row.filled()), default=-1) for row in rows]
    last = max(printed, default=-1)
    return [column for column in range(width) if own[column] and column <= last]


# --- where a table begins and ends in a sheet of cells --------------------------------------------
def regions(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """The rows parted where a new table begins: at a title, at a heading printed again (a new
    page), or behind an empty row at what stands above a table. Empty rows are left out.
    """
    region: list[Row] = []
    heading = Row((), 0)
    has_body = blank = False
    for row in rows:
        filled = row.filled()
        if not filled:
            blank = True
            continue
        stands_above = _stands_above(row)
        titled = stands_above and len(filled) == 1 and is_title(filled[0][1].text)
        if has_body and (titled or (blank and stands_above) or _repeats_heading(row, heading)):
            yield region
            region, has_body = [], False
        region.append(row)
        if not stands_above and (not has_body or _is_indicator_heading(row)):
            heading = row
        has_body = has_body or not stands_above
        blank = False
    if region:
        yield region


def parts(region: Sequence[Row]) -> tuple[list[Row], list[Row], list[Row]]:
    """(what stands above the table, its rows, the notes below it)."""
    start = next((index for index, row in enumerate(region) if not _stands_above(row)), len(region))
    end = len(region)
    while end > start and _is_note(region[end - 1]):
        end -= 1
    return list(region[:start]), list(region[start:end]), list(region[end:])


def _stands_above(row: Row) -> bool:
    """A title stands alone, at the left or merged over columns; captions and page marks may share a
    row or stand at the right.
    """
    filled = row.filled()
    if len(filled) == 1 and (filled[0][0] == 0 or filled[0][1].span > 1):
        return True
    return all(is_caption(found.text) or _is_furniture(fold(found.text)) for _, found in filled)


def _repeats_heading(row: Row, heading: Row) -> bool:
    texts, above = ([found.text for _, found in each.filled()] for each in (row, heading))
    is_same = texts == above or (_is_indicator_heading(row) and _is_indicator_heading(heading))
    return is_same and len(texts) > 1 and not any(any(map(str.isdigit, text)) for text in texts)


def _is_indicator_heading(row: Row) -> bool:
    names = [role(forms().indicator, found.text) for _, found in row.filled()]
    return sum(name in {"level1", "level2", "level3"} for name in names) > 1


def _is_furniture(text: str) -> bool:
    """A mark such as 表一 or 公开01表; a bare number may be a value."""
    return text in forms().form["furniture"] and not text.strip("-").isdigit()


def _is_note(row: Row) -> bool:
    filled = row.filled()
    return len(filled) == 1 and filled[0][1].text in forms().form["note"]
