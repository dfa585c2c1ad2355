"""Tell whether a query is built too deep for an engine.

An engine that works by recursion ends such a query in a crash of its process, not in an answer. Two
things are counted: brackets inside one another (`((1))` → 2), and steps, which are operators and
opening brackets all in all (`!!true` → 2, `1 + 2 * 3` → 2, `{ } UNION { }` → 2). The rows of VALUES
and the parts of triples are no steps, so long lists of data are welcome.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from budgetgraph.store.sparql_tokens import SparqlToken, tokens

DEPTH = 100
"""The most brackets inside one another. Oxigraph 0.5 ends at about 800 (`EXISTS { EXISTS { …`) on
the usual stack of 8 MB."""
STEPS = 1000
"""The most steps. Oxigraph 0.5 ends at about 2,600 (`MINUS { … } MINUS { …`, `(1 AS ?a) (2 AS ?b)`,
DESCRIBE with as many things) on that stack."""

_OPENING, _CLOSING = "([{", ")]}"
_OPERATORS = "!+-*/|&=<>^?"
#: The second half of `&&`, `||`, `!=`, `<=` and `>=` is no operator of its own.
_HALVES = frozenset({"&&", "||", "!=", "<=", ">="})
_TERMS = frozenset({"iri", "name", "variable"})
#: Every step has one of these in the text.
_SIGNS = _OPENING + _OPERATORS + ":$"
#: `<http://…` begins an IRI to every parser: no comparison goes on with `//`.
_SURE_IRI = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")


@dataclass(slots=True)
class _Count:
    depth: int = 0
    deepest: int = 0
    steps: int = 0
    word: str = ""
    """The latest word, until a brace opens."""
    data: list[int] = field(default_factory=list)
    """The depths at which blocks of VALUES were opened that are not closed yet."""


def too_deep(query: str) -> str | None:
    """Tell what is too much in the query; None where nothing is.

    `SELECT * { FILTER(!!!…!true) }` with 9,000 `!` → "more than 1000 operators and brackets".
    """
    opening = sum(map(query.count, _OPENING))
    if opening <= DEPTH and sum(map(query.count, _SIGNS)) <= STEPS:
        return None
    count = _Count()
    previous = SparqlToken("mark", "", 0, 0)
    for token in tokens(query):
        _add(count, token, previous)
        previous = token
        if count.deepest > DEPTH:
            return f"more than {DEPTH} brackets inside one another"
        if count.steps > STEPS:
            return f"more than {STEPS} operators and brackets"
    return None


def _add(count: _Count, token: SparqlToken, previous: SparqlToken) -> None:
    if count.word == "DESCRIBE" and token.kind in _TERMS:
        count.steps += 1
    match token.kind:
        case "word":
            count.word = token.text.upper()
        case "iri":
            _add_iri(count, token.text)
        case "mark":
            _add_mark(count, token.text, _touching(previous, token))


def _touching(previous: SparqlToken, token: SparqlToken) -> str:
    """Give the token with the one before it where nothing stands between: `&&` for the second
    `&`.
    """
    before = previous.text if previous.end == token.start else ""
    return before + token.text


def _add_iri(count: _Count, text: str) -> None:
    """Count in what may be a comparison: `<!!!1&&?b>` of `?a<!!!1&&?b>2`."""
    if _SURE_IRI.match(text) is None:
        count.steps += sum(map(text.count, _OPERATORS + _OPENING)) - 2
        count.deepest = max(count.deepest, count.depth + text.count("("))


def _add_mark(count: _Count, mark: str, touching: str) -> None:
    if mark in _OPENING:
        _open(count, mark)
    elif mark in _CLOSING:
        _close(count)
    elif mark in _OPERATORS and touching not in _HALVES:
        _step(count)


def _open(count: _Count, mark: str) -> None:
    count.depth += 1
    count.deepest = max(count.deepest, count.depth)
    if mark == "{":
        _open_brace(count)
    _step(count)


def _open_brace(count: _Count) -> None:
    if count.word == "VALUES":
        count.data.append(count.depth)
    count.word = ""


def _step(count: _Count) -> None:
    """Count one more, unless it stands in the rows of VALUES."""
    if not count.data:
        count.steps += 1


def _close(count: _Count) -> None:
    if count.data and count.data[-1] == count.depth:
        count.data.pop()
    count.depth -= 1
