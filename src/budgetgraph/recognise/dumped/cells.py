"""A table that came out one cell a line → its heading and its lines of cells.

收入 · 支出 · 项目 · 金额 · 项目 · 金额 · 一、拨款 · 5.00 · 一、教育支出 · 5.00
→   heading of two rows and four columns, one row of four cells
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetgraph.document import GridRow, Passage
from budgetgraph.recognise.closing import closes
from budgetgraph.recognise.columns import columns
from budgetgraph.recognise.dumped import rows as dumped_rows
from budgetgraph.recognise.dumped.heading import headings, is_known
from budgetgraph.values.amount import is_amount, read_amount

_NARROWEST, _WIDEST = 2, 16
#: The cells of a heading, at most.
_LONGEST_HEADING = 40


def grid(cells: Sequence[Passage]) -> tuple[GridRow, ...] | None:
    """Heading and rows; None where the cells fall into columns in no way, or in several."""
    found: list[tuple[tuple[GridRow, ...], bool | None]] = []
    for heading, lines in _cuts(cells):
        rows = dumped_rows.grid(heading, lines)
        if rows is not None and _holds_amounts_alike(rows, heading):
            is_closed = closes(dumped_rows.figures(rows, columns(heading)))
            found.append(((*heading, *rows), is_closed))
    closed = [table for table, is_closed in found if is_closed]
    unknown = [table for table, is_closed in found if is_closed is None]
    return next(iter([*closed[:1], *(unknown[:1] if len(unknown) == 1 else [])]), None)


def _cuts(
    cells: Sequence[Passage],
) -> Iterator[tuple[tuple[GridRow, ...], list[Sequence[Passage]]]]:
    """Every heading that the cells may begin with, with the rest in lines of its width."""
    first = next((at for at, cell in enumerate(cells) if is_amount(cell.text)), 0)
    # a code in front of the first row looks like an amount: the heading may reach up to it
    for length in range(_NARROWEST, min(first, _LONGEST_HEADING) + 1):
        words, rest = cells[:length], cells[length:]
        if not all(words) or not rest[0] or not any(map(is_known, words)):
            continue
        for width in range(_NARROWEST, min(length, _WIDEST) + 1):
            if len(rest) % width:
                continue
            lines = [rest[at : at + width] for at in range(0, len(rest), width)]
            for heading in headings([words], width):
                yield heading, lines


def _holds_amounts_alike(rows: Sequence[GridRow], heading: tuple[GridRow, ...]) -> bool:
    """Whether every column of amounts that is known holds an amount somewhere, in most rows."""
    roles = [column.role for column in columns(heading)]
    amounts = sum(1 for row in rows for cell in row if cell and read_amount(cell.text) is not None)
    return amounts >= len(rows) * max(roles.count("value"), 1) // _NARROWEST
