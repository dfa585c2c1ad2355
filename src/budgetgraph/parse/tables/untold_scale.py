"""The unit of money of a table that prints none, where its amounts are those of another table.

部门支出总表, 单位：万元, 合计 8.00
部门收入总表,             合计 80000.00    → in 元, though the table above is in 万元
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from budgetgraph.disclosure import Table
from budgetgraph.forms.amounts import is_money_column
from budgetgraph.values.money import in_yuan

#: The units in which disclosures print their tables.
_UNITS = ("元", "万元")


def other_scale(table: Table, told: Iterable[Table]) -> str | None:
    """Give the unit in which the greatest amount of a table is that of a table whose unit is told;
    None where it is so in its own unit, or in none.
    """
    others = frozenset(filter(None, (_greatest(other, other.scale) for other in told)))
    if _greatest(table, table.scale) in others:
        return None
    fitting = [unit for unit in _UNITS if _greatest(table, unit) in others]
    return fitting[0] if len(fitting) == 1 else None


def _greatest(table: Table, unit: str | None) -> Decimal | None:
    """Give the greatest amount of money of a table in 元, read in a unit."""
    amounts: list[Decimal] = []
    for row in table.rows:
        for cell in row.cells:
            amount = in_yuan(cell.value, unit)
            if amount is not None and is_money_column(table.type, cell.column):
                amounts.append(amount)
    return max(amounts, default=None)
