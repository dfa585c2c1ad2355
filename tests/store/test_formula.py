"""Text that a spreadsheet would run has an apostrophe in front; numbers stay numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetgraph.store.formula import harmless

FORMULAS = [
    "=1+1",
    '=HYPERLINK("http://evil","x")',
    "=cmd|' /C calc'!A0",
    "+A1",
    "-A1",
    "@SUM(A1)",
    "-2+3",
    "-34.50万元",
    "\t=1",
    " =1+1",
    "\u3000@A1",
    "\u200b=A1",
    '"=1+1"',
    "“=A1”",
    "＝1+1",
    "＋A1",
    "－A1",
    "＠SUM(A1)",
    "\t＝A1",
]
STAY = [
    *("-27.5", "+3", "-1,234.50", "-34.50", "-5%", "－34.50", "＋3％", " -34.50", "-34.50\n+2"),
    *("a=b", "冀财社", "", "'=1", "-", "—", "2023-2025", "moujia@example.org", "甲\n'=1"),
]
#: To a program that knows no line ends inside quotes, each line begins a cell.
LINES = [
    ("\r=1", "\r'=1"),
    ("\n=1+1", "\n'=1+1"),
    ("甲\n=1+1", "甲\n'=1+1"),
    ("甲\r\n@A1\r\n-5", "甲\r\n'@A1\r\n-5"),
    ("=A1\n＝A2", "'=A1\n'＝A2"),
]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_not_run(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", STAY)
def test_numbers_and_other_text_stay(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize(("text", "safe"), LINES)
def test_each_line_is_looked_at(text: str, safe: str) -> None:
    assert harmless(text) == safe


@given(st.text(st.sampled_from("=+-@＝5.,甲A( \t\r\n\"'"), max_size=12))
def test_it_is_done_once(text: str) -> None:
    assert harmless(harmless(text)) == harmless(text)
