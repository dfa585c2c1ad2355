"""A table of a text laid out by blanks: its lines → its rows, one a line of text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, filterfalse
from operator import attrgetter

from budgetgraph.document import Grid, GridRow
from budgetgraph.read.blank_columns.column_numbers import numbers_columns
from budgetgraph.read.blank_columns.names_by_code import with_names_of_codes
from budgetgraph.read.blank_columns.next_page import continued
from budgetgraph.read.blank_columns.spans import HeadingWords, Segment, Span
from budgetgraph.read.blank_columns.spread_words import with_spread_words
from budgetgraph.read.blank_columns.table import table
from budgetgraph.read.blank_columns.wrapped import unwrapped
from budgetgraph.read.layouts import Layouts
from budgetgraph.read.pages.page import Line

_top, _text, _segments_of = attrgetter("top"), attrgetter("text"), attrgetter("segments")


def padded_rows(
    lines: Sequence[Line], above: Grid | None, layouts: Layouts
) -> list[tuple[Line, list[str]]]:
    """Give the rows of a table, each with its line.

    On the page after a table (`above`) it may go on in the columns of that one.
    """
    numbered = list(filter(_numbers_columns, lines))
    lines = list(filterfalse(_numbers_columns, lines))
    words = HeadingWords(layouts.is_heading, layouts.is_side, layouts.wraps, layouts.is_label)
    segments = [with_spread_words(_segments(line), words) for line in lines]
    rows = table(segments, lines[0].height, words, _places_of_numbers(numbered))
    rows = unwrapped(with_names_of_codes(rows), list(map(_top, lines)))
    if above is not None:
        rows = continued(list(map(_texts, above.rows)), rows)
    own = [(lines[index], cells) for index, cells in rows]
    width = max(len(cells) for _, cells in own)
    numbers = [(line, _numbers(line, width)) for line in numbered]
    return sorted([*own, *numbers], key=_place)


def _place(row: tuple[Line, list[str]]) -> float:
    """Give the number of the line of a row."""
    line, _ = row
    return line.top


def _places_of_numbers(lines: Sequence[Line]) -> list[Span]:
    """Give the places of the numbers of the columns, by the first line that has them."""
    words = chain.from_iterable(map(_segments_of, lines[:1]))
    return [(word.x0, word.x1) for word in words if word.text.isdecimal()]


def _numbers(line: Line, width: int) -> list[str]:
    """Give the numbers of the columns as the cells of a row, from its first column on; those behind
    the last column stand in its cell.
    """
    texts = list(map(_text, line.segments))
    cells = [*texts[: width - 1], " ".join(texts[width - 1 :])]
    return [*cells, *[""] * (width - len(cells))]


def _numbers_columns(line: Line) -> bool:
    """Tell whether a line numbers the columns: 栏次, 1, 2, 3."""
    return numbers_columns(list(map(_text, line.segments)))


def _segments(line: Line) -> list[Segment]:
    """Give the segments of a line: each text with its left and its right end."""
    texts = []
    for word in line.segments:
        texts.append((word.text, word.x0, word.x1))
    return texts


def _texts(row: GridRow) -> list[str]:
    """Give the texts of the cells of a row."""
    texts = []
    for cell in row:
        texts.append(cell.text)
    return texts


def are_sides(lines: Sequence[Line], layouts: Layouts) -> bool:
    """Tell whether lines hold nothing but the sides of a table, 收入 and 支出: the end of a page cut
    it below them.
    """
    segments = chain.from_iterable(map(_segments_of, lines))
    return bool(lines) and all(map(layouts.is_side, map(_text, segments)))
