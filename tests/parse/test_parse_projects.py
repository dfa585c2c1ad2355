"""Project forms: labelled cells, goals, spending plan, and indicators with levels taken over from
above and over page breaks.
"""

from __future__ import annotations

import pytest
from reading import parsed, tabbed

from budgetgraph.disclosure import Indicator, Project
from budgetgraph.document import passage
from budgetgraph.document.where import Where
from budgetgraph.parse.goals import split_goals

HEADING = "一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 | 指标值确定依据"


def project(*parts: str) -> Project:
    (found,) = parsed("\n".join(("450 平乡县示例局", "预算年度：2025", *parts))).projects
    return found


def levels(indicators: tuple[Indicator, ...]) -> list[tuple[str | None, str | None, str]]:
    return [(one.level1, one.level2, one.level3) for one in indicators]


LABELLED = (
    "项目编码 | 13053225P00T216100029 | 项目名称 | 河道治理 | | ",
    "预算规模及资金用途 | 预算数 | 249.00 | 其中：财政资金 | 200.00 | 其他资金 | 49.00",
    " | 用于河道清淤 | | | | ",
    "资金支出计划（%） | 3月底 | 6月底 | 10月底 | 12月底 | ",
    " | 25.00 | 50.00 | 75.00 | 100.00 | ",
    "绩效目标 | 1.完成河道清淤 | | | | ",
    " | 2.保证行洪安全 | | | | ",
)


def test_labelled_cells() -> None:
    found = project(
        "1、河道治理绩效目标表",
        tabbed(*LABELLED, HEADING, "产出指标 | 数量指标 | 河道长度 | 清淤长度 | ≥5公里 | 年度计划"),
    )
    assert (found.number, found.name, found.code) == (1, "河道治理", "13053225P00T216100029")
    assert [
        amount.value if amount else None for amount in (found.total, found.fiscal, found.other)
    ] == ["249.00", "200.00", "49.00"]
    assert found.purpose == "用于河道清淤"
    assert [(entry.by, entry.value) for entry in found.schedule] == [
        ("3月底", "25.00"), ("6月底", "50.00"), ("10月底", "75.00"), ("12月底", "100.00"),
    ]  # fmt: skip
    assert [goal.text for goal in found.goals] == ["完成河道清淤", "保证行洪安全"]


ROWS = (
    "产出指标 | 数量指标 | 河道长度 | 清淤长度 | ≥5公里 | 冀水〔2024〕8号",
    " | 质量指标 | 验收合格率 | 合格比例 | 100% | ",
    " | | 返工率 | 返工比例 | ≤1% | ",
    "满意度指标 | 服务对象满意度指标 | 群众满意度 | 满意比例 | ≥90% | ",
)


def test_blank_levels_are_those_above() -> None:
    found = project("1、河道治理绩效目标表", tabbed(*LABELLED, HEADING, *ROWS)).indicators
    assert levels(found) == [
        ("产出指标", "数量指标", "河道长度"), ("产出指标", "质量指标", "验收合格率"), ("产出指标", "质量指标", "返工率"),
        ("满意度指标", "服务对象满意度指标", "群众满意度"),
    ]  # fmt: skip
    assert [str(number) for number in found[0].documents] == ["冀水〔2024〕8号"]
    assert found[0].target is not None
    assert (found[0].target.operator, str(found[0].target.value), found[0].target.unit) == (
        "≥",
        "5",
        "公里",
    )


@pytest.mark.parametrize(
    "page",
    [f"\n\n{HEADING}\n", "\n\n", f"\n- 3 -\n{HEADING}\n"],
    ids=["heading again", "no heading", "page number"],
)
def test_levels_hold_over_a_page_break(page: str) -> None:
    top, bottom = tabbed(*LABELLED, HEADING, *ROWS[:2]), tabbed(*ROWS[2:])
    between = tabbed(*page.split("\n"))
    found = project("1、河道治理绩效目标表", top + between + bottom).indicators
    assert levels(found)[2] == ("产出指标", "质量指标", "返工率")


def test_a_cell_goes_on_over_a_page_break() -> None:
    top = tabbed(*LABELLED, HEADING, "产出指标 | 数量指标 | 河道长度 | 清淤 | ≥5公里 | 冀水[2024]")
    rest = tabbed(HEADING, " | | | 的长度 | | 8号文件")
    (found,) = project("1、河道治理绩效目标表", f"{top}\n\n{rest}").indicators
    assert found.description == "清淤的长度"
    assert [str(number) for number in found.documents] == ["冀水〔2024〕8号"]


def test_a_blank_target_is_none() -> None:
    (found,) = project(
        "1、河道治理绩效目标表",
        tabbed(*LABELLED, HEADING, "产出指标 | 数量指标 | 河道长度 | 清淤长度 | | "),
    ).indicators
    assert found.target is None


