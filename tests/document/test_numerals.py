"""Chinese numerals of headings and years."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetgraph.document.numerals import numeral, numeral_value, with_digits


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (1, "一"),
        (9, "九"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (35, "三十五"),
        (99, "九十九"),
        (100, "100"),
    ],
)
def test_a_number_as_headings_count(number: int, text: str) -> None:
    assert numeral(number) == text


@given(st.integers(0, 10_000))
def test_what_is_written_is_read_again(number: int) -> None:
    assert numeral_value(numeral(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("③", 3),
        ("㈤", 5),
        ("⒈", 1),
        ("〇", 0),
        ("", None),
        ("甲", None),
        ("½", None),
        ("一百", None),
    ],
)
def test_the_value_of_other_signs(text: str, number: int | None) -> None:
    assert numeral_value(text) == number


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("二〇二四年部门预算", "2024年部门预算"),
        ("二○一八年", "2018年"),
        ("二0二零年", "2020年"),
        ("十二年", "十二年"),
        ("2024年", "2024年"),
    ],
)
def test_a_year_in_digits(text: str, year: str) -> None:
    assert with_digits(text) == year
