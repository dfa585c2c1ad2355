"""What a column measures, by all headings over it: funds, parts, years and phases."""

from __future__ import annotations

import pytest
from reading import parsed, tabbed

from budgetgraph.disclosure import Cell, Disclosure, Table
from budgetgraph.forms.column_paths import (
    fund_over,
    is_of_another_year,
    measure_of_column,
    measure_of_fund,
    says_when,
)
from budgetgraph.mapping.cells.column_phases import (
    column_phase,
    measure_in_phase,
    measure_of_figure,
)

HEAD = "青禾县水利局2025年部门预算\n部门：青禾县水利局\n单位：万元\n"


@pytest.mark.parametrize(
    ("path", "fund"),
    [
        (["合计"], None),
        (["本年支出", "项目支出"], None),
        (["一般公共预算", "小计"], "general_public"),
        (["本年收入", "政府性基金预算", "合计"], "government_fund"),
        (["财政拨款", "小计"], "one_source"),
        (["其中", "小计"], "one_source"),
        (["其中:", "项目支出"], None),
        (["其中:财政拨款", "项目支出"], "one_source"),
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


def figure_measure(cell: Cell, table: Table, disclosure: Disclosure) -> str | None:
    measure = measure_in_phase(cell, table.type, disclosure)
    return measure_of_figure(measure, column_phase(cell, disclosure), disclosure)


def measures(disclosure: Disclosure) -> dict[str, str | None]:
    [table] = disclosure.tables
    return {
        cell.column: figure_measure(cell, table, disclosure)
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


@pytest.mark.parametrize(
    ("path", "table", "measure"),
    [
        (("2025年预算数", "合计"), "expenditure_summary", "total"),
        (("基本支出", "小计"), "expenditure_summary", "basic_expenditure"),
        (("项目支出", "2025年预算数"), "expenditure_summary", "project_expenditure"),
        (("2025年预算数", "基本支出", "小计"), "expenditure_summary", "basic_expenditure"),
        (("支出预算", "小计"), "expenditure_summary", "total"),
        (("一般公共预算", "基本支出", "小计"), "expenditure_summary", None),
        (("一般公共预算", "基本支出", "小计"), "general_public_expenditure", "basic_expenditure"),
        (("一般公共预算财政拨款", "小计"), "revenue_summary", "general_public"),
        (("基本支出", "合计"), "general_public_basic_expenditure", "total"),
        (("公务用车购置及运行费", "小计"), "three_public_expenditure", None),
        (("工资福利支出", "小计"), "economic_classification", None),
        (("2024年预算数", "合计"), "expenditure_summary", None),
        (("上年预算数", "合计"), "expenditure_summary", None),
        (("比上年增减", "合计"), "expenditure_summary", None),
        (("上年结转", "小计"), "revenue_summary", None),
    ],
)
def test_what_a_column_measures(path: tuple[str, ...], table: str, measure: str | None) -> None:
    assert measure_of_column(path, table, 2025) == measure


def test_without_a_year_only_words_tell_another_one() -> None:
    assert not is_of_another_year(("2024年预算数", "合计"), None)
    assert is_of_another_year(("上年预算数", "合计"), None)
    assert not is_of_another_year(("上年结转", "小计"), 2025)


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("2025年", True),
        ("本年预算数", True),
        ("2025年度预算", True),
        ("三公经费", False),
        ("合计", False),
    ],
)
def test_a_heading_that_only_says_when(heading: str, expected: bool) -> None:
    assert says_when(heading) is expected


def test_the_head_of_a_list_is_no_part_that_its_amounts_are_of() -> None:
    rows = (
        "人员经费 |  |  | 公用经费 |  | ",
        "科目编码 | 科目名称 | 金额 | 科目编码 | 科目名称 | 金额",
        "301 | 工资福利支出 | 8.00 | 302 | 商品和服务支出 | 2.00",
        "30101 | 基本工资 | 8.00 | 30201 | 办公费 | 2.00",
    )
    found = parsed(f"{HEAD}一般公共预算基本支出表\n" + tabbed(*rows))
    assert set(measures(found).values()) == {"total"}
