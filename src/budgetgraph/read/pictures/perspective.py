"""Make a page rectangular that was photographed from one side.

Lines that are level on the paper run towards one point far away, and so do upright ones. These two
points say how the paper lies, with no need for its edges; they are found from the rulings and edges
that the picture shows.

    level lines that fall by 2° at the top and rise by 1° at the foot → level at all heights
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from budgetgraph.read.pictures.image import Picture

Numbers = NDArray[np.float64]
Shape = tuple[int, ...]
"""The height and the width of a picture in pixels."""
Sides = tuple[float, float, float, float]

#: Lines are looked for on a picture made so small (pixels).
_LONGEST_SIDE = 1200
#: A line is so long at least (share of the shorter side); strokes of characters are shorter.
_SHORTEST = 0.035
#: Level and upright lines of a photograph lean by no more than this (degrees).
_MOST_LEAN = 20.0
#: So many lines tell a direction, which together are so long (shares of the shorter side).
_FEWEST, _TOGETHER = 6, 1.5
#: Lines that miss the common point by more than this (radians) say little about it.
_MISSES = 0.004
#: The ends of a line are told to within so many pixels.
_BLUR = 1.0
_ROUNDS = 12
#: Of flat paper .94 and more of the level lines meet in one point, of a curled page .12 to .63.
_AGREE = 0.8
#: Between its edges, lines of a page turn by less than this (degrees) where it lies flat.
_FLAT = 0.5
#: A page has no more than so many times the sides of its picture when it is made rectangular.
_MOST_GROWTH = 1.6
_WHITE = 255


@dataclass(frozen=True, slots=True)
class Lie:
    """How a page lies: where its level and its upright lines meet, in halves of the longer side
    from the middle, with the third number near 0 for a place far away.

    `agreement` is the share of the level lines, by length, that do meet there: 1 of flat paper,
    less than two thirds of a page that is curled.
    """

    level: Numbers
    upright: Numbers
    agreement: float

    @property
    def turn(self) -> float:
        """By how many degrees lines of one direction turn from edge to edge."""
        level = abs(self.level[2]) / abs(self.level[0])
        upright = abs(self.upright[2]) / abs(self.upright[1])
        return math.degrees(2 * max(level, upright))

    @property
    def is_bent(self) -> bool:
        """Tell whether the paper itself is not flat."""
        return self.agreement < _AGREE


def lie_of(picture: Picture) -> Lie | None:
    """Tell from its long lines how a page lies; None where there are too few of them."""
    share = min(_LONGEST_SIDE / max(picture.shape), 1.0)
    resized = cv2.resize(picture, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    small: Picture = np.asarray(resized, dtype=np.uint8)
    return _lie(_segments(small), small.shape)


def lie_of_text(edges: Sequence[Sides], picture: Picture) -> Lie | None:
    """Tell how a page lies from the upper edges (x, y, x, y) of its stretches of characters."""
    return _lie(np.array(edges, dtype=np.float64).reshape(-1, 4), picture.shape)


def made_flat(picture: Picture, lie: Lie) -> Picture:
    """Give a picture of which level lines are level and upright ones upright; one that was taken
    from above as it is.
    """
    return picture if lie.turn < _FLAT else _warped(picture, lie)


def _lie(segments: Numbers, shape: Shape) -> Lie | None:
    """Tell how a page lies from segments on a picture of that height and width."""
    falls = np.arctan2(segments[:, 3] - segments[:, 1], segments[:, 2] - segments[:, 0])
    leans = np.abs((np.degrees(falls) + 90) % 180 - 90)
    level = _meeting(segments[leans <= _MOST_LEAN], shape)
    if level is None:
        return None
    place = level.place * np.sign(level.place[0])
    upright = _meeting(segments[leans >= 90 - _MOST_LEAN], shape)
    if upright is None:
        # Nothing tells it: at right angles to the level ones.
        return Lie(place, np.array([-place[1], place[0], 0.0]), level.agreement)
    return Lie(place, upright.place * np.sign(upright.place[1]), level.agreement)


def _segments(picture: Picture) -> Numbers:
    """Give the ends of the long lines of a picture, a row each: x, y, x, y."""
    # None for a picture without lines, which the types of OpenCV do not say.
    detected: object = cv2.createLineSegmentDetector().detect(picture)[0]
    if detected is None:
        return np.zeros((0, 4))
    segments: Numbers = np.asarray(detected, dtype=np.float64).reshape(-1, 4)
    long: Numbers = segments[_lengths(segments) >= _SHORTEST * min(picture.shape)]
    return long


def _lengths(segments: Numbers) -> Numbers:
    across, down = segments[:, 2] - segments[:, 0], segments[:, 3] - segments[:, 1]
    lengths: Numbers = np.hypot(across, down)
    return lengths


@dataclass(frozen=True, slots=True)
class _Meeting:
    """Where lines meet, and the share of them that do."""

    place: Numbers
    agreement: float


def _meeting(segments: Numbers, shape: Shape) -> _Meeting | None:
    """Tell where most segments meet when they are made longer; None where they are too few."""
    lengths = _lengths(segments)
    if len(segments) < _FEWEST or lengths.sum() < _TOGETHER * min(shape):
        return None
    lines = _lines(segments, shape)
    near = np.maximum(_MISSES, _BLUR / lengths)
    weights = lengths
    for _ in range(_ROUNDS):
        _, _, axes = np.linalg.svd(lines * np.sqrt(weights)[:, None])
        place = axes[-1]
        misses = np.abs(lines @ place) / np.hypot(place[0], place[1])
        weights = lengths / (1 + (misses / near) ** 2)
    agreement = lengths[misses < near].sum() / lengths.sum()
    return _Meeting(place, float(agreement))


def _lines(segments: Numbers, shape: Shape) -> Numbers:
    """Give the lines through segments as a, b, c of ax + by + c = 0, with a² + b² = 1."""
    half = max(shape) / 2
    middle = np.array([shape[1], shape[0]]) / 2
    ones = np.ones(len(segments))
    first = np.column_stack(((segments[:, :2] - middle) / half, ones))
    last = np.column_stack(((segments[:, 2:] - middle) / half, ones))
    lines = np.cross(first, last)
    return np.asarray(lines / np.hypot(lines[:, 0], lines[:, 1])[:, None])


def _warped(picture: Picture, lie: Lie) -> Picture:
    """Draw a picture again so that its two directions are level and upright; its middle stays as
    large as it is.
    """
    to_flat = _to_flat(lie, picture.shape)
    height, width = picture.shape
    half = max(picture.shape) / 2
    corners = np.array([[0, 0, 1], [width, 0, 1], [width, height, 1], [0, height, 1]], float)
    places = corners @ to_flat.T
    sides = places[:, :2] / places[:, 2:]
    least = np.maximum(sides.min(axis=0), -_MOST_GROWTH)
    most = np.minimum(sides.max(axis=0), _MOST_GROWTH)
    to_pixels = np.array([[half, 0, -least[0] * half], [0, half, -least[1] * half], [0, 0, 1]])
    size = np.ceil((most - least) * half).astype(int)
    flat = cv2.warpPerspective(
        picture,
        to_pixels @ to_flat,
        (int(size[0]), int(size[1])),
        flags=cv2.INTER_CUBIC,
        borderValue=(_WHITE,),
    )
    return np.asarray(flat, dtype=np.uint8)


def _to_flat(lie: Lie, shape: Shape) -> Numbers:
    """Give the matrix that takes a pixel to its place on the flat page, in halves of the longer
    side from the middle.
    """
    half = max(shape) / 2
    level = lie.level / np.hypot(lie.level[0], lie.level[1])
    upright = lie.upright / np.hypot(lie.upright[0], lie.upright[1])
    from_flat = np.column_stack((level, upright, [0.0, 0.0, 1.0]))
    across, down = shape[1] / 2 / half, shape[0] / 2 / half
    to_unit = np.array([[1 / half, 0, -across], [0, 1 / half, -down], [0, 0, 1]])
    return np.asarray(np.linalg.inv(from_flat) @ to_unit)
