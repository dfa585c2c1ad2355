"""Turn a page whose text is drawn sideways or upside down, so that its lines run from left to
right.

Coordinates are points from the top left of the page. Text that runs upward (its letters lean to the
left) is turned clockwise: the point (x, top) of a page of height H becomes (H - top, x). A page
that stands on its head is turned by half.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import lru_cache

from budgetgraph.read.pdf.drawing.drawn import Drawn, Thing

_UPWARD, _DOWNWARD, _UPRIGHT, _UPSIDE_DOWN = "upward", "downward", "upright", "upside down"
#: Each is the one before it, turned clockwise.
_CLOCKWISE = (_UPRIGHT, _DOWNWARD, _UPSIDE_DOWN, _UPWARD)
#: A page is turned where so much of its text is.
_MOSTLY = 0.7
#: What leans less than this share of its size is drawn along an edge; letters may lean as italics.
_LEAN, _ITALIC = 0.05, 0.35
_IDENTITY = (1.0, 0.0, 0.0, 1.0)
_Turn = Callable[[float, float], tuple[float, float]]


def direction(char: Thing) -> str | None:
    """Tell which way the text of a character runs; None for a slanted one."""
    return _direction(char["matrix"])


@lru_cache(maxsize=1024)
def _direction(matrix: tuple[float, float, float, float]) -> str | None:
    a, b, c, d = matrix
    size = max(abs(a), abs(b), abs(c), abs(d)) or 1.0
    lean, italic = _LEAN * size, _ITALIC * size
    is_level = abs(b) < lean and abs(c) < italic
    is_sideways = abs(a) < lean and abs(d) < italic
    if is_level:
        return _UPRIGHT if a > 0 else _UPSIDE_DOWN
    if is_sideways:
        return _UPWARD if b > 0 else _DOWNWARD
    return None


def runs_upward(char: Thing) -> bool:
    """Tell whether a character on its side is part of text that runs upward on the page, as this is
    turned.
    """
    return _way(char) == _UPWARD


def stands_on_its_head(char: Thing) -> bool:
    """Tell whether a character is part of text that runs to the left, its letters upside down."""
    return _way(char) == _UPSIDE_DOWN


def _way(char: Thing) -> str | None:
    """Give the way in which the text of a character runs on the page as this is turned."""
    return char["runs"] if "runs" in char else direction(char)


def is_slanted(char: Thing) -> bool:
    """Tell whether a character is drawn along no edge of the page."""
    return direction(char) is None


def main_direction(chars: list[Thing]) -> str:
    """Tell which way most of the text of a page runs."""
    counts = Counter(direction(char) for char in chars if char["text"].strip())
    if not counts:
        return _UPRIGHT
    [(most, count)] = counts.most_common(1)
    is_most = count >= _MOSTLY * counts.total()
    return most if most is not None and is_most else _UPRIGHT


def straightened(drawn: Drawn) -> Drawn:
    """Give what is drawn on a page turned upright, with the new width and height of the page."""
    width, height = drawn.width, drawn.height
    way = main_direction(drawn.chars)
    if way == _UPRIGHT:
        return drawn

    def clockwise(x: float, top: float) -> tuple[float, float]:
        return height - top, x

    def anticlockwise(x: float, top: float) -> tuple[float, float]:
        return top, width - x

    def by_half(x: float, top: float) -> tuple[float, float]:
        return width - x, height - top

    turn = {_UPWARD: clockwise, _DOWNWARD: anticlockwise, _UPSIDE_DOWN: by_half}[way]
    lists = (drawn.chars, drawn.lines, drawn.rects, drawn.curves)
    chars, lines, rects, curves = ([_turned(thing, turn) for thing in things] for things in lists)
    for char in chars:
        _set_upright(char, way)
    if way != _UPSIDE_DOWN:
        width, height = height, width
    return Drawn(width, height, chars, lines, rects, curves, drawn.has_picture)


def _set_upright(char: Thing, way: str) -> None:
    """Say of a turned character whether it is upright, and how large it is."""
    char["upright"] = direction(char) == way
    char["size"] = char["bottom"] - char["top"]
    char["runs"] = _runs(direction(char), way)
    if char["upright"]:
        char["matrix"] = _IDENTITY


def _runs(direction: str | None, way: str) -> str | None:
    """Tell which way text runs on a page that is turned so that text of a way runs to the right.

    upright on a page whose table runs downward → upward
    """
    if direction is None:
        return None
    turns = _CLOCKWISE.index(direction) - _CLOCKWISE.index(way)
    return _CLOCKWISE[turns % len(_CLOCKWISE)]


def _turned(thing: Thing, turn: _Turn) -> Thing:
    """Give a thing with its corners turned."""
    corners = [turn(thing["x0"], thing["top"]), turn(thing["x1"], thing["bottom"])]
    (left, right), (top, bottom) = map(sorted, zip(*corners, strict=True))
    new = thing | {
        "x0": left,
        "x1": right,
        "top": top,
        "bottom": bottom,
        "width": right - left,
        "height": bottom - top,
    }
    if "pts" in thing:
        new["pts"] = [turn(*point) for point in thing["pts"]]
    return new
