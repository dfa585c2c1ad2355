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


def mistake(message: str, query: str) -> str:
    """The parser's message about `query`: the line, the column, the prefix that is not declared or
    the few words that could stand there.
    """
    found = _PLACE.fullmatch(message)
    if found is None:
        return message
    line, column, wanted = int(found[1]), int(found[2]), found[3]
    before = query.split("\n")[line - 1][: column - 1] if line <= query.count("\n") + 1 else ""
    place = f"line {line}, column {column}"
    name = _NAME.search(before)
    if "Prefix not found" in wanted and name is not None:
        return f"{place}: the prefix {name[1]}: is not declared; begin with PREFIX {name[1]}: <…>"
    words = [
        word
        for word in dict.fromkeys(found.strip() for found in _EXPECTED.findall(wanted))
        if not re.search(r"\.\.|^\[|not found", word)
    ]
    after = f"{place}, after “{before[-30:].strip()}”" if before.strip() else place
    if not words:
        return f"{after}: this is not understood"
    return (
        f"{after}: expected " + ", ".join(words[:_SHOWN]) + (", …" if len(words) > _SHOWN else "")
    )
