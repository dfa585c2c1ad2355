"""What is drawn on a page, each thing with its place: points from the left and the top."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Thing = dict[str, Any]
"""A character or a shape. Every one has its sides (`x0`, `x1`, `top`, `bottom`), how wide and high
it is, and the colour that fills it (`non_stroking_color`).
"""

#: Why a character is not seen (its `tag`): text rendering mode 3 (ISO 32000 §9.3.6) or text that is
#: transparent (§11.6.4.4); a layer (optional content group, §8.11) that is off when the file is
#: opened; text outside of what is clipped (§8.5.4); text that a box is painted over later.
INVISIBLE, SWITCHED_OFF = "x-invisible", "x-switched-off"
CLIPPED, COVERED = "x-clipped", "x-covered"


@dataclass(slots=True)
class Drawn:
    """The things on a page, in the order in which they are drawn."""

    width: float
    height: float
    chars: list[Thing] = field(default_factory=list)
    lines: list[Thing] = field(default_factory=list)
    rects: list[Thing] = field(default_factory=list)
    curves: list[Thing] = field(default_factory=list)
    has_picture: bool = False


def covers(place: Thing, char: Thing) -> bool:
    """Tell whether the middle of a character stands inside a place."""
    x = (char["x0"] + char["x1"]) / 2
    y = (char["top"] + char["bottom"]) / 2
    is_between_sides = place["x0"] <= x <= place["x1"]
    return bool(is_between_sides and place["top"] <= y <= place["bottom"])
