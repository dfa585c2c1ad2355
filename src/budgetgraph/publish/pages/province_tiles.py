"""Lay out the provinces as tiles of one size, each with its number of rows: a map that reads on a
phone and asks no other server for pictures.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from budgetgraph.document.data_file import read_data

#: The place in the address of what belongs to one: `/page/department/130532/平乡县教育局`.
_PLACE = re.compile(r"/(?:division|department|unit|disclosure)/(\d\d)\d{4}(?:/|\Z)")
#: Tiles with rows have one of so many shades.
_SHADES = 4
#: Rows of fewer provinces are no map.
_LEAST_PROVINCES = 2


@dataclass(frozen=True, slots=True)
class ProvinceTile:
    """A province, its number of rows, and its shade: 0 for none, 4 for the most."""

    code: str
    name: str
    count: int
    shade: int


def province_tiles(counts: Mapping[str, int]) -> list[ProvinceTile | None]:
    """Lay out the provinces row by row, None where no tile stands, from numbers by code:
    `{"130000": 4}`.

    Empty where only one province has any.
    """
    most = max(counts.values(), default=0)
    if len(counts) < _LEAST_PROVINCES or not most:
        return []
    return [_tile(key, counts, most) for key in _layout()]


def tiles_of_links(rows: Iterable[Iterable[str]]) -> list[ProvinceTile | None]:
    """Lay out the provinces of the rows of an answer.

    `rows` has the addresses in each row; the first that names a place counts.
    """
    counts = Counter[str]()
    for links in rows:
        places = filter(None, map(_PLACE.search, links))
        first = next(places, None)
        if first is not None and first[1] in _names():
            counts[f"{first[1]}0000"] += 1
    return province_tiles(counts)


def _tile(key: str, counts: Mapping[str, int], most: int) -> ProvinceTile | None:
    """Make the tile of a province; None for a gap."""
    if key not in _names():
        return None
    code = f"{key}0000"
    count = counts.get(code, 0)
    # Rounded up: one row of a thousand is more than none.
    return ProvinceTile(code, _names()[key], count, -(-count * _SHADES // most))


def _names() -> Mapping[str, str]:
    """Give the short names by the first two digits of the code."""
    names: Mapping[str, str] = _data()["names"]
    return names


def _layout() -> list[str]:
    """List the tiles from the top left on."""
    return [key for row in _data()["rows"] for key in row.split()]


@cache
def _data() -> dict[str, Any]:
    return read_data("budgetgraph.publish.pages", "province_tiles.toml")
