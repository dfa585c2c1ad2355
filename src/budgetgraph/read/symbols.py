"""Characters of symbol fonts: what the page shows for a place in the font.

Symbol, 00B3 or F0B3 → ≥
"""

from __future__ import annotations

from functools import cache

from budgetgraph.document.data_file import read_data

#: Word writes a place of a symbol font here, so that it is no character of another font.
_PRIVATE = range(0xF000, 0xF100)
#: Places below are ASCII in a run of text; only a symbol that names its place means them.
_FIRST_BEYOND_ASCII = 0xA0


@cache
def _fonts() -> dict[str, dict[int, str]]:
    fonts: dict[str, dict[int, str]] = {}
    for table in read_data("budgetgraph.read", "symbols.toml")["font"]:
        places = fonts.setdefault(table["names"].lower(), {})
        for place, shown in enumerate(table["row"], start=table["from"]):
            places[place] = shown
    return fonts


def is_symbol_font(font: str) -> bool:
    """Tell whether a font shows symbols in the places of letters."""
    return font.lower() in _fonts()


def shown(font: str, place: int) -> str | None:
    """Tell what a symbol font shows at a place; None where that is not known."""
    if place in _PRIVATE:
        place -= _PRIVATE.start
    return _fonts().get(font.lower(), {}).get(place)


def text_in(font: str, text: str) -> tuple[str, str]:
    """Give the text of a run in a symbol font as it shows, and the characters that are not
    known.
    """
    parts: list[str] = []
    unknown: list[str] = []
    for character in text:
        place = ord(character)
        is_place = place in _PRIVATE or _FIRST_BEYOND_ASCII <= place < 0x100
        seen = shown(font, place) if is_place else character
        if seen is None:
            seen = character
            unknown.append(character)
        parts.append(seen)
    return "".join(parts), "".join(unknown)
