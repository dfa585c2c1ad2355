"""Headings that a narrow column prints in several lines, put together before their columns are
told.

              单位预留机动经
    项目支出                     → 项目支出, and 单位预留机动经费 below it
                    费
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from budgetgraph.read.blank_columns.spans import HeadingWords, Segment, hull, overlap, span_of

#: The lines of one heading are centred at one place but for so much (characters).
_OFF_CENTRE = 1.5


def joined_pieces(lines: Sequence[Sequence[Segment]], words: HeadingWords) -> list[list[Segment]]:
    """Give the lines of a heading with each heading that wraps around others in the line of its
    last piece. Pieces in neighbouring lines are put together with the rows of the heading.
    """
    joined: list[list[Segment]] = []
    for line in lines:
        own = []
        for segment in line:
            upper = _piece_above(segment, line, joined, words)
            whole = segment if upper is None else _one(upper, segment)
            own.append(whole)
        joined.append(own)
    return joined


def _piece_above(
    segment: Segment,
    line: Sequence[Segment],
    above: Sequence[list[Segment]],
    words: HeadingWords,
) -> Segment | None:
    """Take the piece that a segment of a line is the rest of out of its line above; None where
    there is none.
    """
    for upper_line in reversed(above):
        met = list(filter(partial(_overlap, segment), upper_line))
        if met:
            (upper, *others) = met
            is_neighbour = upper_line is above[-1]
            if others or is_neighbour or not _is_rest(upper, segment, line, words):
                return None
            upper_line.remove(upper)
            return upper
    return None


def _is_rest(upper: Segment, lower: Segment, line: Sequence[Segment], words: HeadingWords) -> bool:
    """Tell whether a segment of a line is the rest of the heading above it.

    The upper piece is at least as wide, stands over no other segment of the line, and is centred at
    the same place.
    """
    is_alone = sum(map(partial(_overlap, upper), line)) == 1
    left, right = span_of(upper)
    lower_left, lower_right = span_of(lower)
    is_as_wide = right - left >= lower_right - lower_left
    off_centre = abs(left + right - lower_left - lower_right) / 2
    if not is_alone or not is_as_wide or off_centre > _OFF_CENTRE:
        return False
    return words.are_one(upper[0], lower[0])


def _one(upper: Segment, lower: Segment) -> Segment:
    """Put two pieces of a heading together: their texts, and the place of both."""
    left, right = hull(span_of(upper), span_of(lower))
    return upper[0] + lower[0], left, right


def _overlap(segment: Segment, other: Segment) -> bool:
    """Tell whether two segments share a place: (费, 4, 6) under (经, 5, 7) → yes."""
    return overlap(span_of(segment), span_of(other))
