"""Wordings of pages of web sites that nobody had seen before: what is read, what is left open."""

from __future__ import annotations

import pytest

from budgetgraph.document import passage
from budgetgraph.document.where import Where
from budgetgraph.parse.statements import parse_statements, read_amounts

YEAR = 2025
ACCOUNTS = "final_accounts"


def _statements(*lines: str, kind: str = "budget") -> list[tuple[str, str, int | None]]:
    passages = [passage(text, Where(number, number)) for number, text in enumerate(lines, 1)]
    return [(one.measure, one.value, one.year) for one in parse_statements(passages, YEAR, kind)]


# --- what the year itself adds --------------------------------------------------------------------
def test_the_sum_of_a_year_beside_the_whole_is_that_years() -> None:
    found = _statements(
        "1.总体情况。2025年度收入总计41.20万元，支出总计41.20万元。收支较上年决算数增加3.10万元。",
        "2.收入情况。2025年度收入合计38.60万元，较上年决算数增加2.40万元。其中：财政拨款收入37.00万元。",
        "3.支出情况。2025年度支出合计40.50万元，较上年决算数增加2.90万元。",
        kind=ACCOUNTS,
    )

    assert found == [
        ("total_revenue", "41.20", YEAR),
        ("total_expenditure", "41.20", YEAR),
        ("total_change", "3.10", YEAR),
        ("current_year_revenue", "38.60", YEAR),
        ("fiscal_appropriation_revenue", "37.00", YEAR),
        ("current_year_expenditure", "40.50", YEAR),
    ]


def test_the_sum_of_a_year_alone_is_the_whole() -> None:
    found = _statements("2025年度收入合计38.60万元，较上年增加2.40万元。")

    assert found == [("total_revenue", "38.60", YEAR), ("total_change", "2.40", YEAR)]


# --- amounts that are none ------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("behind", "expected"),
    [
        ("较2024年度决算数6.70万元，下降10.88%", []),
        ("较2024年度决算数61.60万元，下降10.88%", [("current_year_expenditure", "61.60", 2024)]),
        ("较2024年度决算数减少6.70万元，下降10.88%", []),
        ("较2024年度决算数5.00万元，增长10.02%", []),
        ("较2024年度决算数49.90万元，增长10.02%", [("current_year_expenditure", "49.90", 2024)]),
    ],
)
def test_a_difference_without_its_verb_is_no_amount_of_last_year(
    behind: str, expected: list[tuple[str, str, int]]
) -> None:
    found = _statements(
        f"2025年度总支出56.00万元，其中本年支出54.90万元，{behind}。", kind=ACCOUNTS
    )

    assert [one for one in found if one[2] == YEAR - 1] == expected
    assert ("current_year_expenditure", "54.90", YEAR) in found


def test_a_change_with_its_verb_and_its_rate_is_one() -> None:
    found = _statements("基本支出预算24.70万元，同比减少4.90万元，下降16.55%。")

    assert found == [("basic_expenditure", "24.70", YEAR), ("basic_change", "-4.90", YEAR)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("98.16万元，项目支出0万元。主要用于人员经费保障。", []),
        ("支出预算98.16万元，项目支出0万元。", ["total_expenditure", "project_expenditure"]),
    ],
)
def test_what_stands_behind_a_torn_item_is_that_items(text: str, expected: list[str]) -> None:
    assert [measure for measure, *_ in _statements(text)] == expected


@pytest.mark.parametrize(
    ("reason", "year"),
    [("主要是2023年车辆减少", YEAR), ("2024年公务用车运行维护费5万元", 2024)],
)
def test_a_year_without_an_amount_ends_with_its_clause(reason: str, year: int) -> None:
    found = _statements(
        f"2025年公务用车运行维护费4万元，{reason}；公务接待费1.20万元，与上年持平。"
    )

    assert ("reception", "1.20", year) in found


