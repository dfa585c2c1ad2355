"""Plain text whose columns are only blanks → the same blocks with grids.

A line that ends in a blank ends its cell; a line that does not goes on in the next one, and then
the whole of it is one cell. Within a line the columns are told apart by what they hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import filterfalse, groupby
from operator import attrgetter

from budgetgraph.document import Block, Document, Grid, GridRow, Paragraph, join, passage
from budgetgraph.document.list_marks import MarkStyle, list_mark
from budgetgraph.forms import fold, forms, is_caption, is_furniture, is_one_of, role, table_type
from budgetgraph.forms.indicator_headings import names_levels
from budgetgraph.forms.title_kinds import FORM_TITLES
from budgetgraph.recognise.dumped import plain_rows
from budgetgraph.recognise.dumped.wrapped_indicators import indicator_rows
from budgetgraph.recognise.first_place import first_place
from budgetgraph.recognise.labels import label_of, labelled_cells

#: The title of a form is broken over no more lines; the heading of a part is shorter.
_MOST_LINES_OF_TITLE = 3
_LONGEST_PART = 40
#: Where blanks end cells, at least this share of the lines ends in one.
_FEWEST_ENDED = 0.25
#: So few lines end in a blank by chance.
_BY_CHANCE = 1
#: A longer line that is a sentence, or a part of one, is running text.
_LONGEST_ROW = 30


def grids(document: Document) -> Document:
    """Give the document with its plain-text tables as grids; one whose reader found grids comes
    back as it is.
    """
    if not document.plain:
        return document
    return replace(document, blocks=tuple(_blocks(document)))


def _blocks(document: Document) -> Iterator[Block]:
    """Give the blocks of each stretch of lines; grids that were found before stay where they
    are.
    """
    for is_text, blocks in groupby(document.blocks, lambda block: isinstance(block, Paragraph)):
        if not is_text:
            yield from blocks
            continue
        lines = [block for block in blocks if isinstance(block, Paragraph)]
        if ends_cells_in_blanks(document, lines):
            yield from _Reader(document.source.lines, _segments(lines)).blocks()
        else:
            yield from _Reader(document.source.lines, lines, guesses=True).blocks()


def ends_cells_in_blanks(document: Document, lines: Sequence[Paragraph]) -> bool:
    """Tell whether a blank ends a cell in these lines: many of them end in one, not a few by
    chance.
    """
    ended = sum(ends_in_blank(document, line) for line in lines)
    return ended > _BY_CHANCE and ended >= _FEWEST_ENDED * len(lines)


def ends_in_blank(document: Document, line: Paragraph) -> bool:
    """Tell whether a line of the text ends in a blank, as the end of a cell does; a heading marked
    by # ends without one.
    """
    number = line.where.first
    is_of_source = 0 < number <= len(document.source.lines)
    text = document.source.lines[number - 1] if is_of_source else ""
    return line.ends and text != text.rstrip()


def _segments(lines: Sequence[Paragraph]) -> list[Paragraph]:
    """Join physical lines into what was one cell or one paragraph on the page."""
    runs: list[list[Paragraph]] = [[]]
    for line in lines:
        if _heads_indicators(line) or is_furniture(line.text):
            runs.append([])
        runs[-1].append(line)
        if line.ends:
            runs.append([])
    return list(map(_joined, filter(None, runs)))


def _joined(run: Sequence[Paragraph]) -> Paragraph:
    return Paragraph(join(map(attrgetter("passage"), run)))


# --- what a line is -------------------------------------------------------------------------------
def _heads_indicators(segment: Paragraph) -> bool:
    """Tell whether a line is the heading of indicators: 一级指标 二级指标 三级指标 指标值."""
    return names_levels(segment.text.split())


def _is_form_title(segment: Paragraph) -> bool:
    """Tell whether a line is the title of a form, of the department or of a project."""
    is_sentence = segment.text.rstrip().endswith("。")
    is_short = len(segment.passage.pieces) <= _MOST_LINES_OF_TITLE
    return is_short and not is_sentence and is_one_of(forms().form, FORM_TITLES, segment.text)


def _is_part(segment: Paragraph) -> bool:
    """Tell whether a line heads a part of the disclosure and no project."""
    text, patterns = fold(segment.text), forms().form
    is_part = len(text) < _LONGEST_PART and text in patterns["part"]
    return is_part and text not in patterns["project"]


def _is_table_title(segment: Paragraph) -> bool:
    """Tell whether a line is the title of a budget table."""
    is_sentence = segment.text.rstrip().endswith(("。", "，"))
    return not is_sentence and table_type(segment.text) is not None and not _is_part(segment)


def _begins_another(segment: Paragraph) -> bool:
    """Tell whether a line begins another form, table or part."""
    is_title = _is_form_title(segment) or table_type(segment.text) is not None
    return is_title or _is_part(segment)


def _ends_table(segment: Paragraph) -> bool:
    """Tell whether a line is of no table above it: running text, a note, another title."""
    text = fold(segment.text)
    is_prose = text.endswith("。") and len(text) > _LONGEST_ROW
    return is_prose or text in forms().form["note"] or _begins_another(segment)


#: Marks within sentences.
_STOPS = frozenset("，。；")
_MARKS_OF_PARTS = frozenset({MarkStyle.numeral, MarkStyle.bracketed_numeral})


def _is_behind_table(segment: Paragraph) -> bool:
    """Tell whether a line cannot be a row that the lines of a table left out: the next title, or
    running text.
    """
    is_sentence = not _STOPS.isdisjoint(segment.text)
    is_prose = is_sentence and len(segment.text) > _LONGEST_ROW
    is_title = _is_form_title(segment) or table_type(segment.text) is not None
    return is_prose or is_title


def _is_prose_of_part(segment: Paragraph) -> bool:
    """Tell whether a line is a sentence that begins with the number of a part, which no row of a
    form does: `二、2024年支出预算90.00万元，其中：…`.
    """
    mark = list_mark(fold(segment.text))
    is_of_part = mark is not None and mark.style in _MARKS_OF_PARTS
    return is_of_part and not _STOPS.isdisjoint(segment.text)


def _is_page_number(segment: Paragraph, following: Paragraph | None) -> bool:
    """Tell whether a line is the number of a page: it stands above a heading or title printed
    again, or at the end.
    """
    if _heads_indicators(segment) or not is_furniture(segment.text):
        return False
    return following is None or _heads_indicators(following) or _is_form_title(following)


# --- the walk -------------------------------------------------------------------------------------
class _Reader:
    """Walks the segments once; each method takes what it understands and leaves the rest as
    paragraphs.
    """

    def __init__(
        self, lines: Sequence[str], segments: Sequence[Paragraph], *, guesses: bool = False
    ) -> None:
        self.lines = lines
        self.segments = segments
        self.guesses = guesses
        self.at = 0

    def blocks(self) -> Iterator[Block]:
        """Give all segments, those that are rows of a table as its grid."""
        while self.at < len(self.segments):
            segment = self.segments[self.at]
            self.at += 1
            heading = _unit_heading(segment)
            if _is_form_title(segment):
                yield segment
                yield from self._form()
            elif len(heading) > 1:
                yield Grid((heading, *self._same_width(len(heading))), self.guesses)
            elif _is_table_title(segment):
                yield segment
                yield from self._table()
            else:
                yield segment

    def _until(self, ends: Callable[[Paragraph], bool]) -> Sequence[Paragraph]:
        """Take the segments up to the first one that ends them."""
        rest = self.segments[self.at :]
        length = first_place(rest, ends)
        taken = rest[:length]
        self.at += len(taken)
        return taken

    def _same_width(self, width: int) -> Iterator[GridRow]:
        """Take the single-line rows below a heading that hold as many cells as it does."""

        def is_other(segment: Paragraph) -> bool:
            is_wrapped = len(segment.passage.pieces) > 1
            return is_wrapped or len(segment.text.split()) != width

        return map(_words, self._until(is_other))

    def _form(self) -> Iterator[Block]:
        """Take a project's form: its labels, its heading and its indicators; without a heading it
        stays text.
        """
        taken = self._until(_begins_another)
        followings = [*taken[1:], *self.segments[self.at : self.at + 1], None]
        body = [
            segment
            for segment, following in zip(taken, followings, strict=False)
            if not _is_page_number(segment, following)
        ]
        start = first_place(body, _heads_indicators)
        if start is None:
            yield from body
            return
        heading = _words(body[start])
        below = body[start:]
        of_form = below[: first_place(below, _is_prose_of_part)]
        indicators = indicator_rows(list(filterfalse(_heads_indicators, of_form)), heading)
        yield Grid((*_label_rows(body[:start]), heading, *indicators), self.guesses)
        yield from below[len(of_form) :]

    def _table(self) -> Iterator[Block]:
        """Take a budget table of one column of names and columns of figures; one of another shape
        stays text.
        """
        taken = self._until(_ends_table)
        rest = self.segments[self.at :]
        behind = rest[: first_place(rest, _is_behind_table)]
        captions = [segment for segment in taken if is_caption(segment.text)]
        body = [segment for segment in taken if not is_caption(segment.text)]
        yield from captions
        rows = plain_rows.table(self.lines, body, behind)
        if rows is None:
            yield from body
        else:
            yield Grid(rows, self.guesses)


def _words(segment: Paragraph) -> GridRow:
    """Give the words of a line as cells."""
    return tuple(passage(word, segment.where) for word in segment.text.split())


def _unit_heading(segment: Paragraph) -> GridRow:
    """Give the cells of a line when each of them heads a column of the table of units, else
    none.
    """
    is_heading = all(role(forms().unit, word) for word in segment.text.split())
    return _words(segment) if is_heading else ()


def _label_rows(body: Sequence[Paragraph]) -> Iterator[GridRow]:
    """Give the rows above the indicators: labels and their values, and texts that belong to the row
    above.

    `项目编码 5109… 项目名称 河道清淤` → 项目编码 | 5109… | 项目名称 | 河道清淤
    """
    for segment in body:
        is_wrapped = len(segment.passage.pieces) > 1
        cells = [] if is_wrapped else labelled_cells((segment.passage,))
        blank = passage("", segment.where)
        if cells and cells[0].key is not None:
            yield tuple(cell.passage.stripped() for cell in cells)
        elif label_of(segment.text.strip()) is not None:
            yield (segment.passage, blank)
        else:
            yield (blank, segment.passage)
