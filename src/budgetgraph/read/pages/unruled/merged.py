"""Cells of a table without rulings that go over several rows: put into the first of their rows.

A cell over several rows stands in the middle of them, so its text is level with a row of its own
(of an even number of rows it stands between two) and says nothing of the rows above:

               巡查水库   56          防汛经费   巡查水库   56
    防汛经费                     →               险情处置   100
               险情处置   100
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from budgetgraph.document.list_marks import is_entry
from budgetgraph.read.pages.page import Word
from budgetgraph.read.pages.unruled.rows import bottom_of, top_of
from budgetgraph.values.sums import stands_centred

#: The pieces of each cell of a row.
CellPieces = list[list[Word]]
#: Rows with a cell of several rows between them are no farther apart than so many of the nearest
#: rows are; farther apart, the text between them is a row of its own.
_FARTHEST = 1.5
#: A cell over several rows stands in their middle but for so much (heights of a line).
_SLACK = 0.35
#: So many cells, each in the middle of its rows, show that a column has cells over several rows.
_FEWEST_SPANS = 2


@dataclass(frozen=True, slots=True)
class _Place:
    """Where something stands on the page."""

    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        return self.bottom - self.top


def unmerged(rows: Sequence[CellPieces]) -> list[CellPieces] | None:
    """Give the rows with each cell in the first of the rows that it goes over.

    Rows without such cells come back as they are; None where it is not told which rows they are.
    """
    cells = [list(map(list, row)) for row in rows]
    between = [number for number in range(1, len(rows) - 1) if _has_none_of_its_own(rows, number)]
    if not between:
        _move_where_centred(cells)
        return None if any(map(_is_open, cells, cells[1:], [cells] * len(cells))) else cells
    nearest = _nearest_rows(rows, between)
    if nearest is None:
        return None
    far = {number for number in between if _distance(rows, number) > _FARTHEST * nearest}
    merged = [number for number in between if number not in far]
    return _without(cells, merged) if merged else cells


def _filled(row: CellPieces) -> set[int]:
    return {column for column, cell in enumerate(row) if cell}


def _has_none_of_its_own(rows: Sequence[CellPieces], number: int) -> bool:
    """Tell whether a row has no cell in a column that the rows above and below it have cells in."""
    above, here, below = (_filled(rows[at]) for at in (number - 1, number, number + 1))
    return bool(above & below) and not here & (above | below)


def _is_open(above: CellPieces, row: CellPieces, rows: Sequence[CellPieces]) -> bool:
    """Tell whether it is open whose a row is: it has none of the cells of the row above, and other
    rows have cells of both kinds, at their head or at their foot.

    县水利局   236.40
                        巡查水库   56       of 县水利局 or of 防汛经费
    防汛经费   186.40   险情处置   100

    The items of two lists side by side (一、…) are nobody's.
    """
    upper, here = _filled(above), _filled(row)
    if is_entry(_first_text(above)) or is_entry(_first_text(row)):
        return False
    both = any(min(upper) in _filled(other) and here & _filled(other) for other in rows)
    return not upper & here and min(upper) < min(here) and both


def _first_text(row: CellPieces) -> str:
    return next(filter(None, row))[0].text


def _place(pieces: Sequence[Word]) -> _Place:
    return _Place(top_of(pieces), bottom_of(pieces))


def _place_of_row(row: CellPieces) -> _Place:
    return _place(list(chain.from_iterable(row)))


def _distance(rows: Sequence[CellPieces], number: int) -> float:
    """Give the distance of the rows above and below a row."""
    return _place_of_row(rows[number + 1]).middle - _place_of_row(rows[number - 1]).middle


def _nearest_rows(rows: Sequence[CellPieces], between: Sequence[int]) -> float | None:
    """Give the distance of the nearest rows without another one between; None where all have."""
    distances = []
    for upper, lower in pairwise(range(len(rows))):
        if upper not in between and lower not in between:
            distance = _place_of_row(rows[lower]).middle - _place_of_row(rows[upper]).middle
            distances.append(distance)
    return min(distances, default=None)


# --- which rows a cell goes over ------------------------------------------------------------------
def _without(rows: list[CellPieces], merged: Sequence[int]) -> list[CellPieces] | None:
    """Give the rows without those that only hold cells of several rows; None where one of these
    cells may be of other rows.

    Such cells stand in the leading columns, and those left of one go over as many rows at least.
    """
    last = max(chain.from_iterable(_filled(rows[number]) for number in merged))
    columns = set(range(last + 1))
    own = [number for number, row in enumerate(rows) if _is_listed(row, columns)]
    for column in sorted(columns):
        cells = [at for at, row in enumerate(rows) if row[column] and at in {*own, *merged}]
        spans = _covering(rows, own, cells, column) or _smallest(rows, own, cells, column)
        if spans is None:
            return None
        _move(rows, column, cells, spans)
    return [row for number, row in enumerate(rows) if number not in merged]


def _is_listed(row: CellPieces, columns: set[int]) -> bool:
    """Tell whether a row is one of those that the cells of some columns go over: it has cells in
    others, and is no total.
    """
    return bool(_filled(row) - columns) and not stands_centred(_first_text(row))


def _covering(
    rows: Sequence[CellPieces], own: Sequence[int], cells: Sequence[int], column: int
) -> list[int] | None:
    """Give the first row of each cell where the cells of a column go over all rows, one after the
    other; None where they do not.
    """
    firsts = []
    at = 0
    for cell in cells:
        middle = _place(rows[cell][column])
        ends = (end for end in range(at, len(own)) if _is_middle(middle, rows, own[at], own[end]))
        end = next(ends, None)
        if end is None:
            return None
        firsts.append(own[at])
        at = end + 1
    return firsts if at == len(own) else None


def _is_middle(cell: _Place, rows: Sequence[CellPieces], first: int, last: int) -> bool:
    """Tell whether a cell stands in the middle between the top of a row and the bottom of
    another.
    """
    top, bottom = _place_of_row(rows[first]).top, _place_of_row(rows[last]).bottom
    return abs((top + bottom) / 2 - cell.middle) <= _SLACK * cell.height


def _smallest(
    rows: Sequence[CellPieces], own: Sequence[int], cells: Sequence[int], column: int
) -> list[int] | None:
    """Give the first row of each cell where each goes over as few rows as it can, and none of them
    could go over more; None where one could.
    """
    spans = []
    for cell in cells:
        first, behind = bisect_left(own, cell), bisect_right(own, cell)
        if cell in own:
            spans.append((first, first))
        elif first > 0 and behind < len(own):
            spans.append((first - 1, behind))
        else:
            return None
    taken = set(chain.from_iterable(spans))
    may_be_wider = any(_may_grow(span, taken, len(own)) for span in spans)
    return None if may_be_wider else [own[first] for first, _ in spans]


def _may_grow(span: tuple[int, int], taken: set[int], count: int) -> bool:
    """Tell whether the rows above and below a span are of no other cell."""
    upper, lower = span[0] - 1, span[1] + 1
    return upper >= 0 and lower < count and upper not in taken and lower not in taken


# --- cells over odd numbers of rows ---------------------------------------------------------------
def _move_where_centred(rows: list[CellPieces]) -> None:
    """Put the cells of the leading columns into the first of their rows where the first row has
    none of them, and several cells of one column stand in the middle of their rows.
    """
    spans = dict(_spans_of_leading_columns(rows))
    cells_of = {column: [at for at, row in enumerate(rows) if row[column]] for column in spans}
    if not any(len(cells) >= _FEWEST_SPANS for cells in cells_of.values()):
        return
    for column, firsts in spans.items():
        _move(rows, column, cells_of[column], firsts)


def _move(
    rows: Sequence[CellPieces], column: int, cells: Sequence[int], firsts: Sequence[int]
) -> None:
    """Move the cells of a column from their rows to the first ones that they go over."""
    for cell, first in zip(cells, firsts, strict=True):
        rows[cell][column], rows[first][column] = [], rows[cell][column]


def _spans_of_leading_columns(rows: Sequence[CellPieces]) -> Iterator[tuple[int, list[int]]]:
    """Give the leading columns without a cell in the first row, each with the first rows of its
    cells; nothing from a column on whose cells do not go over all rows.
    """
    own = [number for number, row in enumerate(rows) if not stands_centred(_first_text(row))]
    for column in range(min(_filled(rows[0]), default=0)):
        cells = [at for at in own if rows[at][column]]
        firsts = _covering(rows, own, cells, column)
        if not firsts:
            return
        yield column, firsts
