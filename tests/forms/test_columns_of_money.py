"""Which columns hold amounts of money: what stands under a heading of shares or counts does not."""

from __future__ import annotations

import pytest

from budgetgraph.forms.amounts import is_money_column


@pytest.mark.parametrize(
    ("column", "is_money"),
    [
        ("2025年预算数/合计", True),
        ("增减（%）", False),
        ("2025年比2024年增减（%）/合计", False),
        ("占比/小计", False),
        ("数量/合计", False),
        # the word names the money itself; a column of that name says which money it is
        ("预算资金/合计", True),
        ("预算资金", False),
    ],
)
def test_columns_of_money(column: str, is_money: bool) -> None:
    assert is_money_column("general_public_expenditure", column) is is_money
