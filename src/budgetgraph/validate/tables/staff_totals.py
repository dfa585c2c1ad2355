"""The totals of staff and of running costs that a table of basic expenditure prints below its
economic classes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from budgetgraph.disclosure import Cell, Row, Table
from budgetgraph.document.folding import fold
from budgetgraph.validate.tables.added import Sum, rounding_of
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault
from budgetgraph.values.amount import decimal_or_none

_RULE = "items-sum-to-total"
_BASIC = ("general_public_basic_expenditure", "fiscal_appropriation_basic_expenditure")
_CLASS = re.compile(r"3\d\d")
#: Wages, and what is paid to persons and households.
_OF_STAFF = frozenset({"301", "303"})
_STAFF, _RUNNING = pattern("table_costs", "staff"), pattern("table_costs", "running")


def staff_totals(paper: CheckedPaper) -> Iterator[Fault]:
    """Give the one of 人员经费合计 and 公用经费合计 that its classes do not add up to, where the other holds.

    `301 工资福利支出 95.36`, `303 对个人和家庭的补助 0.00` and `人员经费合计 96.35`.
    """
    for table in paper.disclosure.tables:
        is_read = table.is_certain and table.where.picture is None
        if table.type not in _BASIC or not is_read:
            continue
        sums = list(_sums(table))
        wrong = [one for one in sums if not one.holds]
        paper.right["sums"] += len(sums) - len(wrong)
        if len(sums) > 1 and len(wrong) == 1:
            yield wrong[0].fault(table, _RULE, is_alone=True)


def _sums(table: Table) -> Iterator[Sum]:
    """Give each of the two totals with the classes that it adds up."""
    costs: dict[re.Pattern[str], dict[str, tuple[str, Decimal]]] = {_STAFF: {}, _RUNNING: {}}
    for row in table.rows:
        code = row.code or ""
        cell = _amount(row)
        if cell is not None and _CLASS.fullmatch(code):
            cost = _STAFF if code in _OF_STAFF else _RUNNING
            costs[cost][code] = (row.item, _value(cell))
    for name, classes in costs.items():
        totals = [row for row in table.rows if not row.code and name.match(fold(row.item))]
        cell = _amount(totals[0]) if len(totals) == 1 else None
        if cell is not None and classes:
            parts = tuple(classes.values())
            yield Sum(totals[0].item, _value(cell), parts, cell, rounding_of(table))


def _amount(row: Row) -> Cell | None:
    """Give the one cell of a row that prints an amount; None where there are more."""
    cells = [cell for cell in row.cells if decimal_or_none(cell.value) is not None]
    return cells[0] if len(cells) == 1 else None


def _value(cell: Cell) -> Decimal:
    """Give the amount of a cell that prints one."""
    return decimal_or_none(cell.value) or Decimal(0)
