"""Tables of one list of names, a cell a line, whose blank cells left no trace."""

from __future__ import annotations

import pytest
from reading import document

from budgetgraph.document import Grid
from budgetgraph.recognise.dumped import with_grids

ABOVE = ("一般公共预算基本支出表", "单位：万元")
HEADING = ("经济分类科目", "本年一般公共预算财政拨款基本支出", "合计", "人员经费", "公用经费")
ROWS = (
    *("301工资福利支出", "80.00", "80.00"),
    *("30101基本工资", "50.00", "50.00"),
    *("30103奖金", "30.00", "30.00"),
    *("302商品和服务支出", "20.00", "20.00"),
    *("30201办公费", "20.00", "20.00"),
)
TOTAL = ("合计", "100.00", "80.00", "20.00")


def read(*cells: str) -> list[list[list[str]]]:
    found = with_grids(document("\n\n".join((*ABOVE, *cells))))
    grids = [block for block in found.blocks if isinstance(block, Grid)]
    return [[[cell.text for cell in row] for row in grid.rows] for grid in grids]


def test_blank_cells_stand_where_the_table_adds_up() -> None:
    (grid,) = read(*HEADING, *ROWS, *TOTAL)
    assert grid == [
        ["经济分类科目", "本年一般公共预算财政拨款基本支出", "", ""],
        ["", "合计", "人员经费", "公用经费"],
        ["301工资福利支出", "80.00", "80.00", ""],
        ["30101基本工资", "50.00", "50.00", ""],
        ["30103奖金", "30.00", "30.00", ""],
        ["302商品和服务支出", "20.00", "", "20.00"],
        ["30201办公费", "20.00", "", "20.00"],
        ["合计", "100.00", "80.00", "20.00"],
    ]


@pytest.mark.parametrize(
    "rows",
    [
        (*ROWS, "合计", "100.00", "100.00"),
        (*ROWS[:12], "20.00", "30201办公费", "20.00", "20.00", "合计", "101.00", "80.00", "21.00"),
        ("301工资福利支出", "80.00", "80.00", "合计", "80.00", "80.00"),
    ],
    ids=["adds up in no way", "does not add up", "adds up in two ways"],
)
def test_what_does_not_add_up_in_one_way_is_not_read(rows: tuple[str, ...]) -> None:
    assert read(*HEADING, *rows) == []


def test_under_a_word_that_nobody_knows_nothing_is_read() -> None:
    assert read(*HEADING[:3], "甲类费", "公用经费", *ROWS, *TOTAL) == []


def test_a_heading_on_the_next_page_is_no_row() -> None:
    (grid,) = read(*HEADING, *ROWS[:6], *HEADING, *ROWS[6:], *TOTAL)
    assert len(grid) == 8


def test_codes_in_lines_of_their_own_begin_rows() -> None:
    heading = ("科目编码", "科目名称", "合计", "人员经费", "公用经费")
    (grid,) = read(
        *heading,
        *("301", "工资福利支出", "80.00", "80.00"),
        *("302", "商品和服务支出", "20.00", "20.00"),
        *TOTAL,
    )
    assert grid[1:] == [
        ["301", "工资福利支出", "80.00", "80.00", ""],
        ["302", "商品和服务支出", "20.00", "", "20.00"],
        ["", "合计", "100.00", "80.00", "20.00"],
    ]


CODED = (
    *("301", "工资福利支出", "80.00"),
    *("30101", "基本工资", "50.00"),
    *("30103", "奖金", "30.00"),
    *("302", "商品和服务支出", "20.00"),
)


def test_a_heading_behind_the_total_is_not_the_name_of_a_row() -> None:
    """`金额` goes over two lines of the heading and is printed behind 合计, which names the row.

    Both readings add up, so nothing tells the two words apart.
    """
    assert read("科目编码", "科目名称", "合计", "金额", "100.00", *CODED) == []
    (grid,) = read("科目编码", "科目名称", "合计", *CODED, "合计", "100.00")
    assert grid[0] == ["科目编码", "科目名称", "合计"]
    assert grid[-1] == ["", "合计", "100.00"]
