"""The kind of money whose heading stands over a column: 一般公共预算 | 小计 is no total of all money."""

from __future__ import annotations

from collections.abc import Sequence

from budgetgraph.forms import column_measure, forms

#: The measures that are kinds of money.
FUNDS = frozenset({"general_public", "government_fund", "state_capital", "special_account"})
#: Money of one source that is no kind of its own: 财政拨款 over 小计.
ONE_SOURCE = "one_source"
TOTAL = "total"
#: Tables of all money, of which 财政拨款 over 小计 is a part.
_OF_ALL_MONEY = frozenset(
    {"revenue_summary", "expenditure_summary", "revenue_expenditure_summary", "project_expenditure"}
)


def fund_over(path: Sequence[str]) -> str | None:
    """Give the kind of money that a heading over the leaf of a column names, the lowest one first.

    一般公共预算 / 小计 → general_public, 财政拨款 / 小计 → one_source, 合计 → None
    """
    for heading in reversed(path[:-1]):
        measure = column_measure(heading)
        if measure in FUNDS:
            return measure
        if heading in forms().heading["one_source"]:
            return ONE_SOURCE
    return None


def measure_of_fund(measure: str | None, fund: str | None, table_type: str) -> str | None:
    """Give what a column measures whose leaf measures `measure`, below the heading of a `fund`.

    小计 below 一般公共预算 is the amount of that fund. 基本支出 below it is basic expenditure only in a
    table of that fund, and in one of all money it has no measure.
    """
    if fund is None or table_type.startswith(fund):
        return measure
    is_part = fund in FUNDS or table_type in _OF_ALL_MONEY
    if not is_part:
        return measure
    return fund if measure == TOTAL and fund in FUNDS else None
