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


def _downwards(*, bare: bool = False) -> list[Page]:
    """Give a sheet that is printed downwards first: pages 4 and 5, and beside them 6 and 7."""
    lower = ("20899", "其他支出", "3.00"), ("213", "农林水支出", "4.00"), ("229", "支出", "5.00")
    below = replace(_page(7, (("", ""), ("", ""), ("", ""))), tables=())
    right = below if bare else _page(7, (("3.00", ""), ("", "4.00"), ("5.00", "")))
    return [_page(4, LEFT, _line(TITLE)), _page(5, lower), _page(6, RIGHT), right]


def test_a_sheet_that_is_printed_downwards_first() -> None:
    (table,) = _tables(*_downwards())
    assert table[:3] == [[*left, *right] for left, right in zip(LEFT, RIGHT, strict=True)]
    assert table[3:] == [
        ["20899", "其他支出", "3.00", "3.00", ""],
        ["213", "农林水支出", "4.00", "", "4.00"],
        ["229", "支出", "5.00", "5.00", ""],
    ]


def test_the_last_page_of_a_strip_may_be_blank() -> None:
    pages = side_by_side(_downwards(bare=True), LAYOUTS)
    assert [len(page.tables) for page in pages] == [1, 1, 0, 0]


@pytest.mark.parametrize(
    "cut",
    [
        ("部门支出�", "�门支出总表"),
        ("部门支出总表", "部门支出总表"),
        ("部门支�", "部门支出总表"),
        ("部门支出总表", "�出总表"),
    ],
    ids=["pieces", "both print it whole", "the right one does", "the left one does"],
)
def test_a_title_that_the_side_of_the_page_cuts(cut: tuple[str, str]) -> None:
    left, right = _page(5, LEFT, _line(cut[0])), _page(6, RIGHT, _line(cut[1]))
    page, beside = side_by_side([left, right], LAYOUTS)
    assert [line.text for line in page.lines] == [TITLE]
    assert beside.tables == ()


@pytest.mark.parametrize(("above", "is_one"), [("单位名称：石桥县水务局", True), (TITLE, False)])
def test_the_title_of_the_sheet_may_stand_on_its_second_page(above: str, is_one: bool) -> None:
    second = _page(6, RIGHT, _line("一般公共预算支出表"))
    beside = side_by_side([_page(5, LEFT, _line(above)), second], LAYOUTS)[1]
    assert (not beside.tables) is is_one


def _open(page: Page, row: int, column: int, side: str) -> Page:
    """Give a page on which a cell is open at a side."""
    [table] = page.tables
    boxes = list(table.boxes)
    at = row * len([box for box in boxes if box.top == boxes[0].top]) + column
    boxes[at] = replace(boxes[at], **{side: True})
    return replace(page, tables=(replace(table, boxes=tuple(boxes)),))


def _form(text: str, rest: str) -> list[Page]:
    left = (("项目名称", "河道清淤"), ("年度目标", text), ("三级指标", "指标值"))
    first = _open(_page(5, left), 1, 1, "open_right")
    second = _open(_page(6, (("",), (rest,), ("备注",))), 1, 0, "open_left")
    return [first, second]


@pytest.mark.parametrize(
    ("text", "rest", "whole"),
    [
        ("清淤三公里，改善�", "�里，改善水质。", "清淤三公里，改善水质。"),
        ("清淤三公里。", "", "清淤三公里。"),
        ("清淤三�", "�善水质。", "清淤三�善水质。"),
    ],
)
def test_the_two_halves_of_a_cell_are_one(text: str, rest: str, whole: str) -> None:
    (table,) = _tables(*_form(text, rest))
    assert table[1] == ["年度目标", whole, ""]


def test_a_cell_whose_other_half_is_nowhere_shows_that_it_is_cut() -> None:
    first, _ = _form("清淤三公里", "")
    beside = Line((Word("，改善�", 2 * WIDE, 2 * WIDE + 30, 125.0, 135.0),))
    (table,) = _tables(replace(first, lines=(beside,)))
    assert table[1] == ["年度目标", "清淤三公里，改善�"]


def test_rulings_at_nearly_the_same_heights() -> None:
    assert side_by_side([_page(5, LEFT), _page(6, RIGHT, lower=0.5)], LAYOUTS)[1].tables == ()


def test_too_few_rulings_are_chance() -> None:
    pages = [_page(5, LEFT[:2]), _page(6, RIGHT[:2])]
    assert side_by_side(pages, LAYOUTS) == pages


def test_a_page_without_a_table_parts_nothing_and_is_kept() -> None:
    bare = replace(_page(5, LEFT), tables=())
    assert side_by_side([bare, _page(6, RIGHT)], LAYOUTS)[1].tables


def test_a_title_at_the_height_of_rows_is_that_of_another_table() -> None:
    long = (*LEFT, *(("20899", "其他支出", "3.00") for _ in range(3)))
    other = _page(6, RIGHT, _line("一般公共预算支出表", TOP + HIGH))
    [table] = other.tables
    lower = tuple(
        replace(box, top=box.top + 3 * HIGH, bottom=box.bottom + 3 * HIGH) for box in table.boxes
    )
    moved = replace(table, boxes=lower, top=TOP + 3 * HIGH, bottom=table.bottom + 3 * HIGH)
    pages = [_page(5, long), replace(other, tables=(moved,))]
    assert side_by_side(pages, LAYOUTS) == pages


def test_a_cell_over_three_pages_keeps_what_stands_behind_the_second() -> None:
    second = _open(_page(6, RIGHT), 0, 1, "open_right")
    behind = Line((Word("（万元", 2 * WIDE - 1, 2 * WIDE + 30, TOP + 5, TOP + 15),))
    third = _open(_page(7, (("（万元）",), ("7.00",), ("8.00",))), 0, 0, "open_left")
    pages = [_page(5, LEFT), replace(second, lines=(behind,)), third]
    (table,) = _tables(*pages)
    assert table[0] == [*LEFT[0], "基本支出", "项目支出（万元）", ""]
    assert [row[-1] for row in table[1:]] == ["7.00", "8.00"]
