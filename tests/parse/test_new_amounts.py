"""Sentences that name what an amount was and what it became, reasons before their amount, several
labels with an amount each, and amounts of two years side by side.
"""

from __future__ import annotations

import pytest

from budgetgraph.document import passage
from budgetgraph.document.where import Where
from budgetgraph.parse.statements import read_amounts

YEAR = 2025
_BODY = ("石桥县水务局",)


def _told(*lines: str) -> list[tuple[str, str, int | None]]:
    passages = [passage(text, Where(number, number)) for number, text in enumerate(lines, 1)]
    found = read_amounts(passages, YEAR, "budget", _BODY).statements
    return [(one.measure, one.value, one.year) for one in found]


def _this_year(*lines: str) -> list[tuple[str, str]]:
    return [(measure, value) for measure, value, year in _told(*lines) if year == YEAR]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公务接待费由3.20万元降至2.10万元。", [("reception", "2.10")]),
        ("会议费从上年的3万元提高到4.50万元。", [("conference", "4.50")]),
        ("2025年培训费预算压减为0.70万元。", [("training", "0.70")]),
        ("机关运行经费预算调整为66万元。", [("operating_expenses", "66")]),
        (
            "2025年支出预算减少12万元，为88万元。",
            [("total_change", "-12"), ("total_expenditure", "88")],
        ),
        ("（二）公务接待费：2025年预算降到2.10万元。", [("reception", "2.10")]),
        # A change that names no new amount stays one.
        ("2025年支出预算压减12万元。", [("total_change", "-12")]),
        # What something without a label became, nobody's measure takes.
        ("租车费由3万元降至2万元。", []),
        ("公务接待费3万元，降至2万元。", [("reception", "3")]),
        (
            "2025年支出预算9万元，主要原因是设备费增加3万元，达到5万元。",
            [("total_expenditure", "9")],
        ),
    ],
)
def test_what_an_amount_became(text: str, expected: list[tuple[str, str]]) -> None:
    assert _this_year(text) == expected


def test_the_amount_before_is_one_of_the_year_that_is_named() -> None:
    assert _told(
        "“三公”经费预算由2024年的9万元压减至7.50万元，其中公务接待费由2万元降至1万元。"
    ) == [
        ("three_public_total", "9", 2024),
        ("three_public_total", "7.50", YEAR),
        ("reception", "1", YEAR),
    ]


def test_a_year_before_what_was_there_is_that_of_the_new_amount() -> None:
    assert _told("2023年公务接待费由2022年的3万元降至2万元。") == [
        ("reception", "3", 2022),
        ("reception", "2", 2023),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "由于水库除险加固，2025年项目支出预算150万元，较上年增加50万元。",
            [("project_expenditure", "150"), ("project_change", "50")],
        ),
        ("由于水库除险加固，项目支出预算150万元。", [("project_expenditure", "150")]),
        ("2.公务用车运行维护费：由于车辆老化，2025年预算3万元。", [("vehicle_running", "3")]),
        # Behind a change, or inside another one, a reason goes on.
        ("2025年支出预算9万元，由于人员增加，人员经费6万元。", [("total_expenditure", "9")]),
        ("主要原因：由于人员增加，基本支出6万元。", []),
    ],
)
def test_a_reason_before_its_amount(text: str, expected: list[tuple[str, str]]) -> None:
    assert _this_year(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "基本支出和项目支出分别为6万元、3万元。",
            [("basic_expenditure", "6"), ("project_expenditure", "3")],
        ),
        (
            "2025年收入、支出预算分别为9万元和8万元。",
            [("total_revenue", "9"), ("total_expenditure", "8")],
        ),
        (
            "会议费、培训费、公务接待费预算分别为1万元、2万元和3万元。",
            [("conference", "1"), ("training", "2"), ("reception", "3")],
        ),
        (
            "基本支出、项目支出分别减少1万元、2万元。",
            [("basic_change", "-1"), ("project_change", "-2")],
        ),
        # Not as many amounts as labels, or something unknown among them.
        ("基本支出和项目支出分别为6万元。", []),
        ("租车费和基本支出分别为6万元、3万元。", []),
    ],
)
def test_an_amount_for_each_of_several_labels(text: str, expected: list[tuple[str, str]]) -> None:
    assert _this_year(text) == expected


