"""Cut SPARQL text into its tokens, by the character classes of SPARQL 1.1 §19.8.

Example: `?医 a x:甲·1 }` → variable `?医`, word `a`, name `x:甲·1`, mark `}`.

Python's own `\\w` is not used: it takes other characters than SPARQL does. It leaves out `、`
(U+3001) and U+200D, which are letters in SPARQL, and takes characters that SPARQL has not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

#: PN_CHARS_BASE, PN_CHARS_U and PN_CHARS as the inside of a bracket expression.
LETTERS = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
LETTERS_AND_LOW_LINE = LETTERS + "_"
_IN_VARIABLES = LETTERS_AND_LOW_LINE + "0-9\u00b7\u0300-\u036f\u203f-\u2040"
NAME_CHARACTERS = _IN_VARIABLES + r"\-"

#: What stands between tokens.
_BETWEEN = ("space", "comment")
#: What a query begins with, behind BASE and PREFIX.
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
#: PLX: characters of a local name that are written as `%20` or `\,`.
_ESCAPED = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%]"
_CODE_POINT = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_IN_STRING = rf"\\[tbnrf\\\"']|{_CODE_POINT}"

#: More parts between dots than this are words, not the prefix of a name (`a.a.a…:x`): where no
#: colon follows, they would be read again from each dot.
_MOST_DOTS = 40
#: Quantifiers are possessive wherever a second try could not succeed: a hostile text costs its
#: length, not the square of it.
_TOKEN = re.compile(
    rf"""(?P<space>[\x20\t\r\n]++)
    |(?P<comment>\#[^\n\r]*+)
    |(?P<iri><(?:[^\x00-\x20<>"{{}}|^`\\]|{_CODE_POINT})*+>)
    |(?P<long>\"\"\"(?:\"{{0,2}}+(?:[^"\\]|{_IN_STRING}))*+\"\"\"
        |'''(?:'{{0,2}}+(?:[^'\\]|{_IN_STRING}))*+''')
    |(?P<string>"(?:[^"\\\n\r]|{_IN_STRING})*+"|'(?:[^'\\\n\r]|{_IN_STRING})*+')
    |(?P<unclosed>"(?:[^"\\\n\r]|{_IN_STRING})*+|'(?:[^'\\\n\r]|{_IN_STRING})*+)
    |(?P<variable>[?$][{LETTERS_AND_LOW_LINE}0-9][{_IN_VARIABLES}]*+)
    |(?P<language>@[A-Za-z]++(?:-[A-Za-z0-9]++)*+)
    |(?P<number>[0-9]++\.?[0-9]*+(?:[eE][+-]?[0-9]++)?+)
    |(?P<blank>_:[{LETTERS_AND_LOW_LINE}0-9][{NAME_CHARACTERS}]*+(?:\.++[{NAME_CHARACTERS}]++)*+)
    |(?P<name>(?:[{LETTERS}][{NAME_CHARACTERS}]*+
           (?:\.++[{NAME_CHARACTERS}]++){{0,{_MOST_DOTS}}}+)?+:
        (?:(?:[{LETTERS_AND_LOW_LINE}0-9:]|{_ESCAPED})(?:[{NAME_CHARACTERS}:]|{_ESCAPED})*+
           (?:\.++(?:[{NAME_CHARACTERS}:]|{_ESCAPED})++)*+)?+)
    |(?P<word>[{LETTERS_AND_LOW_LINE}][{NAME_CHARACTERS}]*+)
    |(?P<mark>.)""",
    re.VERBOSE | re.DOTALL,
)


class SparqlToken(NamedTuple):
    """A piece of the text: its kind (`iri`, `string`, `word` …), its text, and where it stands."""

    kind: str
    text: str
    start: int
    end: int


def token_at(text: str, start: int) -> SparqlToken:
    """Give the longest token that begins at `start`, which must be inside the text."""
    match = _TOKEN.match(text, start)
    assert match is not None, "the last alternative takes any character"
    return SparqlToken(match.lastgroup or "mark", match[0], start, match.end())


def tokens(text: str) -> Iterator[SparqlToken]:
    """Give the tokens from the first to the last; white space and comments are left out."""
    # The last alternative takes any character, so nothing is left between two matches.
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "mark"
        if kind not in _BETWEEN:
            yield SparqlToken(kind, match[0], match.start(), match.end())


def is_description(query: str) -> bool:
    """Tell whether a query is a DESCRIBE: the first word of a form that stands behind BASE and
    PREFIX.
    """
    for token in tokens(query):
        word = token.text.upper() if token.kind == "word" else ""
        if word in _FORMS:
            return word == "DESCRIBE"
    return False
