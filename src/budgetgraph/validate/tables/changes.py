"""Columns of a table that tell how its amounts changed: 增减额 and 增减% beside the amounts of two
years, worked out again row by row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import permutations

from budgetgraph.document.folding import fold
from budgetgraph.forms import printed_years
from budgetgraph.validate.tables.worked import (
    MOST_COLUMNS,
    Column,
    Worked,
    WorkedAs,
    best,
    columns_of,
    wrong_rows,
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
            if _CHANGE.search(fold(name)):
                change = best(_changes(name, columns))
                yield from wrong_rows(paper, table, change, _RULE, "changes")


def _changes(name: str, columns: Mapping[str, Column]) -> Iterator[Worked]:
    """Give a column of changes with every pair of columns that it may be of.

    What two columns of one year differ by (2025年预算数/合计, 2025年预算数/基本支出) is no change.
    """
    amounts = [other for other in columns if not _CHANGE.search(fold(other))]
    kind = WorkedAs.percentage if _PERCENT.search(fold(name)) else WorkedAs.change
    for now, before in permutations(amounts, 2):
        if printed_years((now,)).isdisjoint(printed_years((before,))):
            yield Worked(name, kind, columns[name], columns[now], columns[before])
