"""Columns of a table that tell a rate of completion (执行率) or a share of the total (占比), worked out
again row by row.
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
    wrong_rows,
)
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault
from budgetgraph.values.sums import is_total_row

_RATE = pattern("table_ratios", "rate")
_SHARE = pattern("table_ratios", "share")


def table_ratios(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each rate and each share of a row that its amounts do not show, where those of the other
    rows do.

        预算数 | 决算数 | 执行率
        120.00 | 90.00  | 75.00%    holds; 57.00% does not
    """
    for table in (*paper.disclosure.tables, *paper.unknown_tables):
        columns = columns_of(table)
        if len(columns) > MOST_COLUMNS or table.where.picture is not None:
            continue
        for name in columns:
            yield from _of_column(paper, table, name, columns)


def _of_column(
    paper: CheckedPaper, table: Table, name: str, columns: Mapping[str, Column]
) -> Iterator[Fault]:
    """Give the wrong figures of a column of rates or of shares."""
    heading = fold(name)
    if _RATE.search(heading):
        rate = best(_rates(name, columns))
        yield from wrong_rows(paper, table, rate, "completion-rate", "percentages")
    elif _SHARE.search(heading):
        share = best(_shares(table, name, columns))
        yield from wrong_rows(paper, table, share, "change-percentage", "percentages")


def _rates(name: str, columns: Mapping[str, Column]) -> Iterator[Worked]:
    """Give a column of rates with every pair of columns of amounts."""
    amounts = [column for other, column in columns.items() if other != name]
    for now, before in permutations(amounts, 2):
        yield Worked(name, WorkedAs.ratio, columns[name], now, before)


def _shares(table: Table, name: str, columns: Mapping[str, Column]) -> Iterator[Worked]:
    """Give a column of shares with every column of amounts and its total.

    合计 | 400.00 | 100%
    甲   | 100.00 | 25%     25 % of 400.00
    """
    totals = [number for number, row in enumerate(table.rows) if is_total_row(row.item)]
    if len(totals) != 1:
        return
    [total] = totals
    for other, column in columns.items():
        if other != name and total in column:
            whole = dict.fromkeys(column, column[total])
            yield Worked(name, WorkedAs.ratio, columns[name], column, whole)
