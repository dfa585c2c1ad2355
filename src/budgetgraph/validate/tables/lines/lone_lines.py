"""Income of a summary where one line alone is printed with an amount, or where the fiscal part is
divided into its three budgets.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from budgetgraph.disclosure import Cell, Row, Table
from budgetgraph.document.folding import fold
from budgetgraph.document.list_marks import MarkStyle, list_mark
from budgetgraph.validate.tables.added import Sum, amount_below, rounding_of
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault
from budgetgraph.values.amount import decimal_or_none

_RULE = "items-sum-to-total"
_TYPES = ("revenue_expenditure_summary", "fiscal_appropriation_summary")
_TOTAL, _SPENT = pattern("lone_lines", "total"), pattern("lone_lines", "spent")
_FISCAL, _BUDGETS = pattern("lone_lines", "fiscal"), pattern("lone_lines", "budgets")
_BUDGETS_OF_FISCAL = 3
_FEWEST = 2


def lone_lines(paper: CheckedPaper) -> Iterator[Fault]:
    """Give a total of income that is not the one line which prints an amount, and a fiscal part
    that is not the sum of its budgets.

    `一、财政拨款收入 3124.12`, `二、事业收入` blank, `收入总计 3121.42` → 3124.12. Two lines or more are added
    up by the shape.
    """
    for table in paper.disclosure.tables:
        if table.type not in _TYPES or table.where.picture is not None:
            continue
        rows = list(_income(table))
        if rows:
            yield from _alone(paper, table, rows)
            yield from _fiscal(paper, table, rows)


def _income(table: Table) -> Iterator[Row]:
    """Give the rows of the side of income up to its first total; none where there is no total."""
    rows: list[Row] = []
    for row in table.rows:
        name = fold(row.item).replace(" ", "")
        if _TOTAL.fullmatch(name):
            yield from (*rows, row)
            return
        if name and not _SPENT.search(name):
            rows.append(row)


def _alone(paper: CheckedPaper, table: Table, rows: Sequence[Row]) -> Iterator[Fault]:
    """Give the total of each column that differs from the one line above it with an amount.

    A line without a mark may be one of them: then nothing is certain.
    """
    *lines, total = rows
    marked = [row for row in lines if _style(row) is MarkStyle.numeral]
    others = [row for row in lines if _style(row) is None]
    for cell in total.cells:
        told = _told(marked, cell)
        is_certain = not any(amount_below(row, cell) for row in others)
        if len(marked) >= _FEWEST and len(told) == 1 and is_certain:
            yield from _added(paper, table, total, cell, told)


def _fiscal(paper: CheckedPaper, table: Table, rows: Sequence[Row]) -> Iterator[Fault]:
    """Give a line of the fiscal appropriation that its three budgets do not add up to."""
    for at, row in enumerate(rows):
        budgets = rows[at + 1 : at + 1 + _BUDGETS_OF_FISCAL]
        are_all = all(_BUDGETS.search(fold(one.item)) for one in budgets)
        is_marked = all(_style(one) is MarkStyle.number for one in budgets)
        is_divided = len(budgets) == _BUDGETS_OF_FISCAL and are_all and is_marked
        if not is_divided or not _FISCAL.search(fold(row.item)):
            continue
        for cell in row.cells:
            told = _told(budgets, cell)
            if told:
                yield from _added(paper, table, row, cell, told)


def _told(rows: Sequence[Row], beside: Cell) -> list[tuple[Row, Decimal]]:
    """Give the rows that print an amount in the column of a cell."""
    told: list[tuple[Row, Decimal]] = []
    for row in rows:
        amount = amount_below(row, beside)
        if amount is not None:
            told.append((row, amount))
    return told


def _added(
    paper: CheckedPaper, table: Table, row: Row, cell: Cell, told: Sequence[tuple[Row, Decimal]]
) -> Iterator[Fault]:
    """Give a total that is not the sum of its parts, at its place and theirs: one wrong line is
    wrong above its parts and below its total.
    """
    amount = decimal_or_none(cell.value)
    if amount is None:
        return
    parts = tuple((part.item, value) for part, value in told)
    added = Sum(row.item, amount, parts, cell, rounding_of(table))
    if added.holds:
        paper.right["sums"] += 1
    else:
        fault = added.fault(table, _RULE, is_alone=True)
        yield replace(fault, places=[*fault.places, *(part.where for part, _ in told)])


def _style(row: Row) -> MarkStyle | None:
    """Give the style of a row's mark: 一、 1. （一）; None without one."""
    mark = list_mark(row.item)
    return mark.style if mark is not None else None
