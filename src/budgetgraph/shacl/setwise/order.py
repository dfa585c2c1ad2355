"""The order of literals: the constraint components that compare a value with a limit (SHACL §4.3),
and what the pairs of properties (§4.5) compare with.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable

from rdflib import Graph, Literal
from rdflib.term import Node

from budgetgraph.shacl.result import Unsupported
from budgetgraph.shacl.terms import is_literal
from budgetgraph.shacl.triples import Triples

#: Whether a value (a canonical N-Triples term) of the graph is as the constraint wants it.
Test = Callable[[Triples, str], bool]
#: Whether a result of `compared` is as the constraint wants it.
Accepts = Callable[[int], bool]

#: Values that rdflib orders by force; SHACL wants to know that a time with a zone and one without
#: do not compare.
_TIMES = (datetime.datetime, datetime.time)


def compared(first: Node, other: Node) -> int | None:
    """Return a number below 0, 0 or above 0 as SPARQL's operators order two literals.

    `5`, `7` → -1; `5`, `5.0` → 0; `5`, `a` → None, because they do not compare.
    """
    if not isinstance(first, Literal) or not isinstance(other, Literal):
        raise Unsupported("an order of what are no literals")
    if isinstance(first.value, str) != isinstance(other.value, str):
        return None
    try:
        if first.eq(other):
            return 0
        return 1 if _is_greater(first, other) else -1
    except (TypeError, NotImplementedError):
        return None


def _is_greater(first: Literal, other: Literal) -> bool:
    if isinstance(first.value, _TIMES):
        return bool(first.value > other.value)
    return first > other


def at_least(shapes: Graph, limit: Node) -> Test:
    """Make the test of sh:minInclusive."""
    return _in_range(limit, lambda order: order >= 0)


def above(shapes: Graph, limit: Node) -> Test:
    """Make the test of sh:minExclusive."""
    return _in_range(limit, lambda order: order > 0)


def at_most(shapes: Graph, limit: Node) -> Test:
    """Make the test of sh:maxInclusive."""
    return _in_range(limit, lambda order: order <= 0)


def below(shapes: Graph, limit: Node) -> Test:
    """Make the test of sh:maxExclusive."""
    return _in_range(limit, lambda order: order < 0)


def _in_range(limit: Node, accepts: Accepts) -> Test:
    if not isinstance(limit, Literal):
        raise Unsupported("a limit that is no literal")

    def test(graph: Triples, value: str) -> bool:
        if not is_literal(value):
            return False
        order = compared(graph.term(value), limit)
        return order is not None and accepts(order)

    return test
