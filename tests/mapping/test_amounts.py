"""What the figures of a table are the whole amount of: its “三公” columns, in one row or several."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from reading import parsed, tabbed

from budgetgraph.disclosure import Disclosure
from budgetgraph.mapping.amounts import Amounts

HEAD = "青禾县水利局2025年部门预算\n部门：青禾县水利局\n单位：万元\n一般公共预算“三公”经费支出表\n"
PARENTS = "合计 | 因公出国（境）费 | 公务用车购置及运行费 |  |  | 公务接待费"
LEAVES = " |  | 小计 | 公务用车购置费 | 公务用车运行费 | "
ROW = "7.50 | 0.00 | 6.00 | 0.00 | 6.00 | 1.50"
#: What the six amounts of ROW are.
MEASURES = [
    "three_public_total",
    "overseas_travel",
    "vehicle_total",
    "vehicle_purchase",
    "vehicle_running",
    "reception",
]


def paper(*rows: str) -> Disclosure:
    return parsed(HEAD + tabbed(*rows))


def measures(found: Disclosure) -> list[tuple[str, str | None]]:
    """Each amount of the one table, and what it is the whole of."""
    [table] = found.tables
    amounts = Amounts(table, found.fiscal_year)
    return [(cell.value, amounts.of(row, cell)) for row in table.rows for cell in row.cells]


def of(measure: str, found: Disclosure) -> list[str]:
    return [value for value, of_cell in measures(found) if of_cell == measure]


def test_one_row_of_amounts_under_two_levels_of_headings() -> None:
    assert [measure for _, measure in measures(paper(PARENTS, LEAVES, ROW))] == MEASURES


@pytest.mark.parametrize(
    ("total", "whole"),
    [("7.50", ["7.50"]), ("52.70", [])],
)
def test_beside_operating_expenses_only_the_sum_of_its_parts_is_the_total(
    total: str, whole: list[str]
) -> None:
    row = ROW.replace("7.50", total)
    found = paper(f"{PARENTS} | 机关运行经费", f"{LEAVES} | ", f"{row} | 45.20")
    assert of("three_public_total", found) == whole
    assert of("operating_expenses", found) == ["45.20"]


@pytest.mark.parametrize(
    "years",
    [
        {"2024年预算数": "8.50", "2025年预算数": "7.50"},
        {"上年预算数": "8.50", "本年预算数": "7.50"},
        {"2024年": "8.50", "2025年": "7.50"},
        {"2024年度": "8.50", "2025年度": "7.50"},
    ],
)
def test_of_two_years_side_by_side_only_the_own_one_counts(years: Mapping[str, str]) -> None:
    heads = " | ".join(f"{year} |  |  |  |  | " for year in years)
    rows = [f"{total} | 0.00 | 6.00 | 0.00 | 6.00 | {total[0]}.10" for total in years.values()]
    found = paper(heads, f"{PARENTS} | {PARENTS}", f"{LEAVES} | {LEAVES}", " | ".join(rows))
    assert [measure for _, measure in measures(found)] == [None] * 6 + MEASURES
    assert of("reception", found) == ["7.10"]


def test_of_several_units_the_row_of_the_total_counts() -> None:
    heads = f"单位名称 | {PARENTS.replace('合计', '“三公”经费合计')}"
    found = paper(heads, f" | {LEAVES}", f"合计 | {ROW}", f"青禾县水利局 | {ROW}")
    assert [measure for _, measure in measures(found)] == MEASURES + [None] * 6


def test_in_final_accounts_the_column_of_what_was_spent_is_the_whole_of_its_row() -> None:
    rows = ("项目 | 预算数 | 决算数", "合计 | 4.50 | 3.05", "公务接待费 | 4.50 | 3.05")
    text = HEAD.replace("部门预算", "部门决算").replace("支出表", "支出决算表")
    assert of("reception", parsed(text + tabbed(*rows))) == ["4.50", "3.05"]


@pytest.mark.parametrize("heading", ["2025年“三公”经费预算数", "“三公”经费财政拨款支出预算数"])
def test_a_row_for_each_expense_under_one_heading(heading: str) -> None:
    rows = (
        "合计 | 7.50",
        "1、因公出国（境）费用 | 0.00",
        "2、公务接待费 | 1.50",
        "3、公务用车费 | 6.00",
    )
    found = paper(f"项目 | {heading}", *rows)
    assert [measure for _, measure in measures(found)] == [
        "three_public_total", "overseas_travel", "reception", "vehicle_total",
    ]  # fmt: skip
