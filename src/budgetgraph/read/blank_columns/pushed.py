"""Words that amounts on their left push aside in some lines, put into a column of their own.

一、拨款    2,300.00  一、教育支出                the name stands where there is room,
二、基金              二、科技支出      →         right of the amount of its line
三、利息       12.50  三、卫生支出

Over all lines no gap parts the amounts from the names; in each line it does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from budgetgraph.read.blank_columns.spans import Segment, Span, columns, span_of
from budgetgraph.values.amount import is_number

#: So many lines with an amount before a name show that these are two columns.
_FEWEST = 2
_Line = Sequence[Segment]


@dataclass(slots=True)
class _Column:
    """What stands between two gaps: the amounts that names follow, and how many pairs are so."""

    pairs: int = 0
    is_mixed: bool = False
    ends: list[float] = field(default_factory=list)

    def take(self, segments: _Line) -> None:
        """Take what one line has in the column."""
        for left, right in pairwise(segments):
            if _is_pair(left, right):
                self.pairs += 1
            else:
                self.is_mixed = True
        self.ends += [right for text, _, right in segments if is_number(text)]

    @property
    def end_of_amounts(self) -> float | None:
        """Where its amounts end; None where amounts and names are not told apart."""
        return max(self.ends) if self.pairs >= _FEWEST and not self.is_mixed else None


def with_names_apart(lines: Sequence[_Line], least: float) -> list[list[Segment]]:
    """Give the lines of data; names that amounts push aside begin right of all of these.

    `least` is the narrowest gap between two columns.
    """
    rows = [list(map(span_of, line)) for line in lines]
    spans = columns(rows, least)
    found = [_column(span, lines) for span in spans]
    moved: list[list[Segment]] = []
    for line in lines:
        own = []
        for segment in line:
            column = found[_index(segment, spans)]
            own.append(_beside(segment, column.end_of_amounts, least))
        moved.append(own)
    return moved


def _column(span: Span, lines: Sequence[_Line]) -> _Column:
    column = _Column()
    for line in lines:
        column.take([segment for segment in line if _is_in(segment, span)])
    return column


def _is_in(segment: Segment, span: Span) -> bool:
    _, left, right = segment
    return span[0] <= left and right <= span[1]


def _index(segment: Segment, spans: Sequence[Span]) -> int:
    """Give the column that a segment stands in."""
    return next(at for at, span in enumerate(spans) if _is_in(segment, span))


def _is_pair(left: Segment, right: Segment) -> bool:
    """Tell whether an amount stands before a name: (12.50, …) (一、教育支出, …) → yes."""
    return is_number(left[0]) and not is_number(right[0])


def _beside(segment: Segment, end: float | None, least: float) -> Segment:
    """Give a name with its place right of where the amounts end; an amount as it is."""
    text, left, right = segment
    if end is None or is_number(text) or left >= end + least:
        return segment
    begin = end + least
    return text, begin, max(right, begin + least)
