"""Remember which queries were quick and which were not, by their shape."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from enum import Enum

from budgetgraph.store.sparql_tokens import SparqlToken, tokens

_MOST = 10_000
"""Shapes that are remembered; past that, the one that was learnt of longest ago is forgotten."""

_LONGEST = 1 << 12
"""The longest query, in characters, whose tokens are looked at; a longer one is its own shape."""

_AS_WRITTEN = frozenset({"mark", "word"})
_STRINGS = frozenset({"string", "long"})

_NAMES = frozenset({"iri", "name"})

_LONGEST_PLAIN = 2000
"""The longest query, in characters, that may be plain."""

#: How a plain query is written, with one sign for each token: v a variable, t another term.
_SIGNS = {"variable": "v"} | dict.fromkeys(("iri", "name", "string", "long", "number"), "t")
_PLAIN = re.compile(
    r"(?:PREFIX t t |BASE t ){0,40}+(?:ASK|(?P<rows>SELECT (?:\*|v(?: v){0,9}+)))(?: WHERE)? "
    r"\{ (?P<triple>[vt] [vtA] [vt])(?: \.)? \}(?P<limit> LIMIT t)?"
)


class Cost(Enum):
    """What is known of a shape; `BOTH`: some queries of that shape were quick, others not."""

    UNKNOWN = "unknown"
    QUICK = "quick"
    LONG = "long"
    BOTH = "both"


@dataclass(slots=True)
class QueryCosts:
    """The costs of the shapes seen last."""

    _seen: dict[str, Cost] = field(default_factory=dict)

    def of(self, shape: str) -> Cost:
        """Say what is known of a shape."""
        return self._seen.get(shape, Cost.UNKNOWN)

    def learn(self, shape: str, cost: Cost) -> None:
        """Remember what a query of this shape cost."""
        known = self._seen.pop(shape, cost)
        self._seen[shape] = cost if known is cost else Cost.BOTH
        if len(self._seen) > _MOST:
            del self._seen[next(iter(self._seen))]


def shape_of(query: str) -> str:
    """Tell the shape of a query: its words and marks, without names, values, comments and spaces.

    `ASK { <a> ?x 1 }` and `ask{<b> ?y 22} # c` have the same one; `ASK { <a> ?x ?x }` has another.
    """
    if len(query) > _LONGEST:
        return hashlib.sha256(query.encode("utf-8", "surrogatepass")).hexdigest()
    variables: dict[str, str] = {}
    parts = [_part(token, variables) for token in tokens(query)]
    return hashlib.sha256(" ".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def words_of(query: str) -> frozenset[str]:
    """Give the words of the language that a query holds; none for a very long one.

    `ask { ?s a <x> }` → ASK, A.
    """
    if len(query) > _LONGEST:
        return frozenset()
    return frozenset(token.text.upper() for token in tokens(query) if token.kind == "word")


def is_plain(query: str) -> bool:
    """Tell whether a query can only be quick: it asks whether there is one triple, or for the first
    such triples, and every variable stands in it once.

    `ASK { ?s a <x> }` → True. `SELECT * { ?s ?p ?o } LIMIT 10` → True. Without the limit, with
    `?s ?p ?s`, a path or a filter → False.
    """
    asked = _asked_triple(query)
    return asked is not None and asked.ends


def looks_up(query: str) -> bool:
    """Tell whether a query asks for what is said of one thing, whose name it gives.

    `SELECT ?p ?o { <a> ?p ?o }` → True. With more than one triple, a path, a filter or an order,
    with `?s <p> "x"` → False.
    """
    asked = _asked_triple(query)
    return asked is not None and asked.subject.kind in _NAMES


@dataclass(frozen=True, slots=True)
class _AskedTriple:
    """The triple of a query that has one and no more, every variable in it once; `ends` where it
    wants no more than whether there is one, or the first ones.
    """

    subject: SparqlToken
    ends: bool


def _asked_triple(query: str) -> _AskedTriple | None:
    """Read the one triple of a query; None where it asks for something else."""
    if len(query) > _LONGEST_PLAIN:
        return None
    read = list(tokens(query))
    signs = [_SIGNS.get(token.kind, token.text.upper()) for token in read]
    plain = _PLAIN.fullmatch(" ".join(signs))
    if plain is None:
        return None
    before = plain.string.count(" ", 0, plain.start("triple"))
    triple = read[before : before + 3]
    variables = [token.text[1:] for token in triple if token.kind == "variable"]
    if len(variables) > len(set(variables)):
        return None
    return _AskedTriple(triple[0], not plain["rows"] or bool(plain["limit"]))


def _part(token: SparqlToken, variables: dict[str, str]) -> str:
    """Write a token as its shape has it; `variables` numbers those that were met before."""
    if token.kind in _AS_WRITTEN:
        return token.text.upper()
    if token.kind in _STRINGS:
        return "<string>"
    if token.kind != "variable":
        return f"<{token.kind}>"
    return variables.setdefault(token.text[1:], f"?{len(variables)}")
