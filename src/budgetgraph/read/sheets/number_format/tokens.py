"""The tokens of one section of a number format: places of digits, literals, parts of a date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|(?P<skip>_.|\*.)'
    r"|\[\$(?P<currency>[^\[\]-]*+)(?:-[^\[\]]*+)?\]|\[(?P<bracket>[^\[\]]*+)\]"
    r"|(?P<general>General|G/通用格式|G/標準|G/表示格式)"
    r"|(?P<exponent>E[+-])|(?P<date>[yY]+|[mM]+|[dD]+|[hH]+|[sS]+)"
    r"|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)|(?P<text>@)|(?P<other>.)",
    re.DOTALL,
)
_LITERALS = frozenset({"quoted", "escaped", "currency", "percent", "other"})
#: A number spelled in Chinese characters has this in brackets, and which kind of them.
_SPELLED = "DBNum"


@dataclass(frozen=True, slots=True)
class Token:
    """A token and its kind: `0` a digit, `"元"` quoted, `[红色]` a bracket."""

    kind: str
    text: str


def tokens(section: str) -> list[Token]:
    """Give the tokens of a section: `0.00"元"` → digit, point, digit, digit, quoted."""
    listed = []
    for match in _TOKEN.finditer(section):
        kind = match.lastgroup or "other"
        listed.append(Token(kind, match[kind] or ""))
    return listed


def kinds_of(section: list[Token]) -> set[str]:
    """Give the kinds of its tokens."""
    return {token.kind for token in section}


def literal(token: Token) -> str:
    """Give what a token prints that holds no digit."""
    return token.text if token.kind in _LITERALS else ""


def literals(section: list[Token]) -> str:
    """Give what all tokens of a section print that hold no digit."""
    return "".join(map(literal, section))


def is_fraction(section: list[Token]) -> bool:
    """Tell whether a section shows a vulgar fraction: `# ?/?`."""
    slash = Token("other", "/")
    pairs = pairwise(section[1:])
    return any(token == slash and behind.kind == "digit" for token, behind in pairs)


def is_spelled(section: list[Token]) -> bool:
    """Tell whether a section spells numbers in Chinese: `[DBNum2]`."""
    return any(token.kind == "bracket" and token.text.startswith(_SPELLED) for token in section)
