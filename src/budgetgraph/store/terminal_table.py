"""An answer with its columns aligned for a terminal, where a Chinese character takes two places."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from budgetgraph.store.answer import Answer, Value, text_of


def table(answer: Answer, limit: int | None = None) -> str:
    """Return the answer as aligned text, numbers to the right.

    `limit` is the widest a cell may be, in places; what is longer ends in `…`. White space inside a
    cell is one blank.
    """
    lines = [[_cut(column, limit) for column in answer.columns]]
    for row in answer.rows:
        lines.append([_cut(text_of(cell), limit) for cell in row])
    widths = [max(map(width, texts)) for texts in zip(*lines, strict=True)]
    numeric = [_is_numeric(answer, index) for index in range(len(answer.columns))]
    head, *body = [_line(texts, widths, numeric) for texts in lines]
    rule = "  ".join("─" * places for places in widths)
    return "\n".join([head, rule, *body]) + "\n"


def fitted(answer: Answer, places: int) -> str:
    """Return the answer as a table where a terminal of so many places has room for it, else row by
    row.

    Each row is a block of lines then, a line for each cell that is not empty: `year  2025`.
    """
    text = table(answer)
    if max(map(width, text.splitlines())) <= places:
        return text
    names = max(map(width, answer.columns))
    blocks = []
    for number, row in enumerate(answer.rows, start=1):
        lines = [f"── {number}/{len(answer.rows)} "]
        for column, cell in zip(answer.columns, map(text_of, row), strict=True):
            if cell:
                blanks = " " * (names - width(column))
                lines.append(f"{column}{blanks}  {' '.join(cell.split())}")
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def width(text: str) -> int:
    """Return the places that a text takes on a terminal: `水利` → 4.

    Wide and full-width characters take two, combining ones none (UAX #11).
    """
    return sum(map(_places, text))


def _places(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _is_numeric(answer: Answer, index: int) -> bool:
    """Say whether a column holds numbers alone, and at least one."""
    known = [row[index] for row in answer.rows if row[index] is not None]
    return bool(known) and all(map(_is_number, known))


def _is_number(cell: Value) -> bool:
    return isinstance(cell, int | Decimal)


def _line(texts: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    cells = []
    for text, places, right in zip(texts, widths, numeric, strict=True):
        gap = " " * (places - width(text))
        cell = gap + text if right else text + gap
        cells.append(cell)
    return "  ".join(cells).rstrip()


def _cut(text: str, limit: int | None) -> str:
    """Return a text on one line, and within the limit: `水利工程`, 5 → `水利…`."""
    line = " ".join(text.split())
    if limit is None or width(line) <= limit:
        return line
    kept = ""
    for character in line:
        if width(kept + character) > limit - 1:
            break
        kept += character
    return kept + "…"
