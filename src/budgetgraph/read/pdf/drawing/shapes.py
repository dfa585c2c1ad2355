"""A path that is painted → its lines, boxes and curves, as pdfminer tells them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pdfminer.utils import Matrix, apply_matrix_pt

from budgetgraph.read.pdf.drawing.media_box import Point

Segment = tuple[Any, ...]
#: What the steps of a path are where it is a line, and where it may be a box.
_LINE, _BOX = frozenset({"ml", "mlh"}), frozenset({"mlllh", "mllll"})


def parts(path: Sequence[Segment]) -> Iterator[Sequence[Segment]]:
    """Give the parts of a path, each with its beginning (`m`) and where it goes from there."""
    begins = [place for place, step in enumerate(path) if step[0] == "m"]
    if not path or path[0][0] != "m":
        return
    for begin, end in zip(begins, [*begins[1:], len(path)], strict=True):
        if end - begin > 1:
            yield path[begin:end]


def shape(part: Sequence[Segment], ctm: Matrix) -> tuple[str, list[Point]]:
    """Give what a part of a path is (line, rect or curve) and its points on the page.

    Control points of a curve are left out.
    """
    steps = "".join([step[0] for step in part])
    first = part[0][-2:]
    ends = [first if step[0] == "h" else step[-2:] for step in part]
    points = [apply_matrix_pt(ctm, end) for end in ends]
    if steps.endswith("lh") and len(steps) > 3 and points[-2] == points[0]:
        # It is closed already.
        steps = steps[:-2] + "h"
        points.pop()
    if steps in _LINE:
        return "line", points[:2]
    if steps in _BOX and _is_upright_box(points):
        return "rect", points[:4]
    return "curve", points


def _is_upright_box(points: Sequence[Point]) -> bool:
    """Tell whether four sides are level and upright, and closed."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3), end = points
    begins_upright = x0 == x1 and y1 == y2 and x2 == x3 and y3 == y0
    begins_level = y0 == y1 and x1 == x2 and y2 == y3 and x3 == x0
    return end == (x0, y0) and (begins_upright or begins_level)
