"""Things of a page in order, so that whoever asks for those at a place looks at no others."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from operator import itemgetter

from budgetgraph.read.pdf.drawing.drawn import Thing


class ByHeight:
    """The middles of things, from above, each with the number of its thing."""

    def __init__(self, things: Sequence[Thing]) -> None:
        heights = [(thing["top"] + thing["bottom"]) / 2 for thing in things]
        numbered = sorted(zip(heights, range(len(heights)), strict=True))
        self._heights = list(map(itemgetter(0), numbered))
        self._numbers = list(map(itemgetter(1), numbered))

    def between(self, top: float, bottom: float) -> list[int]:
        """Give the numbers of the things between two heights, in the order of the page; what stands
        at the upper one is between them.
        """
        first = bisect_left(self._heights, top)
        end = bisect_left(self._heights, bottom, first)
        return sorted(self._numbers[first:end])


class Along:
    """Things in the order of one of their sides (x0, x1 …)."""

    def __init__(self, things: Iterable[Thing], side: str) -> None:
        self._things = sorted(things, key=itemgetter(side))
        self._places = list(map(itemgetter(side), self._things))

    def near(self, place: float, reach: float) -> list[Thing]:
        """Give the things whose side is no farther than `reach` from a place."""
        first = bisect_left(self._places, place - reach)
        end = bisect_right(self._places, place + reach, first)
        return self._things[first:end]
