"""RDF terms as plain values, free of any engine."""

from __future__ import annotations

from typing import NamedTuple

XSD = "http://www.w3.org/2001/XMLSchema#"
_PLAIN = frozenset({XSD + "string", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"})


class Term(NamedTuple):
    """An RDF term. `kind` is `uri`, `bnode` or `literal`, as in the SPARQL JSON results."""

    kind: str
    value: str
    datatype: str | None = None
    language: str | None = None


class Iri(str):
    """An IRI among Python values, where a plain `str` is a literal."""

    __slots__ = ()


def typed(term: Term) -> str | None:
    """Return the datatype that a result format has to state.

    None for plain strings and for strings with a language.
    """
    if term.language or term.datatype in _PLAIN:
        return None
    return term.datatype
