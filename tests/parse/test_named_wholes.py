"""Wholes that words name without an amount, and amounts that are of what was said before them."""

from __future__ import annotations

import pytest

from budgetgraph.document import passage
from budgetgraph.document.where import Where
from budgetgraph.parse.statements import parse_statements, unread_amounts

YEAR = 2025
_Told = list[tuple[str, str]]


def _statements(text: str, kind: str = "budget") -> _Told:
    stated = parse_statements([passage(text, Where(1, 1))], YEAR, kind)
    return [(state.measure, state.value) for state in stated]


def _unread(text: str, kind: str = "budget") -> int:
    return len(unread_amounts([passage(text, Where(1, 1))], YEAR, kind))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the parts of what stands before 中, of the department only where the whole is
        (
            "政府性基金支出中，基本支出6.00万元。",
            [],
        ),
        ("项目支出中，会议费2.00万元，培训费1.00万元。", []),
        ("三公经费支出中，公务接待费2.00万元。", [("reception", "2.00")]),
        ("“三公”经费预算中公务接待费2.00万元。", [("reception", "2.00")]),
        ("三公经费预算中央补助2.00万元。", []),
        ("支出中，公务接待费2.00万元。", [("reception", "2.00")]),
        ("项目支出9.00万元中，会议费2.00万元。", [("project_expenditure", "9.00")]),
        (
            "支出预算9.00万元中，会议费2.00万元。",
            [("total_expenditure", "9.00"), ("conference", "2.00")],
        ),
        ("下属单位支出中，财政拨款2.00万元。", []),
        ("本部门支出中，财政拨款2.00万元。", [("fiscal_appropriation_expenditure", "2.00")]),
        # a bracket for another year, and parts by short names below the heading of their whole
        (
            "公务接待费2.00万元（2024年预算3.00万元）。",
            [("reception", "2.00"), ("reception", "3.00")],
        ),
        ("公务接待费2.00万元（上级补助3.00万元）。", [("reception", "2.00")]),
        ("本年收入中，一般公共预算8.00万元。", [("general_public_revenue", "8.00")]),
        ("2025年预算中，一般公共预算支出8.00万元。", [("general_public_expenditure", "8.00")]),
        # what a fund received and spent, and nothing else
        (
            "政府性基金预算收入8.00万元，支出7.00万元。",
            [("government_fund_revenue", "8.00"), ("government_fund_expenditure", "7.00")],
        ),
        ("政府性基金预算收入8.00万元；支出7.00万元。", [("government_fund_revenue", "8.00")]),
        ("政府性基金预算收入8.00万元，我局支出7.00万元。", [("government_fund_revenue", "8.00")]),
        (
            "事业收入5.00万元，政府性基金预算收入8.00万元，支出7.00万元。",
            [("business_revenue", "5.00"), ("government_fund_revenue", "8.00")],
        ),
        ("财政拨款收入8.00万元，支出7.00万元。", [("fiscal_appropriation_revenue", "8.00")]),
        # the body of the paper before a plain 收入, and one amount of both sides
        (
            "核定我局收入9.00万元，支出8.00万元。",
            [("total_revenue", "9.00"), ("total_expenditure", "8.00")],
        ),
        ("公务接待费1.00万元，我局支出8.00万元。", [("reception", "1.00")]),
        ("我局食堂收入9.00万元。", []),
        (
            "收入预算和支出预算均为9.00万元。",
            [("total_revenue", "9.00"), ("total_expenditure", "9.00")],
        ),
        ("收入预算和支出预算共9.00万元。", []),
        (
            "总收入9.00万元，总支出8.00万元。收入中，财政拨款7.00万元。支出中，财政拨款6.00万元。",
            [
                ("total_revenue", "9.00"),
                ("total_expenditure", "8.00"),
                ("fiscal_appropriation_revenue", "7.00"),
                ("fiscal_appropriation_expenditure", "6.00"),
            ],
        ),
        # whose income rises, a comparison tells
        ("带动农户增加收入9.00万元。", []),
        ("与上年相比，增加收入9.00万元。", [("total_change", "9.00")]),
        # the fund behind the label
        ("公用经费财政拨款预算6.00万元。", [("public_expenditure", "6.00")]),
        ("公用经费政府性基金6.00万元。", []),
        # a whole without a side
        (
            "2025年部门预算总额9.00万元，其中人员经费6.00万元。",
            [
                ("total_revenue", "9.00"),
                ("total_expenditure", "9.00"),
                ("personnel_expenditure", "6.00"),
            ],
        ),
        ("信息化项目预算总额9.00万元。", []),
        ("附属单位缴款收入1.00万元。", [("affiliated_unit_revenue", "1.00")]),
        ("公务接待费上年1.00万元，本年2.00万元。", [("reception", "1.00"), ("reception", "2.00")]),
        (
            "公务车辆运行2024年预算3.00万元，通过财政拨款安排的公务接待费2.00万元。",
            [("vehicle_running", "3.00"), ("reception", "2.00")],
        ),
    ],
)
def test_what_an_amount_is_of(text: str, expected: _Told) -> None:
    assert _statements(text) == expected


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("项目支出9.00万元，主要用于道路养护，比上年减少1.00万元。", [("project_change", "-1.00")]),
        ("项目支出9.00万元，包括道路养护等，比上年减少1.00万元。", [("project_change", "-1.00")]),
        ("项目支出9.00万元，其中道路养护，比上年减少1.00万元。", []),
        ("项目支出9.00万元，主要用于：道路养护5.00万元，比上年减少1.00万元。", []),
    ],
)
def test_a_change_behind_parts_that_are_only_named_is_of_the_whole(
    text: str, change: _Told
) -> None:
    told = _statements(text)
    assert [said for said in told if said[0].endswith("_change")] == change
    assert told[0] == ("project_expenditure", "9.00")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "公务接待费年初预算3.00万元，全年支出2.00万元。",
            [("reception", "3.00"), ("reception", "2.00")],
        ),
        (
            "公务接待费预算3.00万元。全年支出2.00万元。",
            [("reception", "3.00"), ("reception", "2.00")],
        ),
        (
            "公务接待费预算3.00万元，支出2.00万元。",
            [("reception", "3.00"), ("reception", "2.00")],
        ),
        (
            "公务接待费预算3.00万元，我局支出9.00万元。",
            [("reception", "3.00")],
        ),
        (
            "公务接待费预算3.00万元，本年支出合计9.00万元。",
            [("reception", "3.00"), ("total_expenditure", "9.00")],
        ),
        (
            "会议费2025年支出3.00万元，2024年支出2.00万元。",
            [("conference", "3.00"), ("conference", "2.00")],
        ),
        (
            "全年收入3.00万元，全年支出2.00万元。",
            [("total_revenue", "3.00"), ("total_expenditure", "2.00")],
        ),
        ("本年新增固定资产6.00万元。", []),
        # the change of an appropriation beside that of the revenue
        (
            "与上年相比，收入合计增加3.00万元，其中：财政拨款收入增加2.00万元。",
            [("total_change", "3.00")],
        ),
        ("与上年相比，财政拨款收入增加2.00万元。", [("total_change", "2.00")]),
    ],
)
def test_what_was_spent(text: str, expected: _Told) -> None:
    told = _statements(text, "final_accounts")
    assert sorted(told) == sorted(expected)


