"""RDF terms as canonical N-Triples text: equal terms are equal strings, by the rules of rdflib,
which the reference engine keeps to.
"""

from __future__ import annotations

import re

from rdflib import SH, XSD, BNode, Graph, Literal, URIRef
from rdflib.plugins.parsers.ntriples import unquote
from rdflib.term import Node

from budgetgraph.rdf.nquads import escape

_STRING = f"^^<{XSD.string}>"
#: Lexical forms that rdflib leaves as they are, by datatype.
_NORMAL = {
    f"^^<{datatype}>": re.compile(form)
    for datatype, form in {
        XSD.integer: "0|-?[1-9][0-9]*",
        XSD.decimal: r"-?(0|[1-9][0-9]*)(\.[0-9]+)?",
        XSD.boolean: "true|false",
        XSD.gYear: "[0-9]{4}",
        XSD.anyURI: ".*",
    }.items()
}
_DECIMAL = f"^^<{XSD.decimal}>"
_EXACT = frozenset({"", _DECIMAL, f"^^<{XSD.integer}>", f"^^<{XSD.boolean}>"})


def canonical(term: str) -> str:
    """An N-Triples term in its one canonical spelling."""
    if not term.startswith('"'):
        return f"<{unquote(term[1:-1])}>" if "\\" in term else term
    end = term.rindex('"')
    text, dress = term[1:end], term[end + 1 :]
    if "\\" in text:
        text = escape(unquote(text))
    if dress.startswith("@"):
        dress = dress.lower()
    elif dress == _STRING:
        dress = ""
    elif dress and not plain(text, dress):
        text = escape(str(Literal(unquote(text), datatype=URIRef(unquote(dress[3:-1])))))
    return f'"{text}"{dress}'


def plain(text: str, dress: str) -> bool:
    """Whether a literal of a common datatype is well-formed and in its normal form at first sight."""
    form = _NORMAL.get(dress)
    return form is not None and form.fullmatch(text) is not None


def written(node: Node) -> str:
    """An rdflib term as canonical N-Triples."""
    if isinstance(node, URIRef):
        return f"<{node}>"
    if isinstance(node, Literal):
        dress = (
            f"@{node.language.lower()}"
            if node.language
            else f"^^<{node.datatype}>"
            if node.datatype
            else ""
        )
        return f'"{escape(str(node))}"{"" if dress == _STRING else dress}'
    return f"_:{node}"


def read(term: str) -> Node:
    """The rdflib term of a canonical N-Triples term."""
    if term.startswith("<"):
        return URIRef(term[1:-1])
    if not term.startswith('"'):
        return BNode(term[2:])
    text, dress = parts(term)
    text = unquote(text) if "\\" in text else text
    return (
        Literal(text, lang=dress[1:])
        if dress.startswith("@")
        else Literal(text, datatype=URIRef(dress[3:-1]) if dress else None)
    )


def parts(literal: str) -> tuple[str, str]:
    """The text (still escaped) of a literal, and what follows it: `@lang`, `^^<datatype>` or
    nothing.
    """
    end = literal.rindex('"')
    return literal[1:end], literal[end + 1 :]


def exact(term: str) -> bool:
    """Whether every engine writes a computed term alike: IRIs, texts, integers, decimals and truth
    values.
    """
    return not term.startswith('"') or parts(term)[1] in _EXACT or parts(term)[1].startswith("@")


def simplest(term: str) -> str:
    """A decimal without needless zeros, `5` for `5.0`: engines differ in how many they compute.

    Any other term as it is.
    """
    if not term.endswith(_DECIMAL):
        return term
    text, dress = parts(term)
    return f'"{text.rstrip("0").removesuffix(".") if "." in text else text}"{dress}'


def templates(shapes: Graph, shape: Node, constraint: Node | None) -> list[Literal]:
    """The messages of a constraint and its shape, with their languages: pySHACL drops those where
    it fills in variables.
    """
    owners = [owner for owner in (constraint, shape) if owner is not None]
    return sorted(
        message
        for owner in owners
        for message in shapes.objects(owner, SH.message)
        if isinstance(message, Literal)
    )
