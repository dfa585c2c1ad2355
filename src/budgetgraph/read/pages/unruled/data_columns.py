"""Where the data of a table without rulings stands, column by column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from operator import attrgetter

from budgetgraph.read.blank_columns.spans import columns as parted_by_gaps
from budgetgraph.read.pages.page import Word
from budgetgraph.values.amount import is_number

_LEFT, _RIGHT, _SPAN = attrgetter("x0"), attrgetter("x1"), attrgetter("x0", "x1")
#: The narrowest gap that parts two columns (heights): that between two full cells.
LEAST = 0.1
#: Texts whose ends are nearer to each other than this (heights) end at one place.
_SAME = 0.15
#: Numbers of which two differ by more than this in width (heights) show how they are aligned.
_DIFFERS = 0.3


@dataclass(frozen=True, slots=True)
class DataColumn:
    """The place of the data of one column: from where to where, and which end of the cell shows.

    `ends` says that its right end is that of the cell (numbers at the right), `begins` that its
    left end is (names at the left).
    """

    x0: float
    x1: float
    begins: bool = False
    ends: bool = False
    is_open: bool = False


def data_columns(rows: Sequence[Sequence[Word]], height: float) -> list[DataColumn]:
    """Tell the columns of data rows: gaps that no piece crosses part them.

    Where the numbers of one column show that they stand at the right of their cells, and those of
    none that they do not, the numbers of all columns stand there.
    """
    columns = _pieces_by_column(rows, LEAST * height)
    at_right = [_stand_at_right(mine, height) for mine in columns if _are_numbers(mine)]
    all_at_right = True in at_right and False not in at_right
    is_open = not any(show is False for show in at_right)
    return [_column(mine, height, all_at_right, is_open) for mine in columns]


def _pieces_by_column(rows: Sequence[Sequence[Word]], gap: float) -> list[list[Word]]:
    """Give the pieces of each column; a gap that no piece crosses parts two columns."""
    pieces = list(chain.from_iterable(rows))
    spans = [list(map(_SPAN, row)) for row in rows]
    columns = []
    for x0, x1 in parted_by_gaps(spans, gap):
        columns.append([piece for piece in pieces if x0 <= piece.x0 and piece.x1 <= x1])
    return columns


def alignments(columns: Sequence[DataColumn]) -> Iterator[list[DataColumn]]:
    """Give the columns as they show themselves, then with what they leave open: numbers at the
    right.
    """
    yield list(columns)
    if any(column.is_open for column in columns):
        yield [replace(column, ends=column.ends or column.is_open) for column in columns]


def _are_numbers(pieces: Sequence[Word]) -> bool:
    return all(is_number(piece.text) for piece in pieces)


def _stand_at_right(numbers: Sequence[Word], height: float) -> bool | None:
    """Tell whether numbers end at one place; None where they are as wide as each other."""
    if _spread([piece.x1 - piece.x0 for piece in numbers]) <= _DIFFERS * height:
        return None
    if _spread(list(map(_LEFT, numbers))) <= _SAME * height:
        return None
    return _spread(list(map(_RIGHT, numbers))) <= _SAME * height


def _column(pieces: Sequence[Word], height: float, at_right: bool, is_open: bool) -> DataColumn:
    x0 = min(map(_LEFT, pieces))
    x1 = max(map(_RIGHT, pieces))
    first = [piece for piece in pieces if piece.x0 - x0 <= _SAME * height]
    begins = _spread(list(map(_RIGHT, first))) > _DIFFERS * height
    may_end = _are_numbers(pieces) and not begins
    may_be_codes = all(piece.text.isdecimal() for piece in pieces)
    ends = may_end and (_stand_at_right(pieces, height) or (at_right and not may_be_codes))
    return DataColumn(x0, x1, begins, bool(ends), is_open and may_end)


def _spread(places: Sequence[float]) -> float:
    """Give the distance of the farthest places: 3, 5, 4 → 2."""
    return max(places) - min(places)
