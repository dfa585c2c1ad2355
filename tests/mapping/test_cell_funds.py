"""The kind of money and the year of a cell are those of its headings, its row and its table; what
cannot be told is not said.
"""

from __future__ import annotations

import pytest

from budgetgraph.disclosure import Cell, Row, Table
from budgetgraph.document.where import Where
from budgetgraph.forms.column_paths import year_of_path
from budgetgraph.mapping.cells.funds import fund_of_cell

HERE = Where(1, 1)
#: Type and title of the table, headings of the cell, whether the row has a code or is a total,
#: whether the column has a measure → the kind of money.
FUNDS = [
    (("expenditure_summary", ""), ("合计",), "2080505", "total", "all"),
    (
        ("expenditure_summary", ""),
        ("一般公共预算", "小计"),
        "2080505",
        "general_public",
        "general-public",
    ),
    (
        ("revenue_summary", ""),
        ("政府性基金预算拨款",),
        "2080505",
        "government_fund",
        "government-fund",
    ),
    (("revenue_summary", ""), ("上级补助收入",), "2080505", None, None),
    (("revenue_summary", ""), ("财政拨款", "小计"), "2080505", "total", None),
    (("revenue_expenditure_summary", ""), ("收入", "预算数"), "", "total", None),
    (("general_public_expenditure", ""), ("合计",), "2080505", "total", "general-public"),
    (("government_fund_expenditure", ""), ("合计",), "2080505", "total", "government-fund"),
    (("state_capital_expenditure", ""), ("合计",), "2080505", "total", "state-capital"),
    (
        ("fiscal_appropriation_expenditure", "财政拨款支出表"),
        ("合计",),
        "2080505",
        "total",
        "fiscal",
    ),
]


@pytest.mark.parametrize(("table", "headings", "code", "measure", "fund"), FUNDS)
def test_the_kind_of_money(
    table: tuple[str, str],
    headings: tuple[str, ...],
    code: str,
    measure: str | None,
    fund: str | None,
) -> None:
    cell = Cell("/".join(headings), "1.00", HERE, path=headings)
    row = Row(code or None, "", (cell,), HERE)
    whole = Table(table[0], table[1], "万元", False, (row,), HERE)
    assert fund_of_cell(cell, row, whole, measure, False) == fund


def test_a_total_is_of_the_money_of_its_table() -> None:
    cell = Cell("预算数", "1.00", HERE)
    row = Row(None, "收入合计", (cell,), HERE)
    table = Table("revenue_expenditure_summary", "", "万元", False, (row,), HERE)
    assert fund_of_cell(cell, row, table, "total", True) == "all"
    assert fund_of_cell(cell, row, table, "total", False) is None


@pytest.mark.parametrize(
    ("path", "year"),
    [
        (("合计",), 2025),
        (("2025年预算数",), 2025),
        (("2024年决算数", "小计"), 2024),
        (("上年预算数",), 2024),
        (("上年结转", "小计"), 2025),
        (("比上年增减",), 2025),
        (("2025年比2024年增减",), 2025),
    ],
)
def test_the_year_of_a_column(path: tuple[str, ...], year: int) -> None:
    assert year_of_path(path, 2025) == year
