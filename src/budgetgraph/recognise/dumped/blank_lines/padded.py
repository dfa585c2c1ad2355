"""The lines of a text with the blank ones between them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from budgetgraph.document import Passage, passage
from budgetgraph.document.where import Where

_FIRST = "1"
#: What stands before or between the numbers of columns.
_BESIDE_NUMBERS = frozenset({"", "栏次"})
#: So many numbers are no amounts; behind the word for them one less.
_FEWEST_NUMBERS = 3


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


def without_numbers(cells: Sequence[Passage]) -> Sequence[Passage]:
    """Give cells without the row that numbers the columns: 栏次 · 1 · 2 · 3, or 1 · 2 · 3 alone.

    Its first cells are merged, so that it has another number of cells than the rows.
    """
    texts = [cell.squeezed for cell in cells]
    first = texts.index(_FIRST) if _FIRST in texts else len(texts)
    last, count = first, 1
    for at, text in enumerate(texts[first + 1 :], first + 1):
        if text == str(count + 1):
            last, count = at, count + 1
        elif text not in _BESIDE_NUMBERS:
            break
    marks = [at for at, text in enumerate(texts[:first]) if text]
    marked = [at for at in marks[-1:] if texts[at] in _BESIDE_NUMBERS]
    begin = max(marked, default=first)
    is_row = count >= _FEWEST_NUMBERS - len(marked)
    return [*cells[:begin], *cells[last + 1 :]] if is_row else cells
