"""The rows of a table told by blank space."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter

from budgetgraph.read.blank_columns.by_order import columns_by_order
from budgetgraph.read.blank_columns.column_numbers import with_numbered
from budgetgraph.read.blank_columns.heading_pieces import joined_pieces
from budgetgraph.read.blank_columns.headings import heading_rows
from budgetgraph.read.blank_columns.pushed import with_names_apart
from budgetgraph.read.blank_columns.spans import (
    HeadingWords,
    Segment,
    Span,
    columns,
    nearest,
    span_of,
    with_headings,
    without_bare,
)
from budgetgraph.read.blank_columns.totals import with_totals_beside_amounts
from budgetgraph.values.amount import is_number
from budgetgraph.values.codes import measurement_unit

_text = itemgetter(0)
_ONE_BLANK = 1.0
_SCALES = "万亿"
#: A row of a table: the number of its (first) line, and its cells.
NumberedRow = tuple[int, list[str]]


def table(
    lines: Sequence[Sequence[Segment]],
    height: float,
    words: HeadingWords,
    numbers: Sequence[Span] = (),
) -> list[NumberedRow]:
    """Give the rows of a table: first its heading, one row a level, then its data.

    `height` is that of a character; `numbers` are the places of the numbers of its columns.
    """
    first = _first_with_number(lines)
    heading = joined_pieces(lines[:first], words)
    data = with_names_apart(lines[first:], height / 4)
    spans = _columns_of(heading, data, height, words.is_side, numbers)
    rows = heading_rows(heading, spans, words)
    cells = [_cells(line, spans) for line in data]
    with_totals_beside_amounts(cells)
    return [*rows, *enumerate(cells, start=first)]


def has_number(cells: Sequence[str]) -> bool:
    """Tell whether a row of texts has a number among them: 合计, 1.00 → yes."""
    return any(map(is_number, cells))


def _line_has_number(line: Sequence[Segment]) -> bool:
    return any(map(is_number, map(_text, line)))


def _first_with_number(lines: Sequence[Sequence[Segment]]) -> int:
    """Give the index of the first line with a number; behind the last one where there is none."""
    for index, line in enumerate(lines):
        if _line_has_number(line):
            return index
    return len(lines)


def _columns_of(
    heading: Sequence[Sequence[Segment]],
    data: Sequence[Sequence[Segment]],
    height: float,
    is_side: Callable[[str], bool],
    numbers: Sequence[Span],
) -> list[Span]:
    """Tell the columns by the lines with amounts, then by their numbers and the headings above."""
    body = list(filter(_line_has_number, data))
    ends = list(map(_spans_of, body))
    leaves = _without_sides(heading, is_side)
    by_data = with_numbered(columns(ends, height / 4), numbers, height / 4)
    by_order = columns_by_order(by_data, heading)
    if by_order is not None:
        return by_order
    by_headings = with_headings(by_data, leaves, height)
    return without_bare(by_headings, leaves, body, height)


def _spans_of(line: Sequence[Segment]) -> list[Span]:
    """Give the places of the segments of a line."""
    return list(map(span_of, line))


def _without_sides(
    heading: Sequence[Sequence[Segment]], is_side: Callable[[str], bool]
) -> list[list[Segment]]:
    """Give the heading lines without the headings of sides; as they are where nothing else is
    there.

    A side stands above the fullest line: in that line 财政拨款收入 heads a column of its own.
    """
    fullest: Sequence[Segment] = max(heading, key=len, default=[])
    leaves = []
    for line in heading:
        is_fullest = line is fullest
        leaves.append([segment for segment in line if is_fullest or not is_side(segment[0])])
    if any(leaves):
        return leaves
    return list(map(list, heading))


def _cells(line: Sequence[Segment], spans: Sequence[Span]) -> list[str]:
    """Put the segments of a line into their columns; a unit right behind a figure stands in the
    column of the figure.
    """
    cells = [""] * len(spans)
    column, above = 0, ("", 0.0, 0.0)
    for segment in line:
        if not _is_unit_of(above, segment):
            column = nearest(span_of(segment), spans)
        cells[column] += segment[0]
        above = segment
    return cells


def _is_unit_of(figure: Segment, segment: Segment) -> bool:
    """Tell whether a segment is the unit of the figure before it, with its scale or without, for
    pdftotext writes a blank between digits and Chinese characters: `15.9 万人`, `2 台`. So is a
    single character, which is the name of nothing: 座.
    """
    text, _, end = figure
    unit, left, _ = segment
    is_near = text[-1:].isdigit() and left - end <= _ONE_BLANK
    return is_near and _is_unit(unit.lstrip(_SCALES))


def _is_unit(text: str) -> bool:
    """Tell whether a text is a unit of measurement, or may be one that no list has."""
    return len(text) == 1 or measurement_unit(text) is not None
