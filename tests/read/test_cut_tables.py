"""The rulings of a table that a page cuts: where its columns are open, an edge closes them."""

from __future__ import annotations

import pytest

from budgetgraph.read.pdf.drawing.drawn import Thing
from budgetgraph.read.pdf.rulings import SNAP, open_ends

TOP, MIDDLE, BOTTOM = 50.0, 80.0, 200.0
SIDES = (0.0, 100.0, 200.0, 300.0)


def edge(direction: str, x0: float, x1: float, top: float, bottom: float) -> Thing:
    return {"orientation": direction, "x0": x0, "x1": x1, "top": top, "bottom": bottom}


def level(x0: float, x1: float, top: float) -> Thing:
    return edge("h", x0, x1, top, top)


def columns() -> list[Thing]:
    return [edge("v", side, side, TOP, BOTTOM) for side in SIDES]


def below(x0: float = 0, x1: float = 300) -> list[Thing]:
    return [level(x0, x1, MIDDLE), level(x0, x1, BOTTOM)]


def test_a_table_without_a_ruling_at_its_top_is_closed_there() -> None:
    assert list(open_ends([*columns(), *below()])) == [TOP]


@pytest.mark.parametrize(("apart", "ends"), [(SNAP - 0.1, [51.0]), (SNAP + 0.1, [])])
def test_rulings_of_a_picture_end_at_nearly_one_height(apart: float, ends: list[float]) -> None:
    """Two of four columns end lower: together they are enough for a table, apart they are not."""
    lower = [edge("v", side, side, TOP + apart, BOTTOM) for side in SIDES[2:]]
    assert [end for end in open_ends([*columns()[:2], *lower, *below()]) if end < MIDDLE] == ends


@pytest.mark.parametrize(("left", "ends"), [(49.0, []), (51.0, [TOP])])
def test_a_ruling_over_some_of_the_columns_leaves_the_others_open(
    left: float, ends: list[float]
) -> None:
    """A heading over the columns at the right has a ruling of its own; the others have none."""
    assert list(open_ends([*columns(), level(left, 300, TOP), *below()])) == ends


@pytest.mark.parametrize(("off", "ends"), [(SNAP, []), (SNAP + 0.5, [TOP])])
def test_a_ruling_near_the_end_of_the_columns_closes_them(off: float, ends: list[float]) -> None:
    assert list(open_ends([*columns(), level(0, 300, TOP - off), *below()])) == ends


def test_between_tables_side_by_side_nothing_is_open() -> None:
    tops = [level(0, 100, TOP), level(200, 300, TOP)]
    rows = [*below(0, 100), *below(200, 300)]
    assert not list(open_ends([*columns(), *tops, *rows]))


def test_columns_go_on_above_a_cell_over_two_rows() -> None:
    """Rulings that are drawn row by row end at each row, where a cell over two rows has none."""
    above = [edge("v", side, side, TOP - 40, TOP) for side in SIDES]
    rows = [level(0, 300, TOP - 40), level(100, 300, TOP), *below()]
    assert not list(open_ends([*columns(), *above, *rows]))
