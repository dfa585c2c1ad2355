"""Printed amounts become exact decimals in 元, whatever their scale; what is no number stays none."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetgraph.values.amount import decimal_or_none
from budgetgraph.values.money import UNIT_MULTIPLIER, in_yuan, plain

READINGS = [
    ("4981.72", "万元", "49817200"),
    ("10,070.48", "万元", "100704800"),
    ("0.00", "万元", "0"),
    ("-2743.55", "万元", "-27435500"),
    ("４９.５", "万元", "495000"),
    ("696803", "元", "696803"),
    ("1.2", "亿元", "120000000"),
    (".5", "元", "0.5"),
    ("（34.50）", "万元", "-345000"),
    ("5元", "万元", "5"),
    ("5万", "元", "50000"),
]
NOT_NUMBERS = [
    "",
    "-----",
    "电子设备、桌椅等",
    "12.3.4",
    "1,00",
    "95%",
    "≥5",
    "NaN",
    "Infinity",
    "1e5",
]


@pytest.mark.parametrize(("printed", "unit", "yuan"), READINGS)
def test_amounts_in_yuan(printed: str, unit: str, yuan: str) -> None:
    assert in_yuan(printed, unit) == Decimal(yuan)
    assert "E" not in str(in_yuan(printed, unit))


@pytest.mark.parametrize("printed", NOT_NUMBERS)
def test_no_number_is_invented(printed: str) -> None:
    assert decimal_or_none(printed) is None
    assert in_yuan(printed, "万元") is None


def test_a_number_with_a_unit_of_its_own_is_no_bare_number() -> None:
    assert decimal_or_none("5万元") is None


def test_an_unknown_unit_gives_nothing() -> None:
    assert in_yuan("5.00", "美元") is None


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=2),
    st.sampled_from(sorted(UNIT_MULTIPLIER)),
)
def test_scaling_is_exact_at_any_length(number: Decimal, unit: str) -> None:
    scaled = in_yuan(format(number, "f"), unit)
    assert scaled is not None
    assert scaled == Decimal(format(number, "f") + f"E{UNIT_MULTIPLIER[unit]}")
    assert plain(scaled) == scaled


def test_the_tables_are_as_long_as_they_look() -> None:
    assert (len(READINGS), len(NOT_NUMBERS)) == (11, 10)
