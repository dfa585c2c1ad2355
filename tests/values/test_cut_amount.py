"""Pieces of amounts."""

from __future__ import annotations

import pytest

from budgetgraph.values.cut_amount import goes_on, is_piece


@pytest.mark.parametrize("text", ["1841.", "15,37", ",82", ".5", "00", "15,3", "1,234,5"])
def test_what_can_be_no_whole_amount(text: str) -> None:
    assert is_piece(text)


@pytest.mark.parametrize("text", ["1841.8", "15,370", "0", "20", "0.00", "合计", ""])
def test_what_may_be_whole(text: str) -> None:
    assert not is_piece(text)


@pytest.mark.parametrize(
    ("text", "rest", "expected"),
    [
        ("1267.", "20", True),
        ("1841.8", "2", True),
        ("15,37", "6.20", True),
        ("208", "05", False),
        ("1841.82", "5", False),
        ("1841.", "支出", False),
    ],
)
def test_what_goes_on(text: str, rest: str, expected: bool) -> None:
    assert goes_on(text, rest) is expected
