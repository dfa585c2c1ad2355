"""The constraint components that look at one value at a time (SHACL §4.1, §4.3, §4.4): each becomes
a test of a value.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from decimal import Decimal

from rdflib import RDF, RDFS, XSD, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from budgetgraph.shacl.result import SH, Unsupported
from budgetgraph.shacl.terms import parts, plain, written
from budgetgraph.shacl.triples import Triples

#: Whether a value (a canonical N-Triples term) of the graph is as the constraint wants it.
Test = Callable[[Triples, str], bool]

_KINDS = {
    "IRI": "<",
    "BlankNode": "_",
    "Literal": '"',
    "BlankNodeOrIRI": "_<",
    "BlankNodeOrLiteral": '_"',
    "IRIOrLiteral": '<"',
}
_PYTHON = {
    str(XSD.string): str,
    str(RDF.langString): str,
    str(XSD.integer): int,
    str(XSD.float): float,
    str(XSD.decimal): Decimal,
    str(XSD.boolean): bool,
    str(XSD.date): datetime.date,
    str(XSD.time): datetime.time,
    str(XSD.dateTime): datetime.datetime,
}
#: Values that rdflib orders by force; SHACL wants to know that a time with a zone and one without
#: do not compare.
_TIMES = (datetime.datetime, datetime.time)
_FLAGS = {"i": re.IGNORECASE, "m": re.MULTILINE}


def of_class(shapes: Graph, wanted: Node) -> Test:
    name = written(_iri(wanted, "sh:class"))
    return lambda graph, value: not value.startswith('"') and graph.is_a(value, name)


def datatype(shapes: Graph, wanted: Node) -> Test:
    """A literal of the datatype that is not ill-typed (§4.1.2)."""
    iri = _iri(wanted, "sh:datatype")
    if iri in (RDFS.Literal, RDFS.Datatype):
        raise Unsupported("sh:datatype of a class of datatypes")
    dress = "@" if iri == RDF.langString else "" if iri == XSD.string else f"^^<{iri}>"
    kind = _PYTHON.get(str(iri))

    def test(graph: Triples, value: str) -> bool:
        if not value.startswith('"'):
            return False
        text, own = parts(value)
        if dress in ("@", ""):
            return own.startswith("@") if dress else not own
        if own != dress or plain(text, own):
            return own == dress
        literal = graph.term(value)
        assert isinstance(literal, Literal)
        return literal.ill_typed is not True and (kind is None or isinstance(literal.value, kind))

    return test


def node_kind(shapes: Graph, wanted: Node) -> Test:
    kinds = _KINDS.get(str(wanted).removeprefix(SH))
    if kinds is None:
        raise Unsupported(f"sh:nodeKind {wanted}")
    return lambda graph, value: value[0] in kinds


def at_least(shapes: Graph, limit: Node) -> Test:
    return _range(limit, lambda order: order >= 0)


def above(shapes: Graph, limit: Node) -> Test:
    return _range(limit, lambda order: order > 0)


def at_most(shapes: Graph, limit: Node) -> Test:
    return _range(limit, lambda order: order <= 0)


def below(shapes: Graph, limit: Node) -> Test:
    return _range(limit, lambda order: order < 0)


def _range(limit: Node, accepts: Callable[[int], bool]) -> Test:
    if not isinstance(limit, Literal):
        raise Unsupported("a limit that is no literal")

    def test(graph: Triples, value: str) -> bool:
        order = compared(graph.term(value), limit) if value.startswith('"') else None
        return order is not None and accepts(order)

    return test


def compared(one: Node, other: Node) -> int | None:
    """Below 0, 0 or above 0 as SPARQL's operators order two literals; None where they do not
    compare.
    """
    if not isinstance(one, Literal) or not isinstance(other, Literal):
        raise Unsupported("an order of what are no literals")
    if isinstance(one.value, str) != isinstance(other.value, str):
        return None
    try:
        if one.eq(other):
            return 0
        greater = one.value > other.value if isinstance(one.value, _TIMES) else one > other
    except (TypeError, NotImplementedError):
        return None
    return 1 if greater else -1


def min_length(shapes: Graph, limit: Node) -> Test:
    least = number(limit)
    return lambda graph, value: (
        least == 0 or (not value.startswith("_") and len(text_of(graph, value)) >= least)
    )


def max_length(shapes: Graph, limit: Node) -> Test:
    most = number(limit)
    return lambda graph, value: not value.startswith("_") and len(text_of(graph, value)) <= most


def pattern(expression: str, flags: str) -> Test:
    """SPARQL's REGEX on the text of IRIs and literals.

    Unsupported where Python's expressions would mean something else.
    """
    if not set(flags) <= set(_FLAGS) or re.search(r"\\[pPiIcC]|-\[", expression):
        raise Unsupported("a regular expression that Python does not know")
    try:
        compiled = re.compile(expression, sum(_FLAGS[flag] for flag in set(flags)))
    except re.error as fault:
        raise Unsupported(f"a regular expression that does not compile: {fault}") from None
    return lambda graph, value: (
        not value.startswith("_") and compiled.search(text_of(graph, value)) is not None
    )


def language_in(shapes: Graph, head: Node) -> Test:
    """By basic language ranges (SPARQL's langMatches)."""
    ranges = {str(member).lower() for member in members(shapes, head)}

    def test(graph: Triples, value: str) -> bool:
        dress = parts(value)[1] if value.startswith('"') else ""
        tag = dress[1:] if dress.startswith("@") else ""
        return bool(tag) and (
            "*" in ranges or any(tag == one or tag.startswith(one + "-") for one in ranges)
        )

    return test


def is_in(shapes: Graph, head: Node) -> Test:
    allowed = {written(member) for member in members(shapes, head)}
    return lambda graph, value: value in allowed


def members(shapes: Graph, head: Node) -> list[Node]:
    """The members of a SHACL list."""
    if head == RDF.nil:
        return []
    if not isinstance(head, BNode | URIRef) or (head, RDF.first, None) not in shapes:
        raise Unsupported("a list that is none")
    return list(Collection(shapes, head))


def number(limit: Node) -> int:
    if (
        not isinstance(limit, Literal)
        or isinstance(limit.value, bool)
        or not isinstance(limit.value, int)
    ):
        raise Unsupported("a count that is no integer")
    return limit.value


def text_of(graph: Triples, value: str) -> str:
    """The text of an IRI or a literal."""
    if value.startswith("<"):
        return value[1:-1]
    text, _ = parts(value)
    return str(graph.term(value)) if "\\" in text else text


def _iri(node: Node, what: str) -> URIRef:
    if not isinstance(node, URIRef):
        raise Unsupported(f"{what} without an IRI")
    return node
