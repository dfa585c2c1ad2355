"""The names of sums: of a whole, of a part, of a row."""

from __future__ import annotations

import pytest

from budgetgraph.values.sums import is_sum, is_total, is_total_row, stands_centred


@pytest.mark.parametrize("name", ["合计", "总计", "共计", "合 计", "总\u3000计"])
def test_a_total_is_named_so_and_nothing_more(name: str) -> None:
    assert is_total(name)
    assert is_sum(name)
    assert is_total_row(name)


def test_a_subtotal_is_a_sum_and_no_total() -> None:
    assert is_sum("小计")
    assert not is_total("小计")
    assert not is_total_row("小计")


@pytest.mark.parametrize("name", ["本年支出合计", "收入总计", "部门预算支出合计", "全年收入总计"])
def test_a_row_of_totals_may_say_of_what(name: str) -> None:
    assert is_total_row(name)
    assert not is_total(name)


@pytest.mark.parametrize("name", ["", "合计数", "工资福利支出合计", "共计划", "会计"])
def test_other_names_are_no_sums(name: str) -> None:
    assert not is_sum(name)
    assert not is_total_row(name)


def test_a_sum_may_stand_centred() -> None:
    assert stands_centred("合  计")
    assert stands_centred("支出总计")
    assert stands_centred("共 计")
    assert not stands_centred("支出")
