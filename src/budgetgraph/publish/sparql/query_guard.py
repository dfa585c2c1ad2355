"""Tell what a query is before any engine sees it, from its text.

That is its form, its graphs, and whether it would call another server. SPARQL's tokens are read one
by one, so that words inside strings, IRIs and comments do not count (SPARQL 1.1 §19.8).
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin

from budgetgraph.store.outside_calls import resolved
from budgetgraph.store.refusals import MalformedQuery, OutsideCall, refuse
from budgetgraph.store.sparql_tokens import SparqlToken, tokens

_QUERIES = {"SELECT": "select", "ASK": "ask", "CONSTRUCT": "construct", "DESCRIBE": "describe"}
_UPDATES = frozenset(
    {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}
)


LEFT = 499
"""The status of a request whose client left before its answer; nobody gets to see it."""


class Refused(Exception):
    """The query will not be run; `status` is the HTTP status and the message says why."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason

    def __reduce__(self) -> tuple[type[Refused], tuple[int, str]]:
        return (type(self), (self.status, self.reason))


@dataclass(frozen=True, slots=True)
class Inspected:
    """What a query is: its form, and the graphs of its own FROM and FROM NAMED.

    `form` is `select`, `ask`, `construct` or `describe`.
    """

    form: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]

    @property
    def gives_graph(self) -> bool:
        return self.form in ("construct", "describe")


def inspect(query: str, base: str) -> Inspected:
    """Tell what `query` is; relative IRIs are read against `base`.

    Refused for an update, for SERVICE, for a text that would break an engine, and for a text that
    is no query. Whether the graphs exist, only the store can tell.
    """
    try:
        refuse(query)
    except OutsideCall as error:
        raise Refused(403, str(error)) from None
    except MalformedQuery as error:
        raise Refused(400, str(error)) from None
    prefixes, base, rest = _prologue(list(tokens(resolved(query))), base)
    word = _first_word(rest)
    if word in _UPDATES:
        raise Refused(403, f"{word} is an update; this endpoint is read-only")
    if word not in _QUERIES:
        beginning = f"{rest[0].text[:40]!r}" if rest else "nothing"
        raise Refused(
            400, f"no SPARQL query: expected SELECT, ASK, CONSTRUCT or DESCRIBE, found {beginning}"
        )
    default, named = _dataset(rest, prefixes, base)
    return Inspected(_QUERIES[word], default, named)


def _prologue(rest: list[SparqlToken], base: str) -> tuple[dict[str, str], str, list[SparqlToken]]:
    """Read BASE and PREFIX: the prefixes, the base, and the tokens that follow.

    `PREFIX a: <x#> SELECT …` → `{"a:": "x#"}` and `SELECT …`.
    """
    prefixes: dict[str, str] = {}
    while True:
        word = _first_word(rest)
        if word == "BASE" and _is_iri(rest, 1):
            base = urljoin(base, _iri_of(rest[1]))
            rest = rest[2:]
        elif word == "PREFIX" and _is_iri(rest, 2):
            prefixes[rest[1].text] = urljoin(base, _iri_of(rest[2]))
            rest = rest[3:]
        else:
            return prefixes, base, rest


def _dataset(
    rest: list[SparqlToken], prefixes: dict[str, str], base: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Read the graphs of FROM and of FROM NAMED."""
    default: list[str] = []
    named: list[str] = []
    for index in range(len(rest)):
        if not _is_word(rest, index, "FROM"):
            continue
        graphs, place = default, index + 1
        if place < len(rest) and rest[place].text.upper() == "NAMED":
            graphs, place = named, place + 1
        if _is_iri(rest, place):
            graphs.append(urljoin(base, _iri_of(rest[place])))
        elif place < len(rest) and rest[place].kind == "name":
            prefix, _, local = rest[place].text.partition(":")
            graphs.append(prefixes.get(f"{prefix}:", "") + local)
    return tuple(default), tuple(named)


def _first_word(rest: list[SparqlToken]) -> str:
    """Give the first token in upper case where it is a word, else ""."""
    return rest[0].text.upper() if rest and rest[0].kind == "word" else ""


def _is_word(rest: list[SparqlToken], index: int, word: str) -> bool:
    """Tell whether the token at `index` is this word, in upper or lower case."""
    return rest[index].kind == "word" and rest[index].text.upper() == word


def _is_iri(rest: list[SparqlToken], index: int) -> bool:
    """Tell whether there is a token at `index` and it is an IRI."""
    return index < len(rest) and rest[index].kind == "iri"


def _iri_of(token: SparqlToken) -> str:
    """Take the angle brackets off: `<x>` → `x`."""
    return token.text[1:-1]
