"""Words and ruled cells with their places on the page → blocks in reading order, and the text rendering that every quote is read from."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from budgetgraph import gaps
from budgetgraph.document import Block, Document, Grid, GridRow, Paragraph, Passage, Source, passage
from budgetgraph.forms import fold, forms, is_caption, opens_paragraph, role, table_type
from budgetgraph.money import decimal_or_none
from budgetgraph.where import Where

MEDIA_TYPE = "application/pdf"
#: Edges of columns nearer than this (points) are one, also across pages.
_SAME_EDGE = 6.0
#: A line whose end is nearer to the margin than this many characters runs on in the next one.
_RUNS_ON = 1.6
#: A gap between words wider than this many characters parts columns.
_GAP = 1.5


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without a gap. Places are in points from the top left of the page."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Box:
    """A ruled cell with its lines of text."""

    x0: float
    top: float
    x1: float
    bottom: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table whose cells are ruled."""

    boxes: tuple[Box, ...]
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page: the words outside its tables, and its tables."""

    number: int
    width: float
    words: tuple[Word, ...]
    tables: tuple[Ruled, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A visual line, cut into segments where the gap is wide."""

    segments: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(segment.text for segment in self.segments)

    @property
    def top(self) -> float:
        return min(segment.top for segment in self.segments)

    @property
    def height(self) -> float:
        return max(segment.bottom - segment.top for segment in self.segments)


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Words as lines, top to bottom, left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: ((word.top + word.bottom) / 2, word.x0)):
        middle = (word.top + word.bottom) / 2
        if rows and abs(middle - (rows[-1][0].top + rows[-1][0].bottom) / 2) < (word.bottom - word.top) / 2:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [Line(tuple(_segments(sorted(row, key=lambda word: word.x0)))) for row in rows]


def _segments(words: list[Word]) -> Iterator[Word]:
    run = words[0]
    for word in words[1:]:
        if word.x0 - run.x1 > _GAP * (word.bottom - word.top):
            yield run
            run = word
        else:
            run = Word(f"{run.text} {word.text}", run.x0, word.x1, min(run.top, word.top), max(run.bottom, word.bottom))
    yield run


@dataclass(slots=True)
class _Text:
    """The rendering as it grows: one entry a line."""

    lines: list[str] = field(default_factory=list)

    def add(self, text: str) -> int:
        """The number of the new line."""
        self.lines.append(" ".join(text.split("\n")))
        return len(self.lines)


@dataclass(slots=True)
class _Table:
    """A table that may go on over pages: the edges of its columns, and its rows as (left edge, cell) pairs."""

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
    return Document(Source(name, sha256, MEDIA_TYPE, tuple(walk.text.lines)), tuple(walk.found))


