"""The rulings of a page: made straight, told from shading, closed where the page cuts a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from budgetgraph.read.pdf.turned import Thing

#: A ruling is thinner than this (points); a filled rectangle that is thicker is the shading of a
#: cell.
_THICKEST_RULE = 2.0
#: Rulings nearer than this (points) are one.
SNAP = 3.0
#: A line that leaves its direction by no more than this (points) is meant to be straight.
_HAIR = 1.0
#: So many upright rulings that end side by side are those of a table.
_FEWEST_RULINGS = 3


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

    The rulings of its columns begin or end there, and no ruling closes the row.
    """
    upright = [edge for edge in edges if _is_upright(edge)]
    level = [edge["top"] for edge in edges if _is_level(edge)]
    for side in ("top", "bottom"):
        ends = Counter(round(edge[side]) for edge in upright)
        for end, count in ends.items():
            if count < _FEWEST_RULINGS or _goes_on(end, upright):
                continue
            is_closed = any(abs(top - end) <= SNAP for top in level)
            if not is_closed:
                yield float(end)


def _is_upright(edge: Thing) -> bool:
    return bool(edge["orientation"] == "v" and edge["bottom"] - edge["top"] > SNAP)


def _is_level(edge: Thing) -> bool:
    return bool(edge["orientation"] == "h" and edge["x1"] - edge["x0"] > SNAP)


def _goes_on(end: float, upright: Sequence[Thing]) -> bool:
    """Tell whether an upright ruling crosses a height: the table goes on there."""
    return any(edge["top"] < end - SNAP and edge["bottom"] > end + SNAP for edge in upright)
