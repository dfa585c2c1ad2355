"""One lexer tells what a cell prints: an amount, with its sign, unit and marks of notes, or not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetgraph.values.amount import (
    cell_text,
    decimal_or_none,
    is_hidden,
    is_left_blank,
    is_money,
    is_precise,
    is_share,
    is_unclear,
    last_digit,
    read_amount,
)

#: What a cell prints, the number that it says, the value as text, its own unit.
AMOUNTS = [
    ("315.00万元（其中：上年结转15.00万元）", "315.00", "315.00", "万元"),
    ("315.00（其中财政拨款300.00）", "315.00", "315.00", None),
    ("1234.50", "1234.50", "1234.50", None),
    ("1,234.50", "1234.50", "1,234.50", None),
    ("1，234，567", "1234567", "1,234,567", None),
    ("1 234.50", "1234.50", "1234.50", None),
    ("１２３４．５０", "1234.50", "1234.50", None),
    (" 0.00 ", "0", "0.00", None),
    (".5", "0.5", ".5", None),
    ("+12.00", "12.00", "+12.00", None),
    ("-34.50", "-34.50", "-34.50", None),
    ("−34.50", "-34.50", "-34.50", None),
    ("–34.50", "-34.50", "-34.50", None),
    ("－34.50", "-34.50", "-34.50", None),
    ("- 34.50", "-34.50", "-34.50", None),
    ("(34.50)", "-34.50", "-34.50", None),
    ("（1,234.50）", "-1234.50", "-1,234.50", None),
    ("( 34.50 )", "-34.50", "-34.50", None),
    ("(350)", "-350", "-350", None),
    ("1,350.00-", "-1350.00", "-1,350.00", None),
    ("(0.00)", "0", "0.00", None),
    ("△34.50", "-34.50", "-34.50", None),
    ("▲ 34.50", "-34.50", "-34.50", None),
    ("¥1,234.50", "1234.50", "1,234.50", None),
    ("￥-34.50", "-34.50", "-34.50", None),
    ("-¥34.50", "-34.50", "-34.50", None),
    ("(¥34.50)", "-34.50", "-34.50", None),
    ("1000.00万元", "1000.00", "1000.00", "万元"),
    ("1000.00（万元）", "1000.00", "1000.00", "万元"),
    ("万元1000.00", "1000.00", "1000.00", "万元"),
    ("人民币3.2亿元", "3.2", "3.2", "亿元"),
    ("5万", "5", "5", "万元"),
    ("30元整", "30", "30", "元"),
    ("(34.50)万元", "-34.50", "-34.50", "万元"),
    ("1234.50①", "1234.50", "1234.50", None),
    ("1000¹", "1000", "1000", None),
    ("1234.50 *", "1234.50", "1234.50", None),
    ("1234.50**", "1234.50", "1234.50", None),
    ("1234.50注1", "1234.50", "1234.50", None),
    ("1234.50[1]", "1234.50", "1234.50", None),
    ("1234.50（注2）", "1234.50", "1234.50", None),
    ("1234.50(1)", "1234.50", "1234.50", None),
    ("①1234.50", "1234.50", "1234.50", None),
    ("1234.50ᵇ", "1234.50", "1234.50", None),
    ("*1234.50", "1234.50", "1234.50", None),
    ("(34.50)②", "-34.50", "-34.50", None),
    ("负34.50", "-34.50", "-34.50", None),
    ("负 1,234.50万元", "-1234.50", "-1,234.50", "万元"),
]
#: None of these is one amount: each would be a number that nobody printed.
OTHERS = [
    "其中：财政拨款300.00万元",
    "约315.00万元（其中：结转15.00万元）",
    "315.00万元（其中）",
    "315.00（财政拨款）",
    "",
    "-",
    "——",
    "12.5%",
    "≥5",
    "5人",
    "12.3.4",
    "1,00",
    "12,34.5",
    "150\n50",
    "150 50",
    "20.00 30.00",
    "(1)",
    "（12）",
    "(2024)",
    "350-",
    "350.0-",
    "-350.00-",
    "(34.50",
    "34.50)",
    "-(34.50)",
    "①",
    "¹0",
    "10²5",
    "1#",
    "1000(1)",
    "NaN",
    "1e5",
    "20.00其中：财政资金",
    "2024年",
    "一、",
]


@pytest.mark.parametrize(("printed", "value", "text", "unit"), AMOUNTS)
def test_amounts(printed: str, value: str, text: str, unit: str | None) -> None:
    amount = read_amount(printed)
    assert amount is not None
    assert (amount.value, amount.text, amount.unit) == (Decimal(value), text, unit)


@pytest.mark.parametrize("printed", OTHERS)
def test_what_is_not_one_amount(printed: str) -> None:
    assert read_amount(printed) is None


@pytest.mark.parametrize("printed", ["-", "–", "——", "－", " - ", "¥-", "￥ -", "/", "-----"])
def test_a_dash_alone_is_an_amount_left_blank(printed: str) -> None:
    assert is_left_blank(printed)
    assert read_amount(printed) is None


@pytest.mark.parametrize("printed", ["", "0", "-5", "无", "0.00"])
def test_what_says_something_is_not_left_blank(printed: str) -> None:
    assert not is_left_blank(printed)


def test_shares() -> None:
    assert is_share("12.5％")
    assert is_share("-3%")
    assert not is_share("12.5")


@pytest.mark.parametrize(
    ("printed", "scale", "value", "kept"),
    [
        ("1234.50", "万元", "1234.50", None),
        ("(34.50)①", "万元", "-34.50", "(34.50)①"),
        ("1000.00万元", "万元", "1000.00", "1000.00万元"),
        ("1000.00 元", "万元", "1000.00元", None),
        ("¥1,234.50", None, "1,234.50", "¥1,234.50"),
        ("电子设备、 桌椅", None, "电子设备、桌椅", None),
        ("-", None, "-", None),
        ("150\n50", None, "150 50", None),
        ("320\n480", None, "320\n480", None),
        ("150\n-50", None, "150 -50", None),
    ],
)
def test_the_value_of_a_cell(printed: str, scale: str | None, value: str, kept: str | None) -> None:
    assert cell_text(printed, scale) == (value, kept)


_FIGURES = st.decimals(min_value=Decimal("0.01"), max_value=Decimal("1e12"), places=2)
_MARKS = st.sampled_from(["", "①", "⑳", "¹", "*", "※", "注1", "[2]"])
_SPELLINGS = st.sampled_from(["-{}", "−{}", "–{}", "－{}", "({})", "（{}）", "△{}", "▲{}"])


@given(_FIGURES, _SPELLINGS, _MARKS, st.sampled_from(["", "¥", "￥"]))
def test_every_spelling_of_a_negative_amount_is_the_same(
    number: Decimal, spelling: str, mark: str, currency: str
) -> None:
    printed = spelling.format(currency + format(number, ",.2f")) + mark
    amount = read_amount(printed)
    assert amount is not None
    assert amount.value == -number


@given(st.text(alphabet="0123456789.,-() \n①¹万元%年¥", max_size=12))
def test_the_digits_of_an_amount_are_those_of_the_page(printed: str) -> None:
    amount = read_amount(printed)
    if amount is not None:
        digits = "".join(sign for sign in amount.text if sign.isdecimal())
        assert digits in "".join(sign for sign in printed if sign.isdecimal())


@pytest.mark.parametrize("printed", ["150\n50", "150 50", "-(3.00)", "12.3.4", "1,00", "(34.50"])
def test_figures_that_are_no_single_amount_are_unclear(printed: str) -> None:
    assert is_unclear(printed)


@pytest.mark.parametrize("printed", ["150", "(3.00)", "12.5%", "-", "", "2024年", "5人", "一次"])
def test_amounts_words_and_blanks_are_not_unclear(printed: str) -> None:
    assert not is_unclear(printed)


@pytest.mark.parametrize("printed", ["12.50", "1,200", "1，200", "1,234.50"])
def test_an_amount_with_a_separator_is_precise(printed: str) -> None:
    assert is_precise(printed)
    assert is_money(printed)


@pytest.mark.parametrize("printed", ["12", "2024", "205.01.02", "1.2.", "一,二", "、", ""])
def test_ordinals_codes_and_words_are_not_precise(printed: str) -> None:
    assert not is_precise(printed)
    assert not is_money(printed)


def test_a_nought_is_money_and_not_precise() -> None:
    assert is_money("0")
    assert not is_precise("0")


@pytest.mark.parametrize(
    ("printed", "value"),
    [("（1,234.50）", Decimal("-1234.50")), ("5", Decimal(5)), ("5万元", None), ("一", None)],
)
def test_a_number_with_a_unit_of_its_own_is_no_number_alone(
    printed: str, value: Decimal | None
) -> None:
    assert decimal_or_none(printed) == value


@pytest.mark.parametrize(("printed", "plain"), [("34.50", True), ("34.50元", False)])
def test_an_amount_is_plain_where_nothing_else_is_printed(printed: str, plain: bool) -> None:
    amount = read_amount(printed)
    assert amount is not None
    assert amount.is_plain is plain


@pytest.mark.parametrize(
    "printed", ["###", "##########", "＃＃＃", "# # #", "#REF!", "#DIV/0!", "#N/A"]
)
def test_a_mark_in_the_place_of_an_amount(printed: str) -> None:
    assert is_hidden(printed)


@pytest.mark.parametrize("printed", ["#", "1#", "12.00#", "", "-", "#12"])
def test_what_hides_no_amount(printed: str) -> None:
    assert not is_hidden(printed)


@pytest.mark.parametrize(
    ("printed", "digit"), [("12.50", "0.01"), ("12.5", "0.1"), ("1200", "1"), ("-0.000", "0.001")]
)
def test_the_last_digit_is_the_one_that_is_printed(printed: str, digit: str) -> None:
    assert last_digit(Decimal(printed)) == Decimal(digit)
