"""Statements and tables whose parts may not be complete: near them stands an amount that no measure
takes, or a cell that was not read.
"""

from __future__ import annotations

import re

from budgetgraph.disclosure import Disclosure, Statement, Table
from budgetgraph.document.where import Where

_NOT_READ = "amount-not-read"
#: What a note says of cells: an error value in 部门预算支出总表!D14.
_CELL_NOT_READ = "part-not-read"
#: 公用经费39.5512.00部门支出总表: a title that ran into the cells of a table beside it.
_AMOUNTS = re.compile(r"\d\.\d\d\D{0,20}\d{1,9}\.\d\d")
#: The parts of a total follow in its own paragraph, or in a numbered paragraph each.
_PARAGRAPHS_BELOW = 8


def partly_read(paper: Disclosure) -> frozenset[Statement]:
    """Give the statements with an unread amount in their paragraph or shortly below.

    收入120.00万元，其中：一般公共预算100.00万元，捐赠收入8.00万元。     → all but the amount of 捐赠收入 are read
    """
    unread = [note.where for note in paper.notes if note.code == _NOT_READ and note.where]
    if not unread:
        return frozenset()
    return frozenset(
        statement for statement in paper.statements if _has_near(paper, statement, unread)
    )


def has_unread_cells(paper: Disclosure, table: Table) -> bool:
    """Tell whether a note names cells of a table: a formula without its value, an error value, a
    cell of two amounts (`400.10 68.00`); or its title holds what cells of another one print.
    """
    if _AMOUNTS.search(table.title) or _has_unread_row(paper, table):
        return True
    sheets = paper.source.sheets
    if not sheets or table.where.table is None:
        return False
    name = f"{sheets[table.where.table - 1]}!"
    unread = (note for note in paper.notes if note.code == _CELL_NOT_READ)
    return any(name in note.message for note in unread)


def _has_unread_row(paper: Disclosure, table: Table) -> bool:
    """Tell whether a note says of a row of a table that an amount in it was not read."""
    unread: set[tuple[int | None, int]] = set()
    for note in paper.notes:
        if note.code == _NOT_READ and note.where is not None:
            unread.add((note.where.table, note.where.first))
    rows = ((row.where.table, row.where.first) for row in table.rows)
    return any(place in unread for place in rows)


def _has_near(paper: Disclosure, statement: Statement, unread: list[Where]) -> bool:
    """Tell whether one of the unread places stands in the paragraphs of a statement."""
    place = _paragraphs(paper, statement.where)
    if place is None:
        return False
    return any(place.first <= where.first <= place.last for where in unread)


def _paragraphs(paper: Disclosure, where: Where) -> Where | None:
    """Give the lines of the paragraph that holds a place, with those of the next ones below it."""
    for index, passage in enumerate(paper.prose):
        own = passage.where
        if own.first and own.first <= where.first <= own.last:
            below = paper.prose[index : index + _PARAGRAPHS_BELOW + 1]
            return Where(own.first, below[-1].where.last)
    return None