class _Walk:
    """Goes down the pages: what is open is a paragraph or a table that the next line, row or page may go on in."""

    def __init__(self, pages: list[Page]) -> None:
        self.text = _Text()
        self.found: list[Block] = []
        self.margins = {width: _margin(pages, width) for width in {page.width for page in pages}}
        self.repeated = _repeated(pages)
        self.table: _Table | None = None
        self.tables = 0
        self.paragraph: list[tuple[Line, Passage]] = []

    def page(self, page: Page) -> None:
        """One page, top to bottom."""
        items = sorted([*lines_of(page.words), *page.tables], key=lambda item: item.top)
        at = 0
        while at < len(items):
            item = items[at]
            if isinstance(item, Ruled):
                self._ruled(item, page)
                at += 1
                continue
            run = [line for line in items[at : next((i for i in range(at, len(items)) if isinstance(items[i], Ruled)), len(items))]]
            at += len(run)
            self._lines([line for line in run if isinstance(line, Line)], page)

    def close(self) -> None:
        """Whatever is open ends here."""
        self._end_paragraph(runs_on=False)
        self._end_table()

    # --- running text -------------------------------------------------------------------------------------------------
    def _lines(self, run: list[Line], page: Page) -> None:
        at = 0
        while at < len(run):
            length = unruled_length(run[at:])
            if length:
                self._end_paragraph(runs_on=False)
                self._end_table()
                self._unruled(run[at : at + length], page)
                at += length
            else:
                self._line(run[at], page)
                at += 1

    def _line(self, line: Line, page: Page) -> None:
        number = self.text.add(line.text)
        if _is_furniture(line) or fold(re.sub(r"\d", "", line.text)) in self.repeated:
            return
        self._end_table()
        if self.paragraph and not self._joins(line, page):
            self._end_paragraph(runs_on=False)
        self.paragraph.append((line, passage(line.text, Where(number, number, page=page.number))))
        if not self._full(line, page):
            self._end_paragraph(runs_on=False)

    def _joins(self, line: Line, page: Page) -> bool:
        """Whether a line goes on in the paragraph above it: that one fills its line, and this one opens none of its own."""
        above, piece = self.paragraph[-1]
        if opens_paragraph(line.text) or is_caption(line.text) or table_type(line.text) is not None:
            return False
        if abs(above.height - line.height) > 0.2 * line.height:
            return False
        if piece.where.page != page.number:
            return True
        apart = line.top - above.top > 2.6 * max(above.height, line.height)
        indented = line.segments[0].x0 - above.segments[0].x0 > 1.5 * line.height
        return not apart and not (indented and above.text.endswith("。") and len(self.paragraph) > 1)

    def _full(self, line: Line, page: Page) -> bool:
        """Whether a line fills its line up to the right margin, so that its paragraph may run on."""
        reaches = line.segments[-1].x1 > self.margins[page.width] - _RUNS_ON * line.height
        return reaches and len(line.segments) == 1 and not is_caption(line.text) and table_type(line.text) is None

    def _end_paragraph(self, runs_on: bool) -> None:
        if self.paragraph:
            pieces = tuple(piece for _, part in self.paragraph for piece in part.pieces)
            self.found.append(Paragraph(Passage(pieces), ends=not runs_on))
        self.paragraph = []

    # --- tables -------------------------------------------------------------------------------------------------------
    def _ruled(self, ruled: Ruled, page: Page) -> None:
        """The rows of a ruled table. Its leading cells that go over its whole width are titles and captions: text."""
        rows = _box_rows(ruled)
        while rows and (len(rows[0]) == 1 and _whole_width(rows[0][0], ruled) or not any(box.lines for box in rows[0])):
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
        table.extent, table.page = (ruled.x0, ruled.x1), page.number
        for row in rows:
            if any(box.lines for box in row):
                self._row(table, [(box.x0, "\n".join(box.lines)) for box in row], page)

    def _continued(self, ruled: Ruled, rows: list[list[Box]], page: Page) -> _Table | None:
        """The open table when these rows are its next page: same extent, nothing between, and no heading of their own."""
        table = self.table
        if table is None or table.page + 1 != page.number or table.extent is None:
            return None
        if any(abs(mine - its) > _SAME_EDGE for mine, its in zip((ruled.x0, ruled.x1), table.extent, strict=True)):
            return None
        first = ["".join(box.lines) for box in rows[0]]
        has_data = any(decimal_or_none(cell.text) is not None for row in table.rows for _, cell in row)
        return None if has_data and is_heading(first) else table

    def _row(self, table: _Table, cells: list[tuple[float, str]], page: Page) -> None:
        columns = [max(bisect_left(table.edges, x0 + _SAME_EDGE) - 1, 0) for x0, _ in cells]
        texts = [""] * max(len(table.edges) - 1, 1)
        for column, (_, text) in zip(columns, cells, strict=True):
            texts[min(column, len(texts) - 1)] = " ".join(text.split("\n"))
        number = self.text.add("\t".join(texts))
        where = Where(number, number, page=page.number, table=table.number, row=len(table.rows) + 1)
        table.rows.append([(x0, passage("".join(text.split("\n")), where)) for x0, text in cells])

    def _unruled(self, lines: list[Line], page: Page) -> None:
        """A table that only the places of its words tell: its rows by `gaps`, one a line of text."""
        self.tables += 1
        rows: list[GridRow] = []
        for row in gaps.table([[(part.text, part.x0, part.x1) for part in line.segments] for line in lines], lines[0].height):
            number = self.text.add("\t".join(row))
            where = [Where(number, number, page.number, self.tables, len(rows) + 1, column) for column in range(1, len(row) + 1)]
            rows.append(tuple(passage(text, place) for text, place in zip(row, where, strict=True)))
        self.found.append(Grid(tuple(rows)))

    def _end_table(self) -> None:
        """The open table as a grid: every cell in its column, blanks where a cell is merged, columns that are always blank left out."""
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
                    cells[column] = cells[column].joined(passage(cell.text, cells[column].where))
            rows.append(cells)
        used = [column for column in range(width) if any(row[column] for row in rows)]
        self.found.append(Grid(tuple(tuple(row[column] for column in used) for row in rows)))


