"""Which columns and rows hold amounts of money: what counts things or gives shares does not."""

from __future__ import annotations

import pytest

from budgetgraph.forms.amounts import counts_things, is_money_column


@pytest.mark.parametrize(
    ("column", "is_money"),
    [
        ("2025年预算数/合计", True),
        ("增减（%）", False),
        ("2025年比2024年增减（%）/合计", False),
        ("占比/小计", False),
        ("数量/合计", False),
        ("采购数量", False),
        ("受益人数", False),
        ("面积（平方米）", False),
        ("公务用车保有量（辆）", False),
        ("国内公务接待/批次（个）", False),
        ("国内公务接待/费用（万元）", True),
        ("公务接待费", True),
        ("预算数", True),
        ("项目数", False),
        ("项目支出", True),
        # the word names the money itself; a column of that name says which money it is
        ("预算资金/合计", True),
        ("预算资金", False),
    ],
)
def test_columns_of_money(column: str, is_money: bool) -> None:
    assert is_money_column("general_public_expenditure", column) is is_money


@pytest.mark.parametrize(
    ("item", "counts"),
    [
        ("6.公务接待人数(人)", True),
        ("4.公务用车保有量(辆)", True),
        ("1.因公出国(境)团组数(个)", True),
        ("国内公务接待批次", True),
        ("因公出国(境)人数", True),
        ("公务接待费", False),
        ("1、因公出国(境)费用", False),
        ("人员经费", False),
        ("公务用车购置费(含税)", False),
        (None, False),
    ],
)
def test_rows_that_count_things(item: str | None, counts: bool) -> None:
    assert counts_things("three_public_expenditure", item) is counts


def test_an_asset_has_its_unit_in_its_name_and_its_value_in_a_column() -> None:
    assert not counts_things("fixed_assets", "房屋（平方米）")
