"""The queries that a store does not answer, and why."""

from __future__ import annotations

from budgetgraph.document.problems import BudgetGraphError
from budgetgraph.store.outside_calls import CALLS, calls_out
from budgetgraph.store.query_size import too_deep


class MalformedQuery(BudgetGraphError):
    """The query is no SPARQL 1.1 query, or calls a function that is not there; the message says
    where.
    """

    status = 2


class OutsideCall(BudgetGraphError):
    """The query would call another server; no query does."""

    status = 2


class UnknownGraph(BudgetGraphError):
    """A graph that was asked for is not in the store; nothing is ever fetched from elsewhere."""

    status = 2


def refuse(sparql: str) -> None:
    """OutsideCall or MalformedQuery for a text that no engine must see."""
    if calls_out(sparql):
        raise OutsideCall(CALLS)
    excess = too_deep(sparql)
    if excess is not None:
        raise MalformedQuery(f"the query has {excess}: write it in a simpler way")