def test_a_planned_purchase_stays_one_in_a_budget() -> None:
    assert _statements("本年新增固定资产6.00万元。") == [("asset_purchase_planned", "6.00")]


@pytest.mark.parametrize(
    ("name", "is_a_project"),
    [
        ("防汛抗旱支出", True),
        ("河道清淤", True),
        ("下属单位支出", False),
        ("上年结转支出", False),
        ("经常性支出", False),
        ("基本建设支出", False),
        ("办公费", False),
        ("县级配套", False),
        ("一般行政管理事务", False),
    ],
)
def test_projects_among_the_parts_of_the_projects(name: str, is_a_project: bool) -> None:
    text = f"项目支出9.00万元，其中：{name}6.00万元。"
    told = [measure for measure, _ in _statements(text)]
    assert ("project_amount" in told) == is_a_project
    assert _unread(text) == (0 if is_a_project else 1)


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("六、“三公”经费预算情况", [("overseas_travel", "1.00"), ("reception", "2.00")]),
        ("六、政府采购预算情况", []),
    ],
)
def test_short_names_of_items_below_the_heading_of_their_whole(
    heading: str, expected: _Told
) -> None:
    lines = (heading, "（一）出国费1.00万元", "（二）接待费2.00万元")
    passages = [passage(line, Where(number, number)) for number, line in enumerate(lines, 1)]
    told = [(state.measure, state.value) for state in parse_statements(passages, YEAR)]
    assert told == expected
