"""The cells between rulings are those that pdfplumber finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfplumber.table import edges_to_intersections, intersections_to_cells

from budgetgraph.read.pdf.drawing.drawn import Thing
from budgetgraph.read.pdf.in_order import Along, ByHeight
from budgetgraph.read.pdf.tables.crossings import cells_of
from budgetgraph.read.pdf.tables.edges import bounds_of, edges_of, long_edges, tables_of


def level(x0: float, x1: float, top: float) -> Thing:
    return {"orientation": "h", "x0": x0, "x1": x1, "top": top, "bottom": top, "width": x1 - x0}


def upright(x: float, top: float, bottom: float) -> Thing:
    place = {"x0": x, "x1": x, "top": top, "bottom": bottom, "height": bottom - top}
    return {"orientation": "v", **place}


#: Two columns of one row, from 10 to 90 across and from 20 to 40 down.
ROW = [level(10, 90, 20), level(10, 90, 40), *(upright(x, 20, 40) for x in (10, 50, 90))]


def test_a_row_has_a_cell_between_each_two_rulings() -> None:
    assert list(cells_of(ROW, 3)) == [(10, 20, 50, 40), (50, 20, 90, 40)]


@pytest.mark.parametrize(("gap", "count"), [(6, 2), (6.1, 1)])
def test_a_level_ruling_may_end_a_little_beside_an_upright_one(gap: float, count: int) -> None:
    short = [level(10 + gap, 90, 20), *ROW[1:]]
    assert len(list(cells_of(short, 6))) == count


@pytest.mark.parametrize(("gap", "count"), [(3, 2), (3.1, 1)])
def test_an_upright_ruling_may_end_a_little_below_a_level_one(gap: float, count: int) -> None:
    low = [*ROW[:2], upright(10, 20 + gap, 40), *ROW[3:]]
    assert len(list(cells_of(low, 3))) == count


def test_a_cell_over_two_columns_is_one() -> None:
    below = [level(10, 90, 60), *(upright(x, 40, 60) for x in (10, 90))]
    assert list(cells_of([*ROW, *below], 3))[-2:] == [(10, 40, 90, 60), (50, 20, 90, 40)]


def test_tables_apart_are_two() -> None:
    other = [{**edge, "top": edge["top"] + 60, "bottom": edge["bottom"] + 60} for edge in ROW]
    tables = tables_of([*ROW, *other], 3)
    assert list(map(bounds_of, tables)) == [(10, 20, 90, 40), (10, 80, 90, 100)]


_AT = st.integers(0, 8).map(lambda place: place * 5.0)
_LEVEL = st.builds(lambda x, width, top: level(x, x + width, top), _AT, _AT, _AT)
_UPRIGHT = st.builds(lambda x, top, height: upright(x, top, top + height), _AT, _AT, _AT)


@given(st.lists(_LEVEL | _UPRIGHT, max_size=25), st.sampled_from([3, 6]))
def test_cells_are_those_of_pdfplumber(edges: list[Thing], reach: int) -> None:
    expected = intersections_to_cells(edges_to_intersections(edges, reach, 3))
    assert list(cells_of(edges, reach)) == expected


# --- the sides of shapes --------------------------------------------------------------------------
def test_the_sides_of_shapes() -> None:
    place = {"x0": 10, "x1": 30, "top": 5, "bottom": 15, "width": 20, "height": 10}
    flat = {**place, "top": 15, "height": 0}
    curve = {"pts": [(0, 0), (0, 9), (9, 9), (0, 0)]}
    sides = list(edges_of([flat], [place], [curve]))
    assert [side["orientation"] for side in sides] == ["h", "h", "h", "v", "v", "v", "h", None]
    assert [(side["x0"], side["top"], side["x1"], side["bottom"]) for side in sides[1:5]] == [
        (10, 5, 30, 5),
        (10, 15, 30, 15),
        (10, 5, 10, 15),
        (30, 5, 30, 15),
    ]


@pytest.mark.parametrize(("length", "count"), [(1.0, 1), (0.9, 0)])
def test_dots_are_no_edges(length: float, count: int) -> None:
    standing, lying = long_edges([upright(5, 0, length), level(0, length, 5)])
    assert (len(standing), len(lying)) == (count, count)


# --- things in order ------------------------------------------------------------------------------
def test_things_between_heights() -> None:
    things = [{"top": top, "bottom": top + 10} for top in (40, 0, 20)]
    assert ByHeight(things).between(5, 45) == [1, 2]
    assert ByHeight(things).between(5.1, 45.1) == [0, 2]
    assert ByHeight([]).between(0, 9) == []


def test_things_near_a_place() -> None:
    things = [{"x0": x} for x in (30, 10, 20)]
    assert Along(things, "x0").near(15, 5) == [{"x0": 10}, {"x0": 20}]
    assert Along(things, "x0").near(15, 4.9) == []
