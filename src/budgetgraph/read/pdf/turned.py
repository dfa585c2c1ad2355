"""Turn a page whose text is drawn sideways, so that its lines run from left to right.

Coordinates are points from the top left of the page. Text that runs upward (its letters lean to the
left) is turned clockwise: the point (x, top) of a page of height H becomes (H - top, x).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

Thing = dict[str, Any]
"""A character, a line, a rectangle or a picture, as pdfplumber describes it."""

_UPWARD, _DOWNWARD, _UPRIGHT, _UPSIDE_DOWN = "upward", "downward", "upright", "upside down"
#: A page is turned where so much of its text is.
_MOSTLY = 0.7


def direction(char: Thing) -> str | None:
    """Tell which way the text of a character runs; None for a slanted one."""
    a, b, c, d = (float(part) for part in char["matrix"][:4])
    size = max(abs(a), abs(b), abs(c), abs(d)) or 1.0
    if abs(b) < 0.05 * size and abs(c) < 0.35 * size:
        return _UPRIGHT if a > 0 else _UPSIDE_DOWN
    if abs(a) < 0.05 * size and abs(d) < 0.35 * size:
        return _UPWARD if b > 0 else _DOWNWARD
    return None


def is_slanted(char: Thing) -> bool:
    """Whether a character is drawn along no edge of the page."""
    return direction(char) is None


def main_direction(chars: list[Thing]) -> str:
    """Tell which way most of the text of a page runs."""
    counts = Counter(direction(char) for char in chars if char["text"].strip())
    if not counts:
        return _UPRIGHT
    [(most, count)] = counts.most_common(1)
    return most if most is not None and count >= _MOSTLY * sum(counts.values()) else _UPRIGHT


def straightened(
    objects: dict[str, list[Thing]], width: float, height: float
) -> tuple[dict[str, list[Thing]], float, float]:
    """Give the things of a page turned upright, with the new width and height of the page."""
    way = main_direction(objects.get("char", []))
    if way == _UPWARD:
        turn: Callable[[float, float], tuple[float, float]] = lambda x, top: (height - top, x)  # noqa: E731
    elif way == _DOWNWARD:
        turn = lambda x, top: (top, width - x)  # noqa: E731
    else:
        return objects, width, height
    turned = {kind: [_turned(thing, turn) for thing in things] for kind, things in objects.items()}
    for char in turned.get("char", []):
        char["upright"] = direction(char) == way
        char["size"] = char["bottom"] - char["top"]
        char["matrix"] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0) if char["upright"] else char["matrix"]
    return turned, height, width


def _turned(thing: Thing, turn: Callable[[float, float], tuple[float, float]]) -> Thing:
    corners = [turn(thing["x0"], thing["top"]), turn(thing["x1"], thing["bottom"])]
    (left, right), (top, bottom) = (sorted(values) for values in zip(*corners, strict=True))
    new = thing | {
        "x0": left,
        "x1": right,
        "top": top,
        "bottom": bottom,
        "doctop": top,
        "width": right - left,
        "height": bottom - top,
    }
    if "pts" in thing:
        new["pts"] = [turn(*point) for point in thing["pts"]]
    return new
