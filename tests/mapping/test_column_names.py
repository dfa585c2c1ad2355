"""What a figure measures by the name of its column, and why it measures nothing."""

from __future__ import annotations

import pytest

from budgetgraph.mapping.cells.column_names import measure_by_name, why_no_measure


@pytest.mark.parametrize(
    ("table_type", "path", "measure"),
    [
        ("revenue_summary", ("财政拨款收入",), "fiscal_appropriation_revenue"),
        ("revenue_summary", ("本年收入", "小计"), "current_year_revenue"),
        ("revenue_summary", ("事业收入", "小计"), "business_revenue"),
        ("revenue_summary", ("事业收入", "其中：财政专户收入"), "special_account_revenue"),
        ("revenue_summary", ("事业收入", "捐赠收入"), None),
        ("revenue_summary", ("2024年", "其他收入"), None),
        ("revenue_summary", ("小计",), None),
        ("expenditure_summary", ("其他收入",), None),
        ("fixed_assets", ("价值（金额单位：万元）",), "asset_value"),
    ],
)
def test_a_kind_of_revenue_is_named_by_its_column(
    table_type: str, path: tuple[str, ...], measure: str | None
) -> None:
    assert measure_by_name(path, table_type, 2025) == measure


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        (("2024年预算数",), "another year"),
        (("一般公共预算财政拨款", "人员经费"), "a part of 一般公共预算财政拨款"),
        (("资金来源", "捐赠"), "no column"),
    ],
)
def test_a_figure_without_a_measure_says_why(path: tuple[str, ...], reason: str) -> None:
    in_chinese, in_english = why_no_measure(path[-1], path, 2025)
    assert reason in in_english
    assert path[-1] in in_chinese
