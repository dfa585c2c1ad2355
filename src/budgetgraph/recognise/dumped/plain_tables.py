"""Plain text whose columns are only blanks → the same blocks with grids.

A line that ends in a blank ends its cell; a line that does not goes on in the next one, and then
the whole of it is one cell. Within a line the columns are told apart by what they hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from budgetgraph.document import Block, Document, Grid, GridRow, Paragraph, Passage, join, passage
from budgetgraph.forms import fold, forms, is_caption, role, table_type
from budgetgraph.recognise.labels import label_of, labelled_cells
from budgetgraph.recognise.wrapped_indicators import indicator_rows
from budgetgraph.values.amount import is_amount


def grids(document: Document) -> Document:
    """The document with its plain-text tables as grids; one whose reader found grids is returned as
    it is.
    """
    if not document.plain:
        return document
    return replace(document, blocks=tuple(_blocks(document)))


def _blocks(document: Document) -> Iterator[Block]:
    """The blocks of each stretch of lines; grids that were found before stay where they are."""
    for is_text, blocks in groupby(document.blocks, lambda block: isinstance(block, Paragraph)):
        if is_text:
            lines = [block for block in blocks if isinstance(block, Paragraph)]
            marked = any(ends_in_blank(document, line) for line in lines)
            yield from _Reader(document, _segments(lines) if marked else lines).blocks()
        else:
            yield from blocks


def ends_in_blank(document: Document, line: Paragraph) -> bool:
    """Whether a line of the text ends in a blank, as the end of a cell does; a heading marked by #
    ends without one.
    """
    number = line.where.first
    text = document.source.lines[number - 1] if 0 < number <= len(document.source.lines) else ""
    return line.ends and text != text.rstrip()


def _segments(lines: list[Paragraph]) -> list[Paragraph]:
    """Physical lines joined into what was one cell or one paragraph on the page."""
    runs: list[list[Paragraph]] = [[]]
    for line in lines:
        if _is_indicator_heading(line.text) or fold(line.text) in forms().form["furniture"]:
            runs.append([])
        runs[-1].append(line)
        if line.ends:
            runs.append([])
    return [Paragraph(join(line.passage for line in run)) for run in runs if run]


def _is_indicator_heading(text: str) -> bool:
    roles = [role(forms().indicator, token) for token in text.split()]
    return sum(name in {"level1", "level2", "level3"} for name in roles) >= 2


def _is_form_title(segment: Paragraph) -> bool:
    kinds = (forms().form[key] for key in ("project", "generic_project", "department"))
    is_title = any(segment.text in kind for kind in kinds)
    is_sentence = segment.text.rstrip().endswith("。")
    return is_title and not is_sentence and len(segment.passage.pieces) <= 3


def _is_part(segment: Paragraph) -> bool:
    text = fold(segment.text)
    return len(text) < 40 and text in forms().form["part"] and text not in forms().form["project"]


_DIGIT = re.compile(r"\d")


class _Reader:
    """Walks the segments once; each method takes what it understands and leaves the rest as
    paragraphs.
    """

    def __init__(self, document: Document, segments: list[Paragraph]) -> None:
        self.lines = document.source.lines
        self.segments = segments
        self.at = 0

    def blocks(self) -> Iterator[Block]:
        while self.at < len(self.segments):
            segment = self.segments[self.at]
            if _is_form_title(segment):
                yield from self._form()
            elif len(heading := _unit_heading(segment)) > 1:
                yield Grid((heading, *self._same_width(len(heading))))
            elif (
                table_type(segment.text)
                and not segment.text.rstrip().endswith(("。", "，"))
                and not _is_part(segment)
            ):
                yield from self._table()
            else:
                yield segment
                self.at += 1

    def _same_width(self, width: int) -> Iterator[GridRow]:
        """The single-line rows below a heading that hold as many cells as it does."""
        self.at += 1
        while self.at < len(self.segments):
            segment = self.segments[self.at]
            cells = segment.text.split()
            if len(segment.passage.pieces) > 1 or len(cells) != width:
                return
            yield tuple(passage(cell, segment.where) for cell in cells)
            self.at += 1

    # --- a project's form -------------------------------------------------------------------------
    def _form(self) -> Iterator[Block]:
        yield self.segments[self.at]
        self.at += 1
        rows: list[GridRow] = []
        body: list[Paragraph] = []
        heading: GridRow | None = None
        while self.at < len(self.segments):
            segment = self.segments[self.at]
            if _is_form_title(segment) or _is_part(segment) or table_type(segment.text):
                break
            self.at += 1
            if _is_indicator_heading(segment.text):
                if heading is None:
                    rows.extend(_label_rows(body))
                    body = []
                    heading = tuple(passage(cell, segment.where) for cell in segment.text.split())
                    rows.append(heading)
            elif not self._is_page_number(segment):
                body.append(segment)
        if heading is None:
            yield from body
            return
        rows.extend(indicator_rows(body, heading))
        yield Grid(tuple(rows))

    def _is_page_number(self, segment: Paragraph) -> bool:
        following = self.segments[self.at] if self.at < len(self.segments) else None
        is_number = fold(segment.text) in forms().form["furniture"]
        return is_number and (
            following is None or _is_indicator_heading(following.text) or _is_form_title(following)
        )

    # --- a budget table ---------------------------------------------------------------------------
    def _table(self) -> Iterator[Block]:
        """The heading and the rows of a table of one item column and columns of figures; a table of
        another shape stays text.
        """
        yield self.segments[self.at]
        start = self.at = self.at + 1
        while self.at < len(self.segments) and not self._ends_table(self.segments[self.at]):
            self.at += 1
        body = self.segments[start : self.at]
        captions = [segment for segment in body if is_caption(segment.text)]
        body = [segment for segment in body if segment not in captions]
        first = next(
            (index for index, segment in enumerate(body) if self._is_row(segment)), len(body)
        )
        yield from captions
        if not body:
            return
        heading = _heading_cells(body[:first])
        rows = [
            row for segment in body[first:] if (row := self._row(segment, len(heading))) is not None
        ]
        is_whole = len(rows) == len(body) - first and bool(heading)
        if is_whole and (rows or not self._holds_amounts(body)):
            yield Grid((heading, *rows))
        else:
            yield from body

    def _holds_amounts(self, body: list[Paragraph]) -> bool:
        """Whether a table without rows is no empty one: digits stand in its lines, or the line
        behind them is still one of its rows.
        """
        behind = self.segments[self.at : self.at + 1]
        goes_on = any(map(self._is_row, behind))
        return goes_on or any(_DIGIT.search(segment.text) for segment in body)

    def _ends_table(self, segment: Paragraph) -> bool:
        text = fold(segment.text)
        is_prose = text.endswith("。") and len(text) > 30
        is_title = (
            _is_part(segment) or _is_form_title(segment) or table_type(segment.text) is not None
        )
        return is_prose or is_title or text in forms().form["note"]

    def _raw(self, segment: Paragraph) -> list[str]:
        """The cells of a line as the blanks part them: one blank behind each cell, so two blanks in
        a row are an empty cell.
        """
        line = self.lines[segment.where.first - 1].lstrip()
        return line.removesuffix(" ").split(" ")

    def _is_row(self, segment: Paragraph) -> bool:
        raw = self._raw(segment)
        return (
            len(segment.passage.pieces) == 1
            and len(raw) > 1
            and (is_amount(raw[-1]) or raw[-1] == raw[-2] == "")
        )

    def _row(self, segment: Paragraph, width: int) -> GridRow | None:
        raw = self._raw(segment)
        if len(raw) < width or len(segment.passage.pieces) > 1 or width < 2:
            return None
        values = raw[len(raw) - width + 1 :]
        if any(value and not is_amount(value) for value in values):
            return None
        cells = [" ".join(raw[: len(raw) - width + 1]).strip(), *values]
        return tuple(passage(cell, segment.where) for cell in cells)


def _unit_heading(segment: Paragraph) -> GridRow:
    """The cells of a line when each of them heads a column of the table of units, else none."""
    cells = (
        segment.text.split()
        if all(role(forms().unit, cell) for cell in segment.text.split())
        else []
    )
    return tuple(passage(cell, segment.where) for cell in cells)


def _heading_cells(segments: list[Paragraph]) -> GridRow:
    """The leaf headings of a plain-text table: cells between blanks, a word spaced out (`项   目`)
    put together.
    """
    cells: list[Passage] = []
    for segment in segments:
        if len(segment.passage.pieces) > 1:
            cells.append(segment.passage)
            continue
        text = re.sub(r"(?<![㐀-鿿])([㐀-鿿])\s+([㐀-鿿])(?![㐀-鿿])", r"\1\2", segment.text)
        cells.extend(passage(cell, segment.where) for cell in text.split())
    return tuple(cells)


def _label_rows(body: list[Paragraph]) -> Iterator[GridRow]:
    """The rows above the indicators: labels and their values, and texts that belong to the row
    above.

    `项目编码 5109… 项目名称 河道清淤` → 项目编码 | 5109… | 项目名称 | 河道清淤
    """
    for segment in body:
        is_wrapped = len(segment.passage.pieces) > 1
        cells = [] if is_wrapped else labelled_cells((segment.passage,))
        if cells and cells[0].key is not None:
            yield tuple(cell.passage.stripped() for cell in cells)
        elif label_of(segment.text.strip()) is not None:
            yield (segment.passage, passage("", segment.where))
        else:
            yield (passage("", segment.where), segment.passage)
