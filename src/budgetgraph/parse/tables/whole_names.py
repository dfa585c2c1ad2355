"""Names of classes that came out in pieces, put together again where the list of codes proves it.

    20805   | 行政事业单位养老支出机关事业单 | 125.45      the names of two rows, broken at a wrong place
    2080505 | 位基本养老保险缴费支出         | 104.30

Read one after the other the pieces are the names of 20805 and 2080505, character by character.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from budgetgraph.disclosure import Row
from budgetgraph.document.where import span
from budgetgraph.parse.tables.rows import Block
from budgetgraph.values import code_notation
from budgetgraph.values.codes import code_name

#: The pieces of broken names stand in so many rows at most.
_MOST_ROWS = 5

PlacedRow = tuple[Row, Block]


def with_whole_names(rows: Sequence[PlacedRow]) -> list[PlacedRow]:
    """Give the rows, the pieces of the names of classes put together."""
    whole: list[PlacedRow] = []
    at = 0
    while at < len(rows):
        mended = _mended(rows[at : at + _MOST_ROWS])
        whole += mended or [rows[at]]
        at += _length(mended, rows[at:])
    return whole


def official_name(row: Row) -> str | None:
    """Give the name that the code of a row has in the list of classes; None without one."""
    code = row.code or ""
    kind = code_notation.kind(code)
    return None if kind is None else code_name(kind, code)


def _length(mended: Sequence[PlacedRow], rows: Sequence[PlacedRow]) -> int:
    """Count the rows that were put together: up to the last one that gives its place."""
    if not mended:
        return 1
    last = mended[-1][0].where.last
    length = 1
    while length < len(rows) and rows[length][0].where.last <= last:
        length += 1
    return length


def _mended(rows: Sequence[PlacedRow]) -> list[PlacedRow]:
    """Give the first rows with the names of their codes, where these are what is printed there;
    nothing where it is not.
    """
    if official_name(rows[0][0]) in (None, rows[0][0].item):
        return []
    for length in range(2, len(rows) + 1):
        taken = rows[:length]
        printed = "".join(row.item for row, _ in taken)
        names = [official_name(row) for row, _ in taken if row.code is not None]
        if None not in names and printed == "".join(filter(None, names)):
            return _renamed(taken)
    return []


def _renamed(rows: Sequence[PlacedRow]) -> list[PlacedRow]:
    """Give the rows that have a code with the whole name of it, at the place of all of them; their
    amounts may stand beside the rest of the name. Nothing where both print one.

    2080505 | 机关事业单位基本养老保险 |
            | 缴费支出                 | 104.30      → 2080505 with 104.30
    """
    where = span(row.where for row, _ in rows)
    renamed: list[PlacedRow] = []
    for row, block in rows:
        name = official_name(row)
        if name is not None:
            renamed.append((replace(row, item=name, where=where), block))
            continue
        (above, of_name) = renamed.pop()
        if _columns(above) & _columns(row):
            return []
        renamed.append((replace(above, cells=(*above.cells, *row.cells)), of_name))
    return renamed


def _columns(row: Row) -> set[str]:
    return {cell.column for cell in row.cells}
