"""A table that goes on behind a page break: which rows are its heading again, and which go on with
its data.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from budgetgraph.document import GridRow, Passage
from budgetgraph.forms import fold, forms
from budgetgraph.recognise.headings import heading_length, numbers_columns, texts


def names_nobody_else(captions: list[Passage], above: list[Passage]) -> bool:
    """Whether the captions do not name another department or unit than those of the table above:
    each has tables of its own.
    """
    mine, its = (
        {fold(caption.text) for caption in one if caption.text in forms().caption["department"]}
        for one in (captions, above)
    )
    return not mine or not its or bool(mine & its)


def width(heading: tuple[GridRow, ...]) -> int:
    return max((len(row) for row in heading), default=0)


def headings_agree(heading: tuple[GridRow, ...], rows: tuple[GridRow, ...]) -> bool:
    """Whether rows begin with the same heading words.

    On another page cells may be split or joined differently, and the row that numbers the columns
    or a few of the words may be missing.
    """
    mine, theirs = (
        _characters(one)
        for one in (
            heading,
            rows[: max(repeated_length(heading, rows[: heading_length(rows)]), 1)],
        )
    )
    shared = sum((mine & theirs).values())
    return shared > 0 and shared >= _ALIKE * max(sum(mine.values()), sum(theirs.values()))


def starts_with_data(rows: tuple[GridRow, ...]) -> bool:
    """Whether rows begin without a heading: with a row of the table, or with the rest of a cell
    that the page broke.
    """
    is_rest = sum(1 for cell in rows[0] if cell) == 1 and (
        len(rows) == 1 or heading_length(rows[1:]) == 0
    )
    return is_rest or heading_length(rows) == 0


def repeated_length(heading: tuple[GridRow, ...], rows: tuple[GridRow, ...]) -> int:
    """How many of the rows that look like a heading are the table's own again: the rest of a broken
    cell may stand below them.
    """
    known = {cell for row in heading for cell in texts(row)}
    for length, row in enumerate(rows):
        filled = [cell for cell in texts(row) if cell]
        if not numbers_columns(texts(row)) and 2 * sum(cell in known for cell in filled) < len(
            filled
        ):
            return length
    return len(rows)


#: So much of two headings is the same when they are of one table.
_ALIKE = 0.85


def _characters(rows: Sequence[GridRow]) -> Counter[str]:
    words = [texts(row) for row in rows]
    return Counter("".join("".join(cells) for cells in words if not numbers_columns(cells)))
