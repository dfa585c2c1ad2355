"""The constraint components that look at one value at a time (SHACL §4.1, §4.4): each becomes a
test of a value. Those that compare it with a limit are in `order`.
"""

from __future__ import annotations

import datetime
import re
from decimal import Decimal

from rdflib import RDF, RDFS, XSD, Graph, Literal
from rdflib.term import Node

from budgetgraph.shacl.result import SH, Unsupported
from budgetgraph.shacl.setwise.order import Test
from budgetgraph.shacl.setwise.parameters import iri, members, number
from budgetgraph.shacl.terms import is_blank, is_literal, parts, plain, written
from budgetgraph.shacl.triples import Triples

#: The first characters that terms of a node kind have.
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
_FLAGS = {"i": re.IGNORECASE, "m": re.MULTILINE}
#: What XML Schema's expressions have (classes of Unicode, of names, subtraction) and Python's not.
_XML_ONLY = re.compile(r"\\[pPiIcC]|-\[")


def of_class(shapes: Graph, wanted: Node) -> Test:
    """Make the test of sh:class."""
    name = written(iri(wanted, "sh:class"))
    return lambda graph, value: not is_literal(value) and graph.is_a(value, name)


def datatype(shapes: Graph, wanted: Node) -> Test:
    """Make the test of sh:datatype: a literal of the datatype that is not ill-typed (§4.1.2)."""
    name = iri(wanted, "sh:datatype")
    if name in (RDFS.Literal, RDFS.Datatype):
        raise Unsupported("sh:datatype of a class of datatypes")
    if name == RDF.langString:
        return _has_language
    if name == XSD.string:
        return _is_plain_string
    return _typed(str(name))


def _has_language(graph: Triples, value: str) -> bool:
    """Say whether a value is a text with a language."""
    return _dress(value).startswith("@")


def _is_plain_string(graph: Triples, value: str) -> bool:
    """Say whether a value is a text without a language."""
    return is_literal(value) and not _dress(value)


def _dress(value: str) -> str:
    """Return what follows the text of a literal; nothing for what is no literal."""
    return parts(value)[1] if is_literal(value) else ""


def _typed(name: str) -> Test:
    """Make the test for a datatype other than that of strings."""
    dress = f"^^<{name}>"
    kind = _PYTHON.get(name)

    def test(graph: Triples, value: str) -> bool:
        if _dress(value) != dress:
            return False
        if plain(parts(value)[0], dress):
            return True
        literal = graph.term(value)
        assert isinstance(literal, Literal)
        if literal.ill_typed is True:
            return False
        return kind is None or isinstance(literal.value, kind)

    return test


def node_kind(shapes: Graph, wanted: Node) -> Test:
    """Make the test of sh:nodeKind."""
    kinds = _KINDS.get(str(wanted).removeprefix(SH))
    if kinds is None:
        raise Unsupported(f"sh:nodeKind {wanted}")
    return lambda graph, value: value[0] in kinds


def min_length(shapes: Graph, limit: Node) -> Test:
    """Make the test of sh:minLength; a blank node has no text, and passes where none is asked."""
    least = number(limit)

    def test(graph: Triples, value: str) -> bool:
        if least == 0:
            return True
        return not is_blank(value) and len(text_of(graph, value)) >= least

    return test


def max_length(shapes: Graph, limit: Node) -> Test:
    """Make the test of sh:maxLength; a blank node fails it whatever the limit."""
    most = number(limit)
    return lambda graph, value: not is_blank(value) and len(text_of(graph, value)) <= most


def pattern(expression: str, flags: str) -> Test:
    """Make the test of sh:pattern: SPARQL's REGEX on the text of IRIs and literals.

    Unsupported where Python's expressions would mean something else.
    """
    if not _FLAGS.keys() >= set(flags) or _XML_ONLY.search(expression):
        raise Unsupported("a regular expression that Python does not know")
    switches = sum(_FLAGS[flag] for flag in set(flags))
    try:
        compiled = re.compile(expression, switches)
    except re.error as fault:
        raise Unsupported(f"a regular expression that does not compile: {fault}") from None

    def test(graph: Triples, value: str) -> bool:
        if is_blank(value):
            return False
        return compiled.search(text_of(graph, value)) is not None

    return test


def language_in(shapes: Graph, head: Node) -> Test:
    """Make the test of sh:languageIn, by basic language ranges (SPARQL's langMatches).

    `zh` takes in `zh` and `zh-Hans`, `*` every language.
    """
    ranges = {str(member).lower() for member in members(shapes, head)}

    def test(graph: Triples, value: str) -> bool:
        if not _has_language(graph, value):
            return False
        tag = _dress(value)[1:]
        beginnings = {tag[:end] for end, mark in enumerate(tag) if mark == "-"}
        return not ranges.isdisjoint({"*", tag} | beginnings)

    return test


def is_in(shapes: Graph, head: Node) -> Test:
    """Make the test of sh:in."""
    allowed = set(map(written, members(shapes, head)))
    return lambda graph, value: value in allowed


def text_of(graph: Triples, value: str) -> str:
    """Return the text of an IRI or a literal."""
    if not is_literal(value):
        return value[1:-1]
    text, _ = parts(value)
    return str(graph.term(value)) if "\\" in text else text
