"""The choice between the two engines: the fast one where it is exact, else the reference; the
caller may insist on either.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import lru_cache

from rdflib import Graph

from budgetgraph.shacl import Engine
from budgetgraph.shacl.result import Result, Unsupported
from budgetgraph.shacl.setwise.plan import Plan
from budgetgraph.shacl.triples import Triple, Triples

_LOG = logging.getLogger(__package__)


def run(
    graph: Triples,
    triples: Sequence[Triple],
    shapes: Graph,
    engine: Engine,
    *,
    proven: bool = False,
) -> list[Result]:
    """Return the validation results for a graph, `triples` being what it was made of.

    `proven` says that the two engines are known to agree on these shapes whatever way numbers are
    written in the data. FaultyShapes where the shapes do not run; Unsupported where the fast engine
    is insisted on and cannot do it.
    """
    if engine is Engine.REFERENCE:
        return _by_reference(triples, shapes)
    try:
        return _plan(shapes).run(graph, triples, proven=proven)
    except Unsupported as reason:
        if engine is Engine.SETWISE:
            raise
        _LOG.debug("pySHACL takes over: the set-wise engine does not know %s", reason)
    return _by_reference(triples, shapes)


def _by_reference(triples: Sequence[Triple], shapes: Graph) -> list[Result]:
    """Let pySHACL check; it is imported here, as loading it takes longer than most checks."""
    from budgetgraph.shacl import reference

    return reference.run(triples, shapes)


def _plan(shapes: Graph) -> Plan:
    plan = _compiled(shapes)
    if isinstance(plan, str):
        raise Unsupported(plan)
    return plan


@lru_cache(maxsize=4)
def _compiled(shapes: Graph) -> Plan | str:
    """Return the shapes made ready, or why they cannot be."""
    try:
        return Plan(shapes)
    except Unsupported as reason:
        return str(reason)
