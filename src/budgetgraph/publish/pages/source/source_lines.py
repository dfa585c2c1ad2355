"""Draw the lines of a source: tables as tables, everything else as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

_TAB = "\t"
#: A cell that holds an amount or a share stands at the right of its column.
_NUMBER = re.compile(r"[-−]?\d[\d,]*(?:\.\d+)?%?")


@dataclass(frozen=True, slots=True)
class DrawnCell:
    """A cell of a drawn row; the last one of a short row is as wide as what is left."""

    text: str
    is_number: bool
    width: int


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line with its number; it has cells where it is a row of a table."""

    number: int
    text: str
    cells: tuple[DrawnCell, ...]


def drawn(lines: Sequence[str], first: int = 1) -> list[tuple[DrawnLine, ...]]:
    """Part lines into tables and what stands between them; `first` is the number of the first one.

    A row of a table has its cells behind tabs: `208\t支出\t3` and `合计\t\t3` → one table of two
    rows with three cells each. One such line alone is no table.
    """
    blocks = []
    numbered = enumerate(lines, start=first)
    for is_row, block in groupby(numbered, key=lambda line: _TAB in line[1]):
        rows = tuple(block)
        draw = _table if is_row and len(rows) > 1 else _prose
        blocks.append(draw(rows))
    return blocks


def _table(rows: Sequence[tuple[int, str]]) -> tuple[DrawnLine, ...]:
    """Draw the rows of one table, all as wide as its widest."""
    width = max(text.count(_TAB) + 1 for _, text in rows)
    return tuple(DrawnLine(number, text, _cells(text, width)) for number, text in rows)


def _cells(text: str, width: int) -> tuple[DrawnCell, ...]:
    """Cut a row into its cells; what it begins with is a code or a name, and no amount."""
    first, *texts = map(str.strip, text.split(_TAB))
    cells = [DrawnCell(first, is_number=False, width=1)]
    for number, content in enumerate(texts, start=2):
        is_last = number == len(texts) + 1
        left = width - len(texts) if is_last else 1
        cells.append(DrawnCell(content, _is_number(content), left))
    return tuple(cells)


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None


def _prose(rows: Iterable[tuple[int, str]]) -> tuple[DrawnLine, ...]:
    return tuple(DrawnLine(number, text, ()) for number, text in rows)
