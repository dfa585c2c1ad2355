"""Lists held against their numbers, changes against amounts of another paragraph, and amounts that one
sentence divides; beside each what holds.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from worded import found, of

ACCOUNTS = "石桥县水务局2024年度部门决算\n\n石桥县水务局2024年度收入总计900.00万元，支出总计900.00万元。\n\n"


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("预算单位共4家，具体包括：局本级、石桥县水文站、石桥县水利站。", 1),
        ("预算单位共3家，具体包括：局本级、石桥县水文站、石桥县水利站。", 0),
        ("下属预算单位共2家，包括：局本级、石桥县水文站、石桥县水利站。", 0),
        ("内设股室4个，分别为：办公室、财务股、水政股。", 1),
        ("内设股室3个，分别为：办公室、财务股、水政股。", 0),
        ("本单位下设综合科、养护科、防汛科4个科室。", 1),
        ("本单位下设综合科、养护科、防汛科三个科室。", 0),
        # A part of the list, and what are no offices.
        ("本单位下设综合科、养护科等3个科室。", 0),
        ("内设股室4个，分别为：办公、财务、水政。", 0),
    ],
)
def test_offices_before_and_behind_their_names(tmp_path: Path, told: str, count: int) -> None:
    messages = of("statement-parts", found(tmp_path, told))
    assert len([one for one in messages if "其后列出" in one]) == count


@pytest.mark.parametrize(
    ("told", "rules"),
    [
        ("共有车辆2辆，其中：业务用车3辆。", ["statement-parts"]),
        ("共有车辆2辆，其中：业务用车2辆。", []),
        ("共有车辆3辆，其中：业务用车2辆。", []),
        ("现有公务用车4辆，其中：轿车2辆、越野车1辆。", ["part-not-told"]),
        ("现有公务用车4辆，其中：轿车3辆、越野车1辆。", []),
        # The list goes on with other things.
        ("现有车辆4辆，其中：轿车2辆、越野车1辆、设备1台。", []),
        ("对5个项目开展自评。其中，评为“优”的4个，“良”的2个。", ["statement-parts"]),
        ("对5个项目开展自评。其中，评为“优”的4个，“良”的1个。", []),
        ("对5个项目开展自评。评为“优”的4个，“良”的2个。", []),
    ],
)
def test_what_is_counted_by_kinds(tmp_path: Path, told: str, rules: list[str]) -> None:
    findings = found(tmp_path, told)
    assert [one.rule for one in findings if "写为" in one.message_zh] == rules


GUESTS = "2026年公务接待费预算3.20万元。\n\n"


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("公务接待费较2025年预算下降25.00%，减少0.80万元，主要是压减批次。", 1),
        ("公务接待费较2025年预算下降20.00%，减少0.80万元，主要是压减批次。", 0),
        ("国内公务接待费较2025年预算下降25.00%，减少0.80万元。", 0),
        ("公务接待费和机关运行经费较2025年预算下降25.00%，减少0.80万元。", 0),
        ("会议费较2025年预算下降25.00%，减少0.80万元。", 0),
    ],
)
def test_a_change_of_an_amount_told_elsewhere(tmp_path: Path, told: str, count: int) -> None:
    assert len(of("change-percentage", found(tmp_path, GUESTS + told))) == count


INCOME = (
    "2026年总收入1586.40万元，其中：本年收入1500.00万元，上年结转{}万元。"
    "本年收入中：财政拨款收入1400.00万元，事业收入100.00万元。比上年增加66.40万元，增长{}%。"
)


@pytest.mark.parametrize(
    ("left", "share", "rules"),
    [
        ("86.40", "4.37", []),
        # Divided by this year's amount instead of last year's.
        ("86.40", "4.19", ["change-percentage"]),
        # Of what it is a share nobody can tell.
        ("86.40", "5.55", []),
        ("68.40", "4.37", ["statement-parts"]),
    ],
)
def test_income_and_its_change(tmp_path: Path, left: str, share: str, rules: list[str]) -> None:
    findings = found(tmp_path, INCOME.format(left, share))
    assert [one.rule for one in findings] == rules


@pytest.mark.parametrize(("staff", "count"), [("760.00", 0), ("670.00", 1)])
def test_expenditure_by_its_natures(tmp_path: Path, staff: str, count: int) -> None:
    body = (
        f"2026年总支出1586.40万元，其中：人员类项目支出{staff}万元，运转类项目支出226.40万元，"
        "特定目标类项目支出600.00万元。"
    )
    assert len(of("statement-parts", found(tmp_path, body))) == count


@pytest.mark.parametrize(
    ("guests", "count"),
    [("减少0.40万元", 0), ("减少0.04万元", 1)],
)
def test_parts_in_brackets_are_no_other_parts(tmp_path: Path, guests: str, count: int) -> None:
    body = (
        "2026年“三公”经费预算9.10万元，比上年减少0.40万元。其中：因公出国（境）费0万元，与上年持平；"
        "公务用车购置及运行费7.60万元（其中：公务用车购置费0万元、公务用车运行费7.60万元），与上年持平；"
        f"公务接待费1.50万元，比上年{guests}。"
    )
    assert len(of("change-parts", found(tmp_path, body))) == count


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("上年末固定资产总额1260.50万元，其中：房屋1800平方米，价值860.00万元；车辆4辆，价值72.50万元；其他固定资产382.00万元。", 1),
        ("上年末固定资产总额1260.50万元，其中：房屋1800平方米，价值860.00万元；车辆4辆，价值72.50万元；其他固定资产328.00万元。", 0),
        # A part of the list is worth more than all of it.
        ("固定资产总额512.63万元，其中：房屋386.20万元，车辆2辆，价值3150.00万元。", 1),
        ("固定资产总额512.63万元，其中：房屋386.20万元，车辆2辆，价值31.50万元。", 0),
        # The list does not go to its end.
        ("上年末固定资产总额1260.50万元，其中：房屋1800平方米，价值860.00万元；车辆4辆，价值72.50万元。", 0),
    ],
)  # fmt: skip
def test_assets_with_their_values(tmp_path: Path, told: str, count: int) -> None:
    assert len(of("statement-parts", found(tmp_path, told))) == count


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("2025年，本部门机关运行经费安排143.34万元，主要用于办公。", 1),
        ("2026年，本部门机关运行经费安排143.34万元，主要用于办公。", 0),
        ("2025年，本部门机关运行经费安排140.00万元。\n\n2026年机关运行经费143.34万元。", 0),
    ],
)
def test_last_year_before_a_comma(tmp_path: Path, told: str, count: int) -> None:
    assert len(of("paper-kind", found(tmp_path, told))) == count


@pytest.mark.parametrize(("kept", "count"), [("6", 1), ("5", 0)])
def test_vehicles_of_a_date(tmp_path: Path, kept: str, count: int) -> None:
    body = f"年末公务用车保有量{kept}辆。\n\n截至2024年12月31日，共有车辆5辆。"
    assert len(of("statement-contradicted", found(tmp_path, body, ACCOUNTS))) == count


FORM = """
1、水库除险加固工程绩效目标表

单位：万元

项目名称\t水库除险加固工程
预算数\t300.00\t其中：财政资金\t300.00\t其他资金\t
绩效目标\t{}
一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t指标值确定依据
产出指标\t数量指标\t除险加固水库数量\t完成除险加固的水库座数\t＝3座\t实施方案
"""


@pytest.mark.parametrize(
    ("goal", "count"),
    [
        ("完成5座小型水库除险加固。", 1),
        ("完成3座小型水库除险加固。", 0),
        # Other things of the same unit, and goals of several years.
        ("建成5座泵站。", 0),
        ("三年累计完成5座小型水库除险加固。", 0),
    ],
)
def test_things_that_a_goal_names_in_other_words(tmp_path: Path, goal: str, count: int) -> None:
    assert len(of("goal-matches-indicator", found(tmp_path, FORM.format(goal)))) == count
