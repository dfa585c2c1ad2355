"""Tell from a query's text whether an engine could find a SERVICE clause in it.

That is: whether the query could call another server. No engine is asked. Parsers differ on where a
token ends, so every reading counts that some parser may have:

- `?a<?b && ?c>1` is two comparisons, or one comparison and an IRI;
- `\"\"\"a\"` is an empty string and a string, or the beginning of a long string;
- `x:a.b.SERVICE` is one name, or the name `x:a.b` and the word SERVICE (Oxigraph reads it so);
- `x:SERVICE` is one name; but where the namespace and the local name together are no valid IRI,
  Oxigraph takes the name `x:` and then the word SERVICE.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetgraph.store.sparql_tokens import SparqlToken, token_at, tokens

CALLS = (
    "SERVICE is refused: answers come from this graph alone, and no other server is called"
    " (if the word is part of a name: write the IRI of that name in full)"
)

#: The case is ignored in the widest sense: `ſ` (U+017F) counts as an s.
_WORD = re.compile("service", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")

#: What may stand between tokens, and what a name may hold beside its colon, both read widely.
_BETWEEN = r"(?:[\x00-\x20]|[^\x00-\x7f]|\#[^\n\r]*+)*+"
_PART = r"(?:[A-Za-z0-9_.%-]|[^\x00-\x7f]|\\.)"
_LONGEST = 2000
_NAME = rf"(?={_PART}{{0,{_LONGEST}}}+:)(?:{_PART}|:){{1,{_LONGEST}}}+"
#: A longer name counts as a call: a hostile text must not be read over and over.
_LONG_NAME = rf"(?:{_PART}|:){{{_LONGEST}}}"
_ADDRESS = rf"<[^<>]*+>|[?$]{_PART}*+|{_NAME}"
#: `SERVICE`, `SILENT` or not, an address (an IRI, a variable, a name with a colon), an open brace.
_CALL = re.compile(
    rf"service{_BETWEEN}(?:silent{_BETWEEN})?(?:(?:{_ADDRESS}){_BETWEEN}\{{|{_LONG_NAME})",
    re.IGNORECASE | re.DOTALL,
)
_OPAQUE = ("space", "comment", "iri", "string", "long", "unclosed", "number")


def calls_out(query: str) -> bool:
    """Tell whether some engine could read a SERVICE clause in the query.

    `{ SERVICE <http://x/> { ?s ?p ?o } }` → True. `{ ?service x:service "SERVICE <http://x/> {" }`
    → False.
    """
    # Engines differ on when code point escapes are resolved: neither reading may call out.
    return any(_calls_out(text) for text in dict.fromkeys((query, resolved(query))))


def _calls_out(text: str) -> bool:
    if _WORD.search(text) is None:
        return False
    plain = (token.text for token in tokens(text) if token.kind == "word")
    if any(map(_WORD.search, plain)):
        return True
    # A name after GRAPH is a name in every reading.
    free = (token for token, after_graph in _every_token(text) if not after_graph)
    return any(_may_call(text, token) for token in free)


def resolved(query: str) -> str:
    """Give the query with its code point escapes resolved: `\\u0041` → `A`.

    An escape of no character stays.
    """
    return _ESCAPE.sub(_character, query)


def _character(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code < 0x110000 else match[0]


def _every_token(text: str) -> Iterator[tuple[SparqlToken, bool]]:
    """Give the tokens of all readings of the text.

    And whether each follows the word GRAPH, after which only a name can stand.
    """
    waiting = [(0, False)]
    seen: set[tuple[int, bool]] = set()
    while waiting:
        state = waiting.pop()
        place, after_graph = state
        if state in seen or place >= len(text):
            continue
        seen.add(state)
        token = token_at(text, place)
        yield token, after_graph
        if token.kind not in ("space", "comment"):
            after_graph = token.text.upper() == "GRAPH"
        waiting.extend((end, after_graph) for end in _ends(token))


def _ends(token: SparqlToken) -> tuple[int, ...]:
    """Tell where the next token may begin, by one reading or another."""
    if token.kind == "iri":
        return token.end, token.start + 1
    if token.kind == "long":
        return token.end, token.start + 2
    return (token.end,)


def _may_call(text: str, token: SparqlToken) -> bool:
    """Tell whether a parser may find the word in this token, then an address and an open brace."""
    if token.kind in _OPAQUE:
        return False
    words = (match.start() for match in _WORD.finditer(text, token.start, token.end))
    return any(_CALL.match(text, word) for word in words if not _inside_variable(text, token, word))


def _inside_variable(text: str, token: SparqlToken, word: int) -> bool:
    """Tell whether the word stands inside a variable beyond doubt: all before it is ASCII."""
    return token.kind == "variable" and text[token.start : word].isascii()
