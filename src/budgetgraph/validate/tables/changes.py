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
    Kind,
    Worked,
    best,
    cell_of,
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
    kind = Kind.percentage if _PERCENT.search(fold(name)) else Kind.change
    for now, before in permutations(amounts, 2):
        yield Worked(name, kind, columns[name], now, before)


def _wrong(paper: CheckedPaper, table: Table, change: Worked) -> Iterator[Fault]:
    """Give the rows of a column whose change is not that of their amounts."""
    for row in change.rows():
        if change.fits(row):
            paper.right["changes"] += 1
        else:
            yield _fault(table, change, row)


def _fault(table: Table, change: Worked, number: int) -> Fault:
    """Say what a row prints, and what its amounts show."""
    row = table.rows[number]
    printed, exact = change.told(table, number)
    now, before = change.now[number], change.before[number]
    name = f"{table.title}·{row.item}·{change.column}"
    return Fault(
        _RULE,
        f"{name} {change.printed[number]}",
        f"{name}：列示 {printed}，按所列金额（{before} → {now}）应为 {exact}。",
        f"{name}: printed as {printed}, but its amounts ({before} → {now}) show {exact}.",
        [cell_of(row, change.column).where],
    )
