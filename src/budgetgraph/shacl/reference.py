"""The reference engine: pySHACL over rdflib's memory store.

Over a store that keeps literals in a form of its own its reports are wrong.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyshacl
from pyshacl.graph_abstraction import DataGraph
from rdflib import RDF, SH, Graph, Literal, URIRef
from rdflib.term import Node

from budgetgraph.shacl.queries import filled, prepared, reason
from budgetgraph.shacl.result import SPARQL_CONSTRAINT, FaultyShapes, Result
from budgetgraph.shacl.terms import simplest, templates, written
from budgetgraph.shacl.triples import Triple

# pySHACL prints what it also raises; the caller reports it once.
logging.getLogger("pyshacl-validate").disabled = True

Solution = dict[str, Node]

_NOBODY = URIRef("urn:x-reference:nobody")


def check_shapes(shapes: Graph) -> None:
    """Judge shapes by the SHACL shapes for shapes. FaultyShapes says what is wrong."""
    try:
        # A focus node that nothing targets: the shapes are judged, nothing is asked with them yet.
        pyshacl.validate(Graph(), shacl_graph=shapes, meta_shacl=True, focus_nodes=[_NOBODY])
    except Exception as fault:
        raise FaultyShapes(reason(fault)) from None


class _Remembering(Graph):
    """A memory graph that compiles each query once and remembers the solutions, of which pySHACL
    keeps only focus, path and value.
    """

    def __init__(self) -> None:
        super().__init__()
        self.solutions: dict[Node, list[Solution]] = defaultdict(list)

    def query(self, query_object: Any, *arguments: Any, **named: Any) -> Any:
        """Ask a query, and remember its solutions where it is asked of a focus node."""
        query = prepared(query_object) if isinstance(query_object, str) else query_object
        result = super().query(query, *arguments, **named)
        focus = _bindings(arguments, named).get("this")
        if focus is not None:
            for solution in result.bindings:
                self.solutions[focus].append({str(name): term for name, term in solution.items()})
        return result


def _bindings(arguments: Sequence[Any], named: Mapping[str, Any]) -> Mapping[str, Node]:
    """Return the `initBindings` of a call of `Graph.query`: named, or its fourth argument."""
    given = named.get("initBindings")
    if not given and len(arguments) > 3:
        given = arguments[3]
    return given or {}


def run(triples: Sequence[Triple], shapes: Graph) -> list[Result]:
    """Return pySHACL's results for a graph.

    A fault of the shapes is FaultyShapes, never a result.
    """
    data = _Remembering()
    lines = [f"{subject} {predicate} {value} ." for subject, predicate, value in triples]
    data.parse(data="\n".join(lines), format="nt")
    try:
        _, results, _ = pyshacl.validate(
            DataGraph.from_rdflib_graph(data), shacl_graph=shapes, inplace=True
        )
    except Exception as fault:
        # pySHACL has errors of its own for what it checks; its queries, expressions and lists raise
        # all kinds of others.
        raise FaultyShapes(reason(fault)) from fault
    if not isinstance(results, Graph):
        raise FaultyShapes(reason(results))
    return [_result(results, node, data, shapes) for node in _top(results)]


def _top(results: Graph) -> Sequence[Node]:
    """Return the results of the report itself, not those that explain one of them (sh:detail)."""
    nodes: list[Node] = []
    for report in results.subjects(RDF.type, SH.ValidationReport):
        nodes += results.objects(report, SH.result)
    return sorted(nodes, key=str)


def _result(results: Graph, node: Node, data: _Remembering, shapes: Graph) -> Result:
    """Return one of pySHACL's results with the query solution behind it."""
    focus = results.value(node, SH.focusNode)
    shape = results.value(node, SH.sourceShape)
    assert focus is not None  # SHACL §3.6.2: exactly one of each
    assert shape is not None
    value = results.value(node, SH.value)
    path = results.value(node, SH.resultPath)
    constraint = results.value(node, SH.sourceConstraint)
    component = str(results.value(node, SH.sourceConstraintComponent))
    told = tuple(sorted(results.objects(node, SH.resultMessage), key=str))
    messages = templates(shapes, shape, constraint)
    alike = _with_same_result(data.solutions[focus], focus, path, value)
    return Result(
        focus=written(focus),
        path=_iri(path),
        value=_value(value, component),
        severity=str(results.value(node, SH.resultSeverity)),
        component=component,
        shape=shape,
        constraint=constraint,
        solution=_with_same_messages(alike, messages, told),
        told=told,
    )


def _iri(path: Node | None) -> str | None:
    """Return the path of a result as an IRI; None for a path of several steps, or for none."""
    return str(path) if isinstance(path, URIRef) else None


def _value(value: Node | None, component: str) -> str | None:
    """Return the value of a result as a term; what a query computed is in its simplest spelling."""
    if value is None:
        return None
    term = written(value)
    return simplest(term) if component == SPARQL_CONSTRAINT else term


def _with_same_result(
    solutions: Iterable[Solution], focus: Node, path: Node | None, value: Node | None
) -> list[Solution]:
    """Return the query solutions that give a result with this path and this value."""
    same: list[Solution] = []
    for solution in solutions:
        own_value = solution.get("value", focus)
        if solution.get("path") == path and own_value == value:
            same.append(solution)
    return same


def _with_same_messages(
    solutions: Sequence[Solution], messages: Sequence[Literal], told: Sequence[Node]
) -> Solution:
    """Return the query solution that fills the messages in as the result has them.

    The first of all where none does, and an empty one for a result of no query.
    """
    wanted = {str(message) for message in told}
    for solution in solutions:
        texts = {name: str(term) for name, term in solution.items()}
        if {filled(str(message), texts) for message in messages} == wanted:
            return solution
    return solutions[0] if solutions else {}
