"""Which amounts are statements of the paper, and which go beyond."""

from __future__ import annotations

from typing import Any

import pytest
from reading import parsed

from budgetgraph.disclosure.extraction import to_json

TITLE = "青禾县林业局2026年部门预算\n"
WHOLE = "2026年支出预算412.60万元，其中：基本支出232.60万元，项目支出180.00万元。\n"
OF_A_FUND = "2026年一般公共预算支出402.60万元，其中：基本支出222.60万元，项目支出180.00万元。"


def _basic(text: str, key: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = to_json(parsed(TITLE + text))[key]
    return [one for one in found if one["measure"] == "basic_expenditure"]


def test_a_part_of_one_fund_stands_beside_the_whole() -> None:
    [whole] = _basic(WHOLE + OF_A_FUND, "statements")
    [part] = _basic(WHOLE + OF_A_FUND, "further_statements")
    assert whole["value"] == "232.60"
    assert "fund" not in whole
    assert part["value"] == "222.60"
    assert part["fund"] == "general_public"


@pytest.mark.parametrize("before", ["", "2025年支出预算400.00万元，其中：基本支出230.00万元。\n"])
def test_it_is_the_statement_where_no_whole_of_its_year_is_told(before: str) -> None:
    values = [one["value"] for one in _basic(before + OF_A_FUND, "statements")]
    assert values[-1] == "222.60"
    assert _basic(before + OF_A_FUND, "further_statements") == []
