"""Take the red stamps out of the picture of a page, so that the print below them can be read.

Through a red filter red ink is as bright as paper, and black print stays black. Red print that is
no stamp (an amount below zero, a heading) is as small as its characters, and stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

#: Height × width × red, green, blue; each from 0 to 255.
Coloured = NDArray[np.uint8]
#: Height × width, from 0 (black) to 255 (white).
Grey = NDArray[np.uint8]

#: A place is red where its red is this much brighter than its green and its blue.
_RED = 40
#: Seals of offices are circles of 42 mm (119 points), seals of persons squares of 18 mm or more (51
#: points); on a smaller page, which is taken for A4, they are up to twice as large. What is smaller
#: (points) is print, what is larger a frame or a line.
SMALLEST_STAMP = 45.0
LARGEST_STAMP = 250.0
#: Ink of stamps is this bright in red light, or brighter.
_BRIGHT = 190
#: Gaps in the ring of a stamp are narrower than this (points).
_GAP = 2.0


def without_stamps(coloured: Coloured, scale: float) -> Grey:
    """Give a coloured picture in grey, with white in the place of stamps.

    `scale` are the pixels to a point.
    """
    grey = cv2.cvtColor(coloured, cv2.COLOR_RGB2GRAY)
    red, green, blue = cv2.split(coloured)
    reddish = cv2.subtract(red, cv2.max(green, blue)) > _RED
    for rows, columns in _stamps(reddish, scale):
        bright = np.minimum(red[rows, columns].astype(np.uint16) * 255 // _BRIGHT, 255)
        inside = reddish[rows, columns]
        grey[rows, columns][inside] = bright[inside]
    return np.asarray(grey, np.uint8)


def _stamps(reddish: NDArray[np.bool_], scale: float) -> Iterator[tuple[slice, slice]]:
    """Give the rows and columns of each stamp: a red shape that is as large as one."""
    if not reddish.any():
        return
    width = max(int(_GAP * scale), 1)
    joined = cv2.dilate(reddish.astype(np.uint8), np.ones((width, width), np.uint8))
    _, _, boxes, _ = cv2.connectedComponentsWithStats(joined)
    for left, top, across, down, _ in boxes[1:]:
        sides = across / scale, down / scale
        if min(sides) >= SMALLEST_STAMP and max(sides) <= LARGEST_STAMP:
            yield slice(top, top + down), slice(left, left + across)
