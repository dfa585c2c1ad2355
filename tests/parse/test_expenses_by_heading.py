"""Expenses whose label stands in a heading, before their year, or right behind a count."""

from __future__ import annotations

import pytest

from budgetgraph.document import passage
from budgetgraph.document.where import Where
from budgetgraph.parse.statements import read_amounts

YEAR = 2025
CARS = "三、公务用车购置及运行维护费"


def _told(*lines: str) -> list[tuple[str, str, int | None]]:
    passages = [passage(text, Where(number, number)) for number, text in enumerate(lines, 1)]
    found = read_amounts(passages, YEAR, "final_accounts", ("石桥县水务局",)).statements
    return [(one.measure, one.value, one.year) for one in found]


def test_short_names_below_the_heading_of_their_whole() -> None:
    assert _told(
        CARS,
        "2025年公务用车购置及运行维护费7万元。",
        "2025年更新购置公务用车1辆，车辆购置支出4万元。",
        "2025年车辆运行维护费支出3万元，用于燃料、维修和保险。",
    ) == [
        ("vehicle_total", "7", YEAR),
        ("vehicle_purchase", "4", YEAR),
        ("vehicle_running", "3", YEAR),
    ]


@pytest.mark.parametrize("text", ["设备购置支出4万元。", "全年车均运行维护费支出1.97万元。"])
def test_other_names_below_it_are_none_of_its_parts(text: str) -> None:
    assert _told(CARS, "2025年公务用车购置及运行维护费7万元。", text) == [
        ("vehicle_total", "7", YEAR)
    ]


def test_short_names_below_another_heading_tell_nothing() -> None:
    assert _told("三、会议费", "车辆运行维护费支出3万元。") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公务接待费2025年财政拨款支出决算数为3万元。", [("reception", "3", YEAR)]),
        ("公务接待费2025年度财政拨款决算数为3万元。", [("reception", "3", YEAR)]),
        ("公务接待费2025年一般公共预算支出3万元。", [("reception", "3", YEAR)]),
        ("2025年财政拨款支出决算数为3万元。", [("fiscal_appropriation_expenditure", "3", YEAR)]),
        (
            "公务接待费，2025年财政拨款支出3万元。",
            [("fiscal_appropriation_expenditure", "3", YEAR)],
        ),
    ],
)
def test_whose_money_it_is_behind_an_expense(
    text: str, expected: list[tuple[str, str, int]]
) -> None:
    assert _told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("接待27批次，215人次公务用车运行维护费8万元。", [("vehicle_running", "8", YEAR)]),
        # 215 is a code of the classification, too.
        ("接待27批次，215人次8万元。", []),
        ("按功能分类：215资源勘探工业信息等支出8万元。", [("class_expenditure", "8", YEAR)]),
        ("按功能分类：20101人大事务8万元。", [("class_expenditure", "8", YEAR)]),
        ("综合公用经费：按标准下降2%，共计5.29万元。", [("public_expenditure", "5.29", YEAR)]),
    ],
)
def test_counts_and_codes_before_a_name(text: str, expected: list[tuple[str, str, int]]) -> None:
    assert _told(text) == expected


def test_a_point_behind_an_amount_ends_its_sentence() -> None:
    assert _told("本年收入总计：43万元.本年度财政综合预算支出42万元.其中人员经费27万元。") == [
        ("total_revenue", "43", YEAR),
        ("total_expenditure", "42", YEAR),
        ("personnel_expenditure", "27", YEAR),
    ]


def test_what_was_spent_more_is_a_change() -> None:
    assert _told("“三公”经费9万元，较上年增长12.5%，增支1万元。其中：公务接待费4万元。") == [
        ("three_public_total", "9", YEAR),
        ("reception", "4", YEAR),
    ]
