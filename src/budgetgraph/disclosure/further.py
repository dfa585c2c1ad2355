"""Which amounts of the prose go beyond the contract's `statements`."""

from __future__ import annotations

from collections.abc import Callable

from budgetgraph.disclosure import Disclosure, Statement

#: Measures beside those of the contract's `statements`.
FURTHER = frozenset(
    {
        "affiliated_unit_revenue", "business_revenue", "class_expenditure",
        "current_year_expenditure", "current_year_revenue", "form_amount", "operating_revenue",
        "project_amount", "reserve_revenue", "superior_subsidy_revenue",
    }
)  # fmt: skip


def is_further(disclosure: Disclosure) -> Callable[[Statement], bool]:
    """Give what tells the further statements of a disclosure.

    What was spent is a further one in a budget, what was only planned is one in final accounts;
    and so is what one fund gives of an expense, where the paper tells the whole of that expense:
    基本支出232.60万元 … 一般公共预算支出402.60万元，其中：基本支出222.60万元.
    """
    wholes = {_thing(one) for one in disclosure.statements if one.fund is None}

    def tells(statement: Statement) -> bool:
        is_part = statement.fund is not None and _thing(statement) in wholes
        is_own = disclosure.is_own(statement)
        return is_part or not is_own or statement.measure in FURTHER

    return tells


def _thing(statement: Statement) -> tuple[str, int | None, str | None]:
    """Give what tells two amounts apart, whoever gives the money."""
    return statement.measure, statement.year, statement.phase
