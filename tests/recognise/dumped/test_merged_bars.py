"""Tables of a copied web page whose bars say how wide each row is: cells merged over columns."""

from __future__ import annotations

import pytest
from reading import document, parsed

from budgetgraph.document import Grid
from budgetgraph.recognise.dumped import with_grids

#: Three cells in five columns, four of a heading in five, then full rows.
SUMMARY = (
    "920石桥县财政所 |",
    "预算年度：2025 |",
    "单位：万元 | ||",
    "序号 |",
    "收入 |",
    "支出 | ||",
    *("项 目 |", "预算数 |", "项 目 |", "预算数 | |"),
    *("栏次 |", "1 |", "2 |", "3 |", "4 |"),
    *("1 |", "一、一般公共预算拨款收入 |", "80.00 |", "一、教育支出 |", "60.00 |"),
    *("2 |", "二、事业收入 |", "20.00 |", "二、住房保障支出 |", "40.00 |"),
    *("3 |", "|", "|", "三、其他支出 |", "|"),
    *("4 |", "收入总计 |", "100.00 |", "支出总计 |", "100.00 |"),
)
THREE_PUBLIC = (
    "2025年“三公”经费支出预算表",
    "单位：万元",
    *("“三公”经费合计 |", "因公出国(境)费 |", "公务用车购置及运行费 |", "公务接待费 |", "||"),
    *("小计 |", "公务用车购置费 |", "公务用车运行费 |", "|||"),
    *("79 |", "0 |", "75 |", "50 |", "25 |", "4 |"),
)
FORM = """2025年项目支出绩效目标申报表
|
填报单位：（盖章） 单位：万元 |
||||||
|
项目名称 |
河道清淤 |
预算部门 |
石桥县水务局 |
|||
|
年度绩效目标 |
疏通河道 |
|||||
|
绩效指标 |
一级指标 |
二级指标 |
三级指标 |
指标值及单位 |
绩效标准 |
|
|
产出指标 |
数量指标 |
清淤长度 |
12公里 |
计划标准 |
||
|
清淤船数 |
≥3艘 |
计划标准 |
||||
|
效益指标 |
经济效益指标 |
|
|
|
||
|
社会效益指标 |
受益人口 |
≥900人 |
计划标准 |
|||
"""


def _grids(lines: str) -> list[list[list[str]]]:
    found = with_grids(document(lines))
    grids = [block for block in found.blocks if isinstance(block, Grid)]
    return [[[cell.text for cell in row] for row in grid.rows] for grid in grids]


def test_a_summary_whose_rows_lack_columns() -> None:
    (table,) = parsed("\n".join(SUMMARY)).tables

    told = {row.item: [(cell.column, cell.value) for cell in row.cells] for row in table.rows}
    assert table.type == "revenue_expenditure_summary"
    assert told["二、事业收入"] == [("收入/预算数", "20.00")]
    assert told["二、住房保障支出"] == [("支出/预算数", "40.00")]
    assert told["三、其他支出"] == []
    assert told["收入总计"] == [("收入/预算数", "100.00")]


def test_a_parent_is_over_the_words_that_begin_like_it() -> None:
    (table,) = parsed("\n".join(THREE_PUBLIC)).tables

    (row,) = table.rows
    assert {cell.column: cell.value for cell in row.cells} == {
        "“三公”经费合计": "79",
        "因公出国(境)费": "0",
        "小计": "75",
        "公务用车购置费": "50",
        "公务用车运行费": "25",
        "公务接待费": "4",
    }


def test_a_heading_that_fits_in_two_ways_is_not_read() -> None:
    lines = ("甲费合计 |", "乙费 |", "丙费 |", "|||", "丁费 |", "戊费 |", "己费 |", "|||")
    amounts = ("79.10 |", "10.20 |", "75.30 |", "50.40 |", "25.50 |", "4.60 |")
    assert _grids("\n".join(("2025年“三公”经费支出预算表", *lines, *amounts))) == []


def test_a_form_whose_short_rows_lack_the_levels_above_them() -> None:
    (project,) = parsed(FORM).projects

    found = [(one.level1, one.level2, one.level3, one.target.text) for one in project.indicators]
    assert project.name == "河道清淤"
    assert found == [
        ("产出指标", "数量指标", "清淤长度", "12公里"),
        ("产出指标", "数量指标", "清淤船数", "≥3艘"),
        ("效益指标", "社会效益指标", "受益人口", "≥900人"),
    ]


@pytest.mark.parametrize(
    ("last", "is_read"),
    [("12.00 | 3.00 | 1.00 | 2.00 |", True), ("12.00 | 3.00 | 1.00 |", False)],
    ids=["as wide as the heading", "one cell short"],
)
def test_rows_of_several_cells_below_a_merged_heading(last: str, is_read: bool) -> None:
    lines = (
        "2025年“三公”经费支出预算表",
        "合计 | 公务用车购置及运行费 | ||",
        "小计 | 公务用车购置费 | 公务用车运行费 | |",
        last,
    )
    assert bool(_grids("\n".join(lines))) is is_read


def test_a_line_of_bars_in_a_markdown_table_is_a_blank_row() -> None:
    (grid,) = _grids("| 项目 | 预算数 |\n| --- | --- |\n|||\n| 合计 | 5.00 |")
    assert grid == [["项目", "预算数"], ["", ""], ["合计", "5.00"]]


SELF_EVALUATION = (
    "部门预算项目支出绩效自评表（2025年度） | ||||||||||",
    "项目名称 | 河道清淤 | |||||||||",
    "主管部门 | 石桥县水务局 | 实施单位 | 石桥县水务局 | |||||||",
    "绩效指标(90分) | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 完成值 | 权重 | 得分 | 未完成原因分析 |",
    "产出指标 | 质量指标 | 验收合格率 | = | 100 | % | 98 | 50 | 49 | ||",
    "清淤船数 | ≥ | 3 | 艘 | 3 | 20 | 20 | ||||",
    "满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥ | 90 | % | 95 | 20 | 20 | ||",
    "合计 | 100 | |||||||||",
)


def test_rows_of_a_self_evaluation_begin_below_the_heading_of_their_level() -> None:
    (project,) = parsed("\n".join(SELF_EVALUATION)).projects

    found = [
        (one.level1, one.level2, one.level3, one.target and one.target.text, one.achieved)
        for one in project.indicators
    ]
    assert found == [
        ("产出指标", "质量指标", "验收合格率", "=100%", "98"),
        ("产出指标", "质量指标", "清淤船数", "≥3艘", "3"),
        ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%", "95"),
    ]
