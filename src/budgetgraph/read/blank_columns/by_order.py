"""Columns whose headings stand centred over numbers at the right of their cells, told by their
order.

      合计          小计         购置费
          10.71         9.98          0.00     → 合计 and 10.71, 小计 and 9.98, 购置费 and 0.00
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import filterfalse, pairwise, starmap

from budgetgraph.read.blank_columns.spans import Segment, Span, span_of


def columns_by_order(
    data: Sequence[Span], heading: Sequence[Sequence[Segment]]
) -> list[Span] | None:
    """Give the columns of data with the place of their headings; None where these do not stand over
    them one by one.

    There are as many lowest headings as columns, the middle of each is left of the right end of its
    numbers, and no heading reaches to the column beside its own.
    """
    leaves = _lowest_headings(heading)
    if len(leaves) != len(data):
        return None
    columns = list(map(_hull, leaves, data))
    are_over = all(map(_ends_over, leaves, data))
    are_apart = all(starmap(_stands_left_of, pairwise(columns)))
    return columns if are_over and are_apart else None


def _lowest_headings(heading: Sequence[Sequence[Segment]]) -> list[Span]:
    """Give the places of the headings below which no other one stands, from left to right."""
    lowest: list[Span] = []
    below: list[Span] = []
    for line in reversed(heading):
        spans = list(map(span_of, line))
        lowest += filterfalse(partial(_meets, below), spans)
        below += spans
    return sorted(lowest)


def _meets(others: Sequence[Span], span: Span) -> bool:
    """Tell whether one of several things stands over or under another one."""
    return any(map(partial(_overlap, span), others))


def _overlap(span: Span, other: Span) -> bool:
    """Tell whether one thing stands over or under the other."""
    return span[0] <= other[1] and other[0] <= span[1]


def _ends_over(heading: Span, data: Span) -> bool:
    """Tell whether the middle of a heading is left of the right end of its numbers."""
    return (heading[0] + heading[1]) / 2 <= data[1]


def _stands_left_of(left: Span, right: Span) -> bool:
    """Tell whether a column ends before the next one begins."""
    return left[1] < right[0]


def _hull(span: Span, other: Span) -> Span:
    """Give the place of two things together: (0, 4) (6, 9) → (0, 9)."""
    return min(span[0], other[0]), max(span[1], other[1])
