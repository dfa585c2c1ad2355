"""A wide sheet that is printed on several pages side by side is one table."""

from __future__ import annotations

from dataclasses import replace

import pytest
from reading import LAYOUTS

from budgetgraph.document import Grid
from budgetgraph.read.pages.layout import blocks
from budgetgraph.read.pages.page import Box, Line, Page, Ruled, Word
from budgetgraph.read.pages.side_sheets import side_by_side

HIGH, WIDE, TOP = 20.0, 80.0, 100.0
LEFT = (
    ("科目编码", "科目名称", "合计"),
    ("208", "社会保障支出", "9.00"),
    ("210", "卫生支出", "1.00"),
)
RIGHT = (("基本支出", "项目支出"), ("5.00", "4.00"), ("", "1.00"))
TITLE = "部门支出总表"


def _line(text: str, top: float = 50.0) -> Line:
    return Line((Word(text, 0.0, 60.0, top, top + 10.0),))


def _page(number: int, rows: tuple[tuple[str, ...], ...], *lines: Line, lower: float = 0.0) -> Page:
    """Give a page with one table; its inner rulings stand lower by so many points."""
    boxes: list[Box] = []
    foot = TOP + HIGH * len(rows)
    for at, row in enumerate(rows):
        top = TOP + HIGH * at + (lower if at else 0.0)
        bottom = min(TOP + HIGH * (at + 1) + lower, foot)
        for column, text in enumerate(row):
            left = WIDE * column
            boxes.append(Box(left, top, left + WIDE, bottom, (text,) if text else ()))
    table = Ruled(tuple(boxes), 0.0, TOP, WIDE * len(rows[0]), foot)
    return Page(number, 600.0, lines, (table,))


def _tables(*pages: Page) -> list[list[list[str]]]:
    document = blocks(pages, "x.pdf", "", LAYOUTS)
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    return [[[cell.text for cell in row] for row in grid.rows] for grid in grids]


def test_the_columns_of_the_next_page_are_put_to_the_table() -> None:
    first, second = _page(5, LEFT, _line(TITLE)), _page(6, RIGHT, _line("单位：元"))
    assert _tables(first, second) == [
        [[*left, *right] for left, right in zip(LEFT, RIGHT, strict=True)]
    ]


def test_a_cell_keeps_the_page_that_it_stands_on() -> None:
    document = blocks([_page(5, LEFT), _page(6, RIGHT)], "x.pdf", "", LAYOUTS)
    (grid,) = [block for block in document.blocks if isinstance(block, Grid)]
    assert [cell.where.page for cell in grid.rows[1]] == [5, 5, 5, 6, 6]


def test_a_third_page_goes_on() -> None:
    third = (("备注金额",), ("7.00",), ("8.00",))
    (table,) = _tables(_page(5, LEFT), _page(6, RIGHT), _page(7, third))
    assert [row[-1] for row in table] == ["备注金额", "7.00", "8.00"]


@pytest.mark.parametrize(
    "second",
    [
        _page(6, RIGHT, _line("一般公共预算支出表")),
        _page(6, LEFT),
        _page(6, (("301", "5.00", "4.00"), ("302", "2.00", "1.00"), ("303", "1.00", ""))),
        _page(6, RIGHT[:2]),
        _page(6, RIGHT, lower=1.5),
    ],
    ids=["a title", "the same heading", "no heading", "other rows", "other heights"],
)
def test_what_is_a_table_of_its_own(second: Page) -> None:
    assert side_by_side([_page(5, LEFT), second], LAYOUTS)[1].tables == second.tables


def test_rulings_at_nearly_the_same_heights() -> None:
    assert side_by_side([_page(5, LEFT), _page(6, RIGHT, lower=0.5)], LAYOUTS)[1].tables == ()


def test_too_few_rulings_are_chance() -> None:
    pages = [_page(5, LEFT[:2]), _page(6, RIGHT[:2])]
    assert side_by_side(pages, LAYOUTS) == pages


def test_a_page_without_a_table_parts_nothing_and_is_kept() -> None:
    bare = replace(_page(5, LEFT), tables=())
    assert side_by_side([bare, _page(6, RIGHT)], LAYOUTS)[1].tables
