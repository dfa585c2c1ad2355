"""The numbered lines 1. 2. 3. below a total of the three public expenses, column by column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from budgetgraph.disclosure import Row, Table
from budgetgraph.document.folding import fold
from budgetgraph.document.list_marks import MarkStyle, list_mark, without_mark
from budgetgraph.validate.tables.added import Sum, amount_below, rounding_of
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault
from budgetgraph.values.amount import decimal_or_none

_RULE = "items-sum-to-total"
_TYPE = "three_public_expenditure"
_TOTAL = pattern("numbered_lines", "total")
#: Journeys, vehicles and guests.
_LINES = [1, 2, 3]


def numbered_lines(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each total of the three public expenses that its three numbered lines do not add up to.

    `（一）支出合计 9.86`, `1.因公出国（境）费 0.00`, `2.公务用车… 7.72`, `3.公务接待费 2.41` → 10.13.
    """
    for table in paper.disclosure.tables:
        if table.type != _TYPE or not table.is_certain or table.where.picture is not None:
            continue
        for at, row in enumerate(table.rows):
            if _TOTAL.fullmatch(fold(without_mark(row.item))):
                lines = _lines(table.rows[at + 1 :])
                yield from _columns(paper, table, row, lines)
                break


def _lines(rows: Sequence[Row]) -> list[Row]:
    """Give the first three rows that are numbered 1. 2. 3.; those between are parts of them."""
    lines: list[Row] = []
    for row in rows:
        mark = list_mark(row.item)
        is_next = mark is not None and mark.style is MarkStyle.number
        if is_next and mark is not None and mark.number == len(lines) + 1:
            lines.append(row)
        if len(lines) == len(_LINES):
            break
    return lines


def _columns(
    paper: CheckedPaper, table: Table, total: Row, lines: Sequence[Row]
) -> Iterator[Fault]:
    """Give the total of each column that differs from the lines below it, which all print one."""
    if len(lines) != len(_LINES):
        return
    for cell in total.cells:
        amount = decimal_or_none(cell.value)
        parts = [(row.item, amount_below(row, cell)) for row in lines]
        if amount is None or any(part is None for _, part in parts):
            continue
        amounts = tuple((name, part or Decimal(0)) for name, part in parts)
        added = Sum(total.item, amount, amounts, cell, rounding_of(table))
        if added.holds:
            paper.right["sums"] += 1
        else:
            yield added.fault(table, _RULE, is_alone=True)
