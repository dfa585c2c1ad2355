"""Ruled tables that go on over pages, as cells without a document around them: when the next page
is theirs, when a heading or a row was cut, and in which column a cell stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from reading import LAYOUTS

from budgetgraph.read.pages.page import Box, Page, Ruled, box_rows
from budgetgraph.read.pages.rendered_text import RenderedText
from budgetgraph.read.pages.ruled_table import RuledTable

EDGES = (0.0, 60.0, 200.0, 260.0)
HEAD = ("科目编码", "科目名称", "预算数")
ROW = ("301", "工资福利支出", "12.00")


def ruled(rows: Sequence[Sequence[str]], edges: Sequence[float] = EDGES, untold: int = 0) -> Ruled:
    """A table of rows 20 points high, with the text of each cell between its edges."""
    boxes: list[Box] = []
    for number, row in enumerate(rows):
        top = 20.0 * number
        for (left, right), text in zip(pairwise(edges), row, strict=True):
            lines = tuple(text.split("/")) if text else ()
            boxes.append(Box(left, top, right, top + 20, lines))
    return Ruled(tuple(boxes), edges[0], 0, edges[-1], 20.0 * len(rows), untold)


def table(*pages: Ruled) -> RuledTable:
    """A table of which these are the pages."""
    made = RuledTable(1, LAYOUTS)
    for number, each in enumerate(pages, start=1):
        made.add(each, box_rows(each), Page(number, 700, (), ()), RenderedText())
    return made


def texts(made: RuledTable) -> list[list[str]]:
    return [[cell.text for cell in row] for row in made.grid().rows]


def goes_on(made: RuledTable, below: Ruled, page: int | None) -> bool:
    return made.goes_on(below, box_rows(below), Page(page, 700, (), ()))


@pytest.mark.parametrize(("page", "expected"), [(2, True), (1, False), (3, False)])
def test_only_the_next_page_is_the_next_page(page: int, expected: bool) -> None:
    assert goes_on(table(ruled([HEAD, ROW])), ruled([ROW]), page) is expected


def test_a_source_without_pages_has_no_next_one() -> None:
    made = RuledTable(1, LAYOUTS)
    made.add(ruled([ROW]), box_rows(ruled([ROW])), Page(None, 700, (), ()), RenderedText())
    assert not goes_on(made, ruled([ROW]), None)
    assert not goes_on(RuledTable(1, LAYOUTS), ruled([ROW]), 1)


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        ((0.0, 60.0, 200.0, 266.0), True),
        ((0.0, 60.0, 200.0, 266.1), False),
        ((6.0, 60.0, 200.0, 260.0), True),
        ((6.1, 60.0, 200.0, 260.0), False),
    ],
)
def test_both_sides_stand_where_they_stood(edges: Sequence[float], expected: bool) -> None:
    assert goes_on(table(ruled([HEAD, ROW])), ruled([ROW], edges), 2) is expected


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [([HEAD, ROW], HEAD, False), ([HEAD], HEAD, True), ([HEAD, ROW], ROW, True)],
)
def test_a_heading_begins_a_table_of_its_own_behind_amounts(
    above: Sequence[Sequence[str]], below: Sequence[str], expected: bool
) -> None:
    """Before any amount it is the rest of the heading."""
    assert goes_on(table(ruled(above)), ruled([below]), 2) is expected


def test_a_cut_row_is_one() -> None:
    """Not the first one: what stands below a heading alone is no rest of it."""
    above, below = ("301", "工资福", "12.00"), ("", "利支出", "")
    assert texts(table(ruled([HEAD, above]), ruled([below]))) == [list(HEAD), list(ROW)]
    whole = ("302", "商品", "3.00")
    assert len(texts(table(ruled([HEAD, above]), ruled([whole])))) == 3


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        # 基本 and 项目 head columns, 出说明 and 称 head none.
        (("科目编码", "科目名", "项目支"), ("", "称", "出说明"), True),
        (("科目编码", "科目名称", "预算数"), ("", "基本", "项目"), False),
        (("科目编码", "科目名", "项目支"), ("1", "称", "出说明"), False),
        (("科目编码", "科目名", "项目支"), ("", "称", "12.00"), False),
        (("科目编码", "", "项目支"), ("", "称", "出说明"), False),
    ],
)
def test_a_heading_that_a_page_cuts(
    above: Sequence[str], below: Sequence[str], joined: bool
) -> None:
    found = texts(table(ruled([above]), ruled([below, ("301", "工资", "1.00")])))
    assert len(found) == (2 if joined else 3)
    if joined:
        assert found[0] == [up + low for up, low in zip(above, below, strict=True)]


def test_a_heading_is_cut_only_where_it_is_the_only_row_of_the_same_edges() -> None:
    above, below = ("科目编码", "科目名", "项目支"), ("", "称", "出说明")
    other = (0.0, 90.0, 200.0, 260.0)
    assert len(texts(table(ruled([above]), ruled([below, ROW], other)))) == 3
    assert len(texts(table(ruled([HEAD, above]), ruled([below, ROW])))) == 4
    assert table(ruled([HEAD, above])).torn_heading(box_rows(ruled([below]))) == []


@pytest.mark.parametrize(("untold", "guessed"), [(0, False), (1, True), (2, True)])
def test_a_cell_that_is_not_told_makes_the_others_doubtful(untold: int, guessed: bool) -> None:
    assert table(ruled([HEAD, ROW], untold=untold)).grid().guessed is guessed


def test_columns_are_counted_by_their_edges() -> None:
    assert RuledTable(1, LAYOUTS).width == 1
    made = table(ruled([HEAD, ROW]))
    assert made.width == 3
    assert [made._column(left) for left in (0, 53.9, 54.1, 60, 199, 260, 999)] == [
        0, 0, 1, 1, 2, 2, 2,
    ]  # fmt: skip


def test_each_cell_says_its_place() -> None:
    """A cell that stands on another page than its table says so."""
    made = table(ruled([HEAD, ROW]), ruled([ROW]))
    places = [cell.where for cell in made.grid().rows[2]]
    assert [(place.page, place.row, place.column) for place in places] == [
        (2, 3, 1), (2, 3, 2), (2, 3, 3),
    ]  # fmt: skip
    moved = Ruled((Box(0, 0, 60, 20, ("301",), page=5),), 0, 0, 60, 20)
    (row,) = table(moved).grid().rows
    assert [cell.where.page for cell in row] == [5]
