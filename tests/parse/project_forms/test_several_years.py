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


@pytest.mark.parametrize(
    ("years", "below"),
    [
        ("上年 | 预计当年实现", ""),
        ("近两年指标值 | | 预期当年实现值", "前年 | 上年 | "),
    ],
)
def test_the_year_below_a_heading_of_targets_is_the_one_of_the_budget(
    tmp_path: Path, years: str, below: str
) -> None:
    past = ["5100次", "5200次"][2 - years.count("|") :]
    blank = " |" * years.count("|")
    form = grid(
        "项目名称 | 湖泊管护",
        "预算金额 | 860",
        f"一级指标 | 二级指标 | 三级指标 | 指标值 {blank} | 指标值确定依据",
        f" | | | {years} | ",
        *([f" | | | {below} | "] if below else []),
        f"{ROW} | {' | '.join(past)} | ≥5480次 | 巡查计划",
    )
    [project] = read(tmp_path, FORM + form).projects
    [one] = project.indicators
    assert one.target is not None
    assert (one.target.text, one.basis) == ("≥5480次", "巡查计划")
    assert [text for _, text in one.other] == past


@pytest.mark.parametrize(
    ("cells", "target", "others"),
    [("95% | 98%", None, ["95% 98%"]), ("≥95 | %", "≥95%", [])],
)
def test_two_figures_under_one_heading_are_no_target(
    tmp_path: Path, cells: str, target: str | None, others: list[str]
) -> None:
    form = grid(
        "项目名称 | 湖泊管护",
        "预算金额 | 860",
        "一级指标 | 二级指标 | 三级指标 | 指标值 | ",
        f"产出指标 | 质量指标 | 清理率 | {cells}",
    )
    found = read(tmp_path, FORM + form)
    [one] = found.projects[0].indicators
    assert (one.target.text if one.target else None) == target
    assert [text for _, text in one.other] == others
    assert ("column-not-known" in codes(found)) is bool(others)


def test_the_words_over_named_goals_are_no_goals(tmp_path: Path) -> None:
    form = grid(
        "项目名称 | 湖泊管护 | ",
        "预算金额 | 860 | ",
        "项目绩效总目标 | 名称 | 目标说明",
        " | 长期绩效目标 | 湖泊水质持续改善。",
        " | 年度绩效目标 | 完成全年巡查。",
        "一级指标 | 二级指标 | 三级指标",
        ROW,
    )
    [project] = read(tmp_path, FORM + form).projects
    assert [goal.text for goal in project.goals] == ["湖泊水质持续改善。", "完成全年巡查。"]


@pytest.mark.parametrize(
    ("label", "total"),
    [("预算资金总额", "120"), ("本年度项目金额（万元）", "120"), ("项目编制金额", None)],
)
def test_what_a_total_is_called(tmp_path: Path, label: str, total: str | None) -> None:
    form = grid("项目名称 | 遗址保护", f"{label} | 120", "一级指标 | 二级指标 | 三级指标", ROW)
    [project] = read(tmp_path, FORM + form).projects
    assert amounts(project)[0] == total
