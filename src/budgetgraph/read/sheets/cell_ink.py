"""Whether the font of a cell is white, and whether its fill is dark enough to show it."""

from __future__ import annotations

from lxml import etree

#: White as a colour (with or without its opacity), in the palette of old files, and in a theme.
_WHITE_COLOURS = frozenset({"FFFFFFFF", "00FFFFFF", "FFFFFF"})
WHITE_IN_PALETTE = frozenset({"1", "9"})
_PAPER_OF_THEME = "0"
_NO_PATTERN = frozenset({"", "none"})


def is_white(font: etree._Element | None) -> bool:
    """Tell whether a font is white: `<font><color rgb="FFFFFFFF"/></font>`."""
    colour = font.find("{*}color") if font is not None else None
    return colour is not None and _is_white_colour(colour)


def has_ground(fill: etree._Element | None) -> bool:
    """Tell whether a fill shows white text: any but none and white."""
    if fill is None:
        return False
    pattern = fill.find("{*}patternFill")
    if pattern is None:
        # A gradient.
        return len(fill) > 0
    if pattern.get("patternType", "") in _NO_PATTERN:
        return False
    colour = pattern.find("{*}fgColor")
    return colour is None or not _is_white_colour(colour)


def _is_white_colour(colour: etree._Element) -> bool:
    """Tell whether a colour is white; a theme's paper is, where nothing darkens it."""
    is_darkened = colour.get("tint", "0").startswith("-")
    is_paper = colour.get("theme") == _PAPER_OF_THEME and not is_darkened
    is_named = colour.get("rgb", "").upper() in _WHITE_COLOURS
    return is_named or is_paper or colour.get("indexed") in WHITE_IN_PALETTE
