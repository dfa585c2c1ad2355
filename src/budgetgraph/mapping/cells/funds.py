"""Of which kind of money the figure of a cell is, where heading, row and table tell it.

一般公共预算 › 小计 in a table of all money     general-public
合计 in an expenditure summary               all
上级补助收入 in a revenue summary             (not told: no kind of its own)
"""

from __future__ import annotations

from functools import lru_cache

from budgetgraph.disclosure import Cell, Row, Table
from budgetgraph.forms.column_paths import FUNDS, fund_of_path
from budgetgraph.mapping.key_figures.catalogue import catalogue

#: Tables of one kind of money, by the beginning of their types.
_OF_TABLE = {fund: fund.replace("_", "-") for fund in sorted(FUNDS)}


def fund_of_cell(
    cell: Cell, row: Row, table: Table, measure: str | None, is_total: bool
) -> str | None:
    """Give the concept of the kind of money; None where it cannot be told.

    Where a row is neither a class nor a total, its own name may say another kind of money
    (一、一般公共预算拨款收入), and it is not guessed.
    """
    fund = fund_of_path(cell.headings)
    if fund is not None:
        return _OF_TABLE.get(fund)
    if measure is None or not (row.code or is_total):
        return None
    return _fund_of_table(table.type, table.title)


@lru_cache(maxsize=4096)
def _fund_of_table(table_type: str, title: str) -> str:
    """Give the kind of money of a whole table, by its type and its title."""
    for fund, concept in _OF_TABLE.items():
        if table_type.startswith(fund):
            return concept
    return catalogue().scope_of_title(table_type, title)
