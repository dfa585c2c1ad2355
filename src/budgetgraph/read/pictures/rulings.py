"""Find the rulings of the tables on a picture: long dark lines, level or upright."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from budgetgraph.read.pdf.drawing.drawn import Thing
from budgetgraph.read.pictures.image import MOST_SKEW, Picture

#: A ruling is at least so long (points); strokes of characters are shorter.
_SHORTEST = 18.0
#: An upright ruling between two level ones may be shorter: rows of 9 points are the lowest ones.
#: Its ends are so near to them (points).
_LOWEST_ROW, _MEETS = 9.0, 1.5
#: A gap in a ruling that scanning left is shorter than this (points): strokes of characters in
#: tight rows are farther from the rulings.
_GAP = 0.8
#: The neighbourhood (pixels, odd) that tells what is dark, and by how much darker it has to be.
_NEIGHBOURHOOD, _DARKER = 31, 12
#: Specks of fewer pixels across are dust of the scanner.
_SPECK = 3
#: Ink of a smaller area (points × points) is dust as well; a decimal point has 1.2 and more.
_DUST = 1.0
#: So many lines at least tell how the paper lies.
_FEWEST_LINES = 4
#: Ink that goes on level for so long (points) may be of a line; that of 5 degrees does in each of
#: its rows of pixels.
_RUN = 3.0
#: So many points of ink tell how the paper lies as well as all do.
_MOST_POINTS = 60_000
#: Angles are tried so far to both sides of the best one so far, in such steps (degrees).
_SEARCH = ((MOST_SKEW + 0.5, 0.25), (0.25, 0.05), (0.05, 0.01))


def without_specks(picture: Picture) -> Picture:
    """Give a picture without the dust of a scanner; a ruling as thin as dust goes with it."""
    return np.asarray(cv2.medianBlur(picture, _SPECK), dtype=np.uint8)


def dark(picture: Picture) -> Picture:
    """Give 255 where a picture is darker than what is around it, 0 elsewhere."""
    mode, binary = cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV
    ink = cv2.adaptiveThreshold(picture, 255, mode, binary, _NEIGHBOURHOOD, _DARKER)
    return np.asarray(ink, dtype=np.uint8)


def without_dust(ink: Picture, scale: float) -> Picture:
    """Give the ink without shapes that are smaller than a decimal point."""
    smallest = _DUST * scale * scale
    _, shapes, boxes, _ = cv2.connectedComponentsWithStats(ink)
    areas = boxes[:, cv2.CC_STAT_AREA]
    # Shape 0 is the paper.
    is_kept = areas >= smallest
    is_kept[0] = False
    return np.asarray(np.where(is_kept[shapes], 255, 0), dtype=np.uint8)


def edges(ink: Picture, scale: float) -> list[Thing]:
    """Give the rulings as edges, in points.

    `scale` is the pixels to a point.
    """
    shortest, gap = max(int(_SHORTEST * scale), 3), max(int(_GAP * scale), 1)
    levels = [_edge(box, scale, "h") for box in _strokes(ink, (shortest, 1), (gap, 1))]
    rulings = list(levels)
    lowest = max(int(_LOWEST_ROW * scale), 3)
    for box in _strokes(ink, (1, lowest), (1, gap)):
        upright = _edge(box, scale, "v")
        if _is_ruling(upright, levels):
            rulings.append(upright)
    return rulings


def _is_ruling(upright: Thing, levels: Sequence[Thing]) -> bool:
    """Tell an upright ruling from the stroke of a character: it is long, or it goes from one level
    ruling to another, as in a table of one low row.
    """
    if upright["height"] >= _SHORTEST:
        return True
    is_met_above = any(_meets(level, upright["x0"], upright["top"]) for level in levels)
    is_met_below = any(_meets(level, upright["x0"], upright["bottom"]) for level in levels)
    return is_met_above and is_met_below


def _meets(level: Thing, x: float, y: float) -> bool:
    """Tell whether a level ruling goes through a place, or nearly so."""
    is_across = level["x0"] - _MEETS <= x <= level["x1"] + _MEETS
    return bool(is_across and abs(level["top"] - y) <= _MEETS)


def _strokes(
    ink: Picture, length: tuple[int, int], gap: tuple[int, int]
) -> Iterator[tuple[int, int, int, int]]:
    """Give the boxes (left, top, width, height) of strokes of a length in one direction."""
    bridge = cv2.getStructuringElement(cv2.MORPH_RECT, gap)
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, bridge)
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, length)
    kept = cv2.morphologyEx(closed, cv2.MORPH_OPEN, kernel)
    count, _, boxes, _ = cv2.connectedComponentsWithStats(kept)
    for left, top, width, height, _ in boxes[1:count]:
        yield int(left), int(top), int(width), int(height)


def _edge(box: tuple[int, int, int, int], scale: float, direction: str) -> Thing:
    """Give a stroke as the edge in its middle: a box of 2 × 400 pixels → an upright edge."""
    left, top, width, height = (side / scale for side in box)
    if direction == "h":
        return level(left, left + width, top + height / 2)
    middle = left + width / 2
    return _line("v", middle, middle, top, top + height)


def level(x0: float, x1: float, top: float) -> Thing:
    """Give a level edge from `x0` to `x1`."""
    return _line("h", x0, x1, top, top)


def _line(direction: str, x0: float, x1: float, top: float, bottom: float) -> Thing:
    return {
        "object_type": "line",
        "orientation": direction,
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
    }


def skew(ink: Picture, scale: float) -> float | None:
    """Tell by how many degrees the level lines fall to the right; None where there are few.

    Seen along the right angle, each line is one place with much ink:

        angle 0°: ink at heights 96 to 104   angle 2°: all ink at height 100   → 2°
    """
    shortest_run = cv2.getStructuringElement(cv2.MORPH_RECT, (max(int(_RUN * scale), 3), 1))
    down, across = np.nonzero(cv2.morphologyEx(ink, cv2.MORPH_OPEN, shortest_run))
    each = len(down) // _MOST_POINTS + 1
    seen = _Seen(down[::each], across[::each])
    if not len(seen.down):
        return None
    angle = 0.0
    for reach, step in _SEARCH:
        count = round(reach / step)
        angles = [angle + step * number for number in range(-count, count + 1)]
        angle = max(angles, key=seen.sharpness)
    is_long = seen.along(angle) >= 4 * _SHORTEST * scale / each
    # A thick line is long at several heights, one below the other.
    begins = is_long & ~np.concatenate(([False], is_long[:-1]))
    return angle if int(begins.sum()) >= _FEWEST_LINES else None


@dataclass(frozen=True, slots=True)
class _Seen:
    """Points of ink, by how far down and across they are."""

    down: NDArray[np.int64]
    across: NDArray[np.int64]

    def along(self, angle: float) -> NDArray[np.int64]:
        """Count the points on each line that falls by `angle` degrees to the right."""
        heights = np.rint(self.down - self.across * math.tan(math.radians(angle))).astype(np.int64)
        return np.bincount(heights - heights.min())

    def sharpness(self, angle: float) -> float:
        """Tell how much the points lie on few lines of an angle: the sum of squares."""
        counts = self.along(angle).astype(np.float64)
        return float((counts * counts).sum())
