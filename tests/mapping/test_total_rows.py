"""Which rows of a table are totals: by name, and without a name by what they add up to."""

from __future__ import annotations

import pytest

from budgetgraph.disclosure import Cell, Row
from budgetgraph.document.where import Where
from budgetgraph.mapping.total_rows import total_rows

HERE = Where(1, 1)


def row(code: str | None, item: str, **cells: str) -> Row:
    return Row(
        code, item, tuple(Cell(column, value, HERE) for column, value in cells.items()), HERE
    )


@pytest.mark.parametrize(
    "name", ["合计", "总 计", "本年支出合计", "收入总计", "支出合计", "全年预算合计"]
)
def test_a_row_is_a_total_by_its_name(name: str) -> None:
    assert total_rows([row("208", "社会保障", 合计="1.00"), row(None, name, 合计="1.00")]) == {1}


@pytest.mark.parametrize("name", ["人员经费合计", "其中：合计数", "小计", "上年结转"])
def test_other_names_are_no_total(name: str) -> None:
    assert total_rows([row(None, name, 合计="1.00"), row("208", "社会保障", 合计="1.00")]) == set()


def test_a_row_with_a_code_is_no_total() -> None:
    assert total_rows([row("208", "合计", 合计="1.00")]) == set()


def test_the_only_row_without_a_name_is_the_whole() -> None:
    assert total_rows([row(None, "", 合计="10150.48", 基本支出="5678.17")]) == {0}


def test_a_nameless_row_is_a_total_where_the_others_add_up_to_it() -> None:
    parts = [
        row("208", "甲", 合计="1.00"),
        row("20805", "乙", 合计="1.00"),
        row("210", "丙", 合计="2.00"),
    ]
    assert total_rows([row(None, "", 合计="3.00"), *parts]) == {0}, "20805 lies in 208"
    assert total_rows([row(None, "", 合计="3.02"), *parts]) == {0}, "two addends, each rounded"
    assert total_rows([row(None, "", 合计="3.03"), *parts]) == set()


def test_two_nameless_rows_are_told_by_nothing() -> None:
    assert total_rows([row(None, "", 合计="1.00"), row(None, "", 合计="1.00")]) == set()
