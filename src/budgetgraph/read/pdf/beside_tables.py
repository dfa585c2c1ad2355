"""Figures beside a table of a page: a column that nothing rules is no cell of it, and is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetgraph.document.problems import Note
from budgetgraph.document.where import Where
from budgetgraph.read.pdf.turned import Thing

#: Figures beside so many rows of a table are a column of it, and so much of them is shown.
_FEWEST_ROWS, _LONGEST_SHOWN = 2, 40

_Place = tuple[float, float, float, float]


def beside_tables(number: int, places: Sequence[_Place], chars: Sequence[Thing]) -> Iterator[Note]:
    """Say where figures stand beside several rows of a table, in none of its cells: a column that
    nothing rules.

    `places` are those of the tables of the page, `chars` what stands in none of them.
    """
    for _, top, _, bottom in places:
        beside = [char for char in chars if top < char["top"] and char["bottom"] < bottom]
        heights = {round(char["bottom"]) for char in beside if char["text"].isdigit()}
        if len(heights) >= _FEWEST_ROWS:
            text = "".join(char["text"] for char in beside)[:_LONGEST_SHOWN]
            message = f"page {number}: figures stand beside a table, in none of its cells: {text}"
            yield Note("part-not-read", message, Where(0, 0, number))
