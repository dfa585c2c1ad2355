"""Calculations that the text works out, and hints of a form that were left in."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetgraph.validate.text_checks import residues, wrong_calculations

WRONG = [
    ("参保212290*10.6=225207", "2250274"),
    ("134元/人×30万人=4000万元", "40200000"),
    ("办公费5.5万元＋印刷费2万元＝8.0万元", "75000"),
    ("按50%×1,200.00元=500元", "600"),
    ("3+4+5=13", "12"),
]
RIGHT = [
    "212290*10.6=2250274",
    "212290*10.6=225027",
    "212290*10.6=225.03万元",
    "134元/人×30万人=4020万元",
    "办公费5.5万元＋印刷费2万元＝7.5万元",
    "200人*860元=17.2",
    "截止时间：2024-12-31",
    "项目编码 13053225P00T216100029",
    "55.18 + 68.60",
    "收入=支出",
]


@pytest.mark.parametrize(("line", "exact"), WRONG)
def test_a_wrong_calculation(line: str, exact: str) -> None:
    [found] = wrong_calculations(["", line])
    assert (found.exact, found.lines) == (Decimal(exact), (2, 2))
    assert found.text in line


@pytest.mark.parametrize("line", RIGHT)
def test_what_holds_or_is_none(line: str) -> None:
    assert list(wrong_calculations([line])) == []


@given(st.lists(st.decimals(0, 10**6, places=2), min_size=2, max_size=5))
def test_every_sum_that_is_printed_exactly_holds(parts: list[Decimal]) -> None:
    assert list(wrong_calculations([f"{'+'.join(map(str, parts))}={sum(parts)}"])) == []


def test_residues_are_told_once_with_all_their_places() -> None:
    lines = [
        "1.目标内容1切实维护",
        "（按“部门预算公开",
        "06 表”中实际发生事项填写）",
        "××县医疗保障局",
        "按要求填写报表",
        "2.目标内容1",
    ]
    assert residues(lines) == {
        "目标内容1": ((1, 1), (6, 6)),
        "（按“部门预算公开06表”中实际发生事项填写）": ((2, 3),),
        "××": ((4, 4),),
    }
    assert (len(WRONG), len(RIGHT)) == (5, 10)