def test_a_form_with_its_labels_in_colons_and_units_in_brackets() -> None:
    form = tabbed(
        "项目名称： | 社区养老服务 | 项目性质： | 经常性项目", "项目资金(元) | 年度资金总额： | 600000.00 | ",
        " | 其中：财政资金 | 600000.00 | ", "总目标 | 为老年人提供服务。 | | ", "一级指标 | 二级指标 | 三级指标 | 年度指标值",
        "产出指标 | 数量指标 | 服务面积 | ≥13459.00(平方米)", " | 质量指标 | 合格率 | =100.00(%)",
    )  # fmt: skip
    found = project("财政项目支出绩效目标填报表", "(2025年度)", form)
    assert (found.name, [goal.text for goal in found.goals]) == (
        "社区养老服务",
        ["为老年人提供服务。"],
    )
    targets = [
        (one.target.operator, str(one.target.value), one.target.unit)
        for one in found.indicators
        if one.target
    ]
    assert targets == [("≥", "13459", "平方米"), ("=", "100", "%")]


def test_the_year_s_amount_beside_that_of_the_whole_project_and_two_kinds_of_goals() -> None:
    form = tabbed(
        "项目名称： | 河道养护 | 项目类别： | 经常性项目",
        "项目资金总额（元）： | 900,000.00 | 年度资金申请总额： | 300,000.00", "其中：财政资金 | 300,000.00 | 其他资金 | 0.00",
        "项目总目标 | | 年度总目标 | ", "三年内河道整洁。 | | 完成养护。 | ", "一级指标 | 二级指标 | 三级指标 | 指标目标值",
        "产出指标 | 数量指标 | 完成时间 | ≥12.00(次)", "成本指标 | 经济成本指标 | 成本控制率 | ≤100.00(%)",
    )  # fmt: skip
    found = project("项目支出绩效目标申报表", form)
    amounts = [amount for amount in (found.total, found.fiscal, found.other) if amount]
    assert [(amount.value, amount.unit) for amount in amounts] == [
        ("300,000.00", "元"),
        ("300,000.00", "元"),
        ("0.00", "元"),
    ]
    assert [goal.text for goal in found.goals] == ["三年内河道整洁。", "完成养护。"]
    assert levels(found.indicators)[0] == ("产出指标", "数量指标", "完成时间")
    assert levels(found.indicators)[1] == ("成本指标", "经济成本指标", "成本控制率")


def test_amounts_and_goals_behind_a_label_that_is_not_known() -> None:
    form = tabbed(
        "资金情况（万元） | 年度资金总额： | 100.00", " | 其中：财政拨款 | 90.00", " | 其他资金 | 10.00", "总体目标 | 治理河道10公里。",
        "一级指标 | 二级指标 | 三级指标 | 指标值", "产出指标 | 数量指标 | 治理长度 | ≥10公里",
    )  # fmt: skip
    found = project("1、河道治理绩效目标表", form)
    assert [
        amount.value if amount else None for amount in (found.total, found.fiscal, found.other)
    ] == ["100.00", "90.00", "10.00"]
    assert [goal.text for goal in found.goals] == ["治理河道10公里。"]


def test_words_that_are_labels_elsewhere_are_cells_among_the_indicators() -> None:
    rows = tabbed(*LABELLED, HEADING, "产出指标 | 时效指标 | 时间 | 完成时间 | 12月底前 | 计划")
    (found,) = project("1、河道治理绩效目标表", rows).indicators
    assert (found.level3, found.description) == ("时间", "完成时间")


def test_a_whole_department_s_form_is_no_project() -> None:
    form = tabbed(HEADING, *ROWS)
    found = parsed(f"450 平乡县示例局\n预算年度：2025\n部门整体支出绩效目标申报表\n{form}")
    assert not found.projects


@pytest.mark.parametrize(
    ("text", "goals"),
    [
        ("1.提高参保率。2.降低负担。", ["提高参保率。", "降低负担。"]),
        ("（1）提高参保率（2）降低负担", ["提高参保率", "降低负担"]),
        ("比例达到1.5倍以上", ["比例达到1.5倍以上"]),
        ("完成2、3号线建设", ["完成2、3号线建设"]),
    ],
)
def test_list_marks_of_goals(text: str, goals: list[str]) -> None:
    assert [goal.text for goal in split_goals(passage(text, Where(1, 1)))] == goals


def test_codes_and_names_of_projects_in_one_column() -> None:
    found = parsed(
        "平乡县示例局2025年部门预算\n项目支出表\n单位：万元\n"
        + tabbed(
            "单位编码及名称 | 项目编码及名称 | 支出功能科目 | 金额",
            "平乡县示例局 | 河道治理 | 2130305 | 8.00",
            "平乡县河道所 | 水库加固 | 2130306 | 6.00",
            "合计 | | | 14.00",
        )
    )
    named = [
        (one.name, one.unit.name if one.unit else None, one.total.value if one.total else None)
        for one in found.projects
    ]
    assert named == [
        ("河道治理", "平乡县示例局", "8.00"),
        ("水库加固", "平乡县河道所", "6.00"),
    ]
