"""Tables a row a line whose bars end the cells, the blank cells of merged ones in their place."""

from __future__ import annotations

import pytest
from reading import parsed

ABOVE = "石桥县水务局2023年度部门决算\n"
SUMMARY = """收入支出决算总表
单位：万元
收入|||支出|||
项目|行次|金额|项目|行次|金额|
栏次||1|栏次||2|
一、一般公共预算财政拨款收入|1|90.00|一、教育支出|4|70.00|
|2||二、农林水支出|5|20.00|
本年收入合计|3|90.00|本年支出合计|6|90.00|
"""
THREE_PUBLIC = """财政拨款“三公”经费支出决算表
单位：万元
预算数||||决算数||||
合计|公务用车购置及运行费||公务接待费|合计|公务用车购置及运行费||公务接待费|
|小计|公务用车运行费|||小计|公务用车运行费||
2.50|2.00|2.00|0.50|2.30|1.90|1.90|0.40|
"""
EMPTY = """国有资本经营预算财政拨款支出决算表
单位：万元
项目||本年支出|||
科目编码|科目名称|合计|基本支出|项目支出|
合计|||||
|||||
|||||
注：本部门无国有资本经营预算财政拨款支出，本表为空表。
"""


def _cells(text: str) -> list[tuple[str | None, str, str]]:
    (table,) = parsed(ABOVE + text).tables
    return [(row.item, cell.column, cell.value) for row in table.rows for cell in row.cells]


def test_a_bar_at_the_beginning_ends_a_blank_cell() -> None:
    """Such a line was taken for a row of a Markdown table, without its first cell."""
    assert _cells(SUMMARY) == [
        ("一、一般公共预算财政拨款收入", "收入/金额", "90.00"),
        ("一、教育支出", "支出/金额", "70.00"),
        ("二、农林水支出", "支出/金额", "20.00"),
        ("本年收入合计", "收入/金额", "90.00"),
        ("本年支出合计", "支出/金额", "90.00"),
    ]


def test_a_heading_of_three_lines_stands_as_it_is() -> None:
    """The table came out empty."""
    cells = _cells(THREE_PUBLIC)
    assert [value for _, _, value in cells] == "2.50 2.00 2.00 0.50 2.30 1.90 1.90 0.40".split()
    assert cells[0][1] == "预算数/合计"
    assert cells[-2][1] == "决算数/公务用车购置及运行费/公务用车运行费"


def test_rows_of_blank_cells_are_rows() -> None:
    (table,) = parsed(ABOVE + EMPTY).tables
    assert table.type == "state_capital_expenditure"
    assert table.empty


def test_a_markdown_table_begins_every_row_with_a_bar() -> None:
    """Its first bar ends no cell: the blank cell of the second row is the first one."""
    table = """
| 项目 | 行次 | 金额 |
| --- | --- | --- |
| 一、教育支出 | 1 | 70.00 |
| 二、农林水支出 | 2 | 20.00 |
| 支出合计 | 3 | 90.00 |
"""
    title = "支出决算总表\n单位：万元\n"
    assert [value for _, _, value in _cells(title + table)] == ["70.00", "20.00", "90.00"]


def test_rows_of_one_width_whose_amounts_are_mostly_blank() -> None:
    """The last lines of many tables of 三公经费 ask for numbers that nobody fills in."""
    table = """石桥县水务局2025年“三公”经费预算情况表 | |
单位:万元 | |
项 目 | 2025年预算数 |
一、支出合计 | 11.50 |
1、因公出国（境）费用 | |
2、公务接待费 | 7.50 |
3、公务用车费 | 4.00 |
其中：公务用车购置 | |
二、相关统计数 | |
因公出国（境）团组数（个） | |
因公出国（境）人数（人） | |
"""
    assert [value for _, _, value in _cells(table)] == ["11.50", "7.50", "4.00"]


FORM = """项目支出绩效目标表
项目名称 | 公路养护 |  |  |{end}
预算金额 | 60.00 |  |  |{end}
一级指标 | 二级指标 | 三级指标 | 指标值 |{note}
产出指标 | 数量指标 | 养护里程 | ≥200公里 |{end}
 |  | 巡查次数 | 至少3次 |{end}
 | 质量指标 | 合格率 | 100% |{end}
"""
INDICATORS = [
    ("产出指标", "数量指标", "养护里程", "≥200公里"),
    ("产出指标", "数量指标", "巡查次数", "至少3次"),
    ("产出指标", "质量指标", "合格率", "100%"),
]


@pytest.mark.parametrize(("note", "end"), [("", ""), (" 备注 |", "  |")])
def test_an_indicator_behind_the_blank_cells_of_merged_ones_is_read(note: str, end: str) -> None:
    (project,) = parsed("石桥县交通局2025年部门预算\n" + FORM.format(note=note, end=end)).projects
    assert [
        (found.level1, found.level2, found.level3, found.target and found.target.text)
        for found in project.indicators
    ] == INDICATORS


def test_a_table_of_one_row_is_read() -> None:
    text = "支出预算总表\n单位：万元\n科目编码 | 科目名称 | 合计 |\n204 | 公共安全支出 | 50.00 |\n"
    assert _cells(text) == [("公共安全支出", "合计", "50.00")]


def test_two_lines_of_other_widths_are_no_table() -> None:
    text = "支出预算总表\n单位：万元\n科目编码 | 科目名称 | 合计 |\n公共安全支出 | 50.00 |\n"
    found = parsed(ABOVE + text + "2023年收入总计50.00万元。\n")
    assert not found.tables
