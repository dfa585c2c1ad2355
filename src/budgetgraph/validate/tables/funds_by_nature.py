"""Columns of one kind of money with basic and project expenditure below them: the total of each row
is their sum.

    一般公共预算支出/合计 | 基本支出 | 项目支出
    906.64              | 583.64  | 323.00
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from budgetgraph.disclosure import Cell, Row, Table
from budgetgraph.document.folding import fold
from budgetgraph.forms.column_paths import measure_of_column
from budgetgraph.mapping.partly_read import has_unread_cells
from budgetgraph.validate.tables.added import Sum, rounding_of
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault
from budgetgraph.values.amount import decimal_or_none
from budgetgraph.values.sums import is_sum

_RULE = "row-total"
_NATURE = (pattern("table_sums", "basic"), pattern("table_sums", "project"))
_PERCENT = pattern("table_changes", "percent")
#: A heading that holds the whole, basic and project expenditure, and no more.
_COLUMNS = 3


def funds_by_nature(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each total of one kind of money that is not the sum of the basic and project expenditure
    beside it. What the graph knows as total is added up there.
    """
    for table in paper.disclosure.tables:
        if table.where.picture is not None or has_unread_cells(paper.disclosure, table):
            continue
        groups = [group for group in _groups(table).values() if len(group) == _COLUMNS]
        for row in table.rows:
            for group in groups:
                yield from _row(paper, table, row, group)


def _groups(table: Table) -> Mapping[str, set[str]]:
    """Give the full headings below each heading: {一般公共预算支出: {一般公共预算支出/合计, …}}.

    Percentages (2025年比2024年增减%/合计) add up to nothing.
    """
    groups: dict[str, set[str]] = {}
    for row in table.rows:
        for cell in row.cells:
            above = "/".join(cell.headings[:-1])
            if above and not _PERCENT.search(fold(above)):
                groups.setdefault(above, set()).add(cell.full_heading)
    return groups


def _row(paper: CheckedPaper, table: Table, row: Row, group: set[str]) -> Iterator[Fault]:
    """Give the total of one row below one heading, where it is not the sum of its two parts."""
    cells = [cell for cell in row.cells if cell.full_heading in group]
    totals = [cell for cell in cells if is_sum(cell.headings[-1])]
    parts = [_part(cell) for cell in cells if cell not in totals and _is_of_nature(cell)]
    if len(totals) != 1 or len(parts) != len(_NATURE):
        return
    [total] = totals
    amount = decimal_or_none(total.value)
    is_known = measure_of_column(total.headings, table.type, paper.disclosure.year) == "total"
    if amount is None or is_known:
        return
    added = Sum(row.item, amount, tuple(parts), total, rounding_of(table))
    if added.holds:
        paper.right["sums"] += 1
    else:
        yield added.fault(table, _RULE, is_alone=True)


def _is_of_nature(cell: Cell) -> bool:
    """Tell whether a column is of basic or of project expenditure."""
    return any(name.fullmatch(fold(cell.headings[-1])) for name in _NATURE)


def _part(cell: Cell) -> tuple[str, Decimal]:
    """Give a cell with its heading; nothing where it prints none."""
    return cell.full_heading, decimal_or_none(cell.value) or Decimal(0)
