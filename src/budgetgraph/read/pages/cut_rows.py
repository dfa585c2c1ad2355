"""Texts of cells that the foot of a page cuts: both pages print the whole text in the middle of the
cell, so that one of them prints it outside its part of the table.

    page 5:  产出指标 | 数量指标 | 河道清淤      page 6:             数量指标
                                                          产出指标 |          | 水库加固
    数量指标 above the table of page 6 is the text of its blank cell, which goes on from page 5.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter

from budgetgraph.read.pages.page import Box, Line, Page, Ruled, box_rows

#: A text that stands farther from its table than this (heights) is none of it.
_FARTHEST = 1.5
#: Edges of two pages that are nearer to each other than this (points) are of one column.
_SAME_EDGE = 1.0
_LEFT, _RIGHT = attrgetter("x0"), attrgetter("x1")


def with_texts_of_cut_cells(pages: Sequence[Page]) -> list[Page]:
    """Give the pages without the lines that repeat the text of a cell that goes on on another page.

    Where the upper part of the cell is blank the text is put there, and the lower one is blank.
    """
    read = list(pages)
    printed = [at for at, page in enumerate(pages) if page.lines or page.tables]
    for at, following in pairwise(printed):
        upper, lower = read[at], read[following]
        if upper.tables and lower.tables:
            read[at], read[following] = _read(upper, lower)
    return read


def _read(upper: Page, lower: Page) -> tuple[Page, Page]:
    """Give two pages, the cells that go on from one to the other put right."""
    above, below = upper.tables[-1], lower.tables[0]
    at_foot = [line for line in upper.lines if _is_beside(line, line.top - above.bottom)]
    at_top = [line for line in lower.lines if _is_beside(line, below.top - line.top - line.height)]
    for half, rest in _halves(above, below):
        text, own = "".join(rest.lines), "".join(half.lines)
        outside = _of_column(at_foot, half, text)
        if text and not own and outside is not None:
            above, below = _with(above, half, rest.lines), _with(below, rest, ())
            upper = replace(upper, lines=_without(upper.lines, outside))
        outside = _of_column(at_top, rest, own)
        if own and not text and outside is not None:
            lower = replace(lower, lines=_without(lower.lines, outside))
    upper = replace(upper, tables=(*upper.tables[:-1], above))
    return upper, replace(lower, tables=(below, *lower.tables[1:]))


def _is_beside(line: Line, distance: float) -> bool:
    """Tell whether a line stands right below or above a table, or over its edge."""
    return abs(distance) <= _FARTHEST * line.height


def _halves(above: Ruled, below: Ruled) -> Iterator[tuple[Box, Box]]:
    """Give the cells of the last row of a table with those of the first row of the next page that
    stand in the same columns.
    """
    for half in box_rows(above)[-1]:
        for rest in box_rows(below)[0]:
            off = max(abs(half.x0 - rest.x0), abs(half.x1 - rest.x1))
            if off <= _SAME_EDGE:
                yield half, rest


def _of_column(lines: Sequence[Line], box: Box, text: str) -> Line | None:
    """Give the line that is the text, in the column of a cell."""
    for line in lines:
        left, right = min(map(_LEFT, line.segments)), max(map(_RIGHT, line.segments))
        if line.text == text and box.x0 <= left and right <= box.x1:
            return line
    return None


def _with(table: Ruled, box: Box, lines: tuple[str, ...]) -> Ruled:
    """Give a table with another text in one of its cells."""
    boxes = [replace(other, lines=lines) if other is box else other for other in table.boxes]
    return replace(table, boxes=tuple(boxes))


def _without(lines: Sequence[Line], taken: Line) -> tuple[Line, ...]:
    """Give lines without one of them."""
    return tuple(line for line in lines if line is not taken)
