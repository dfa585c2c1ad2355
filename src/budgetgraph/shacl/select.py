"""A `sh:select` query for one focus node, rewritten into one query for all of them.

SHACL pre-binds `$this` (§5.3.1): every group of the query is evaluated with its value put in. Here
every group begins by joining with the targets instead, which a named graph lists, so that each
group's solutions carry the `$this` they belong to. What would not come to the same (a subquery that
loses `$this`, an aggregate over all focus nodes, MINUS, VALUES, LIMIT …) is Unsupported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from budgetgraph.shacl.result import Unsupported

#: The named graph that holds the focus nodes of the shape whose query is asked, and the property
#: they carry there.
TARGETS = "urn:x-budgetgraph:targets"
TARGET = "urn:x-budgetgraph:target"
#: Stands in a rewritten query for the number of the set of focus nodes that it is asked for.
SET = "urn:x-budgetgraph:set"
_JOIN = f" GRAPH <{TARGETS}> {{ ?this <{TARGET}> <{SET}> }} . "

_TOKEN = re.compile(
    r"""(?P<space>\s+|\#[^\n]*)
      | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
      | (?P<text>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*+(?:\"{3}|\Z)|'{3}(?:'{0,2}(?:[^'\\]|\\.))*+(?:'{3}|\Z)|"(?:[^"\\\n\r]|\\.)*+"?|'(?:[^'\\\n\r]|\\.)*+'?)
      | (?P<tag>@[a-zA-Z]+(?:-[a-zA-Z0-9]+)*)
      | (?P<variable>[?$]\w+)
      | (?P<blank>_:\w[\w.-]*)
      | (?P<name>(?:[^\W\d_][\w.-]{0,100}+)?+:(?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\.)(?:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\.)*(?:[\w:-]|%[0-9A-Fa-f]{2}|\\.))?)?)
      | (?P<word>[^\W\d_]\w*)
      | (?P<number>(?:\d++\.?+\d*+|\.\d++)(?:[eE][+-]?\d++)?+)
      | (?P<mark>\^\^|&&|\|\||[!<>]=|.)""",
    re.VERBOSE | re.DOTALL,
)
_REFUSED = frozenset(
    [
        "VALUES",
        "MINUS",
        "SERVICE",
        "GRAPH",
        "FROM",
        "LIMIT",
        "OFFSET",
        "REDUCED",
        "BASE",
        "CONSTRUCT",
        "ASK",
        "DESCRIBE",
        "BNODE",
        "RAND",
        "UUID",
        "STRUUID",
        "NOW",
    ]
)
_AGGREGATES = frozenset(["COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"])
#: Python knows these in a regular expression, SPARQL does not.
_PYTHON_ONLY = re.compile(r"\(\?|\\\\[1-9bBAZ]|[*+?}][+]")
_XSD = "http://www.w3.org/2001/XMLSchema#"


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    space: str = ""

    def is_word(self, *words: str) -> bool:
        return self.kind == "word" and self.text.upper() in words

    def is_variable(self, name: str) -> bool:
        return self.kind == "variable" and self.text[1:] == name


def set_wise(select: str, prefixes: Mapping[str, str], path: str | None, shape: str | None) -> str:
    """The query for all focus nodes.

    `path` stands for `$PATH`, `shape` (an IRI as a term) for `$currentShape`; else Unsupported.
    """
    tokens = list(_put_in(_tokens(select), path, shape))
    _refuse(tokens, dict(prefixes))
    _check_selects(tokens)
    prologue = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in sorted(prefixes.items()))
    return prologue + "".join(_joined(tokens))


def _tokens(query: str) -> Iterator[_Token]:
    space = ""
    for match in _TOKEN.finditer(query):
        kind = match.lastgroup or ""
        if kind == "space":
            space += match[0]
        else:
            yield _Token(kind, match[0], space)
            space = ""


def _put_in(tokens: Iterator[_Token], path: str | None, shape: str | None) -> Iterator[_Token]:
    for token in tokens:
        if token.is_variable("PATH"):
            if path is None:
                raise Unsupported("$PATH in a node shape")
            yield _Token("path", path, token.space)
        elif token.is_variable("currentShape"):
            if shape is None:
                raise Unsupported("$currentShape of a nameless shape")
            yield _Token("iri", shape, token.space)
        elif token.is_variable("shapesGraph") or token.is_variable("failure"):
            raise Unsupported(token.text)
        else:
            yield token


def _refuse(tokens: Sequence[_Token], prefixes: dict[str, str]) -> None:
    """What pre-binding and joining differ in, and what the two SPARQL engines differ in."""
    for token, after in zip(tokens, [*tokens[1:], _Token("mark", "")], strict=True):
        if token.is_word(*_REFUSED):
            raise Unsupported(f"{token.text.upper()} in a query")
        if token.is_word("AS") and after.is_variable("this"):
            raise Unsupported("$this bound anew")
        if token.kind == "text" and _PYTHON_ONLY.search(token.text):
            raise Unsupported("an expression that only Python's regular expressions know")
        if token.is_word("PREFIX"):
            raise Unsupported("PREFIX in a query")
        if (
            token.kind in ("iri", "name")
            and after.text == "("
            and not _expanded(token, prefixes).startswith(_XSD)
        ):
            raise Unsupported("a function of its own in a query")


def _expanded(token: _Token, prefixes: Mapping[str, str]) -> str:
    if token.kind == "iri":
        return token.text[1:-1]
    prefix, _, local = token.text.partition(":")
    return prefixes.get(prefix, "") + local


def _check_selects(tokens: Sequence[_Token]) -> None:
    """Every SELECT hands `$this` on, and what it aggregates it groups by `$this`."""
    starts = [number for number, token in enumerate(tokens) if token.is_word("SELECT")]
    if not starts or starts[0] != 0:
        raise Unsupported("a query that is no SELECT")
    for start in starts:
        opening = next((n for n in range(start, len(tokens)) if tokens[n].text == "{"), None)
        if opening is None:
            raise Unsupported("a query without a pattern")
        head = tokens[start:opening]
        if not any(token.is_variable("this") for token in _outside(head)):
            raise Unsupported("a SELECT without $this")
        closing = _closing(tokens, opening)
        end = next(
            (n for n in range(closing + 1, len(tokens)) if tokens[n].text == "}"), len(tokens)
        )
        _check_groups(head, tokens[closing + 1 : end])


def _check_groups(head: Sequence[_Token], modifiers: Sequence[_Token]) -> None:
    """`modifiers` are what stands behind the pattern: GROUP BY, HAVING, ORDER BY.

    A group inside them (EXISTS) ends what is looked at.
    """
    at = next((n for n, token in enumerate(modifiers) if token.is_word("GROUP")), None)
    if at is None:
        if any(token.is_word(*_AGGREGATES) for token in (*head, *modifiers)):
            raise Unsupported("an aggregate without GROUP BY")
        return
    rest = modifiers[at + 2 :]
    until = next((n for n, token in enumerate(rest) if token.is_word("HAVING", "ORDER")), len(rest))
    if not any(token.is_variable("this") for token in _outside(rest[:until])):
        raise Unsupported("a GROUP BY without $this")


def _outside(tokens: Sequence[_Token]) -> Iterator[_Token]:
    """The tokens outside of brackets."""
    depth = 0
    for token in tokens:
        depth += (token.text == "(") - (token.text == ")")
        if not depth:
            yield token


def _closing(tokens: Sequence[_Token], opening: int) -> int:
    depth = 0
    for number in range(opening, len(tokens)):
        depth += (tokens[number].text == "{") - (tokens[number].text == "}")
        if not depth:
            return number
    raise Unsupported("a query whose brackets do not match")


def _joined(tokens: Sequence[_Token]) -> Iterator[str]:
    """The query's text with the join at the beginning of every group that is no subquery."""
    for token, after in zip(tokens, [*tokens[1:], _Token("mark", "")], strict=True):
        yield token.space + token.text
        if token.text == "{" and not after.is_word("SELECT"):
            yield _JOIN
