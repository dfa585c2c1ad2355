"""Find personal data in the lines of a source, and mask it: names, telephone numbers and the like.

A name is told by the label before it, in the same line, the next cell or the next line: `联系人：张某某` →
`联系人：███`. Numbers are told by their own form (a mobile number, an identity number with its check
digit) or by their label (账号：…). Each masked character is one block, so that places in a line stay
what they were. The words are data, in `words.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from budgetgraph.document.personal_data.below import below
from budgetgraph.document.personal_data.beside import addressed, names_beside
from budgetgraph.document.personal_data.digits import with_digits
from budgetgraph.document.personal_data.names import names
from budgetgraph.document.personal_data.numbers import (
    labelled,
    numbers,
    repeated_numbers,
    torn_number,
)
from budgetgraph.document.personal_data.secret import Secret
from budgetgraph.document.personal_data.told import told_names
from budgetgraph.document.personal_data.torn import torn
from budgetgraph.document.personal_data.wraps import unwrapped

__all__ = ["MASK", "Secret", "find_personal_data", "mask", "mask_lines", "masked_at"]

MASK = "█"
#: Of a number the marks between its digits stay, of a name only the blanks.
_HIDDEN_OF_NUMBER, _HIDDEN_OF_NAME = re.compile(r"\w"), re.compile(r"\S")


def mask(text: str) -> str:
    """Mask the personal data of one text by itself; a text without any is returned as it is."""
    return mask_lines([text])[0]


def mask_lines(lines: Sequence[str]) -> tuple[str, ...]:
    """Mask the personal data of all lines of a source."""
    return masked_at(lines, find_personal_data(lines))


def masked_at(lines: Sequence[str], secrets: Iterable[Secret]) -> tuple[str, ...]:
    """Mask the secrets that were found in lines."""
    masked = list(lines)
    for secret in secrets:
        line = masked[secret.line]
        hidden = _hidden(line[secret.start : secret.end], secret.kind)
        masked[secret.line] = line[: secret.start] + hidden + line[secret.end :]
    return tuple(masked)


def _hidden(text: str, kind: str) -> str:
    """Put a block for each character: 甲 某 → █ █, 0310-123 → ████-███."""
    hidden = _HIDDEN_OF_NAME if kind == "name" else _HIDDEN_OF_NUMBER
    return hidden.sub(MASK, text)


def find_personal_data(lines: Sequence[str]) -> tuple[Secret, ...]:
    """Find every secret of the lines, in their order."""
    return _of_lines(tuple(lines))


@lru_cache(maxsize=2)
def _of_lines(lines: tuple[str, ...]) -> tuple[Secret, ...]:
    """Find every secret of the lines: a source is asked for its own several times."""
    secrets: set[Secret] = set()
    for number, line in enumerate(lines):
        for start, end, kind in _in_line(line):
            secrets.add(Secret(number, start, end, kind))
        secrets.update(below(lines, number))
        secrets.update(torn(lines, number))
        secrets.update(torn_number(lines, number))
    secrets.update(repeated_numbers(lines, tuple(secrets)))
    return tuple(sorted(secrets))


@lru_cache(maxsize=4096)
def _in_line(line: str) -> tuple[tuple[int, int, str], ...]:
    """Find the secrets that one line tells by itself, as (start, end, kind)."""
    spans = _as_printed(line)
    text, places = unwrapped(line)
    if text == line:
        return spans
    moved = ((places[start], places[end - 1] + 1, kind) for start, end, kind in _as_printed(text))
    return (*spans, *moved)


def _as_printed(line: str) -> tuple[tuple[int, int, str], ...]:
    """Find the secrets of a line as it stands."""
    folded = with_digits(line)
    told = (*numbers(folded), *labelled(folded))
    beside = (name for number in told for name in names_beside(line, *number))
    return (*names(line), *addressed(line), *told_names(line), *told, *beside)
