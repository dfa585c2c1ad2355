"""The headings of lists side by side, over a page without rulings."""

from __future__ import annotations

import pytest
from unruled import at_left, at_right, cells, told

from budgetgraph.read.pages.page import Word

LEAVES = [
    at_left("项目", 60, 20),
    at_left("合计", 130, 20),
    at_left("项目", 240, 20),
    at_left("合计", 310, 20),
    at_left("基本支出", 400, 20),
]
DATA = [
    [at_left("一、拨款", 0, 40), at_right("5.00", 170, 40), at_left("一、教育", 180, 40),
     at_right("5.00", 350, 40), at_right("5.00", 450, 40)],
    [at_left("二、基金", 0, 60), at_right("15.00", 170, 60), at_left("二、科技", 180, 60),
     at_right("15.00", 350, 60), at_right("15.00", 450, 60)],
]  # fmt: skip


@pytest.mark.parametrize(("left", "is_told"), [(225, True), (250, True), (480, False)])
def test_a_side_begins_where_its_first_heading_is_printed_again(left: float, is_told: bool) -> None:
    found = told([at_left("收入", 75), at_left("支出", left)], LEAVES, *DATA)
    assert (found is not None) == is_told
    if is_told:
        assert cells(found)[0] == ["收入", "", "支出", "", ""]


def test_one_group_over_two_of_three_lists() -> None:
    """单位资金 goes over the last two lists: over the last one alone it would stand farther right."""
    leaves: list[Word] = []
    first: list[Word] = []
    second: list[Word] = []
    for left in (0, 200, 400):
        leaves += [at_left("科目名称", left + 30, 20), at_left("合计", left + 120, 20)]
        first += [at_left("工资福利", left + 5, 40), at_right("12.00", left + 160, 40)]
        second += [at_left("办公费", left + 5, 60), at_right("8.00", left + 160, 60)]
    found = told([at_left("基本支出", 65), at_left("单位资金", 365)], leaves, first, second)
    assert cells(found)[0] == ["基本支出", "", "单位资金", "", "", ""]


def test_a_word_of_a_side_below_the_first_line_heads_a_column() -> None:
    """支出 beside columns of a lower line is no side: another heading stands above it."""
    found = told(
        [at_left("一般公共预算", 190)],
        [at_left("项目", 20, 10), at_left("支出", 330, 10)],
        [at_left("基本支出", 150, 20), at_left("项目支出", 250, 20)],
        [at_left("教育", 0, 50), at_right("12.00", 195, 50), at_right("12.00", 295, 50), at_right("1.00", 395, 50)],
        [at_left("卫生", 0, 80), at_right("112.00", 195, 80), at_right("1.00", 295, 80), at_right("21.00", 395, 80)],
    )  # fmt: skip
    assert cells(found)[0] == ["项目", "一般公共预算", "", "支出"]


@pytest.mark.parametrize(("word", "rows"), [("栏次", 2), ("总计", 3)])
def test_two_sides_number_their_columns_behind_one_word(word: str, rows: int) -> None:
    numbers = [
        at_left(word, 0, 30),
        at_right("1", 170, 30),
        at_left("栏次", 180, 30),
        at_right("2", 350, 30),
    ]
    data = [[word for word in line if word.x1 < 400] for line in DATA]
    found = told([at_left("收入", 75), at_left("支出", 235)], LEAVES[:4], numbers, *data)
    assert len(cells(found)) == 2 + rows
