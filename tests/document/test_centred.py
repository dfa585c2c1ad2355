"""Cells that stand in the middle of the rows that they go over."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from budgetgraph.document.centred import first_rows


@pytest.mark.parametrize(
    ("places", "count", "firsts"),
    [
        ([0, 2], 2, [0, 1]),
        ([2, 6], 4, [0, 3]),
        ([1, 4], 3, [0, 2]),
        ([4, 11, 14], 8, [0, 5, 7]),
        ([], 0, []),
        # beside the first row, and rows are left
        ([0], 2, None),
        # above the middle of the rows that are left
        ([2, 5], 4, None),
        ([3], 3, None),
        ([], 1, None),
    ],
)
def test_cells_and_their_first_rows(places: list[int], count: int, firsts: list[int]) -> None:
    assert first_rows(places, count) == firsts


@given(some.lists(some.integers(1, 9), max_size=12))
def test_every_way_to_part_rows_is_told(lengths: list[int]) -> None:
    begins = [sum(lengths[:at]) for at in range(len(lengths))]
    middles = [2 * begin + length - 1 for begin, length in zip(begins, lengths, strict=True)]
    assert first_rows(middles, sum(lengths)) == begins
