"""The pages of a scan beside their lines: what stands on which, and where a figure is marked."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetgraph.publish.pages.source.page_pictures import (
    Clipping,
    Marked,
    PageOfScan,
    anchor,
    clipping,
    pages_of,
    parts_of,
    place_of,
)
from budgetgraph.publish.static_site.links import link_between
from budgetgraph.publish.web.addresses import Address

SHA = "b" * 64
PAGES = (
    '{"pages":[{"page":2,"width":595.0,"height":842.0,"lines":[[2,60.0,90.0,300.0,100.0]]},'
    '{"page":3,"width":595.0,"height":842.0,"lines":[[4,60.0,90.0,300.0,100.0]]}]}'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "sources" / SHA
    place.mkdir(parents=True)
    (place / "pages.json").write_text(PAGES)
    return tmp_path


def test_lines_stand_beside_the_page_that_shows_them(folder: Path) -> None:
    """Page 1 has text of its own; line 3 has no place and stands where line 2 does."""
    boxes = [{"first": 4, "box": "250.0 90.0 300.0 100.0"}, {"first": 1, "box": "1 2 3 4"}]
    parts = parts_of(["封面", "表", "", "合计\t3"], pages_of(folder, SHA), boxes)
    numbers = []
    for part in parts:
        lines = [line.number for block in part.blocks for line in block]
        numbers.append((part.page and part.page.number, lines, len(part.cells)))
    assert numbers == [(None, [1], 0), (2, [2, 3], 0), (3, [4], 1)]


def test_a_source_without_pictures_is_one_part(tmp_path: Path) -> None:
    assert pages_of(tmp_path, SHA) == pages_of(tmp_path, "../" * 3) == {}
    (part,) = parts_of(["封面", "表"], {}, [])
    assert part.page is None
    (empty,) = parts_of([], {}, [])
    assert empty.blocks == ()


@pytest.mark.parametrize("box", ["622.1 205.0 671.3", "a b c d", ""])
def test_another_text_is_no_place(box: str) -> None:
    assert place_of(box) is None


def test_a_figure_is_marked_where_its_page_has_a_picture(folder: Path) -> None:
    box = "250.0 90.0 300.0 100.0"
    shown = clipping(folder, SHA, 3, box)
    assert shown is not None
    assert shown.name == "P3-250.0-90.0-300.0-100.0" == anchor(shown.page, shown.place)
    assert clipping(folder, SHA, 1, box) is clipping(folder, SHA, None, box) is None
    assert clipping(folder, SHA, 3, "none") is None


@pytest.mark.parametrize(
    ("place", "sides"),
    [
        (Marked(1, 250.0, 90.0, 300.0, 100.0), (115.0, 30.0, 320.0, 130.0)),
        (Marked(1, 10.0, 20.0, 60.0, 30.0), (0.0, 0.0, 320.0, 90.0)),
        (Marked(1, 550.0, 820.0, 590.0, 830.0), (275.0, 760.0, 320.0, 82.0)),
        (Marked(1, 60.0, 90.0, 380.0, 100.0), (60.0, 30.0, 320.0, 130.0)),
        (Marked(1, 60.0, 90.0, 381.0, 100.0), (0.0, 30.0, 595.0, 130.0)),
    ],
    ids=["in the middle", "upper left", "lower right", "as wide as is shown", "wider"],
)
def test_what_is_around_a_figure_is_shown(
    place: Marked, sides: tuple[float, float, float, float]
) -> None:
    page = PageOfScan(3, 595.0, 842.0, ())
    assert Clipping(SHA, page, place, "").sides == sides


def test_a_copy_has_the_picture_as_a_file() -> None:
    here = Address(f"/source/{SHA}")
    assert link_between(here, f"/source/{SHA}/3.png") == f"{SHA[:16]}/3.png"
