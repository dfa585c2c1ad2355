"""What a query is, told from its text before any engine sees it: its form, its graphs, and whether
it would call another server.

SPARQL's tokens are read one by one, so that words inside strings, IRIs and comments count for
nothing (SPARQL 1.1 §19.8).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin

#: Quantifiers are possessive wherever a second try could not succeed: a hostile text costs its
#: length, not the square of it.
_TOKEN = re.compile(
    r"""(?P<space>\s+)
    |(?P<comment>\#[^\n\r]*)
    |(?P<iri><[^\x00-\x20<>"{}|^`\\]*>)
    |(?P<string>\"\"\"(?:\"{0,2}+(?:[^"\\]|\\.))*+\"\"\"|'''(?:'{0,2}+(?:[^'\\]|\\.))*+'''|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    |(?P<unclosed>"(?:[^"\\\n\r]|\\.)*+|'(?:[^'\\\n\r]|\\.)*+)
    |(?P<variable>[?$]\w+)
    |(?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    |(?P<number>\d+\.?\d*(?:[eE][+-]?\d+)?)
    |(?P<name>(?:[^\W\d_][\w.·-]*+(?<!\.))?:(?:[\w.:·-]|%[0-9A-Fa-f]{2}|\\.)*|_:[\w.-]+)
    |(?P<word>[A-Za-z]\w*)
    |(?P<mark>.)""",
    re.VERBOSE | re.DOTALL,
)
_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
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


@dataclass(frozen=True, slots=True)
class _Found:
    kind: str
    text: str
    start: int
    end: int


def inspect(query: str, base: str) -> Inspected:
    """Tell what `query` is; Refused for an update, for SERVICE, and for what is no query at all.

    Whether the graphs exist is the store's to say; relative IRIs are read against `base`.
    """
    text = _CODE_POINT.sub(_character, query)
    # Engines differ on when code point escapes are resolved: neither reading may call out.
    if _calls_out(query) or _calls_out(text):
        raise Refused(
            403,
            "SERVICE is refused: this endpoint answers from its own graph and calls no other server",
        )
    prefixes, base, rest = _prologue(list(_tokens(text)), base)
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


def _character(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code < 0x110000 else match[0]


def _token(text: str, start: int) -> _Found:
    match = _TOKEN.match(text, start)
    assert match is not None, "the last alternative takes any character"
    return _Found(match.lastgroup or "mark", match[0], start, match.end())


def _tokens(text: str) -> list[_Found]:
    found, place = [], 0
    while place < len(text):
        token = _token(text, place)
        place = token.end
        if token.kind not in ("space", "comment"):
            found.append(token)
    return found


def _calls_out(text: str) -> bool:
    """Whether any reading of the text has a SERVICE clause: the word, SILENT or not, a variable or
    name, an open brace.

    `?a<?b && ?c>` may be two comparisons or, to a tokenizer, an IRI: wherever a text can be read as
    an IRI it is read both ways, so that nothing hides behind the other reading. Words are not asked
    to stand alone, for engines accept `trueSERVICE<…>{`.
    """
    if "service" not in text.lower():
        return False
    waiting, seen = [0], set()
    while waiting:
        place = waiting.pop()
        if place in seen or place >= len(text):
            continue
        seen.add(place)
        token = _token(text, place)
        waiting.append(token.end)
        if token.kind == "iri" or (token.kind == "string" and len(token.text) == 2):
            waiting.append(place + 1)
        if (
            token.kind in ("word", "name")
            and "service" in token.text.lower()
            and _names_a_server(text, token)
        ):
            return True
    return False


def _names_a_server(text: str, token: _Found) -> bool:
    """Whether an address and an open brace follow the word (`SERVICE ?s {`), or are part of it
    (`SERVICEex:a {`).
    """
    following: list[_Found] = []
    place = token.end
    while place < len(text) and len(following) < 3:
        next_token = _token(text, place)
        place = next_token.end
        if next_token.kind not in ("space", "comment"):
            following.append(next_token)
    if following and following[0].text.upper() == "SILENT":
        following = following[1:]
    if token.kind == "name":
        glued = (
            "service" in token.text.partition(":")[0].lower()
            and following[:1]
            and following[0].text == "{"
        )
        return bool(glued) and text[: token.start].rstrip()[-5:].upper() != "GRAPH"
    return (
        len(following) > 1
        and following[0].kind in ("variable", "iri", "name")
        and following[1].text == "{"
    )


def _prologue(tokens: list[_Found], base: str) -> tuple[dict[str, str], str, list[_Found]]:
    prefixes: dict[str, str] = {}
    while tokens and tokens[0].kind == "word":
        word = tokens[0].text.upper()
        if word == "BASE" and len(tokens) > 1 and tokens[1].kind == "iri":
            base, tokens = urljoin(base, tokens[1].text[1:-1]), tokens[2:]
        elif word == "PREFIX" and len(tokens) > 2 and tokens[2].kind == "iri":
            prefixes[tokens[1].text] = urljoin(base, tokens[2].text[1:-1])
            tokens = tokens[3:]
        else:
            break
    return prefixes, base, tokens


def _dataset(
    tokens: list[_Found], prefixes: dict[str, str], base: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The graphs of FROM and FROM NAMED."""
    default: list[str] = []
    named: list[str] = []
    for index, token in enumerate(tokens):
        if token.kind != "word" or token.text.upper() != "FROM":
            continue
        following = tokens[index + 1 : index + 3]
        into = default
        if following and following[0].text.upper() == "NAMED":
            into, following = named, following[1:]
        if following and following[0].kind == "iri":
            into.append(urljoin(base, following[0].text[1:-1]))
        elif following and following[0].kind == "name":
            prefix, _, local = following[0].text.partition(":")
            into.append(prefixes.get(f"{prefix}:", "") + local)
    return tuple(default), tuple(named)
