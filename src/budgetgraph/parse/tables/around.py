"""Signs above and below a table of guessed cells that it goes on: what was told of it is only a
part.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from budgetgraph.disclosure import Row, Table
from budgetgraph.forms import fold
from budgetgraph.forms.title_kinds import stands_beside_rows

_BEGINS_AMOUNT = re.compile(r"\d[.,]\d\d")
#: An amount with its unit and a mark behind it; no cell of a table holds both.
_AMOUNT_IN_SENTENCE = re.compile(r"\d[万亿]?元[,;]")
#: So many lines below a table may hold its amounts.
_MOST_BELOW = 60
_GOES_ON = "the table that it goes on is not empty"
_BREAKS_OFF = "amounts stand below the last row that was told"


def sign_around(table: Table, above: Sequence[Table], lines: Sequence[str]) -> str | None:
    """Give the sign in what stands above or below a table of guessed cells that more is of it."""
    if table.empty:
        return _GOES_ON if _is_printed_before(table, above) else None
    end = _end_of_rows(table, lines)
    return _BREAKS_OFF if is_followed(lines, end) else None


def _end_of_rows(table: Table, lines: Sequence[str]) -> int:
    """Give how many lines of the source there are up to the end of a table: a cell of its last row
    may take lines below the one that its place names.
    """
    end = table.where.last
    while table.rows and end < len(lines) and _is_of_row(lines[end], table.rows[-1]):
        end += 1
    return end


def _is_of_row(line: str, row: Row) -> bool:
    """Tell whether a line holds words and amounts of one row and nothing else."""
    words = line.split()
    values = {fold(cell.value) for cell in row.cells}
    item = fold(row.item)
    return bool(words) and all(fold(word) in values or fold(word) in item for word in words)


def _is_printed_before(table: Table, above: Sequence[Table]) -> bool:
    """Tell whether a page above has the same table, not empty: then this is only the next part."""
    return any(
        other.title == table.title and other.type == table.type and not other.empty
        for other in above
    )


def is_followed(lines: Sequence[str], end: int) -> bool:
    """Tell whether amounts stand below the `end` of what was told of a table, before the title of
    the next one: its rows were not told.
    """
    for line in lines[end : end + _MOST_BELOW]:
        if _ends_table(line):
            return False
        if _BEGINS_AMOUNT.search(fold(line)):
            return True
    return False


def _ends_table(line: str) -> bool:
    """Tell whether a line is of no table above it: the next title, a note, a sentence or the first
    line of one (收入合计8.00元，其中：财政拨款).
    """
    text = fold(line)
    is_sentence = text.endswith("。") or _AMOUNT_IN_SENTENCE.search(text) is not None
    return is_sentence or stands_beside_rows(line)
