"""What the figures of a table are the amount of, and which columns hold money."""

from __future__ import annotations

from budgetgraph.forms import forms, role


def amount_of(table_type: str, name: str) -> str | None:
    """Give the measure that a row or column of this name is the whole amount of, in a table of this
    type; None for others.
    """
    measures = forms().amount_of.get(table_type)
    return None if measures is None else role(measures, name)


def is_money_column(table_type: str, column: str) -> bool:
    """Tell whether the column holds amounts of money rather than counts or words."""
    leaf = column.rsplit("/", 1)[-1]
    return not any(
        leaf in forms().not_money[key] for key in ("*", table_type) if key in forms().not_money
    )
