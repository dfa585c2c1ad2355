"""Which row of a table adds up which others."""

from __future__ import annotations

from budgetgraph.disclosure import Row, Table
from budgetgraph.document.folding import fold
from budgetgraph.validate.wording.known import pattern
from budgetgraph.values.sums import is_total

_NO_PART = pattern("table_sums", "no_part")
#: A row that says itself that it is a part of the row above: 其中：专项.
OF_WHICH = pattern("table_sums", "of_which")
#: One row alone adds up to nothing.
_FEWEST = 2


def rows_added_up(table: Table, *, passes_over_parts: bool = False) -> tuple[int | None, list[int]]:
    """Give the number of the one row that adds up all others, and those of the others; None where
    there is none.

    A row that repeats a part of another (小计) leaves open what is added up; one that says so itself
    (其中：…) may be passed over.
    """
    totals: list[int] = []
    others: list[int] = []
    for number, row in enumerate(table.rows):
        if is_total(row.item):
            totals.append(number)
        elif not (passes_over_parts and OF_WHICH.match(fold(row.item))):
            others.append(number)
    has_parts = any(_is_part(table.rows[number]) for number in others)
    if len(totals) != 1 or len(others) < _FEWEST or has_parts:
        return None, []
    return totals[0], others


def _is_part(row: Row) -> bool:
    """Tell whether a row repeats a part of another: 其中：…, 小计."""
    return _NO_PART.search(fold(row.item)) is not None
