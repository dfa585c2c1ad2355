"""RDF terms as canonical N-Triples text: equal terms are equal strings, by the rules of rdflib,
which the reference engine keeps to.
"""

from __future__ import annotations

import re

import pyoxigraph as ox
from rdflib import SH, XSD, BNode, Graph, Literal, URIRef
from rdflib.plugins.parsers.ntriples import unquote
from rdflib.term import Node

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
#: What canonical N-Triples escapes; a lone surrogate has no UTF-8 form and becomes U+FFFD.
_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f\ud800-\udfff]')


def escape(text: str) -> str:
    r"""Return the text as it stands between the quotation marks of a literal: `a"b` → `a\"b`."""
    return _SPECIAL.sub(lambda match: _escaped(match[0]), text)


def _escaped(character: str) -> str:
    if character >= "\ud800":
        return "\N{REPLACEMENT CHARACTER}"
    return str(ox.Literal(character))[1:-1]


def canonical(term: str) -> str:
    """Return an N-Triples term in its one canonical spelling.

    `"5.00"^^xsd:decimal` → `"5.00"^^xsd:decimal`, `"05"^^xsd:integer` → `"5"^^xsd:integer`,
    `"a"@ZH` → `"a"@zh`, `"a"^^xsd:string` → `"a"`.
    """
    if not is_literal(term):
        return f"<{unquote(term[1:-1])}>" if "\\" in term else term
    text, dress = parts(term)
    if "\\" in text:
        text = escape(unquote(text))
    if dress.startswith("@"):
        return f'"{text}"{dress.lower()}'
    if dress == _STRING:
        return f'"{text}"'
    if dress and not plain(text, dress):
        text = _normal(text, dress)
    return f'"{text}"{dress}'


def _normal(text: str, dress: str) -> str:
    """Return the text of a typed literal as rdflib writes it."""
    datatype = URIRef(unquote(dress[3:-1]))
    return escape(str(Literal(unquote(text), datatype=datatype)))


def plain(text: str, dress: str) -> bool:
    """Say whether a literal of a common datatype is well-formed and in its normal form.

    False where that cannot be told at first sight.
    """
    form = _NORMAL.get(dress)
    return form is not None and form.fullmatch(text) is not None


def written(node: Node) -> str:
    """Return an rdflib term as canonical N-Triples."""
    if isinstance(node, URIRef):
        return f"<{node}>"
    if isinstance(node, Literal):
        return f'"{escape(str(node))}"{_dress(node)}'
    return f"_:{node}"


def _dress(literal: Literal) -> str:
    """Return what follows the text of a literal; nothing for a plain string."""
    if literal.language:
        return f"@{literal.language.lower()}"
    if literal.datatype is None or literal.datatype == XSD.string:
        return ""
    return f"^^<{literal.datatype}>"


def read(term: str) -> Node:
    """Return the rdflib term of a canonical N-Triples term."""
    if term.startswith("<"):
        return URIRef(term[1:-1])
    if not is_literal(term):
        return BNode(term[2:])
    text, dress = parts(term)
    if "\\" in text:
        text = unquote(text)
    if dress.startswith("@"):
        return Literal(text, lang=dress[1:])
    if dress:
        return Literal(text, datatype=URIRef(dress[3:-1]))
    return Literal(text)


def is_literal(term: str) -> bool:
    """Say whether a term is a literal: text in quotation marks, with its language or datatype."""
    return term.startswith('"')


def is_blank(term: str) -> bool:
    """Say whether a term is a blank node."""
    return term.startswith("_")


def parts(literal: str) -> tuple[str, str]:
    """Return the text (still escaped) of a literal, and what follows it.

    `"水利"@zh` → `水利`, `@zh`; `"5"^^<…integer>` → `5`, `^^<…integer>`; `"5"` → `5` and nothing.
    """
    end = literal.rindex('"')
    return literal[1:end], literal[end + 1 :]


def exact(term: str) -> bool:
    """Say whether every engine writes a computed term alike.

    IRIs, texts, integers, decimals and truth values are written alike.
    """
    if not is_literal(term):
        return True
    _, dress = parts(term)
    return dress in _EXACT or dress.startswith("@")


def simplest(term: str) -> str:
    """Return a decimal without needless zeros, `5` for `5.0`; any other term as it is.

    Engines differ in how many zeros they compute.
    """
    if not term.endswith(_DECIMAL):
        return term
    text, dress = parts(term)
    if "." in text:
        text = text.rstrip("0").removesuffix(".")
    return f'"{text}"{dress}'


def templates(shapes: Graph, shape: Node, constraint: Node | None) -> list[Literal]:
    """Return the messages of a constraint and its shape, with their languages.

    pySHACL drops the languages where it fills in variables.
    """
    messages = list(shapes.objects(shape, SH.message))
    if constraint is not None:
        messages += shapes.objects(constraint, SH.message)
    return sorted(message for message in messages if isinstance(message, Literal))
