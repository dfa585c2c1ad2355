"""What the figures of a table are the amount of, and which columns and rows hold
money."""

from __future__ import annotations

from budgetgraph.forms import forms, role


def amount_of(table_type: str, name: str) -> str | None:
    """Give the measure that a row or column of this name is the whole amount of, in a table of this
    type; None for others.
    """
    measures = forms().amount_of.get(table_type)
    return None if measures is None else role(measures, name)


def is_money_column(table_type: str, column: str) -> bool:
    """Tell whether the column holds amounts of money rather than counts, shares or words.

    比上年增减（%）/合计 holds shares, as all below such a heading.
    """
    *over, leaf = column.split("/")
    not_money = forms().not_money
    keys = ("over", "*", table_type)
    if any(leaf in not_money[key] for key in keys if key in not_money):
        return False
    return not any(heading in not_money["over"] for heading in over)


def counts_things(table_type: str, item: str | None) -> bool:
    """Tell whether a row counts things below a heading of money: 公务接待人数(人), 公务用车保有量(辆)."""
    if item is None:
        return False
    counted = forms().counted
    return any(item in counted[key] for key in ("*", table_type) if key in counted)
