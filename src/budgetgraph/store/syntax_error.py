"""What is wrong with a query, in words for its author; the parser's own list of every character
that it would have taken says little.
"""

from __future__ import annotations

import re

_PLACE = re.compile(r"error at (\d+):(\d+): (?:expected (?:one of )?)?(.*)", re.DOTALL)
_NAME = re.compile(r"(?<![\w.:%-])(?:[.%]|[\w-]++(?!:))*+([\w-]*+):[\w.:%-]*+$")
#: One of the things that the parser expected; a comma inside `[…]` parts nothing: `[^a, b], "{"`.
_EXPECTED = re.compile(r"(?:[^,\[]|\[[^\[\]]*+\]|\[|,(?! ))++")
_SHOWN = 8
#: What tells the author nothing: ranges and sets of characters (`'a'..='z'`, `[^"]`).
_SAYS_NOTHING = re.compile(r"\.\.|^\[|not found")


def mistake(message: str, query: str) -> str:
    """Return what is wrong with a query, from the parser's message about it.

    The line and the column, with the prefix that is not declared or the few words that could stand
    there. A message of another kind stays as it is.
    """
    match = _PLACE.fullmatch(message)
    if match is None:
        return message
    line, column, wanted = int(match[1]), int(match[2]), match[3]
    before = _before(query, line, column)
    place = f"line {line}, column {column}"
    name = _NAME.search(before)
    if "Prefix not found" in wanted and name is not None:
        return f"{place}: the prefix {name[1]}: is not declared; begin with PREFIX {name[1]}: <…>"
    if before.strip():
        place += f", after “{before[-30:].strip()}”"
    words = _words(wanted)
    if not words:
        return f"{place}: this is not understood"
    more = ", …" if len(words) > _SHOWN else ""
    return f"{place}: expected " + ", ".join(words[:_SHOWN]) + more


def _before(query: str, line: int, column: int) -> str:
    """Return what stands before a place on its line; nothing where there is no such line."""
    lines = query.split("\n")
    return lines[line - 1][: column - 1] if line <= len(lines) else ""


def _words(wanted: str) -> list[str]:
    """Return what the parser expected, each once, without what tells the author nothing."""
    said = dict.fromkeys(word.strip() for word in _EXPECTED.findall(wanted))
    return [word for word in said if not _SAYS_NOTHING.search(word)]
