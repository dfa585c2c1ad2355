"""Raised runs on their way from a reader to the pieces of a passage.

A reader puts a raised run between two control characters, which no text holds when it is read:
`1200.00` + `raised("①")`. A cell and a paragraph make pieces of it: `1200.00`, and `①` as a piece
that is raised. Not all that stands above the line is a mark of a note:

≥500m + raised 2      → ≥500m²       an exponent of a unit of length
（含上级资金）, all raised → 含上级资金    words, and texts that are raised as a whole, are text

A cell whose text cannot be told is blank, and � is raised in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetgraph.document import Piece
from budgetgraph.document.folding import UNKNOWN
from budgetgraph.document.where import Where

_BEGIN, _END = "\x0e", "\x0f"
_RUN = re.compile(rf"{_BEGIN}([^{_BEGIN}{_END}]*){_END}")
_TOUCHING = re.compile(rf"{_END}(\s*){_BEGIN}")
_EXPONENT = re.compile(rf"(?<![A-Za-z])([cdkhmKCM]?[mM]){_BEGIN}([23]){_END}(?![A-Za-z0-9])")
_EXPONENTS = {"2": "²", "3": "³"}
#: What a mark of a note looks like: 1, 12, ①, *, a, 注1, [1], （2）, several of them with commas.
_ONE = r"(?:注?\s?[0-9０-９]{1,2}|[①-⓿❶-➓¹²³⁰-⁹㈠-㈩*＊†‡§#△☆★]{1,3}|[a-zA-Z]|注)"
_MARK = re.compile(
    rf"\A\s*+[\[(（【〔]?+\s*+{_ONE}(?:\s*+[,，、]\s*+{_ONE})*+\s*+[\])）】〕]?+\s*+"
)


def raised(text: str) -> str:
    """Give a run that stands above the line, as a reader hands it on; "" for none."""
    return f"{_BEGIN}{unmarked(text)}{_END}" if text else ""


def unmarked(text: str) -> str:
    """Give a text of a file, without control characters that would be taken for the ends of a
    run.
    """
    return text.replace(_BEGIN, "").replace(_END, "")


def settled(line: str) -> str:
    """Give a line whose raised runs are marks of notes; what else is raised in it is text."""
    if _BEGIN not in line:
        return line
    line = _TOUCHING.sub(r"\1", line)
    if not _RUN.sub("", line).strip():
        return line if UNKNOWN in line else unmarked(line)
    line = _EXPONENT.sub(lambda match: match[1] + _EXPONENTS[match[2]], line)
    return _RUN.sub(lambda match: match[0] if _MARK.fullmatch(match[1]) else match[1], line)


def plain(text: str) -> str:
    """Give the text without the marks of notes."""
    return _RUN.sub("", text) if _BEGIN in text else text


def pieces(text: str, where: Where) -> Iterator[Piece]:
    """Give the pieces of a text, raised ones apart; one empty piece for an empty text."""
    if _BEGIN not in text:
        yield Piece(text, where)
        return
    for index, part in enumerate(_RUN.split(text)):
        if part:
            yield Piece(part, where, raised=index % 2 == 1)