# --- labels ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公务接待费2024年年末支出1.36万元（共接待9批、52人次）。", [("reception", "1.36", 2024)]),
        ("公务接待费2024年支出1.36万元。", [("reception", "1.36", 2024)]),
        ("办公楼维修2024年支出1.36万元。", []),
        ("2025“三公”经费预算安排资金5.10万元。", [("three_public_total", "5.10", YEAR)]),
        (
            "2025基本支出预算5.10万元，2024基本支出预算6.20万元。",
            [("basic_expenditure", "5.10", YEAR), ("basic_expenditure", "6.20", 2024)],
        ),
        # the digits before 支出 are no year
        ("科目12025支出预算5.10万元。", []),
        (
            "2025年全口径安排“三公”经费支出预算5.10万元。",
            [("three_public_total", "5.10", YEAR)],
        ),
        (
            "公务用车运行维护及购置费支出预算24.50万元，其中：公务用车运行维护费24.50万元。",
            [("vehicle_total", "24.50", YEAR), ("vehicle_running", "24.50", YEAR)],
        ),
        (
            "2025年出国（境）经费、车辆购置及运行费、公务接待费（简称“三公”经费）支出合计24.75万元。其中：公务接待费支出16.55万元。",
            [("three_public_total", "24.75", YEAR), ("reception", "16.55", YEAR)],
        ),
        ("2025年上年结转（结余）收入1.20万元。", [("carryover_revenue", "1.20", YEAR)]),
        ("2025年上年结余结（转）1.20万元。", [("carryover_revenue", "1.20", YEAR)]),
        ("2025年镇本级“三公”经费4.50万元。", [("three_public_total", "4.50", YEAR)]),
        ("2025年全镇一般公共预算收入44.20万元。", []),
        ("2025年全镇“三公”经费4.50万元。", []),
        (
            "据悉，通过2025年公共财政预算拨款安排的因公出国（境）、公务接待费等“三公”经费预算支出共49.10万元。",
            [("three_public_total", "49.10", YEAR)],
        ),
        ("2025年石桥县民主党派“三公”经费支出3.78万元。", [("three_public_total", "3.78", YEAR)]),
        ("2025年石桥县民主建设大厦“三公”经费支出3.78万元。", []),
        ("共涉及采购项目4个，采购预算资金12.42万元。", [("procurement_total", "12.42", YEAR)]),
        ("共涉及采购项目4个，采购设备12.42万元。", []),
        (
            "支出预算8万元，其中：医疗卫生和计划生育支出6.29万元，住房保障支出1.71万元。",
            [
                ("total_expenditure", "8", YEAR),
                ("class_expenditure", "6.29", YEAR),
                ("class_expenditure", "1.71", YEAR),
            ],
        ),
        ("2025年一般预算财政拨款收入84.45万元。", [("general_public_revenue", "84.45", YEAR)]),
    ],
)
def test_labels_of_pages(text: str, expected: list[tuple[str, str, int]]) -> None:
    assert _statements(text) == expected


def test_what_was_really_spent_of_an_expense() -> None:
    found = _statements(
        "2025年实际支出“三公”经费决算为2.62万元。其中公务接待费2.10万元。", kind=ACCOUNTS
    )

    assert found == [("three_public_total", "2.62", YEAR), ("reception", "2.10", YEAR)]


@pytest.mark.parametrize(
    ("whole", "expected"),
    [("基本支出", ["商品和服务支出"]), ("项目支出", [])],
)
def test_the_share_that_projects_have_of_a_class_is_not_the_class(
    whole: str, expected: list[str]
) -> None:
    text = f"支出预算总额为9万元，其中：按支出项目类别划分：{whole}8万元，包括商品和服务支出8万元。"
    found = parse_statements([passage(text, Where(1, 1))], YEAR)

    assert [one.subject for one in found if one.subject is not None] == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("石桥县东山镇人民政府", ["three_public_total"]), ("石桥县水务局", [])],
)
def test_what_a_whole_town_spends_is_the_towns_own(name: str, expected: list[str]) -> None:
    texts = ("2025年度全镇“三公”经费支出合计4.50万元。", "2025年全镇一般公共预算收入44.20万元。")
    passages = [passage(text, Where(number, number)) for number, text in enumerate(texts, 1)]
    found = read_amounts(passages, YEAR, names=(name,)).statements

    assert [one.measure for one in found] == expected


def test_a_short_name_is_no_part_where_a_bracket_names_the_whole() -> None:
    heading = "一、“三公”经费支出情况说明"
    bodies = "2025年本部门，包括行政单位、事业单位公务接待费"

    assert _statements(heading, f"{bodies}、公车运行费（“三公”经费）总额5.10万元。") == []
    assert _statements(heading, f"{bodies}3万元，公车运行费5.10万元。")[1:] == [
        ("vehicle_running", "5.10", YEAR)
    ]
