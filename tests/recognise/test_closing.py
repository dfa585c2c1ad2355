"""What a table that was read adds up."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetgraph.recognise.closing import Figures, closes


def row(code: str | None, item: str, amount: str, block: str = "") -> Figures:
    return Figures(code, item, {"合计": Decimal(amount)}, block)


CLASSES = (
    row("213", "农林水支出", "5.00"),
    row("21303", "水利", "5.00"),
    row("2130301", "行政运行", "3.00"),
    row("2130305", "水利工程建设", "2.00"),
)


@pytest.mark.parametrize(
    ("last", "expected"), [("2.00", True), ("2.02", True), ("2.03", False)], ids=str
)
def test_classes_add_up_but_for_the_last_digit_of_each(last: str, expected: bool) -> None:
    assert closes([*CLASSES[:3], row("2130305", "水利工程建设", last)]) is expected


def test_the_total_is_that_of_the_highest_classes() -> None:
    assert closes([*CLASSES, row(None, "合计", "5.00")]) is True
    assert closes([*CLASSES, row(None, "合计", "9.00")]) is False


def test_a_code_that_is_printed_twice_does_not_tell_whose_its_classes_are() -> None:
    assert closes([row("213", "甲", "5.00"), *CLASSES[:2]]) is None


def test_numbered_items_add_up_to_the_total_below_them() -> None:
    items = (
        row(None, "一、拨款", "3.00"),
        row(None, "其中：基金", "1.00"),
        row(None, "二、其他", "2"),
    )
    assert closes([*items, row(None, "本年收入合计", "5.00")]) is True
    assert closes([*items, row(None, "本年收入合计", "6.00")]) is False


def test_the_sides_of_a_summary_agree() -> None:
    revenue = row(None, "收入总计", "5.00", "收入#0")
    assert closes([revenue, row(None, "支出总计", "5.00", "支出#0")]) is True
    assert closes([revenue, row(None, "支出总计", "4.00", "支出#0")]) is False


def test_the_total_of_the_year_may_be_called_a_subtotal() -> None:
    items = [row(None, "一、拨款", "3.00"), row(None, "二、单位资金", "1.00")]
    behind = [row(None, "上年结转", "2.00"), row(None, "收入总计", "6.00")]
    assert closes([*items, row(None, "本年收入小计", "4.00"), *behind]) is True
    assert closes([*items, row(None, "本年收入小计", "5.00"), *behind]) is False


def test_a_plain_list_closes_or_tells_nothing() -> None:
    projects = (row(None, "清淤", "3.00"), row(None, "加固", "2.00"))
    assert closes([*projects, row(None, "合计", "5.00")]) is True
    assert closes([*projects, row(None, "合计", "6.00")]) is None
    assert closes([]) is None


@given(st.lists(st.decimals("0", "99999", places=2), min_size=1, max_size=6), st.integers(3, 99))
def test_what_is_summed_closes_and_what_is_off_does_not(parts: list[Decimal], off: int) -> None:
    rows = [row(f"301{number:02}", "名", str(part)) for number, part in enumerate(parts, start=1)]
    total = sum(parts, Decimal())
    assert closes([row("301", "工资福利支出", str(total)), *rows]) is True
    wrong = total + Decimal(off * len(parts)) / 100
    assert closes([row("301", "工资福利支出", str(wrong)), *rows]) is False


CARS = (
    row(None, "合计", "9.00"),
    row(None, "公务接待费", "4.00"),
    row(None, "公务用车购置及运行费", "5.00"),
    row(None, "其中：公务用车运行维护费", "3.00"),
)


@pytest.mark.parametrize(("last", "expected"), [("2.00", True), ("2.50", True)], ids=str)
def test_what_the_last_rows_divide_is_no_part_of_the_total(last: str, expected: bool) -> None:
    """The total closes either way; the parts alone prove nothing where they do not agree."""
    assert closes([*CARS, row(None, "公务用车购置", last)]) is expected


def test_a_total_that_does_not_agree_with_a_divided_list_tells_nothing() -> None:
    assert closes([row(None, "合计", "9.50"), *CARS[1:]]) is None
