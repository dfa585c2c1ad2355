"""Columns whose headings stand centred over numbers at the right of their cells, told by their
order.

      合计          小计         购置费
          10.71         9.98          0.00     → 合计 and 10.71, 小计 and 9.98, 购置费 and 0.00
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, starmap

from budgetgraph.read.blank_columns.spans import Segment, Span, hull, meets_any, span_of


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
    columns = list(map(hull, leaves, data))
    are_over = all(map(_ends_over, leaves, data))
    are_apart = all(starmap(_stands_left_of, pairwise(columns)))
    return columns if are_over and are_apart else None


def _lowest_headings(heading: Sequence[Sequence[Segment]]) -> list[Span]:
    """Give the places of the headings below which no other one stands, from left to right."""
    lowest: list[Span] = []
    below: list[Span] = []
    for line in reversed(heading):
        spans = list(map(span_of, line))
        lowest += [span for span in spans if not meets_any(span, below)]
        below += spans
    return sorted(lowest)


def _ends_over(heading: Span, data: Span) -> bool:
    """Tell whether the middle of a heading is left of the right end of its numbers."""
    return (heading[0] + heading[1]) / 2 <= data[1]


def _stands_left_of(left: Span, right: Span) -> bool:
    """Tell whether a column ends before the next one begins."""
    return left[1] < right[0]
