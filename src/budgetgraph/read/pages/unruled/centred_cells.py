"""Rows of a table whose cells stand centred, cells of several lines and of several rows among them.

                 勘察设计                      a cell of two lines, level with its amount
                 服务         80.00
    道路建设                                   goes over both rows: it is in their middle
                 工程监理     12.00

The column with the most cells has one in every row; each other cell stands level with one of
these, or in the middle of two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from operator import attrgetter

from budgetgraph.read.blank_columns.spans import columns
from budgetgraph.read.pages.page import Word
from budgetgraph.read.pages.unruled.data_columns import LEAST
from budgetgraph.read.pages.unruled.rows import bottom_of, top_of
from budgetgraph.values.amount import is_number

_SPAN, _PLACE = attrgetter("x0", "x1"), attrgetter("middle", "x0")
#: The lines of one cell are no farther from each other than so many times the nearest ones, or
#: than so many heights, and nearer than so much of the distance of two rows.
_EVEN, _NEAR, _OF_ROWS = 1.15, 1.6, 0.85
#: Pieces whose middles are no farther from each other than this (heights) are of one line.
_SAME_LINE = 0.5
#: A cell stands in the middle of its rows but for so much (heights of a line).
_SLACK = 0.3
#: So many digits are the code of a project, which may take several lines.
_LONG_CODE = 9
#: A table of more rows is not searched for what stands between them.
_MOST_ROWS = 200

_Cell = list[Word]
"""The lines of one cell, from top to bottom."""


def rows_of_cells(lines: Sequence[Sequence[Word]]) -> list[list[Word]] | None:
    """Give the pieces of each row, and between them, as rows, the cells that go over several.

    None where a cell stands neither level with a row nor in the middle of two.
    """
    by_column = list(_pieces_by_column(lines))
    distance = _distance_of_rows(by_column)
    if distance is None:
        return None
    cells = [list(_cells(pieces, distance)) for pieces in by_column]
    first = max(cells, key=len)
    if len(first) > _MOST_ROWS:
        return None
    middles = list(map(_middle, first))
    level: dict[float, list[Word]] = {at: [] for at in range(len(first))}
    others: list[_Cell] = []
    for cell in chain.from_iterable(cells):
        row = _row_beside(cell, middles)
        if row is None:
            others.append(cell)
        else:
            level[row] += cell
    rows = [level[at] for at in range(len(first))]
    if not all(rows):
        return None
    for cell in others:
        place = _place_between(cell, rows)
        if place is None:
            return None
        level.setdefault(place, []).extend(cell)
    return [level[place] for place in sorted(level)]


def _pieces_by_column(lines: Sequence[Sequence[Word]]) -> Iterator[list[Word]]:
    """Give the pieces of each column from top to bottom; gaps that no piece crosses part them."""
    pieces = sorted(chain.from_iterable(lines), key=_PLACE)
    height = max(piece.height for piece in pieces)
    spans = [list(map(_SPAN, line)) for line in lines]
    for left, right in columns(spans, LEAST * height):
        yield [piece for piece in pieces if left <= piece.x0 and piece.x1 <= right]


def _distance_of_rows(by_column: Sequence[Sequence[Word]]) -> float | None:
    """Give the distance of the nearest two numbers below each other, which are of two rows; None
    where no column holds two.
    """
    distances: list[float] = []
    for pieces in by_column:
        numbers = list(filter(_is_of_one_line, pieces))
        distances += _gaps(numbers)
    return min(distances, default=None)


def _is_of_one_line(piece: Word) -> bool:
    """Tell whether a piece is a number that takes one line: no long code."""
    return is_number(piece.text) and not (piece.text.isdecimal() and len(piece.text) >= _LONG_CODE)


def _gaps(pieces: Sequence[Word]) -> list[float]:
    """Give the distances of the middles of pieces below each other."""
    return [lower.middle - upper.middle for upper, lower in pairwise(pieces)]


def _cells(pieces: Sequence[Word], distance: float) -> Iterator[_Cell]:
    """Put the pieces of a column together to cells; `distance` is that of two rows."""
    gaps = _gaps(pieces)
    height = max(piece.height for piece in pieces)
    below = [gap for gap in gaps if gap > _SAME_LINE * height]
    widest = min(_EVEN * min(below, default=0.0), _NEAR * height, _OF_ROWS * distance)
    widest = max(widest, _SAME_LINE * height)
    cell = [pieces[0]]
    for gap, piece in zip(gaps, pieces[1:], strict=True):
        if gap > widest:
            yield cell
            cell = []
        cell.append(piece)
    yield cell


def _row_beside(cell: _Cell, middles: Sequence[float]) -> int | None:
    """Give the row that a cell is level with, of those whose middles are given; None where it is
    level with none, or its lines reach the middle of another one.
    """
    at = _middle(cell)
    nearest = min(range(len(middles)), key=lambda row: abs(middles[row] - at))
    if abs(middles[nearest] - at) > _SLACK * cell[0].height:
        return None
    reached = [row for row, middle in enumerate(middles) if cell[0].top < middle < cell[-1].bottom]
    return nearest if set(reached) <= {nearest} else None


def _place_between(cell: _Cell, rows: Sequence[Sequence[Word]]) -> float | None:
    """Give 1.5 for a cell in the middle of the rows 1 and 2, or 0 to 3. None where it stands in the
    middle of none.

    A cell over several rows leaves room above and below it: else its lines may be of several cells.
    """
    at = _middle(cell)
    lower = next((number for number, row in enumerate(rows) if _middle(row) > at), len(rows))
    upper, behind = lower - 1, lower
    while upper >= 0 and behind < len(rows):
        whole = [*rows[upper], *rows[behind]]
        has_room = top_of(whole) <= top_of(cell) and bottom_of(cell) <= bottom_of(whole)
        if has_room and abs(_middle(whole) - at) <= _SLACK * cell[0].height:
            return lower - 0.5
        upper, behind = upper - 1, behind + 1
    return None


def _middle(cell: Sequence[Word]) -> float:
    """Give the height of the middle of a cell, or of a row."""
    return (top_of(cell) + bottom_of(cell)) / 2
