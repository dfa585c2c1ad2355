"""Forms that print several years side by side: what is not known to be the budget's is not taken."""

from __future__ import annotations

from pathlib import Path

import pytest
from marked import amounts, codes, grid, read

FORM = "项目支出绩效目标表\n\n"
ROW = "产出指标 | 数量指标 | 抽检批次"


@pytest.mark.parametrize(
    ("years", "fiscal"),
    [("2023年 | 2024年", None), ("2024年 | ", "100")],
)
def test_amounts_under_several_years_are_said_and_not_taken(
    tmp_path: Path, years: str, fiscal: str | None
) -> None:
    form = grid(
        "项目名称 | 畜禽粪污治理 | ",
        f"资金来源 | {years}",
        "财政资金 | 100万元 | 150万元",
        "一级指标 | 二级指标 | 三级指标",
        ROW,
    )
    found = read(tmp_path, FORM + form)
    assert amounts(found.projects[0])[1] == fiscal
    assert ("amount-not-read" in codes(found)) is (fiscal is None)


@pytest.mark.parametrize(
    ("heads", "target"),
    [
        ("2023年指标值 | 2024年指标值", None),
        ("2024年指标值 | 评分标准", "800批次"),
    ],
)
def test_targets_of_several_years_are_kept_under_their_heads(
    tmp_path: Path, heads: str, target: str | None
) -> None:
    form = grid(
        "项目名称 | 农产品质量安全",
        "预算金额 | 45",
        f"一级指标 | 二级指标 | 三级指标 | {heads}",
        f"{ROW} | 800批次 | 1000批次",
    )
    [project] = read(tmp_path, FORM + form).projects
    [one] = project.indicators
    assert (one.target.text if one.target else None) == target
    assert "1000批次" in [text for _, text in one.other]


@pytest.mark.parametrize("heads", ["项目总投入 | 本年度投入", "项目总投资 | 本年度资金总额"])
def test_the_whole_project_beside_its_year_gives_the_year(tmp_path: Path, heads: str) -> None:
    whole, of_year = heads.split(" | ")
    form = grid(
        "项目名称 | 档案数字化 | | ",
        f"{whole} | 90 | {of_year} | 30",
        "财政拨款 | 90 | 财政拨款 | 30",
        "一级指标 | 二级指标 | 三级指标 | 指标值",
        f"{ROW} | 800批次",
    )
    [project] = read(tmp_path, FORM + form).projects
    assert amounts(project)[0] == "30"


def test_two_tables_of_one_form_are_no_forms_of_their_own(tmp_path: Path) -> None:
    form = grid(
        "项目名称 | 系统运维 | | ",
        "预算金额 | 96 | | ",
        "长期绩效目标表 | | | ",
        "一级指标 | 二级指标 | 三级指标 | 指标值",
        f"{ROW} | 12个",
        "年度绩效目标表 | | | ",
        "一级指标 | 二级指标 | 三级指标 | 指标值",
        "产出指标 | 质量指标 | 可用率 | ≥99%",
    )
    [project] = read(tmp_path, FORM + form).projects
    assert project.name == "系统运维"
    assert [one.level3 for one in project.indicators] == ["抽检批次", "可用率"]
