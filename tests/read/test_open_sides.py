"""Cells that the side of a page cuts have no ruling there."""

from __future__ import annotations

import pytest

from budgetgraph.read.pdf.drawing.drawn import Thing
from budgetgraph.read.pdf.open_sides import open_sides, undrawn_sides

#: Three rows from 100 to 160, from the left side at 50 to the right side at 300.
HEIGHTS = (100.0, 120.0, 140.0, 160.0)
LEFT, MIDDLE, RIGHT = 50.0, 150.0, 300.0


def level(top: float, x0: float = LEFT, x1: float = RIGHT) -> Thing:
    return {"orientation": "h", "x0": x0, "x1": x1, "top": top, "bottom": top}


def upright(place: float, top: float = 100.0, bottom: float = 160.0) -> Thing:
    return {"orientation": "v", "x0": place, "x1": place, "top": top, "bottom": bottom}


def found(*uprights: Thing, levels: tuple[Thing, ...] = tuple(map(level, HEIGHTS))) -> list[object]:
    return [(of.side, of.place, of.top, of.bottom) for of in open_sides([*levels, *uprights])]


def test_a_row_without_its_last_ruling_is_open() -> None:
    right = ("x1", RIGHT, 100.0, 120.0)
    assert found(upright(LEFT), upright(MIDDLE), upright(RIGHT, 120.0)) == [right]
    left = ("x0", LEFT, 120.0, 140.0)
    split = [upright(LEFT, 100.0, 120.0), upright(LEFT, 140.0, 160.0)]
    assert found(*split, upright(MIDDLE), upright(RIGHT)) == [left]


@pytest.mark.parametrize(
    "uprights",
    [
        [upright(LEFT), upright(MIDDLE), upright(RIGHT)],
        [upright(LEFT), upright(MIDDLE)],
        [upright(LEFT, 120.0), upright(MIDDLE, 120.0), upright(RIGHT, 120.0)],
        [upright(LEFT), upright(MIDDLE, 120.0), upright(RIGHT)],
    ],
    ids=["closed", "no ruling at the side at all", "nothing between two tables", "merged cells"],
)
def test_what_is_not_cut(uprights: list[Thing]) -> None:
    assert found(*uprights) == []


def test_rulings_that_are_drawn_cell_by_cell_end_at_the_side_alone() -> None:
    pieces = [level(top, LEFT, MIDDLE) for top in HEIGHTS]
    pieces += [level(top, MIDDLE, RIGHT) for top in HEIGHTS]
    sides = [upright(LEFT), upright(MIDDLE, 120.0), upright(RIGHT)]
    assert found(*sides, levels=tuple(pieces)) == []


# --- sides that a table leaves undrawn ------------------------------------------------------------


def char(x0: float, top: float) -> Thing:
    return {"text": "9", "x0": x0, "x1": x0 + 8.0, "top": top, "bottom": top + 10.0}


def undrawn(uprights: list[Thing], chars: list[Thing]) -> list[tuple[str, float]]:
    edges = [*map(level, HEIGHTS), *uprights]
    return [(of.side, of.top) for of in undrawn_sides(edges, chars)]


BESIDE = [char(60.0, 105.0), char(200.0, 125.0)]


def test_text_beside_the_last_upright_ruling_stands_in_cells_that_nothing_closes() -> None:
    rows = [*HEIGHTS[:-1]]
    assert undrawn([upright(MIDDLE)], BESIDE) == [
        *(("x0", top) for top in rows),
        *(("x1", top) for top in rows),
    ]


@pytest.mark.parametrize(
    ("uprights", "chars"),
    [
        ([upright(LEFT), upright(MIDDLE), upright(RIGHT)], BESIDE),
        ([upright(LEFT), upright(MIDDLE)], [char(60.0, 105.0)]),
        ([], BESIDE),
    ],
    ids=["closed", "nothing stands beside it", "no upright ruling at all"],
)
def test_what_needs_no_ruling(uprights: list[Thing], chars: list[Thing]) -> None:
    assert undrawn(uprights, chars) == []
