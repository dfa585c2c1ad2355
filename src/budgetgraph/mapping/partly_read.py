"""Statements and tables whose parts may not be complete: near them stands an amount that no measure
takes, or a cell that was not read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from budgetgraph.disclosure import Disclosure, Statement, Table
from budgetgraph.document import Passage
from budgetgraph.document.where import Where
from budgetgraph.forms import forms

_NOT_READ = "amount-not-read"
#: What a whole grew or fell by is no part of it: 比2025年减少1.00万元.
_CHANGE = re.compile(
    r"(?:增加|增长|增|上升|提高|调增|多|减少|下降|减|降低|压减|压缩|节约|调减|少)[了约]?[\d,，.]+[亿万]?元$"
)
#: What a note says of cells: an error value in 部门预算支出总表!D14.
_CELL_NOT_READ = "part-not-read"
#: 公用经费39.5512.00部门支出总表: a title that ran into the cells of a table beside it.
_AMOUNTS = re.compile(r"\d\.\d\d\D{0,20}\d{1,9}\.\d\d")
#: The parts of a total follow in its own paragraph, or in a numbered paragraph each.
_PARAGRAPHS_BELOW = 8
#: A longer paragraph is no heading, whatever it begins with.
_LONGEST_HEADING = 40


def partly_read(paper: Disclosure) -> frozenset[Statement]:
    """Give the statements with an unread amount in their paragraph or shortly below: no change.

    收入120.00万元，其中：一般公共预算100.00万元，捐赠收入8.00万元。     → all but the amount of 捐赠收入 are read
    """
    unread: list[Where] = []
    for note in paper.notes:
        if note.code == _NOT_READ and note.where and not _CHANGE.search(note.message):
            unread.append(note.where)
    if not unread:
        return frozenset()
    headings = [at for at, passage in enumerate(paper.prose) if _heads_section(passage)]
    near = partial(_has_near, paper, headings, unread)
    return frozenset(filter(near, paper.statements))


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


def _has_near(
    paper: Disclosure, headings: Sequence[int], unread: Sequence[Where], statement: Statement
) -> bool:
    """Tell whether one of the unread places stands in the paragraphs of a statement; `headings`
    are the places of those that head a section.
    """
    place = _paragraphs(paper, headings, statement.where)
    if place is None:
        return False
    return any(place.first <= where.first <= place.last for where in unread)


def _paragraphs(paper: Disclosure, headings: Sequence[int], where: Where) -> Where | None:
    """Give the lines of the paragraph that holds a place with those of the next ones below, down
    to the next section where it stands in one:

    二、收入情况 | 收入120.00万元。 | 三、政府采购情况 | 采购8.00万元。     → the second line
    """
    for index, passage in enumerate(paper.prose):
        own = passage.where
        if own.first and own.first <= where.first <= own.last:
            stop = index + _PARAGRAPHS_BELOW + 1
            if headings and headings[0] <= index:
                next_section = next((at for at in headings if at > index), stop)
                stop = min(stop, next_section)
            return Where(own.first, paper.prose[index:stop][-1].where.last)
    return None


def _heads_section(passage: Passage) -> bool:
    """Tell whether a paragraph is the heading of a section: 三、政府采购情况."""
    return len(passage.text) < _LONGEST_HEADING and passage.text in forms().form["part"]
