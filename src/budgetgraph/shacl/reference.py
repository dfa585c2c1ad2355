"""The reference engine: pySHACL over rdflib's memory store.

Over a store that keeps literals in a form of its own its reports are wrong.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import pyshacl
from pyshacl.graph_abstraction import DataGraph
from rdflib import RDF, SH, Graph, Literal, URIRef
from rdflib.term import Node

from budgetgraph.document.problems import BrokenShapes
from budgetgraph.shacl.queries import filled, prepared, reason
from budgetgraph.shacl.result import SPARQL_CONSTRAINT, Result
from budgetgraph.shacl.terms import simplest, templates, written

# pySHACL prints what it also raises; the caller reports it once.
logging.getLogger("pyshacl-validate").disabled = True

Solution = dict[str, Node]

_NOBODY = URIRef("urn:x-budgetgraph:nobody")


def check_shapes(shapes: Graph) -> None:
    """By the SHACL shapes for shapes. BrokenShapes says what is wrong."""
    try:
        # A focus node that nothing targets: the shapes are judged, nothing is asked with them yet.
        pyshacl.validate(Graph(), shacl_graph=shapes, meta_shacl=True, focus_nodes=[_NOBODY])
    except Exception as fault:
        raise BrokenShapes(reason(fault)) from None


class _Remembering(Graph):
    """A memory graph that compiles each query once and remembers the solutions, of which pySHACL
    keeps only focus, path and value.
    """

    def __init__(self) -> None:
        super().__init__()
        self.solutions: dict[Node, list[Solution]] = defaultdict(list)

    def query(self, query_object: Any, *arguments: Any, **named: Any) -> Any:
        result = super().query(
            prepared(query_object) if isinstance(query_object, str) else query_object,
            *arguments,
            **named,
        )
        bound = named.get("initBindings") or (arguments[3] if len(arguments) > 3 else None) or {}
        if "this" in bound:
            self.solutions[bound["this"]] += [
                {str(name): term for name, term in solution.items()} for solution in result.bindings
            ]
        return result


def run(triples: Sequence[tuple[str, str, str]], shapes: Graph) -> list[Result]:
    """pySHACL's results for a graph. A fault of the shapes is BrokenShapes, never a result."""
    data = _Remembering()
    data.parse(
        data="\n".join(f"{subject} {predicate} {value} ." for subject, predicate, value in triples),
        format="nt",
    )
    try:
        _, results, _ = pyshacl.validate(
            DataGraph.from_rdflib_graph(data), shacl_graph=shapes, inplace=True
        )
    except Exception as fault:
        # pySHACL has errors of its own for what it checks; its queries, expressions and lists raise
        # all kinds of others.
        raise BrokenShapes(reason(fault)) from fault
    if not isinstance(results, Graph):
        raise BrokenShapes(reason(results))
    return [_result(results, node, data, shapes) for node in _top(results)]


def _top(results: Graph) -> Iterable[Node]:
    """The results of the report itself, not those that explain one of them (sh:detail)."""
    return sorted(
        (
            node
            for report in results.subjects(RDF.type, SH.ValidationReport)
            for node in results.objects(report, SH.result)
        ),
        key=str,
    )


def _result(results: Graph, node: Node, data: _Remembering, shapes: Graph) -> Result:
    focus, shape = results.value(node, SH.focusNode), results.value(node, SH.sourceShape)
    assert focus is not None  # SHACL §3.6.2: exactly one of each
    assert shape is not None
    value, path = results.value(node, SH.value), results.value(node, SH.resultPath)
    constraint = results.value(node, SH.sourceConstraint)
    component = str(results.value(node, SH.sourceConstraintComponent))
    told = tuple(sorted(results.objects(node, SH.resultMessage), key=str))
    term = None if value is None else written(value)
    return Result(
        focus=written(focus),
        path=str(path) if isinstance(path, URIRef) else None,
        value=simplest(term) if term is not None and component == SPARQL_CONSTRAINT else term,
        severity=str(results.value(node, SH.resultSeverity)),
        component=component,
        shape=shape,
        constraint=constraint,
        solution=_solution(
            data.solutions[focus], focus, path, value, templates(shapes, shape, constraint), told
        ),
        told=told,
    )


def _solution(
    solutions: list[Solution],
    focus: Node,
    path: Node | None,
    value: Node | None,
    messages: list[Literal],
    told: Sequence[Node],
) -> Solution:
    """The query solution behind a result: same path, same value, same messages.

    Empty for a result of no query.
    """
    same = [
        one for one in solutions if one.get("path") == path and one.get("value", focus) == value
    ]
    wanted = {str(message) for message in told}
    exact = (
        one
        for one in same
        if {
            filled(str(message), {name: str(term) for name, term in one.items()})
            for message in messages
        }
        == wanted
    )
    return next(exact, same[0] if same else {})
