"""The sides of the shapes on a page, and the cells and tables that they rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pdfplumber.table import cells_to_tables, merge_edges
from pdfplumber.utils.geometry import filter_edges

from budgetgraph.read.pdf.drawing.drawn import Thing
from budgetgraph.read.pdf.rulings import SNAP
from budgetgraph.read.pdf.tables.crossings import Cell, cells_of

#: What is shorter than this (points) is a dot.
_DOT = 1.0


def edges_of(
    lines: Iterable[Thing], rects: Iterable[Thing], curves: Iterable[Thing]
) -> Iterator[Thing]:
    """Give the sides of shapes, each level (`orientation` h), upright (v) or neither."""
    for line in lines:
        yield {**line, "orientation": "h" if line["top"] == line["bottom"] else "v"}
    for rect in rects:
        yield from _edges_of_rect(rect)
    for curve in curves:
        yield from map(_edge, curve["pts"], curve["pts"][1:])


def _edges_of_rect(rect: Thing) -> Iterator[Thing]:
    """Give the four sides of a box."""
    left, right, top, bottom = rect["x0"], rect["x1"], rect["top"], rect["bottom"]
    width, height = rect["width"], rect["height"]
    yield _side("h", (left, top, right, top), width, 0)
    yield _side("h", (left, top + height, right, bottom), width, 0)
    yield _side("v", (left, top, left, bottom), 0, height)
    yield _side("v", (right, top, right, bottom), 0, height)


def _edge(begin: tuple[float, float], end: tuple[float, float]) -> Thing:
    """Give the way from one point to another."""
    (x, y), (x1, y1) = begin, end
    upright, level = "v" if x == x1 else None, "h" if y == y1 else None
    sides = min(x, x1), min(y, y1), max(x, x1), max(y, y1)
    return _side(upright or level, sides, abs(x - x1), abs(y - y1))


def level_edge(left: float, right: float, height: float) -> Thing:
    """Give a level edge from one place to another."""
    return _side("h", (left, height, right, height), right - left, 0.0)


def _side(orientation: str | None, sides: Cell, width: float, height: float) -> Thing:
    left, top, right, bottom = sides
    return {
        "object_type": "edge",
        "orientation": orientation,
        "x0": left,
        "x1": right,
        "top": top,
        "bottom": bottom,
        "width": width,
        "height": height,
    }


def long_edges(edges: Sequence[Thing]) -> tuple[list[Thing], list[Thing]]:
    """Give the upright and the level edges that are no dots."""
    upright = [edge for edge in edges if edge["orientation"] == "v" and edge["height"] >= _DOT]
    level = [edge for edge in edges if edge["orientation"] == "h" and edge["width"] >= _DOT]
    return upright, level


def tables_of(edges: Sequence[Thing], reach: float) -> list[list[Cell]]:
    """Give the cells of each table that edges rule; level ones may end so far (points) beside an
    upright one.
    """
    merged = merge_edges(list(edges), SNAP, SNAP, SNAP, SNAP)
    long = filter_edges(merged, min_length=SNAP)
    return list(map(list, cells_to_tables(list(cells_of(long, reach)))))


def bounds_of(cells: Iterable[Cell]) -> Cell:
    """Give the smallest box around cells."""
    lefts, tops, rights, bottoms = zip(*cells, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
