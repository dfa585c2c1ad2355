"""Columns of a table that tell how its amounts changed: 增减额 and 增减% beside the amounts of two
years, worked out again row by row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import permutations

from budgetgraph.disclosure import Table
from budgetgraph.document.folding import fold
from budgetgraph.validate.tables.worked import (
    MOST_COLUMNS,
    Column,
    Worked,
    WorkedAs,
    best,
    columns_of,
)
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault

_RULE = "change-percentage"
_CHANGE = pattern("table_changes", "change")
_PERCENT = pattern("table_changes", "percent")


def table_changes(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each change of a row that its amounts do not show, where those of the other rows do.

    `460.00 | 482.00 | 22.00 | 4.78` holds; `… | 8.74` does not.
    """
    for table in paper.disclosure.tables:
        columns = columns_of(table)
        if len(columns) > MOST_COLUMNS:
            continue
        for name in columns:
            change = best(_changes(name, columns)) if _CHANGE.search(fold(name)) else None
            if change is not None:
                yield from _wrong(paper, table, change)


def _changes(name: str, columns: Mapping[str, Column]) -> Iterator[Worked]:
    """Give a column of changes with every pair of columns that it may be of."""
    amounts = [column for other, column in columns.items() if not _CHANGE.search(fold(other))]
    kind = WorkedAs.percentage if _PERCENT.search(fold(name)) else WorkedAs.change
    for now, before in permutations(amounts, 2):
        yield Worked(name, kind, columns[name], now, before)


def _wrong(paper: CheckedPaper, table: Table, change: Worked) -> Iterator[Fault]:
    """Give the rows of a column whose change is not that of their amounts."""
    for row in change.rows():
        if change.fits(row):
            paper.right["changes"] += 1
        else:
            yield change.fault(table, row, _RULE)
