"""Text at the height of a table and in none of its cells: a column that nothing rules, a cell that
is open at its end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetgraph.document.problems import Note
from budgetgraph.document.where import Where
from budgetgraph.read.pdf.drawing.drawn import Thing

#: Figures beside so many rows of a table are a column of it, and so much of them is shown.
_FEWEST_ROWS, _LONGEST_SHOWN = 2, 40

_Place = tuple[float, float, float, float]


def beside_tables(number: int, places: Sequence[_Place], chars: Sequence[Thing]) -> Iterator[Note]:
    """Say where text stands between the cells of a table, and where figures stand beside several of
    its rows: a column that nothing rules.

    `places` are those of the tables of the page, `chars` what stands in none of them.
    """
    for left, top, right, bottom in places:
        beside = [char for char in chars if top < char["top"] and char["bottom"] < bottom]
        within = [char for char in beside if left < char["x0"] and char["x1"] < right]
        heights = {round(char["bottom"]) for char in beside if char["text"].isdigit()}
        if len(heights) >= _FEWEST_ROWS:
            yield _note(number, "figures stand beside a table", beside)
        elif within:
            yield _note(number, "text stands between the rulings of a table", within)


def _note(number: int, what: str, chars: Sequence[Thing]) -> Note:
    text = "".join(char["text"] for char in chars)[:_LONGEST_SHOWN]
    message = f"page {number}: {what}, in none of its cells: {text}"
    return Note("part-not-read", message, Where(0, 0, number))
