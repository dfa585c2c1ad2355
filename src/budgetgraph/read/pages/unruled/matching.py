"""Which heading heads which data: every data column has one, in their order, and no two columns
stand over each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from budgetgraph.read.blank_columns.spans import Span
from budgetgraph.read.pages.unruled.data_columns import DataColumn

#: A heading may reach so far (heights) over the end of a cell that its data shows.
_OVER = 0.7
#: Two columns may stand over each other by so much (heights): the rounding of places.
_TOUCH = 0.05
#: A reading is looked for among so many columns; no table of a budget has more.
_WIDEST = 40


@dataclass(slots=True)
class _Search:
    """Looks for the ways to give each data column a heading."""

    data: Sequence[DataColumn]
    headings: Sequence[Span]
    height: float
    known: dict[tuple[int, int, float], list[tuple[int, ...]]] = field(default_factory=dict)

    def ways(self, column: int, heading: int, right: float) -> list[tuple[int, ...]]:
        """Give at most two ways to place the data from `column` on under the headings from
        `heading` on, right of all that stands left of them.
        """
        key = column, heading, right
        if key not in self.known:
            self.known[key] = self._ways(column, heading, right)
        return self.known[key]

    def _ways(self, column: int, heading: int, right: float) -> list[tuple[int, ...]]:
        if column == len(self.data):
            rest = self.headings[heading:]
            return [()] if not rest or self._is_free(rest[0], right) else []
        if len(self.headings) - heading < len(self.data) - column:
            return []
        ways: list[tuple[int, ...]] = []
        data, span = self.data[column], self.headings[heading]
        whole = min(data.x0, span[0]), max(data.x1, span[1])
        if self._fits(data, span) and self._is_free(whole, right):
            for way in self.ways(column + 1, heading + 1, whole[1]):
                ways.append((heading, *way))
        if len(ways) < 2 and self._is_free(span, right) and span[1] <= data.x1:
            ways += self.ways(column, heading + 1, span[1])
        return ways[:2]

    def _is_free(self, span: Span, right: float) -> bool:
        """Tell whether a place begins right of another one."""
        return span[0] >= right - _TOUCH * self.height

    def _fits(self, data: DataColumn, heading: Span) -> bool:
        """Tell whether a heading stands in the cell whose ends the data shows."""
        over = _OVER * self.height
        is_behind_begin = not data.begins or heading[0] >= data.x0 - over
        is_before_end = not data.ends or heading[1] <= data.x1 + over
        return is_behind_begin and is_before_end


def matched(
    data: Sequence[DataColumn], headings: Sequence[Span], height: float
) -> tuple[int, ...] | None:
    """Give for each data column the index of its heading; None where no way fits, or two do.

    data (0, 30) (50, 60) at the right, headings (0, 8) (35, 43) (65, 73) at the left → 0, 1
    """
    if max(len(data), len(headings)) > _WIDEST:
        return None
    ways = _Search(data, headings, height).ways(0, 0, float("-inf"))
    return ways[0] if len(ways) == 1 else None
