"""Forms between bars, one cell a line: labels, heads over amounts, rows of indicators."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from marked import amounts, codes, read, shown

from budgetgraph.document import passage
from budgetgraph.document.where import Where
from budgetgraph.recognise.dumped.barred.form_cells import labelled_rows

HEAD = ("项目名称", "应急物资储备", "实施单位", "青湖县物资储备中心")
GOALS = ("1.项目年度目标完成情况", "项目年度目标", "年度目标完成情况", "储备物资。", "已完成储备。")
MONEY = (
    "预算执行情况（10分）", "年度预算数（万元）", "年初预算", "调整后预算数", "预算执行数", "权重", "得分",
    "总额", "120.00", "118.50", "115.20", "10", "9.7",
    "其中：财政资金", "120.00", "118.50", "115.20", "/", "/",
    "其他资金", "", "", "", "/", "/",
)  # fmt: skip
HEADING = (
    "绩效指标（90分）",
    "一级指标",
    "二级指标",
    "三级指标",
    "指标性质",
    "指标值",
    "度量单位",
    "完成值",
)
FIRST = ("产出指标", "数量指标", "物资种类", "≥", "36", "种", "38")
MERGED = ("储备点", "≥", "4", "处", "4", "质量指标", "完好率", "≥", "95", "%", "96")
LAST = ("满意度指标", "服务对象满意度指标", "群众满意度", "≥", "90", "%", "")
BEHIND = ("合计", "100", "96", "评价结论", "按计划完成。")


def _form(*cells: str) -> str:
    return "部门预算项目支出绩效自评表 |\n" + "".join(f"{cell} |\n" for cell in cells)


def test_labels_heads_and_indicators(tmp_path: Path) -> None:
    cells = (*HEAD, *GOALS, *MONEY, *HEADING, *FIRST, *MERGED, *LAST, *BEHIND)
    [project] = read(tmp_path, _form(*cells), "x.txt").projects
    assert (project.name, amounts(project)) == ("应急物资储备", ("120.00", "120.00", None))
    assert project.unit is not None
    assert project.unit.name == "青湖县物资储备中心"
    assert project.spent is not None
    assert project.spent.value == "115.20"
    assert [goal.text for goal in project.goals] == ["储备物资。"]
    assert shown(project.indicators) == [
        ("产出指标", "数量指标", "物资种类", "≥36种"),
        ("产出指标", "数量指标", "储备点", "≥4处"),
        ("产出指标", "质量指标", "完好率", "≥95%"),
        ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%"),
    ]
    assert [one.achieved for one in project.indicators] == ["38", "4", "96", None]


def test_each_title_begins_a_form(tmp_path: Path) -> None:
    first = _form(*HEAD, "预算数", "8.00", *HEADING, *FIRST)
    second = _form("项目名称", "河道清淤", "预算数", "9.00", *HEADING, *LAST)
    found = read(tmp_path, first + second, "x.txt")
    assert [(one.name, amounts(one)[0]) for one in found.projects] == [
        ("应急物资储备", "8.00"),
        ("河道清淤", "9.00"),
    ]


@pytest.mark.parametrize("lost", [FIRST[:-1], (*FIRST, "好")])
def test_rows_of_another_length_are_said(tmp_path: Path, lost: Sequence[str]) -> None:
    found = read(tmp_path, _form(*HEAD, *HEADING, *lost, *LAST), "x.txt")
    read_rows = [one.level3 for project in found.projects for one in project.indicators]
    assert read_rows in ([], ["物资种类"])
    assert {"table-not-read", "cell-not-read"} & set(codes(found))


@pytest.mark.parametrize(
    ("cells", "rows"),
    [
        ("年度目标|完成情况|河道整洁。|已完成。", ["年度目标|完成情况", "河道整洁。|已完成。"]),
        ("项目资金|年初预算|执行数|总额|60|58", ["项目资金|年初预算|执行数", "总额|60|58"]),
        ("项目名称|河道清淤|预算数|60", ["项目名称|河道清淤", "预算数|60"]),
        ("主管部门|实施单位", ["主管部门", "实施单位"]),
        ("项目名称|河道|清淤", ["项目名称|河道|清淤"]),
    ],
)
def test_labels_stand_beside_or_above_their_values(cells: str, rows: list[str]) -> None:
    passages = [passage(cell, Where(1, 1)) for cell in cells.split("|")]
    assert ["|".join(cell.text for cell in row) for row in labelled_rows(passages)] == rows
