"""Two lines of a ruled cell of a page: one text that is wrapped, or two amounts."""

from __future__ import annotations

import pytest

from budgetgraph.read.pages.page import Box
from budgetgraph.read.pages.torn_rows import text_of

SIZE = 10.0


def _text(*lines: str, width: float = 100, size: float = SIZE) -> str:
    return text_of(Box(0, 0, width, 40, lines, size=size))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("150", "30"), "150 30"),
        (("150.00", "30.00", "20.00"), "150.00 30.00 20.00"),
        (("社会保障和就", "业支出"), "社会保障和就业支出"),
        (("1,234,", "567.00"), "1,234,567.00"),
        ((), ""),
    ],
)
def test_amounts_below_each_other_stay_apart(lines: tuple[str, ...], expected: str) -> None:
    assert _text(*lines) == expected


@pytest.mark.parametrize(("width", "expected"), [(41, "150 30"), (40, "15030")])
def test_a_line_without_room_for_more_is_wrapped(width: float, expected: str) -> None:
    """The next digit would end at 20 points, and 20 may be blank at the sides."""
    assert _text("150", "30", width=width) == expected


def test_where_the_size_of_characters_is_not_known_nothing_proves_two() -> None:
    assert _text("150", "30", size=0) == "15030"
