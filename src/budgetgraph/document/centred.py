"""Cells that stand in the middle of the rows that they go over: which rows these are."""

from __future__ import annotations

from collections.abc import Sequence


def first_rows(places: Sequence[int], count: int) -> list[int] | None:
    """Give the first row of each cell of a column; None where the rows cannot be parted so that
    each cell stands in the middle of its own.

    `places` are twice the numbers of the rows that cells stand beside, odd between two of them; the
    column has `count` rows. Of rows 0, 1, 2, 3 and cells beside 1 and 3 the first one has 0 to 2.
    """
    firsts: list[int] = []
    first = 0
    for place in places:
        last = place - first
        if not first <= last < count:
            return None
        firsts.append(first)
        first = last + 1
    return firsts if first == count else None