def test_a_year_in_brackets_ends_with_them() -> None:
    found = _told(
        "我局收入预算310万元（2024年收入预算300万元），支出预算305万元（2024年支出预算299万元）。"
    )
    assert found == [
        ("total_revenue", "310", YEAR),
        ("total_revenue", "300", 2024),
        ("total_expenditure", "305", YEAR),
        ("total_expenditure", "299", 2024),
    ]


def test_brackets_that_repeat_a_measure_without_another_year_are_no_amount_of_it() -> None:
    assert _this_year("收入预算310万元（收入预算300万元）。") == [("total_revenue", "310")]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # Behind the parts of 基本支出, whose change was told, 项目支出 has the next one.
        (
            (
                "基本支出6万元，比上年增加1万元，包括工资福利支出5万元、商品和服务支出1万元；"
                "项目支出3万元，比上年减少2万元。",
            ),
            [("basic_change", "1"), ("project_change", "-2")],
        ),
        # Of two side by side either may be changed.
        (("基本支出6万元，项目支出3万元，比上年增加1万元。",), []),
        # A share between the two says of which it is.
        (("支出预算9万元，基本支出6万元，占67%，比上年增加1万元。",), [("basic_change", "1")]),
        (("支出预算9万元，基本支出6万元，比上年增加1万元。",), []),
        # The body's own name makes it the total's, behind the parts of the total too.
        (
            ("本部门预算收入9万元，其中事业收入0万元，2025年本部门预算收入比上年增加2万元。",),
            [("total_change", "2")],
        ),
    ],
)
def test_of_what_a_change_is(lines: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    changes = [(one, value) for one, value in _this_year(*lines) if one.endswith("_change")]
    assert changes == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ("2025年财政拨款收支预算9万元。收入按资金来源分为：一般公共预算财政拨款8万元。",),
            ("general_public_revenue", "8"),
        ),
        (
            ("收入总预算9万元，支出总预算9万元。收入来源为一般公共预算拨款收入9万元。",),
            ("general_public_revenue", "9"),
        ),
        (
            ("收入预算9万元，其中：纳入专户管理的非税收入拨款1万元。",),
            ("special_account_revenue", "1"),
        ),
        (("收入预算9万元，其中：专户资金0万元。",), ("special_account_revenue", "0")),
        (("收入预算9万元，其中：上年结余结转2万元。",), ("carryover_revenue", "2")),
        (("收入预算9万元，其中：单位上年结余2万元。",), ("carryover_revenue", "2")),
        (
            ("机关运行经费当年一般公共预算拨款12万元，比上年增加1万元。",),
            ("operating_expenses", "12"),
        ),
        (
            ("固定资产金额80万元，其中：房屋50万元；拟购置固定资产3万元。",),
            ("asset_purchase_planned", "3"),
        ),
        (("相应安排支出预算9万元。",), ("total_expenditure", "9")),
        (("1.农林水支出类科目支出预算3万元，占支出总预算80%。",), ("class_expenditure", "3")),
    ],
)
def test_words_of_other_provinces(lines: tuple[str, ...], expected: tuple[str, str]) -> None:
    assert expected in _this_year(*lines)


def test_what_a_fund_received_in_the_year_below_a_heading_on_what_is_spent_of_it() -> None:
    heading = "八、政府性基金预算财政拨款支出情况说明"
    told = _this_year(heading, "2025年年初结转和结余0万元，本年收入16万元，本年支出15万元。")
    assert ("government_fund_revenue", "16") in told
    assert ("government_fund_expenditure", "15") in told
    assert not [measure for measure, _ in told if measure.startswith("total")]


def test_projects_behind_project_expenditure_without_its_amount() -> None:
    told = _this_year("项目支出主要包括：农村公路养护补助4.20万元、渡口管理补助2万元。")
    assert told == [("project_amount", "4.20"), ("project_amount", "2")]


@pytest.mark.parametrize("behind", ["以上", "（含）以上", "及以上", "以下", "以内"])
def test_a_threshold_is_no_amount(behind: str) -> None:
    passages = [passage(f"单价50万元{behind}的设备2台，固定资产80万元{behind}。", Where(1, 1))]
    read = read_amounts(passages, YEAR)
    assert read.statements == ()
    assert read.notes == ()


def test_an_amount_that_no_threshold_follows_is_read() -> None:
    assert _this_year("固定资产80万元，以上数据为账面数。") == [("fixed_assets_total", "80")]