def _box_rows(ruled: Ruled) -> list[list[Box]]:
    """Cells by the row in which they begin; a cell over several rows stands in its first one."""
    rows: list[list[Box]] = []
    for box in sorted(ruled.boxes, key=lambda box: (box.top, box.x0)):
        if rows and abs(box.top - rows[-1][0].top) <= 3:
            rows[-1].append(box)
        else:
            rows.append([box])
    return [sorted(row, key=lambda box: box.x0) for row in rows]


def _whole_width(box: Box, ruled: Ruled) -> bool:
    return box.x1 - box.x0 > 0.97 * (ruled.x1 - ruled.x0)


def is_heading(cells: list[str]) -> bool:
    """Whether a row at the top of a page is a heading: its cells are words that head columns, and no amount stands in it."""
    heading = forms().heading
    filled = [cell for cell in cells if cell]
    if any(decimal_or_none(cell) is not None for cell in filled):
        return False
    keys = ("serial", "code", "code_parts", "item", "revenue_side", "expenditure_side")
    known = [cell for cell in filled if any(cell in heading[key] for key in keys) or role(forms().indicator, cell) or role(forms().unit, cell)]
    return len(known) * 2 >= len(filled) > 1


def unruled_length(lines: list[Line]) -> int:
    """How many lines from the first one on are a table without rulings: lines of several segments, at least two of them with amounts."""
    if not lines or len(lines[0].segments) < 2 or is_caption(lines[0].text) or _is_furniture(lines[0]):
        return 0
    length = amounts = 0
    for index, line in enumerate(lines):
        if _is_furniture(line) or _LEADER.search(line.text) or fold(line.text) in forms().form["note"] or table_type(line.text):
            break
        if len(line.segments) > 1:
            length = index + 1
            amounts += any(_PRECISE.fullmatch(part.text) for part in line.segments)
        elif index - length > 1 or len(line.text) > 30:
            break
    return length if amounts >= 2 else 0


_LEADER = re.compile(r"\.{4,}|…{2,}|·{4,}")
_PRECISE = re.compile(r"-?[\d,]*\d[.,]\d+")
_EDGE_LINES = 2


def _is_furniture(line: Line) -> bool:
    return fold(line.text) in forms().form["furniture"]


def _margin(pages: list[Page], width: float) -> float:
    """The right margin of the running text on pages of one width: the rightmost place where three long lines end."""
    ends = [line.segments[-1].x1 for page in pages if page.width == width for line in lines_of(page.words) if len(line.text) > 20]
    shared = [end for end in ends if sum(1 for other in ends if abs(other - end) < 6) > 2]
    return max(shared or ends, default=width)


def _repeated(pages: list[Page]) -> frozenset[str]:
    """Running headers and footers: the first and last lines that stand, but for their digits, on most pages."""
    count: Counter[str] = Counter()
    for page in pages:
        lines = lines_of(page.words)
        texts = {line.text for line in (*lines[:_EDGE_LINES], *lines[-_EDGE_LINES:])}
        count.update({fold(re.sub(r"\d", "", text)) for text in texts if not is_caption(text) and table_type(text) is None})
    return frozenset(text for text, pages_with in count.items() if pages_with > max(2, len(pages) // 2))
