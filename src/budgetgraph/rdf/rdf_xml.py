"""Write statements as RDF/XML."""

from __future__ import annotations

import re
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from budgetgraph.rdf.iris import Iris
from budgetgraph.rdf.jsonld import RdfStatement
from budgetgraph.rdf.terms import Term, typed

#: What XML 1.0 cannot hold, not even as a character reference (XML 1.0 §2.2).
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LOCAL = re.compile(r"\A[^\W\d][\w.-]*+\Z")
#: The local name at the end of an IRI: `http://x/2024-a` → a.
_LAST_NAME = re.compile(r"(?<![\w.-])[\d.-]*+([^\W\d][\w.-]*+)\Z")


def rdf_xml(statements: list[RdfStatement], base: str) -> bytes:
    """Write one `rdf:Description` a subject. Characters that XML cannot hold become U+FFFD."""
    prefixes = Iris(base).prefixes
    about: dict[str, list[str]] = {}
    used = {"rdf"}
    for statement in statements:
        prefix, local = _qualified(statement.predicate, prefixes)
        used.add(prefix)
        if prefix in prefixes:
            element = _element(f"{prefix}:{local}", "", statement.object)
        else:
            element = _element(local, f" xmlns={quoteattr(prefix)}", statement.object)
        about.setdefault(statement.subject, []).append(element)
    text = '<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF'
    for name in sorted(used & prefixes.keys()):
        text += f" xmlns:{name}={quoteattr(prefixes[name])}"
    parts = [_description(subject, elements) for subject, elements in about.items()]
    return f"{text}>\n{''.join(parts)}</rdf:RDF>\n".encode()


def _description(subject: str, elements: list[str]) -> str:
    inside = "".join(elements)
    return f"<rdf:Description {_reference('about', subject)}>\n{inside}</rdf:Description>\n"


def _qualified(predicate: str, prefixes: dict[str, str]) -> tuple[str, str]:
    """Return prefix and local name of a predicate.

    Its own namespace stands in the place of the prefix where none is known.
    """
    for name, namespace in prefixes.items():
        if predicate.startswith(namespace) and _LOCAL.match(predicate[len(namespace) :]):
            return name, predicate[len(namespace) :]
    last = _LAST_NAME.search(predicate)
    if last is not None and last.start(1) > 0:
        return predicate[: last.start(1)], last[1]
    raise ValueError(f"{predicate} has no local name: RDF/XML cannot write it")


def _reference(kind: Literal["about", "resource"], name: str) -> str:
    attribute, value = ("nodeID", name[2:]) if name.startswith("_:") else (kind, name)
    return f"rdf:{attribute}={quoteattr(value)}"


def _element(name: str, declared: str, term: Term) -> str:
    if term.kind != "literal":
        return f"  <{name}{declared} {_reference('resource', term.value)}/>\n"
    # A bare carriage return would be read as a line feed (XML 1.0 §2.11).
    text = escape(_NOT_XML.sub("�", term.value), {"\r": "&#13;"})
    return f"  <{name}{declared}{_kind(term)}>{text}</{name}>\n"


def _kind(literal: Term) -> str:
    """Return the attribute that says the language or the datatype; nothing for a plain string."""
    if literal.language:
        return f" xml:lang={quoteattr(literal.language)}"
    datatype = typed(literal)
    return f" rdf:datatype={quoteattr(datatype)}" if datatype else ""
