"""The provinces as tiles: every one has its place, and rows are counted by the first place in them."""

from __future__ import annotations

from collections import Counter

from budgetgraph.publish.pages.province_tiles import province_tiles, tiles_of_links
from budgetgraph.values.divisions import divisions


def test_every_province_of_the_standard_has_one_tile() -> None:
    codes = {code for code, place in divisions().items() if place.level == "province"}
    tiles = province_tiles({"130000": 4, "620000": 1})
    assert len(tiles) == 7 * 8
    drawn = [tile for tile in tiles if tile is not None]
    assert sorted(tile.code for tile in drawn) == sorted(codes)
    assert all(divisions()[tile.code].name.startswith(tile.name) for tile in drawn)
    assert Counter(tile.shade for tile in drawn) == {0: 32, 1: 1, 4: 1}


def test_one_province_is_no_map() -> None:
    assert province_tiles({"130000": 4}) == []
    assert province_tiles({}) == []


ROWS = [
    ["https://example.org/id/project/13053225P1/2025", "/page/department/130532/平乡县教育局"],
    ["/page/disclosure/622901/临夏市教育局/2021", "/page/division/130532"],
    ["/page/division/130000"],
    ["/source/ab#L13", "/page/document/冀财社/2023/208"],
    ["/page/department/990000/某局"],
    [],
]


def test_rows_are_counted_by_the_first_place_in_them() -> None:
    counted = {tile.code: tile.count for tile in tiles_of_links(ROWS) if tile and tile.count}
    assert counted == {"130000": 2, "620000": 1}
