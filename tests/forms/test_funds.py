"""Columns under the heading of a fund: what they measure in a table of all money, and in one of that fund."""

from __future__ import annotations

import pytest
from reading import parsed, tabbed

from budgetgraph.disclosure import Disclosure
from budgetgraph.forms.funds import fund_over, measure_of_fund
from budgetgraph.mapping.column_phases import measure_of_figure

HEAD = "青禾县水利局2025年部门预算\n部门：青禾县水利局\n单位：万元\n"


@pytest.mark.parametrize(
    ("path", "fund"),
    [
        (["合计"], None),
        (["本年支出", "项目支出"], None),
        (["一般公共预算", "小计"], "general_public"),
        (["本年收入", "政府性基金预算", "合计"], "government_fund"),
        (["财政拨款", "小计"], "one_source"),
    ],
)
def test_the_fund_over_a_column(path: list[str], fund: str | None) -> None:
    assert fund_over(path) == fund


@pytest.mark.parametrize(
    ("measure", "fund", "table", "found"),
    [
        ("total", None, "expenditure_summary", "total"),
        ("total", "general_public", "expenditure_summary", "general_public"),
        ("project_expenditure", "general_public", "expenditure_summary", None),
        ("project_expenditure", "general_public", "general_public_expenditure", "project_expenditure"),
        ("total", "government_fund", "general_public_expenditure", "government_fund"),
        ("total", "one_source", "revenue_summary", None),
        ("total", "one_source", "general_public_expenditure", "total"),
    ],
)  # fmt: skip
def test_what_a_column_below_a_fund_measures(
    measure: str, fund: str | None, table: str, found: str | None
) -> None:
    assert measure_of_fund(measure, fund, table) == found


def measures(disclosure: Disclosure) -> dict[str, str | None]:
    [table] = disclosure.tables
    return {
        cell.column: measure_of_figure(cell, table.type, disclosure)
        for row in table.rows
        for cell in row.cells
    }


def test_a_table_of_all_money_with_the_split_of_one_fund() -> None:
    rows = (
        "科目编码 | 科目名称 | 合计 | 一般公共预算 |  |  | 单位资金",
        " |  |  | 小计 | 基本支出 | 项目支出 | ",
        "213 | 农林水支出 | 9.00 | 8.00 | 5.00 | 3.00 | 1.00",
    )
    found = parsed(f"{HEAD}部门支出预算表\n" + tabbed(*rows))
    assert measures(found) == {
        "合计": "total", "小计": "general_public", "基本支出": None, "项目支出": None, "单位资金": None,
    }  # fmt: skip
