"""The rows of a budget table in plain text: one column of names, then columns of figures, with a
blank behind each cell.

    行政运行 43.00 40.00 3.00     → 行政运行 | 43.00 | 40.00 | 3.00
    住房支出 12.00  12.00         → 住房支出 | 12.00 | | 12.00
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from budgetgraph.document import GridRow, Paragraph, Passage, passage
from budgetgraph.forms import column_measure
from budgetgraph.recognise.first_place import first_place
from budgetgraph.recognise.headings import heads_names
from budgetgraph.values.amount import is_amount, is_precise

_DIGIT = re.compile(r"\d")
#: Two characters with blanks between them, which are one word: 项   目.
_SPACED_OUT = re.compile(r"(?<![㐀-鿿])([㐀-鿿])\s+([㐀-鿿])(?![㐀-鿿])")
#: A name and a figure.
_FEWEST_CELLS = 2


def table(
    lines: Sequence[str], body: Sequence[Paragraph], behind: Sequence[Paragraph]
) -> tuple[GridRow, ...] | None:
    """Give the heading and the rows of a table; None for a table of another shape.

    `lines` are those of the source, `behind` what stands from there up to the next title. A table
    without rows is an empty one only where its heading is known, no digit stands in it, and nothing
    behind it is an amount or a row.
    """
    first = first_place(body, lambda segment: is_row(lines, segment))
    first = len(body) if first is None else first
    heading = _heading_cells(body[:first])
    rows = _rows(lines, body[first:], len(heading))
    if not heading or rows is None:
        return None
    is_told = bool(rows) or _is_empty(lines, heading, body, behind)
    return (heading, *rows) if is_told else None


def _is_empty(
    lines: Sequence[str],
    heading: GridRow,
    body: Sequence[Paragraph],
    behind: Sequence[Paragraph],
) -> bool:
    """Tell whether a heading is all that is printed of a table."""
    if not any(map(_heads_column, heading)):
        return False
    if any(_DIGIT.search(segment.text) for segment in body):
        return False
    return not any(_holds_amount(segment) or is_row(lines, segment) for segment in behind)


def _holds_amount(segment: Paragraph) -> bool:
    """Tell whether a line holds an amount between blanks: `20,702.25 一、教育支出`."""
    return any(map(is_precise, segment.text.split()))


def _heads_column(cell: Passage) -> bool:
    """Tell whether a cell is a known heading of names, codes or amounts."""
    return heads_names(cell.text) or column_measure(cell.text) is not None


def is_row(lines: Sequence[str], segment: Paragraph) -> bool:
    """Tell whether a line ends in an amount, or in two blank cells."""
    cells = _cells(lines, segment)
    if len(segment.passage.pieces) > 1 or len(cells) < _FEWEST_CELLS:
        return False
    return is_amount(cells[-1]) or cells[-2:] == ["", ""]


def _rows(lines: Sequence[str], segments: Sequence[Paragraph], width: int) -> list[GridRow] | None:
    """Give the rows of `width` cells that lines are; None where one of them is none."""
    rows: list[GridRow] = []
    for segment in segments:
        row = _row(lines, segment, width)
        if row is None:
            return None
        rows.append(row)
    return rows


def _row(lines: Sequence[str], segment: Paragraph, width: int) -> GridRow | None:
    """Give a line as a row; a name may have blanks: the last cells are the figures."""
    cells = _cells(lines, segment)
    is_wrapped = len(segment.passage.pieces) > 1
    if is_wrapped or not _FEWEST_CELLS <= width <= len(cells):
        return None
    end_of_name = len(cells) - width + 1
    name, figures = " ".join(cells[:end_of_name]).strip(), cells[end_of_name:]
    if not all(map(is_amount, filter(None, figures))):
        return None
    return tuple(passage(cell, segment.where) for cell in (name, *figures))


def _cells(lines: Sequence[str], segment: Paragraph) -> list[str]:
    """Give the cells of a line as the blanks part them: one blank behind each cell, so two blanks
    in a row are an empty cell.
    """
    line = lines[segment.where.first - 1].lstrip()
    return line.removesuffix(" ").split(" ")


def _heading_cells(segments: Sequence[Paragraph]) -> GridRow:
    """Give the leaf headings of a table: cells between blanks, a word spaced out (`项   目`) put
    together.
    """
    cells: list[Passage] = []
    for segment in segments:
        if len(segment.passage.pieces) > 1:
            cells.append(segment.passage)
            continue
        words = _SPACED_OUT.sub(r"\1\2", segment.text).split()
        cells += [passage(word, segment.where) for word in words]
    return tuple(cells)
