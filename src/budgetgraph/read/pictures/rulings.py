"""Find the rulings of the tables on a picture: long dark lines, level or upright."""

from __future__ import annotations

import math
from collections.abc import Iterator

import cv2
import numpy as np

from budgetgraph.read.pdf.turned import Thing
from budgetgraph.read.pictures.image import MOST_SKEW, Picture

#: A ruling is at least so long (points); strokes of characters are shorter.
_SHORTEST = 18.0
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
    """Give the rulings as edges, as pdfplumber has them, in points.

    `scale` is the pixels to a point.
    """
    shortest, gap = max(int(_SHORTEST * scale), 3), max(int(_GAP * scale), 1)
    found = [_edge(box, scale, "h") for box in _strokes(ink, (shortest, 1), (gap, 1))]
    found += [_edge(box, scale, "v") for box in _strokes(ink, (1, shortest), (1, gap))]
    return found


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
        "doctop": top,
    }


def skew(ink: Picture, scale: float) -> float | None:
    """Tell by how many degrees the level rulings fall to the right; None where there are few."""
    shortest = int(4 * _SHORTEST * scale)
    lines = cv2.HoughLinesP(ink, 1, math.pi / 3600, shortest, None, shortest, _GAP * scale)
    if lines is None:
        return None
    angles = []
    for x0, y0, x1, y1 in np.asarray(lines).reshape(-1, 4):
        angle = math.degrees(math.atan2(float(y1) - float(y0), float(x1) - float(x0)))
        if abs(angle) <= MOST_SKEW:
            angles.append(angle)
    return float(np.median(angles)) if len(angles) >= _FEWEST_LINES else None
