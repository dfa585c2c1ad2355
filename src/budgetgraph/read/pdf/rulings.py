"""The rulings of a page: made straight, told from shading, closed where the page cuts a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import itemgetter
from statistics import fmean

from budgetgraph.read.pdf.drawing.drawn import Thing

#: A ruling is thinner than this (points); a filled rectangle that is thicker is the shading of a
#: cell.
_THICKEST_RULE = 2.0
#: Rulings nearer than this (points) are one.
SNAP = 3.0
#: A line that leaves its direction by no more than this (points) is meant to be straight.
_HAIR = 1.0
#: So many upright rulings that end side by side are those of a table.
_FEWEST_RULINGS = 3

_LEFT, _TOP, _BOTTOM = itemgetter("x0"), itemgetter("top"), itemgetter("bottom")


def straight(thing: Thing) -> Thing:
    """Make a ruling exactly level or upright that rounding has tilted by a hair."""
    if thing["object_type"] not in ("line", "curve"):
        return thing
    height = thing["bottom"] - thing["top"]
    width = thing["x1"] - thing["x0"]
    if 0 < height <= _HAIR < width:
        return thing | {"bottom": thing["top"], "height": 0.0, "object_type": "line"}
    if 0 < width <= _HAIR < height:
        return thing | {"x1": thing["x0"], "width": 0.0, "object_type": "line"}
    return thing


def is_shading(thing: Thing) -> bool:
    """Tell whether a thing is a white or grey rectangle behind a cell, whose sides are no
    rulings.
    """
    if thing["object_type"] != "rect" or thing.get("stroke"):
        return False
    return bool(min(thing["width"], thing["height"]) > _THICKEST_RULE)


def open_ends(edges: Sequence[Thing]) -> Iterator[float]:
    """Give the heights at which a page cuts a table.

    The rulings of its columns begin or end there, and no ruling closes the row, or a part of it.
    """
    upright = list(_joined(filter(is_upright, edges)))
    level = list(filter(is_level, edges))
    for side in ("top", "bottom"):
        for columns in at_one_place(upright, side):
            end = round(fmean(map(itemgetter(side), columns)))
            if len(columns) < _FEWEST_RULINGS or _goes_on(end, upright):
                continue
            closing = _ending_at(end, level, "top")
            is_torn = _is_end(end, upright) and _is_open_in_part(columns, closing, level)
            if not closing or is_torn:
                yield float(end)


def _joined(upright: Iterable[Thing]) -> Iterator[Thing]:
    """Put upright rulings together that touch: they are drawn cell by cell."""
    for edges in at_one_place(upright, "x0"):
        joined: list[Thing] = []
        for edge in sorted(edges, key=_TOP):
            if joined and edge["top"] <= joined[-1]["bottom"] + _HAIR:
                joined[-1] = joined[-1] | {"bottom": max(joined[-1]["bottom"], edge["bottom"])}
            else:
                joined.append(edge)
        yield from joined


def at_one_place(rulings: Iterable[Thing], side: str) -> Iterator[list[Thing]]:
    """Give the rulings whose ends (`side`: top, bottom, x0, x1) lie within SNAP of the first one of
    them.

    Ends at 49.6, 50.4 and 80.0 are two heights: on a picture the rulings of one table end at
    heights that differ a little.
    """
    together: list[Thing] = []
    for edge in sorted(rulings, key=itemgetter(side)):
        if together and edge[side] - together[0][side] > SNAP:
            yield together
            together = []
        together.append(edge)
    if together:
        yield together


def _is_open_in_part(
    columns: Sequence[Thing], closing: Sequence[Thing], level: Sequence[Thing]
) -> bool:
    """Tell whether some columns have rulings, but not at their end, which is `closing` others.

    Columns from 0 to 100, 200 and 300, a ruling from 200 to 300 at their top, others from 0 to 300
    below it: the first two columns are open at the top.
    """
    top, bottom = min(map(_TOP, columns)), max(map(_BOTTOM, columns))
    inside = [edge for edge in level if top <= edge["top"] <= bottom]
    for left, right in pairwise(sorted(map(_LEFT, columns))):
        middle = (left + right) / 2
        # Between two tables that stand side by side no row has a ruling.
        if not _is_crossed(middle, closing) and _is_crossed(middle, inside):
            return True
    return False


def _is_end(end: float, upright: Sequence[Thing]) -> bool:
    """Tell whether all upright rulings stand on one side of a height: no row is on the other."""
    above, below = _ending_at(end, upright, "bottom"), _ending_at(end, upright, "top")
    return bool(above) != bool(below)


def _ending_at(height: float, edges: Sequence[Thing], side: str) -> list[Thing]:
    """Give the rulings whose top or bottom (`side`) is at a height."""
    return [edge for edge in edges if abs(edge[side] - height) <= SNAP]


def _is_crossed(place: float, level: Iterable[Thing]) -> bool:
    """Tell whether a level ruling passes over a place across the page."""
    return any(edge["x0"] < place < edge["x1"] for edge in level)


def is_upright(edge: Thing) -> bool:
    """Tell whether an edge is an upright ruling."""
    return bool(edge["orientation"] == "v" and edge["bottom"] - edge["top"] > SNAP)


def is_level(edge: Thing) -> bool:
    """Tell whether an edge is a level ruling."""
    return bool(edge["orientation"] == "h" and edge["x1"] - edge["x0"] > SNAP)


def _goes_on(end: float, upright: Sequence[Thing]) -> bool:
    """Tell whether an upright ruling crosses a height: the table goes on there."""
    return any(edge["top"] < end - SNAP and edge["bottom"] > end + SNAP for edge in upright)
