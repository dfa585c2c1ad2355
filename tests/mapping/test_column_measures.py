"""What a column is the amount of, by its heading and the year of the disclosure."""

from __future__ import annotations

import pytest

from budgetgraph.forms import column_measure


@pytest.mark.parametrize(
    ("column", "measure"),
    [
        ("2025年预算", "total"),
        ("收入/2025年预算数", "total"),
        ("2025年预算支出", "total"),
        ("2025年度预算数", "total"),
        ("2025年预算数/基本支出", "basic_expenditure"),
        ("支出/合计", "total"),
        ("2024年预算数", None),
        ("2024年预算数/合计", None),
        ("2025年比2024年增减", None),
        ("增减额", None),
    ],
)
def test_only_the_year_of_the_disclosure_is_an_amount_of_it(
    column: str, measure: str | None
) -> None:
    assert column_measure(column, 2025) == measure


def test_without_a_year_a_year_in_the_heading_tells_nothing() -> None:
    assert column_measure("2025年预算数") is None
    assert column_measure("预算数") == "total"
