"""Running text in two columns on a page."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from reading import LAYOUTS

from budgetgraph.document import Paragraph
from budgetgraph.read.pages.layout import blocks
from budgetgraph.read.pages.page import Page, Word, lines_of
from budgetgraph.read.pages.text_columns import gutter_of

SIZE, WIDTH, LEFT, RIGHT = 10.0, 420.0, 40.0, 240.0
#: Lines of sixteen characters, whose figures are half as wide.
FIRST = [
    "二、收入预算的总体情况和说明如下",
    "石桥县水务局今年的收入预算总额为",
    "1315.00万元，其中一般公共预算的拨款",
    "收入1200.00万元，政府性基金预算拨款",
    "收入100.00万元，其他收入15.00万元，",
    "全部按照综合预算的要求编入本单位",
    "的收支预算，支出预算总额为一千三",
]
SECOND = [
    "百一十五万元，其中基本支出四百一",
    "十五万元，项目支出九百万元，比上",
    "年有所增加，主要用于河道清淤项目",
    "和水库除险加固项目以及灌区的改造",
    "和各乡镇的农村饮水安全工程的维修",
    "养护，全部纳入绩效目标的管理范围",
    "并按规定公开。",
]


def _width(text: str) -> float:
    return sum(SIZE / 2 if sign.isascii() else SIZE for sign in text)


def _column(texts: Sequence[str], x0: float, top: float = 100.0) -> list[Word]:
    words = []
    for number, text in enumerate(texts):
        at = top + 16 * number
        words.append(Word(text, x0, x0 + _width(text), at, at + SIZE, size=SIZE))
    return words


def _page(words: Sequence[Word]) -> Page:
    lines = lines_of(words)
    gutter = gutter_of(lines, WIDTH)
    parted = lines if gutter is None else lines_of(words, gutter)
    return Page(1, WIDTH, tuple(parted), (), gutter=gutter)


def _texts(page: Page) -> list[str]:
    found = blocks([page], "x.pdf", "", LAYOUTS).blocks
    return [block.text for block in found if isinstance(block, Paragraph)]


@pytest.mark.parametrize(("right", "lower"), [(RIGHT, 0.0), (224.0, 0.0), (RIGHT, 8.0)])
def test_the_left_column_is_read_before_the_right_one(right: float, lower: float) -> None:
    """Read two columns one behind the other, a narrow gutter between them, or lines askew."""
    title = Word("石桥县水务局2025年单位预算公开说明", 110, 290, 60, 74, size=14)
    words = [title, *_column(FIRST, LEFT), *_column(SECOND, right, 100 + lower)]
    page = _page(words)
    assert page.gutter is not None
    text = "".join(FIRST[1:] + SECOND).replace(" ", "")
    assert [found.replace(" ", "") for found in _texts(page)][-1].endswith(text)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (FIRST, SECOND[:4]),
        (FIRST, ["1315.00"] * 7),
        (["一、收入", "二、支出预算", "三、其他"] * 3, SECOND),
        (FIRST, ["基本支出预算", "项目支出", "其他支出和结转结余资金预算"] * 3),
    ],
    ids=["few lines", "amounts", "labels", "ragged"],
)
def test_cells_side_by_side_are_no_columns_of_text(left: list[str], right: list[str]) -> None:
    assert _page([*_column(left, LEFT), *_column(right, RIGHT)]).gutter is None


def test_lines_over_the_whole_page_have_no_gutter() -> None:
    whole = [one + other for one, other in zip(FIRST, SECOND, strict=True)]
    assert _page(_column(whole, LEFT)).gutter is None


def test_a_side_of_a_table_has_gaps() -> None:
    """Take 收入 beside 支出, each with its amounts, for a table."""
    items = ["一般公共预算拨款收入总计"] * 7
    words = []
    for x0 in (LEFT, RIGHT):
        words += [*_column(items, x0), *_column(["100.00"] * 7, x0 + 140)]
    assert _page(words).gutter is None
