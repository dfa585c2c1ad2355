"""The values of constraint parameters, read from a shapes graph. Unsupported says what is wrong
with one: the reference engine judges it then.
"""

from __future__ import annotations

from rdflib import RDF, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from budgetgraph.shacl.result import Unsupported
from budgetgraph.shacl.terms import written


def iri(value: Node, parameter: str) -> URIRef:
    """Return the value of a parameter that wants an IRI."""
    if not isinstance(value, URIRef):
        raise Unsupported(f"{parameter} without an IRI")
    return value


def predicate(value: Node) -> str:
    """Return the other property of a pair, as a canonical term."""
    if not isinstance(value, URIRef) or value == RDF.nil:
        raise Unsupported("a pair with what is no property")
    return written(value)


def number(value: Node) -> int:
    """Return the value of a parameter that counts: `sh:minCount 1` → 1."""
    content = value.value if isinstance(value, Literal) else None
    # A truth value is an int of Python's, and none of SHACL's.
    if isinstance(content, bool) or not isinstance(content, int):
        raise Unsupported("a count that is no integer")
    return content


def truth(value: Node) -> bool:
    """Return the value of a parameter that switches something on: `sh:closed true` → True."""
    content = value.value if isinstance(value, Literal) else None
    if not isinstance(content, bool):
        raise Unsupported("a switch that is neither true nor false")
    return content


def members(shapes: Graph, head: Node) -> list[Node]:
    """Return the members of a SHACL list."""
    if head == RDF.nil:
        return []
    if not isinstance(head, BNode | URIRef) or (head, RDF.first, None) not in shapes:
        raise Unsupported("a list that is none")
    return list(Collection(shapes, head))
