"""A table that goes on behind a page break: which rows are its heading again, and which go on with
its data.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import dropwhile

from budgetgraph.document import GridRow, Passage, filled
from budgetgraph.forms import fold, forms
from budgetgraph.recognise.headings import filled_texts, heading_length, numbers_columns, texts
from budgetgraph.values.amount import is_amount
from budgetgraph.values.sums import is_total_row

#: So much of two headings is the same when they are of one table.
_ALIKE = 0.85


def names_nobody_else(captions: Sequence[Passage], above: Sequence[Passage]) -> bool:
    """Tell whether the captions do not name another department or unit than those of the table
    above: each has tables of its own.
    """
    mine, its = _departments(captions), _departments(above)
    return not mine or not its or bool(mine & its)


def _departments(captions: Sequence[Passage]) -> set[str]:
    """Give the captions that name a department or unit: 部门：石桥县水务局."""
    named = forms().caption["department"]
    return {fold(caption.text) for caption in captions if caption.text in named}


def headings_agree(heading: Sequence[GridRow], rows: Sequence[GridRow]) -> bool:
    """Tell whether rows begin with the same heading words.

    On another page cells may be split or joined differently, and the row that numbers the columns
    or a few of the words may be missing.
    """
    length = repeated_length(heading, rows[: heading_length(rows)])
    mine, theirs = _characters(heading), _characters(rows[: max(length, 1)])
    shared = (mine & theirs).total()
    longest = max(mine.total(), theirs.total())
    return shared > 0 and shared >= _ALIKE * longest


def has_other_total(body: Sequence[GridRow], rows: Sequence[GridRow]) -> bool:
    """Tell whether rows have a total, and those before them another one: 合计 | 9.00, 合计 | 5.00.

    A page may print the total of the whole table once more.
    """
    above, below = _totals(body), _totals(rows)
    return bool(above and below) and above.isdisjoint(below)


def _totals(rows: Sequence[GridRow]) -> set[tuple[str, ...]]:
    """Give the amounts of each row that is the total of a table, without the ordinal that stands
    before its name: 4 | 合计 | 9.00 → 9.00.
    """
    of_rows = map(filled_texts, rows)
    from_names = (dropwhile(_is_no_total, words) for words in of_rows)
    return {tuple(filter(is_amount, words)) for words in from_names} - {()}


def _is_no_total(word: str) -> bool:
    return not is_total_row(word)


def starts_with_data(rows: Sequence[GridRow]) -> bool:
    """Tell whether rows begin without a heading: with a row of the table, or with the rest of a
    cell that the page broke.
    """
    is_rest = len(filled(rows[0])) == 1 and heading_length(rows[1:]) == 0
    return is_rest or heading_length(rows) == 0


def repeated_length(heading: Sequence[GridRow], rows: Sequence[GridRow]) -> int:
    """Count how many of the rows that look like a heading are the table's own again: the rest of a
    broken cell may stand below them.
    """
    known: set[str] = set().union(*map(texts, heading))
    for length, row in enumerate(rows):
        if not numbers_columns(texts(row)) and not _is_mostly_known(row, known):
            return length
    return len(rows)


def _is_mostly_known(row: GridRow, known: set[str]) -> bool:
    """Tell whether at least half of the words of a row are among the known ones."""
    words = filled_texts(row)
    return 2 * sum(word in known for word in words) >= len(words)


def _characters(rows: Sequence[GridRow]) -> Counter[str]:
    """Count the characters of heading rows, the row that numbers the columns aside."""
    characters: Counter[str] = Counter()
    for row in rows:
        if not numbers_columns(texts(row)):
            characters.update("".join(texts(row)))
    return characters
