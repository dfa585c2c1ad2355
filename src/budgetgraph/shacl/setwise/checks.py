"""From the parameters of a shape to its checks: one for every constraint of SHACL Core (§4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rdflib import SH, Graph, URIRef
from rdflib.term import Node

from budgetgraph.shacl.result import Unsupported
from budgetgraph.shacl.setwise import nodes, order, values
from budgetgraph.shacl.setwise.parameters import members, number, truth
from budgetgraph.shacl.setwise.shape import Check, Shape
from budgetgraph.shacl.setwise.vocabulary import Said, first
from budgetgraph.shacl.terms import written

#: A check with the name of its constraint component.
NamedCheck = tuple[str, Check]

#: Parameters with one value that is tested on each value node, and their components.
_TESTS: dict[str, tuple[str, Callable[[Graph, Node], order.Test]]] = {
    "class": ("Class", values.of_class),
    "datatype": ("Datatype", values.datatype),
    "nodeKind": ("NodeKind", values.node_kind),
    "minExclusive": ("MinExclusive", order.above),
    "minInclusive": ("MinInclusive", order.at_least),
    "maxExclusive": ("MaxExclusive", order.below),
    "maxInclusive": ("MaxInclusive", order.at_most),
    "minLength": ("MinLength", values.min_length),
    "maxLength": ("MaxLength", values.max_length),
    "languageIn": ("LanguageIn", values.language_in),
    "in": ("In", values.is_in),
}
#: Parameters whose constraint looks at all values together.
_CHECKS: dict[str, tuple[str, Callable[[Node], Check]]] = {
    "minCount": ("MinCount", nodes.min_count),
    "maxCount": ("MaxCount", nodes.max_count),
    "uniqueLang": ("UniqueLang", nodes.unique_language),
    "hasValue": ("HasValue", nodes.has_value),
    "equals": ("Equals", nodes.equals),
    "disjoint": ("Disjoint", nodes.disjoint),
    "lessThan": ("LessThan", nodes.less_than),
    "lessThanOrEquals": ("LessThanOrEquals", nodes.less_than_or_equals),
}
#: Parameters whose value is a list of shapes.
_LISTED: dict[str, tuple[str, Callable[[Sequence[Shape]], order.Test]]] = {
    "and": ("And", nodes.by_and),
    "or": ("Or", nodes.by_or),
    "xone": ("Xone", nodes.by_xone),
}


@dataclass(frozen=True, slots=True)
class GivenShape:
    """A shape to be compiled: what is said of it, and how the shapes it refers to are compiled."""

    shapes: Graph
    node: Node
    said: Said
    nested: Callable[[Node], Shape]


def checks(given: GivenShape) -> tuple[NamedCheck, ...]:
    """Return the checks of a shape, each with the local name of its component's IRI."""
    named: list[NamedCheck] = []
    for name, parameters in given.said.items():
        for value in parameters:
            named += _of_one(given, name, value)
    named += _closed(given)
    named += _qualified(given)
    return tuple((f"{component}ConstraintComponent", check) for component, check in named)


def _of_one(given: GivenShape, name: str, value: Node) -> Iterator[NamedCheck]:
    """Yield the check that a parameter asks for; none where it goes with another parameter."""
    if name in _TESTS:
        component, test_of = _TESTS[name]
        yield component, nodes.each(test_of(given.shapes, value))
    elif name in _CHECKS:
        component, check_of = _CHECKS[name]
        yield component, check_of(value)
    elif name in _LISTED:
        component, joined = _LISTED[name]
        inner = list(map(given.nested, members(given.shapes, value)))
        yield component, nodes.each(joined(inner))
    elif name == "node":
        yield "Node", nodes.each(nodes.by_node(_node_shape(given, value)))
    elif name == "not":
        yield "Not", nodes.each(nodes.by_not(given.nested(value)))
    elif name == "pattern":
        flags = first(given.said, "flags")
        yield "Pattern", nodes.each(values.pattern(str(value), str(flags or "")))


def _node_shape(given: GivenShape, node: Node) -> Shape:
    shape = given.nested(node)
    if shape.path is not None:
        raise Unsupported("sh:node with a property shape")
    return shape


def _closed(given: GivenShape) -> Iterator[NamedCheck]:
    """Yield the check of sh:closed, where it is switched on."""
    switch = first(given.said, "closed")
    if switch is not None and truth(switch):
        yield "Closed", nodes.closed(_allowed(given))


def _allowed(given: GivenShape) -> frozenset[str]:
    """Return the properties of a closed shape: those of its property shapes, and the ignored."""
    allowed: list[Node] = []
    for shape in given.said.get("property", []):
        allowed += given.shapes.objects(shape, SH.path)
    for head in given.said.get("ignoredProperties", []):
        allowed += members(given.shapes, head)
    return frozenset(written(path) for path in allowed if isinstance(path, URIRef))


def _qualified(given: GivenShape) -> Iterator[NamedCheck]:
    """Yield the checks of sh:qualifiedMinCount and sh:qualifiedMaxCount."""
    wanted = first(given.said, "qualifiedValueShape")
    if wanted is None:
        return
    shape = given.nested(wanted)
    others = _beside(given) - {wanted}
    siblings = list(map(given.nested, sorted(others, key=str)))
    least = first(given.said, "qualifiedMinCount")
    if least is not None:
        yield "QualifiedMinCount", nodes.qualified(shape, siblings, number(least).__le__)
    most = first(given.said, "qualifiedMaxCount")
    if most is not None:
        yield "QualifiedMaxCount", nodes.qualified(shape, siblings, number(most).__ge__)


def _beside(given: GivenShape) -> set[Node]:
    """Return the qualified shapes beside this one, where values must not conform to those too.

    They belong to the property shapes of the same parents (§4.7.3).
    """
    switch = first(given.said, "qualifiedValueShapesDisjoint")
    siblings: set[Node] = set()
    if switch is None or not truth(switch):
        return siblings
    for parent in given.shapes.subjects(SH.property, given.node):
        for sibling in given.shapes.objects(parent, SH.property):
            siblings.update(given.shapes.objects(sibling, SH.qualifiedValueShape))
    return siblings
