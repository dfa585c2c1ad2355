"""Lines of a summary below 一、基本支出 and 二、项目支出 that come to more than these."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from budgetgraph.disclosure import Row, Table
from budgetgraph.document.folding import fold
from budgetgraph.validate.tables.added import Sum, amount_below, rounding_of
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault
from budgetgraph.values.amount import decimal_or_none

_RULE = "items-sum-to-total"
_TYPES = ("revenue_expenditure_summary", "fiscal_appropriation_summary")
_HEAD, _PART = pattern("headed_lines", "head"), pattern("headed_lines", "part")
_FEWEST = 2


def headed_lines(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each head whose lines come to more than it: some of them may be left out.

    `一、基本支出 36.00`, `工资福利支出 30.00`, `商品和服务支出 8.00` → 38.00.
    """
    for table in paper.disclosure.tables:
        if table.type in _TYPES and table.where.picture is None:
            for head, lines in _headed(table):
                yield from _added_up(paper, table, head, lines)


def _headed(table: Table) -> Iterator[tuple[Row, list[Row]]]:
    """Give each head with the lines right below it on its side that name what is paid for."""
    rows = list(filter(_is_spent, table.rows))
    for at, head in enumerate(rows):
        if not _HEAD.fullmatch(fold(head.item)):
            continue
        lines: list[Row] = []
        for row in rows[at + 1 :]:
            if not _PART.search(fold(row.item)):
                break
            lines.append(row)
        if len(lines) >= _FEWEST:
            yield head, lines


def _is_spent(row: Row) -> bool:
    """Tell whether a row stands on the side of expenditure."""
    return any("支出" in cell.column for cell in row.cells)


def _added_up(
    paper: CheckedPaper, table: Table, head: Row, lines: Sequence[Row]
) -> Iterator[Fault]:
    """Give each amount of a head that is less than its lines."""
    for cell in head.cells:
        told = decimal_or_none(cell.value)
        if told is None:
            continue
        parts = tuple((row.item, amount_below(row, cell) or Decimal(0)) for row in lines)
        added = Sum(head.item, told, parts, cell, rounding_of(table))
        if added.exact <= told + added.slack:
            paper.right["sums"] += added.holds
        else:
            yield added.fault(table, _RULE, is_alone=True)
