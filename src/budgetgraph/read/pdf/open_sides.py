"""Cells that the side of a page cuts: a wide sheet goes on there on another page.

单位名称 | 2024年预算数              the cell of 2024年预算数 has no ruling at its right
         | 合计       | 公务接待费 |
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import itemgetter
from statistics import fmean
from typing import NamedTuple

from budgetgraph.read.pdf.drawing.drawn import Thing
from budgetgraph.read.pdf.rulings import SNAP, at_one_place, is_level, is_upright

#: Level rulings nearer than this (points) stand at one height.
_SAME = 1.0
#: Fewer rows that nothing closes may be anything.
_FEWEST_ROWS = 2


class OpenSide(NamedTuple):
    """Where a ruling is missing at the end of a row: its place across the page, and from what
    height to what height. `side` is x0 for the left end of the row, x1 for its right one.
    """

    side: str
    place: float
    top: float
    bottom: float

    @property
    def ruling(self) -> Thing:
        """The ruling that closes the cell."""
        height = self.bottom - self.top
        ends = {"x0": self.place, "x1": self.place, "top": self.top, "bottom": self.bottom}
        kind = {"object_type": "line", "orientation": "v"}
        return {**kind, "width": 0.0, "height": height, **ends}

    def closes(self, place: tuple[float, float, float, float]) -> bool:
        """Tell whether it is the open side of a cell (left, top, right, bottom)."""
        left, top, right, bottom = place
        end = left if self.side == "x0" else right
        return abs(end - self.place) <= SNAP and top < (self.top + self.bottom) / 2 < bottom


def open_sides(edges: Sequence[Thing]) -> Iterator[OpenSide]:
    """Give the open sides of the rows of a page.

    Level rulings end there one below the other, and an upright one closes some of the rows between
    them and not the others. Where no upright ruling at all stands between two level ones, two
    tables stand one below the other.
    """
    upright = list(filter(is_upright, edges))
    level = list(_joined(filter(is_level, edges)))
    for side in ("x0", "x1"):
        for ends in at_one_place(level, side):
            place = fmean(map(itemgetter(side), ends))
            own = [edge for edge in upright if abs(edge["x0"] - place) <= SNAP]
            if own:
                yield from _open_rows(side, place, ends, upright)


def undrawn_sides(edges: Sequence[Thing], chars: Sequence[Thing]) -> Iterator[OpenSide]:
    """Give the sides of rows that a table leaves undrawn from top to bottom, where text stands
    between its outermost upright ruling and the end of its level ones.

    ──────────┬────────
     单位名称 │ 合计          nothing closes the rows at their left and their right
    ──────────┼────────
    """
    upright = list(filter(is_upright, edges))
    level = list(_joined(filter(is_level, edges)))
    for side in ("x0", "x1"):
        for ends in at_one_place(level, side):
            place = fmean(map(itemgetter(side), ends))
            rows = list(_open_rows(side, place, ends, upright))
            if len(rows) >= _FEWEST_ROWS and any(_holds_text(row, upright, chars) for row in rows):
                yield from rows


def _holds_text(row: OpenSide, upright: Sequence[Thing], chars: Sequence[Thing]) -> bool:
    """Tell whether a character stands between the open side of a row and the ruling next to it."""
    middle = (row.top + row.bottom) / 2
    places = [edge["x0"] for edge in upright if edge["top"] < middle < edge["bottom"]]
    inner = min(places) if row.side == "x0" else max(places)
    left, right = sorted((row.place, inner))
    return any(
        left <= char["x0"] and char["x1"] <= right and row.top < char["bottom"] <= row.bottom
        for char in chars
    )


def _joined(level: Iterable[Thing]) -> Iterator[Thing]:
    """Put level rulings together that touch: they are drawn cell by cell."""
    last: Thing | None = None
    for edge in sorted(level, key=lambda edge: (round(edge["top"]), edge["x0"])):
        if last is None:
            last = edge
        elif abs(edge["top"] - last["top"]) <= _SAME and edge["x0"] <= last["x1"] + SNAP:
            last = last | {"x1": max(last["x1"], edge["x1"])}
        else:
            yield last
            last = edge
    if last is not None:
        yield last


def _open_rows(
    side: str, place: float, ends: Sequence[Thing], upright: Sequence[Thing]
) -> Iterator[OpenSide]:
    """Give the rows between level rulings that no ruling closes at their end, and behind which no
    upright one stands.
    """
    heights = sorted(edge["top"] for edge in ends)
    for top, bottom in pairwise(heights):
        passing = [edge for edge in upright if edge["top"] < (top + bottom) / 2 < edge["bottom"]]
        if bottom - top > SNAP and passing and not _is_closed(side, place, passing):
            yield OpenSide(side, place, top, bottom)


def _is_closed(side: str, place: float, passing: Sequence[Thing]) -> bool:
    """Tell whether an upright ruling stands at the end of a row, or farther out."""
    if side == "x0":
        return any(edge["x0"] < place + SNAP for edge in passing)
    return any(edge["x0"] > place - SNAP for edge in passing)
