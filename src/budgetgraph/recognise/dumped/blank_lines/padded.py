"""The lines of a text with the blank ones between them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from budgetgraph.document import Passage, passage
from budgetgraph.document.where import Where


def padded(lines: Sequence[Passage]) -> list[Passage]:
    """Give lines with the blank ones between them as blank cells.

    Nothing where no line is blank, and where as many stand behind every line: they say nothing.
    """
    gaps = [below.where.first - line.where.last - 1 for line, below in pairwise(lines)]
    if not min(gaps, default=0) == 0 < max(gaps, default=0):
        return []
    cells: list[Passage] = []
    for line, gap in zip(lines, [*gaps, 0], strict=True):
        last = line.where.last
        blank = (passage("", Where(last + at, last + at)) for at in range(1, gap + 1))
        cells += [line, *blank]
    return cells
