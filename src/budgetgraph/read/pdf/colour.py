"""How light the colour of a thing on a page is."""

from __future__ import annotations

from functools import lru_cache

from budgetgraph.read.pdf.drawing.drawn import Thing

#: From this lightness on a colour is white.
_WHITE = 0.98


def is_white(thing: Thing) -> bool:
    """Tell whether a thing is filled with white."""
    return lightness(thing) >= _WHITE


def lightness(thing: Thing) -> float:
    """Tell the lightness of the colour that fills a thing: 0 black, 1 white; 0 where it is unknown.

    grey 0.9 → 0.9     red 1, green 0.8, blue 0.8 → 0.8     cyan 0.2 and black 0.1 → 0.7
    """
    return _lightness(thing["non_stroking_color"])


@lru_cache(maxsize=1024)
def _lightness(colour: object) -> float:
    parts = colour if isinstance(colour, (tuple, list)) else (colour,)
    numbers = [float(part) for part in parts if isinstance(part, (int, float))]
    if len(numbers) == 4:
        *inks, black = numbers
        return max(0.0, 1 - max(inks) - black)
    if len(numbers) in (1, 3):
        return min(numbers)
    return 0.0
