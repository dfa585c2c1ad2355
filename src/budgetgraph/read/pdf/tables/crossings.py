"""Where edges cross, and the cells between their crossings.

    +----+---+        + a crossing; a cell is the smallest box whose corners are crossings,
    |    |   |        each joined to the next one by one edge
    +----+---+

They are the cells that pdfplumber finds, whose time grows with the square of the crossings.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from budgetgraph.read.pdf.drawing.drawn import Thing
from budgetgraph.read.pdf.rulings import SNAP

#: Left, top, right, bottom.
Cell = tuple[float, float, float, float]
_SIDES = itemgetter("x0", "top", "x1", "bottom")
_TOP = itemgetter("top")


@dataclass(slots=True)
class _Crossing:
    """The upright and the level edges that go through a point, by their places."""

    upright: set[Cell] = field(default_factory=set)
    level: set[Cell] = field(default_factory=set)

    def is_above(self, other: _Crossing) -> bool:
        """Tell whether an upright edge joins both."""
        return not self.upright.isdisjoint(other.upright)

    def is_beside(self, other: _Crossing) -> bool:
        """Tell whether a level edge joins both."""
        return not self.level.isdisjoint(other.level)


_Crossings = dict[tuple[float, float], _Crossing]


def cells_of(edges: Sequence[Thing], reach: float) -> Iterator[Cell]:
    """Give the cells that edges rule, from left to right and from top to bottom; a level edge may
    end so far (points) beside an upright one.
    """
    crossings = _crossings(edges, reach)
    points = sorted(crossings)
    columns: defaultdict[float, list[float]] = defaultdict(list)
    rows: defaultdict[float, list[float]] = defaultdict(list)
    for x, top in points:
        columns[x].append(top)
        rows[top].append(x)
    for x, top in points:
        lower = columns[x][bisect_right(columns[x], top) :]
        right = rows[top][bisect_right(rows[top], x) :]
        yield from _smallest_cell(crossings, (x, top), lower, right)


def _crossings(edges: Sequence[Thing], reach: float) -> _Crossings:
    """Give the points where an upright and a level edge meet, or nearly so."""
    level = sorted((edge for edge in edges if edge["orientation"] == "h"), key=_TOP)
    heights = list(map(_TOP, level))
    crossings: defaultdict[tuple[float, float], _Crossing] = defaultdict(_Crossing)
    for edge in edges:
        if edge["orientation"] != "v":
            continue
        x, sides = edge["x0"], _SIDES(edge)
        first = bisect_left(heights, edge["top"] - SNAP)
        end = bisect_right(heights, edge["bottom"] + SNAP, first)
        for other in level[first:end]:
            if other["x0"] - reach <= x <= other["x1"] + reach:
                crossing = crossings[x, other["top"]]
                crossing.upright.add(sides)
                crossing.level.add(_SIDES(other))
    return dict(crossings)


def _smallest_cell(
    crossings: _Crossings,
    corner: tuple[float, float],
    lower: Sequence[float],
    right: Sequence[float],
) -> Iterator[Cell]:
    """Give the smallest cell of which a point is the upper left corner, where there is one; `lower`
    are the heights of the points below it, `right` the places of those at its right.
    """
    x, top = corner
    begin = crossings[corner]
    for bottom in lower:
        below = crossings[x, bottom]
        if not begin.is_above(below):
            continue
        for end in right:
            beside, opposite = crossings[end, top], crossings.get((end, bottom))
            is_closed = opposite and beside.is_above(opposite) and below.is_beside(opposite)
            if is_closed and begin.is_beside(beside):
                yield x, top, end, bottom
                return
