"""Plan or result: in which phase of the budget the amounts of a disclosure are.

The phases are those of OpenBudgets (`ontology/codes/phases.ttl`).
"""

from __future__ import annotations

from budgetgraph.disclosure import FINAL_ACCOUNTS, Disclosure

APPROVED, EXECUTED = "approved", "executed"
#: What the key of final accounts ends with, so that no IRI of theirs is one of the budget's.
ACCOUNTS_KEY = "final-accounts"


def phase_of(disclosure: Disclosure) -> str:
    """`executed` for final accounts (决算), `approved` for every other disclosure."""
    return EXECUTED if is_executed(disclosure) else APPROVED


def is_executed(disclosure: Disclosure) -> bool:
    """Tell whether a disclosure says what was spent, not what is planned."""
    return disclosure.kind == FINAL_ACCOUNTS
