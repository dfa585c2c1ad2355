"""The text of a `sh:select` query cut into tokens, as far as rewriting it needs: what stands inside
of strings and IRIs is not taken for words, and brackets are matched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from budgetgraph.shacl.result import Unsupported

_TOKEN = re.compile(
    r"""(?P<space>\s+|\#[^\n]*)
      | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
      | (?P<text>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*+(?:\"{3}|\Z)
                |'{3}(?:'{0,2}(?:[^'\\]|\\.))*+(?:'{3}|\Z)
                |"(?:[^"\\\n\r]|\\.)*+"?
                |'(?:[^'\\\n\r]|\\.)*+'?)
      | (?P<tag>@[a-zA-Z]+(?:-[a-zA-Z0-9]+)*)
      | (?P<variable>[?$]\w+)
      | (?P<blank>_:\w[\w.-]*)
      | (?P<name>(?:[^\W\d_][\w.-]{0,100}+)?+:
                (?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\.)
                   (?:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\.)*(?:[\w:-]|%[0-9A-Fa-f]{2}|\\.))?)?)
      | (?P<word>[^\W\d_]\w*)
      | (?P<number>(?:\d++\.?+\d*+|\.\d++)(?:[eE][+-]?\d++)?+)
      | (?P<mark>\^\^|&&|\|\||[!<>]=|.)""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class QueryToken:
    """A token with the white space and the comments before it."""

    kind: str
    text: str
    space: str = ""

    def is_word(self, *words: str) -> bool:
        """Say whether the token is one of these words, whatever its case: `select` is `SELECT`."""
        return self.kind == "word" and self.text.upper() in words

    def is_variable(self, name: str) -> bool:
        """Say whether the token is this variable: `?this` and `$this` are `this`."""
        return self.kind == "variable" and self.text[1:] == name


#: What stands behind the last token.
END = QueryToken("mark", "")


def tokens_of(query: str) -> Iterator[QueryToken]:
    """Yield the tokens from the first to the last."""
    space = ""
    for match in _TOKEN.finditer(query):
        kind = match.lastgroup or ""
        if kind == "space":
            space += match[0]
        else:
            yield QueryToken(kind, match[0], space)
            space = ""


def in_pairs(tokens: Sequence[QueryToken]) -> Iterator[tuple[QueryToken, QueryToken]]:
    """Yield every token with the one behind it."""
    return zip(tokens, [*tokens[1:], END], strict=True)


def next_mark(tokens: Sequence[QueryToken], mark: str, start: int) -> int | None:
    """Return the place of the next such mark from `start` on, None where there is none."""
    for place in range(start, len(tokens)):
        if tokens[place].text == mark:
            return place
    return None


def next_word(tokens: Sequence[QueryToken], *words: str) -> int | None:
    """Return the place of the first of these words, None where there is none."""
    for place, token in enumerate(tokens):
        if token.is_word(*words):
            return place
    return None


def closing(tokens: Sequence[QueryToken], opening: int) -> int:
    """Return the place of the brace that closes the one at `opening`."""
    return _closing(tokens, opening, "{", "}")


def closing_bracket(tokens: Sequence[QueryToken], opening: int) -> int:
    """Return the place of the round bracket that closes the one at `opening`."""
    return _closing(tokens, opening, "(", ")")


def _closing(tokens: Sequence[QueryToken], opening: int, left: str, right: str) -> int:
    depth = 0
    for place in range(opening, len(tokens)):
        depth += _step(tokens[place], left, right)
        if depth == 0:
            return place
    raise Unsupported("a query whose brackets do not match")


def parted(tokens: Sequence[QueryToken], mark: str) -> Iterator[Sequence[QueryToken]]:
    """Yield what stands between marks outside of brackets: `?a (?b , ?c) , ?d` → `?a (?b , ?c)`,
    `?d`.
    """
    depth = start = 0
    for place, token in enumerate(tokens):
        depth += _step(token, "(", ")")
        if depth == 0 and token.text == mark:
            yield tokens[start:place]
            start = place + 1
    yield tokens[start:]


def outside_of_brackets(tokens: Sequence[QueryToken]) -> Iterator[QueryToken]:
    """Yield the tokens outside of round brackets: `?a (MAX(?b) AS ?c)` → `?a`, and the last `)`."""
    depth = 0
    for token in tokens:
        depth += _step(token, "(", ")")
        if depth == 0:
            yield token


def _step(token: QueryToken, opening: str, closing: str) -> int:
    """Return 1 where a token opens a bracket, -1 where it closes one, else 0."""
    if token.text == opening:
        return 1
    return -1 if token.text == closing else 0
