"""What a query is, told from its text before any engine sees it: its form, its graphs, and whether
it would call another server.

SPARQL's tokens are read one by one, so that words inside strings, IRIs and comments count for
nothing (SPARQL 1.1 §19.8).
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin

from budgetgraph.store.outside_calls import resolved
from budgetgraph.store.refusals import MalformedQuery, OutsideCall, refuse
from budgetgraph.store.sparql_tokens import Token, tokens

_QUERIES = {"SELECT": "select", "ASK": "ask", "CONSTRUCT": "construct", "DESCRIBE": "describe"}
_UPDATES = frozenset(
    {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}
)


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
    """What a query is: `select`, `ask`, `construct` or `describe`, and the graphs of its own FROM
    and FROM NAMED.
    """

    form: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]

    @property
    def gives_graph(self) -> bool:
        return self.form in ("construct", "describe")


def inspect(query: str, base: str) -> Inspected:
    """Tell what `query` is; Refused for an update, for SERVICE, for a text that no engine
    could bear, and for what is no query at all.

    Whether the graphs exist is the store's to say; relative IRIs are read against `base`.
    """
    try:
        refuse(query)
    except OutsideCall as error:
        raise Refused(403, str(error)) from None
    except MalformedQuery as error:
        raise Refused(400, str(error)) from None
    prefixes, base, rest = _prologue(list(tokens(resolved(query))), base)
    word = rest[0].text.upper() if rest and rest[0].kind == "word" else ""
    if word in _UPDATES:
        raise Refused(403, f"{word} is an update; this endpoint is read-only")
    if word not in _QUERIES:
        found = f"{rest[0].text[:40]!r}" if rest else "nothing"
        raise Refused(
            400, f"no SPARQL query: expected SELECT, ASK, CONSTRUCT or DESCRIBE, found {found}"
        )
    default, named = _dataset(rest, prefixes, base)
    return Inspected(_QUERIES[word], default, named)


def _prologue(found: list[Token], base: str) -> tuple[dict[str, str], str, list[Token]]:
    prefixes: dict[str, str] = {}
    while found and found[0].kind == "word":
        word = found[0].text.upper()
        if word == "BASE" and len(found) > 1 and found[1].kind == "iri":
            base, found = urljoin(base, found[1].text[1:-1]), found[2:]
        elif word == "PREFIX" and len(found) > 2 and found[2].kind == "iri":
            prefixes[found[1].text] = urljoin(base, found[2].text[1:-1])
            found = found[3:]
        else:
            break
    return prefixes, base, found


def _dataset(
    found: list[Token], prefixes: dict[str, str], base: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The graphs of FROM and FROM NAMED."""
    default: list[str] = []
    named: list[str] = []
    for index, token in enumerate(found):
        if token.kind != "word" or token.text.upper() != "FROM":
            continue
        following = found[index + 1 : index + 3]
        into = default
        if following and following[0].text.upper() == "NAMED":
            into, following = named, following[1:]
        if following and following[0].kind == "iri":
            into.append(urljoin(base, following[0].text[1:-1]))
        elif following and following[0].kind == "name":
            prefix, _, local = following[0].text.partition(":")
            into.append(prefixes.get(f"{prefix}:", "") + local)
    return tuple(default), tuple(named)
