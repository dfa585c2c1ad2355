"""Titles that stand above the rows of another table.

A text layer may give the words of a page in another order than it shows them: the title below its
table, where the next table follows. What then stands below a title says itself that it is another
one's.

    201   一般公共服务支出   7747.46
    一般公共预算支出表                     the title of what stands above it
    301   工资福利支出       3806.26     no functions, though it seems to be below that title
"""

from __future__ import annotations

from collections.abc import Sequence

from budgetgraph.disclosure import Table
from budgetgraph.parse.tables.stretches import Stretch
from budgetgraph.values import code_notation

#: Tables with revenue on one side and expenditure on the other.
_TWO_SIDED = frozenset({"revenue_expenditure_summary", "fiscal_appropriation_summary"})
#: Tables whose rows are functions (类款项), never economic classes.
_OF_FUNCTIONS = frozenset(
    {
        "revenue_summary",
        "expenditure_summary",
        "fiscal_appropriation_expenditure",
        "general_public_expenditure",
        "government_fund_expenditure",
    }
)
#: So many rows with codes tell what the rows of a table are.
_FEWEST_CODES = 3


def is_foreign(table: Table, stretches: Sequence[Stretch]) -> bool:
    """Tell whether the rows below a title cannot be those of its table."""
    kinds = [code_notation.kind(row.code) for row in table.rows if row.code is not None]
    if len(kinds) < _FEWEST_CODES:
        return False
    if table.type in _TWO_SIDED:
        return not any(stretch.layout.is_sided for stretch in stretches)
    return table.type in _OF_FUNCTIONS and set(kinds) == {"economic"}
