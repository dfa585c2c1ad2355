"""A table in bars between others, with a note, and with more bars than columns."""

from __future__ import annotations

import pytest
from reading import parsed

ABOVE = "石桥县水务局2023年度部门决算\n"
OF_PAGE = "| 索引号 | 0152-3 | 发布机构 | 石桥县财政局 |\n| 文号 | 浏览量 | 31 |\n附件. | ||||\n"
COMPARED = """石桥县水务局2023年“三公”经费决算情况统计表 | ||||
单位：万元 | ||||
项目 | 上年决算数 | 本年决算数 | 比上年增、减情况 | |
增、减金额 | 增、减幅度 | |||
合计 | 9.00 | 8.00 | -1.00 | -11.11% |
1.因公出国（境）费 | 1.00 | 1.00 | 0 | 0% |
2.公务接待费 | 3.00 | 2.00 | -1.00 | -33.33% |
3.公务用车费 | 5.00 | 5.00 | 0 | 0% |
"""
ONE_LINE = """“三公”经费财政拨款情况表 | |||||||
| | | | | 单位：万元 | ||
合 计 | 因公出国（境）费 | 公务用车费 | 公务接待费 | ||||
小 计 | 公务用车运行维护费 | 公务用车购置费 | |||||
6.70 | 0 | 5.00 | 3.00 | 2.00 | 1.70 | ||
注：上述数据为当年财政拨款安排。 | |||||||
"""


def test_a_table_below_what_the_page_says_of_itself() -> None:
    (table,) = parsed(ABOVE + OF_PAGE + COMPARED).tables
    assert [row.item for row in table.rows][:2] == ["合计", "1.因公出国（境）费"]
    assert [(cell.column, cell.value) for cell in table.rows[2].cells] == [
        ("上年决算数", "3.00"),
        ("本年决算数", "2.00"),
        ("增、减金额", "-1.00"),
        ("增、减幅度", "-33.33%"),
    ]
    assert table.closes


def test_more_bars_than_columns_and_a_note_below() -> None:
    found = parsed(ABOVE + ONE_LINE)
    (table,) = found.tables
    (row,) = table.rows
    assert [cell.value for cell in row.cells] == ["6.70", "0", "5.00", "3.00", "2.00", "1.70"]
    assert [cell.column for cell in row.cells][2:] == [
        "小计",
        "公务用车运行维护费",
        "公务用车购置费",
        "公务接待费",
    ]
    assert not [note for note in found.notes if note.code == "table-not-read"]


@pytest.mark.parametrize(
    "lines",
    [
        # A cell a line, and one of the row is missing: nobody knows which.
        "合计 |\n因公出国 |\n公务用车 |\n|||||\n小计 |\n购置 |\n运行 | 公务接待费 | ||||\n"
        "5834 |\n100 |\n692 |\n4612 |\n430 |",
        "项目 |\n小计 |\n行次 |\n1 |\n2 |\n预算数 |\n5.23 |\n0.00 |\n3.23 |\n3.23 |\n2.00 |\n结转9.83 |",
    ],
)
def test_numbers_below_each_other_are_never_lost_without_a_word(lines: str) -> None:
    found = parsed(f"{ABOVE}2023年支出情况\n{lines}\n")
    assert not [row for table in found.tables for row in table.rows]
    assert [note for note in found.notes if note.code == "table-not-read"]
