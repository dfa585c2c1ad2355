"""The constraint components that look at a focus node with all its values, or at other shapes
(SHACL §4.2, §4.5 to §4.8).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from rdflib import RDF, RDFS, Literal, URIRef
from rdflib.term import Node

from budgetgraph.shacl.result import Unsupported
from budgetgraph.shacl.shape import Check, Fault, Shape
from budgetgraph.shacl.terms import parts, written
from budgetgraph.shacl.triples import TYPE, Triples
from budgetgraph.shacl.values import Test, compared, number

_RESOURCE = (TYPE, f"<{RDFS.Resource}>")


def each(test: Test) -> Check:
    """A fault for every value that fails the test."""

    def check(graph: Triples, focus: str, values: Sequence[str]) -> Iterable[Fault]:
        return [(value, None) for value in values if not test(graph, value)]

    return check


def min_count(limit: Node) -> Check:
    least = number(limit)
    return lambda graph, focus, values: [(None, None)] if len(values) < least else []


def max_count(limit: Node) -> Check:
    most = number(limit)
    return lambda graph, focus, values: [(None, None)] if len(values) > most else []


def unique_language(wanted: Node) -> Check:
    def check(graph: Triples, focus: str, values: Sequence[str]) -> Iterable[Fault]:
        tags = Counter(
            parts(value)[1] for value in values if value.startswith('"') and value[-1] not in '">'
        )
        return [(None, None) for count in tags.values() if count > 1]

    return check if truth(wanted) else _nothing


def _nothing(graph: Triples, focus: str, values: Sequence[str]) -> Iterable[Fault]:
    return ()


def truth(wanted: Node) -> bool:
    if not isinstance(wanted, Literal) or not isinstance(wanted.value, bool):
        raise Unsupported("a switch that is neither true nor false")
    return wanted.value


def has_value(wanted: Node) -> Check:
    term = written(wanted)
    return lambda graph, focus, values: [] if term in values else [(None, None)]


def equals(other: Node) -> Check:
    name = _property(other)

    def check(graph: Triples, focus: str, values: Sequence[str]) -> Iterable[Fault]:
        others = graph.objects(focus, name)
        return [
            (value, None)
            for value in (*values, *others)
            if value not in others or value not in values
        ]

    return check


def disjoint(other: Node) -> Check:
    name = _property(other)

    def check(graph: Triples, focus: str, values: Sequence[str]) -> Iterable[Fault]:
        return [(value, None) for value in values if value in graph.objects(focus, name)]

    return check


def less_than(other: Node) -> Check:
    return _ordered(other, lambda order: order < 0)


def less_than_or_equals(other: Node) -> Check:
    return _ordered(other, lambda order: order <= 0)


def _ordered(other: Node, accepts: Callable[[int], bool]) -> Check:
    """A fault for every pair that is not in order or cannot be ordered."""
    name = _property(other)

    def check(graph: Triples, focus: str, values: Sequence[str]) -> Iterable[Fault]:
        for value in values:
            for against in graph.objects(focus, name):
                order = compared(graph.term(value), graph.term(against))
                if order is None or not accepts(order):
                    yield value, None

    return check


def closed(allowed: frozenset[str]) -> Check:
    """A fault for every triple of a value whose property is not allowed; the path is that property."""

    def check(graph: Triples, focus: str, values: Sequence[str]) -> Iterable[Fault]:
        for node in values:
            for predicate, said in graph.about(node).items():
                if predicate not in allowed:
                    yield from (
                        (value, predicate[1:-1])
                        for value in said
                        if (predicate, value) != _RESOURCE
                    )

    return check


def by_node(shape: Shape) -> Test:
    return shape.conforms


def by_not(shape: Shape) -> Test:
    return lambda graph, value: not shape.conforms(graph, value)


def by_and(shapes: Sequence[Shape]) -> Test:
    return lambda graph, value: all(shape.conforms(graph, value) for shape in shapes)


def by_or(shapes: Sequence[Shape]) -> Test:
    return lambda graph, value: any(shape.conforms(graph, value) for shape in shapes)


def by_xone(shapes: Sequence[Shape]) -> Test:
    return lambda graph, value: sum(shape.conforms(graph, value) for shape in shapes) == 1


def qualified(shape: Shape, siblings: Sequence[Shape], accepts: Callable[[int], bool]) -> Check:
    """How many values conform to the shape and to none of its siblings (§4.7.3)."""

    def check(graph: Triples, focus: str, values: Sequence[str]) -> Iterable[Fault]:
        count = sum(
            shape.conforms(graph, value) and not any(one.conforms(graph, value) for one in siblings)
            for value in values
        )
        return [] if accepts(count) else [(None, None)]

    return check


def _property(node: Node) -> str:
    if not isinstance(node, URIRef) or node == RDF.nil:
        raise Unsupported("a pair with what is no property")
    return written(node)
