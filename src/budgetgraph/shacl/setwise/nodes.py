"""The constraint components that look at a focus node with all its values, or at other shapes
(SHACL §4.2, §4.5 to §4.8).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from rdflib import RDFS
from rdflib.term import Node

from budgetgraph.shacl.setwise.order import Accepts, Test, compared
from budgetgraph.shacl.setwise.parameters import number, predicate, truth
from budgetgraph.shacl.setwise.shape import Check, Fault, Shape
from budgetgraph.shacl.terms import is_literal, parts, written
from budgetgraph.shacl.triples import TYPE, Triples

_RESOURCE = (TYPE, f"<{RDFS.Resource}>")
#: A fault of the focus node itself, not of one of its values.
_OF_THE_FOCUS: Fault = (None, None)


def each(test: Test) -> Check:
    """Make a check that finds a fault for every value that fails the test."""

    def check(graph: Triples, focus: str, values: Sequence[str]) -> Iterable[Fault]:
        return _faults(value for value in values if not test(graph, value))

    return check


def _faults(values: Iterable[str]) -> list[Fault]:
    """Return values as faults under the path of their shape."""
    return [(value, None) for value in values]


def min_count(limit: Node) -> Check:
    """Make the check of sh:minCount."""
    least = number(limit)
    return _counted(lambda count: count >= least)


def max_count(limit: Node) -> Check:
    """Make the check of sh:maxCount."""
    most = number(limit)
    return _counted(lambda count: count <= most)


def _counted(accepts: Accepts) -> Check:
    """Make a check that finds one fault where the number of values is not accepted."""

    def check(graph: Triples, focus: str, values: Sequence[str]) -> Iterable[Fault]:
        return [] if accepts(len(values)) else [_OF_THE_FOCUS]

    return check


def unique_language(wanted: Node) -> Check:
    """Make the check of sh:uniqueLang: one fault for every language of several values."""
    return _languages if truth(wanted) else _nothing


def _languages(graph: Triples, focus: str, values: Sequence[str]) -> Iterable[Fault]:
    tags: Counter[str] = Counter()
    for value in values:
        dress = parts(value)[1] if is_literal(value) else ""
        if dress.startswith("@"):
            tags[dress] += 1
    return [_OF_THE_FOCUS for count in tags.values() if count > 1]


def _nothing(graph: Triples, focus: str, values: Sequence[str]) -> Iterable[Fault]:
    return ()


def has_value(wanted: Node) -> Check:
    """Make the check of sh:hasValue."""
    term = written(wanted)
    return lambda graph, focus, values: [] if term in values else [_OF_THE_FOCUS]


def equals(other: Node) -> Check:
    """Make the check of sh:equals: a fault for every value that only one of the two has."""
    name = predicate(other)

    def check(graph: Triples, focus: str, values: Sequence[str]) -> Iterable[Fault]:
        others = graph.objects(focus, name)
        alone = [value for value in values if value not in others]
        alone += [value for value in others if value not in values]
        return _faults(alone)

    return check


def disjoint(other: Node) -> Check:
    """Make the check of sh:disjoint: a fault for every value that both have."""
    name = predicate(other)

    def check(graph: Triples, focus: str, values: Sequence[str]) -> Iterable[Fault]:
        others = graph.objects(focus, name)
        return _faults(value for value in values if value in others)

    return check


def less_than(other: Node) -> Check:
    """Make the check of sh:lessThan."""
    return _ordered(other, lambda order: order < 0)


def less_than_or_equals(other: Node) -> Check:
    """Make the check of sh:lessThanOrEquals."""
    return _ordered(other, lambda order: order <= 0)


def _ordered(other: Node, accepts: Accepts) -> Check:
    """Make a check that finds a fault for every pair not in order, or with no order at all."""
    name = predicate(other)

    def check(graph: Triples, focus: str, values: Sequence[str]) -> Iterable[Fault]:
        for value in values:
            for against in graph.objects(focus, name):
                order = compared(graph.term(value), graph.term(against))
                if order is None or not accepts(order):
                    yield value, None

    return check


def closed(allowed: frozenset[str]) -> Check:
    """Make the check of sh:closed.

    A fault for every triple of a value whose property is not allowed; its path is that property.
    """

    def check(graph: Triples, focus: str, values: Sequence[str]) -> Iterable[Fault]:
        for node in values:
            for name, said in graph.about(node).items():
                if name not in allowed:
                    yield from _unwanted(name, said)

    return check


def _unwanted(name: str, said: Sequence[str]) -> Iterable[Fault]:
    """Yield the values of a property that is not allowed.

    That a node is a resource says nothing, and is always allowed.
    """
    for value in said:
        if (name, value) != _RESOURCE:
            yield value, name[1:-1]


def by_node(shape: Shape) -> Test:
    """Make the test of sh:node."""
    return shape.conforms


def by_not(shape: Shape) -> Test:
    """Make the test of sh:not."""
    return lambda graph, value: not shape.conforms(graph, value)


def by_and(shapes: Sequence[Shape]) -> Test:
    """Make the test of sh:and."""
    return lambda graph, value: all(shape.conforms(graph, value) for shape in shapes)


def by_or(shapes: Sequence[Shape]) -> Test:
    """Make the test of sh:or."""
    return lambda graph, value: any(shape.conforms(graph, value) for shape in shapes)


def by_xone(shapes: Sequence[Shape]) -> Test:
    """Make the test of sh:xone: exactly one of the shapes."""
    return lambda graph, value: sum(shape.conforms(graph, value) for shape in shapes) == 1


def qualified(shape: Shape, siblings: Sequence[Shape], accepts: Accepts) -> Check:
    """Make the check of the qualified counts (§4.7.3).

    It counts the values that conform to the shape and to none of its siblings.
    """
    is_sibling = by_or(siblings)

    def check(graph: Triples, focus: str, values: Sequence[str]) -> Iterable[Fault]:
        count = 0
        for value in values:
            if shape.conforms(graph, value) and not is_sibling(graph, value):
                count += 1
        return [] if accepts(count) else [_OF_THE_FOCUS]

    return check
