"""Goals below heads in a row whose blank cells were lost, as on web pages with bars."""

from __future__ import annotations

from pathlib import Path

import pytest
from marked import grid, read

from budgetgraph.pipeline.line import extract

HEADS = "项目基本情况 | 1.项目年度目标完成情况 | 项目年度目标 | 年度目标完成情况"
TITLE = "### 部门预算项目支出绩效自评表（2024年度）\n\n"


@pytest.mark.parametrize(
    ("row", "goals"),
    [
        (" | | 养护渠道。 | 已养护。", ["养护渠道。"]),
        ("养护渠道。 | 已养护。 | | ", ["养护渠道。"]),
        # One text alone may be either.
        ("养护渠道。 | | | ", []),
    ],
)
def test_goals_stand_below_the_last_heads(row: str, goals: list[str], tmp_path: Path) -> None:
    heading = "一级指标 | 二级指标 | 三级指标 | 指标值"
    target = "产出指标 | 数量指标 | 养护长度 | ≥12公里"
    form = grid("项目名称 | 渠道养护", HEADS, row, "预算数 | 60.00", heading, target)
    (project,) = read(tmp_path, TITLE + form).projects
    assert [goal.text for goal in project.goals] == goals
    assert project.overview is None


def test_an_office_of_a_county_department_is_its_unit(tmp_path: Path) -> None:
    """The paper is that of 主管部门, whatever level stands before the word."""
    path = tmp_path / "form.md"
    rows = ("专项资金名称 | 储备粮", "县级主管部门 | 石桥县粮食局 | 实施单位 | 粮食调控股")
    path.write_text("2024年度县级专项资金绩效目标自评表\n\n" + grid(*rows), "utf-8")
    disclosure = extract(path)
    assert disclosure.owner.name == "石桥县粮食局"
