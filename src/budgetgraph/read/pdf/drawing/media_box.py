"""The paper that a page is drawn on: its places are told from the left and the top, those of its
content from its lower left.
"""

from __future__ import annotations

from dataclasses import dataclass

from budgetgraph.read.pdf.drawing.state import Bounds

Point = tuple[float, float]
#: Left, top, right, bottom.
Sides = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class MediaBox:
    """How wide and high the paper is, and where its left and its top are."""

    width: float
    height: float
    left: float
    top: float

    def sides(self, bounds: Bounds) -> Sides:
        """Give where bounds of the content stand on the paper."""
        x0, y0, x1, y1 = bounds
        top, bottom = (self.height - y1) + self.top, (self.height - y0) + self.top
        return x0 + self.left, top, x1 + self.left, bottom

    def point(self, point: Point) -> Point:
        """Give where a point of the content stands on the paper."""
        x, y = point
        return self.left + x, self.top + self.height - y
