"""Amounts in the prose: the measure is what stands before the number, the year what the sentence says."""

from __future__ import annotations

import pytest

from budgetgraph.document import passage
from budgetgraph.parse.statements import parse_statements, unread_amounts
from budgetgraph.where import Where

YEAR = 2025


def read(text: str) -> list[tuple[str, str, int]]:
    found = parse_statements([passage(text, Where(1, 1))], YEAR)
    return [(one.measure, one.value, one.year) for one in found]


def measures(text: str) -> list[tuple[str, str]]:
    return [(measure, value) for measure, value, _ in read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025年，示例局收入预算3,121.42万元，其中：财政拨款收入3,000.00万元。",
         [("total_revenue", "3,121.42"), ("fiscal_appropriation_revenue", "3,000.00")]),
        ("政府性基金拨款支出预算5万元；国有资本经营预算拨款支出预算0万元。",
         [("government_fund_expenditure", "5"), ("state_capital_expenditure", "0")]),
        ("收入、支出预算总计10,150.48万元。", [("total_expenditure", "10,150.48")]),
        ("因公出国（境）费预算支出106万元，公务接待费支出4万元。", [("overseas_travel", "106"), ("reception", "4")]),
        ("公务用车购置及运行费36.56万元。其中：公务用车购置费15万元；公务用车运行费21.56万元。",
         [("vehicle_total", "36.56"), ("vehicle_purchase", "15"), ("vehicle_running", "21.56")]),
        ("“三公”经费预算数为37.91万元，比2024年预算持平。", [("three_public_total", "37.91")]),
        ("会议费预算支出8.00万元、培训费预算支出9.00万元。", [("conference", "8.00"), ("training", "9.00")]),
        ("政府采购支出预算总额12.00万元，其中：拟采购货物支出3.00万元。", [("procurement_total", "12.00")]),
        ("财政专户管理资金收入预算总计0万元。上年结转资金预算数为7万元。", [("special_account_revenue", "0"), ("carryover_revenue", "7")]),
        ("政府性基金支出预算支出0万元。", [("government_fund_expenditure", "0")]),
        ("标准为每人200元/人，年度内安排。", []),
        ("单价100万元以上设备0台。", []),
    ],
)  # fmt: skip
def test_measures(text: str, expected: list[tuple[str, str]]) -> None:
    assert measures(text) == expected


def test_a_change_is_signed_and_of_what_was_spoken_of() -> None:
    assert measures("支出预算100.00万元，比2024年预算减少20.00万元。") == [("total_expenditure", "100.00"), ("total_change", "-20.00")]
    assert measures("基本支出60.00万元，较上年增加（减少）0万元。") == [("basic_expenditure", "60.00"), ("basic_change", "0")]


def test_the_next_sentence_may_go_on_about_it() -> None:
    assert measures("项目支出预算数为11.00万元。与上年相比减少2.00万元，减少1.73%。") == [
        ("project_expenditure", "11.00"), ("project_change", "-2.00"),
    ]  # fmt: skip
    assert measures("项目支出预算数为11.00万元。其中大厦减少2.00万元。")[1:] in ([], [("project_change", "-2.00")])


def test_the_part_s_change_is_not_the_total_s() -> None:
    assert measures("公务接待费4.00万元，比上年预算减少1.00万元。") == [("reception", "4.00")]


@pytest.mark.parametrize(
    ("text", "year"), [("2023年收入预算5.00万元。", 2023), ("比2024年增加，收入预算5.00万元。", YEAR), ("收入预算5.00万元。", YEAR)]
)
def test_years(text: str, year: int) -> None:
    assert [found[2] for found in read(text)] == [year]


def test_a_list_of_projects() -> None:
    text = "编报绩效目标的项目共2个，涉及项目预算资金12.00万元。其中：信息化维护费10.00万元，援滇干部经费2.00万元。"
    found = parse_statements([passage(text, Where(1, 1))], YEAR)
    assert [(one.measure, one.subject, one.value) for one in found] == [
        ("project_amount", "信息化维护费", "10.00"),
        ("project_amount", "援滇干部经费", "2.00"),
    ]


def test_stated_again_is_one_statement() -> None:
    assert len(measures("收入预算5.00万元。收入预算5.00万元。")) == 1


def test_every_other_amount_is_reported() -> None:
    notes = list(unread_amounts([passage("收入预算5.00万元。行政运行（项）3.00万元，主要用于水费。", Where(4, 4))], YEAR))
    assert [(note.code, note.where) for note in notes] == [("amount-not-read", Where(4, 4))]
    assert notes[0].message.endswith("行政运行（项）3.00万元")
