"""Marks of notes stand beside a text and are no part of it; exponents and words are."""

from __future__ import annotations

import pytest

from budgetgraph.document.where import Where
from budgetgraph.read.cells import as_passage, cell, tidy
from budgetgraph.read.raised import raised


@pytest.mark.parametrize(
    ("text", "value", "printed"),
    [
        (f"1200.00{raised('①')}", "1200.00", "1200.00①"),
        (f"1200.00 {raised('[2]')}", "1200.00 ", "1200.00 [2]"),
        (f"参保{raised('注1')}人数", "参保人数", "参保注1人数"),
        (f"360,000{raised('1')}{raised(',2')}", "360,000", "360,0001,2"),
        (f"≥500m{raised('2')}", "≥500m²", "≥500m²"),
        (f"≥3km{raised('2')}以上", "≥3km²以上", "≥3km²以上"),
        (f"item{raised('2')}", "item", "item2"),
        (f"收入{raised('（含上级资金）')}", "收入（含上级资金）", "收入（含上级资金）"),
        (raised("12.50"), "12.50", "12.50"),
        ("1200.00\x0e", "1200.00\x0e", "1200.00\x0e"),
    ],
)
def test_what_stands_above_the_line(text: str, value: str, printed: str) -> None:
    found = as_passage(cell([text]), Where(1, 1))
    assert (found.text, found.printed) == (value, printed)


def test_each_line_of_a_cell_keeps_its_own_mark() -> None:
    found = as_passage(cell([f"150{raised('1')}\n50"]), Where(1, 1))
    assert found.text == "150\n50"


def test_blanks_inside_a_mark_are_tidied() -> None:
    assert tidy(f"甲{raised('  1 ')}") == f"甲{raised(' 1 ')}"
