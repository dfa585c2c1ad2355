"""A table that came out one cell a line → its heading and its lines of cells.

收入 · 支出 · 项目 · 金额 · 项目 · 金额 · 一、拨款 · 5.00 · 一、教育支出 · 5.00
→   heading of two rows and four columns, one row of four cells
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from operator import attrgetter

from budgetgraph.document import GridRow, Passage, filled
from budgetgraph.recognise.closing import closes
from budgetgraph.recognise.columns import columns
from budgetgraph.recognise.dumped import figures as dumped_figures
from budgetgraph.recognise.dumped import rows as dumped_rows
from budgetgraph.recognise.dumped.heading import headings, is_known
from budgetgraph.values.amount import is_amount

_NARROWEST, _WIDEST = 2, 16
#: The cells of a heading, at most.
_LONGEST_HEADING = 40
#: At least every second cell of the columns of amounts holds one.
_PART_FILLED = 2

Rows = tuple[GridRow, ...]


def grid(cells: Sequence[Passage]) -> Rows | None:
    """Give heading and rows; None where the cells fall into columns in no way, or in several.

    The first table that closes wins; one of which nothing can be added up has to be the only one.
    """
    unknown: list[Rows] = []
    closing: list[Rows] = []
    for heading, rows in _readings(cells):
        is_closed = closes(dumped_figures.figures(rows, columns(heading)))
        if is_closed:
            closing.append((*heading, *rows))
        elif is_closed is None:
            unknown.append((*heading, *rows))
    if closing:
        return closing[0]
    return unknown[0] if len(unknown) == 1 else None


def _readings(cells: Sequence[Passage]) -> Iterator[tuple[Rows, Rows]]:
    """Give every heading with its rows that the cells may be."""
    for heading, lines in _cuts(cells):
        rows = dumped_rows.grid(heading, lines)
        if rows is not None and _holds_amounts_alike(rows, heading):
            yield heading, rows


def _cuts(cells: Sequence[Passage]) -> Iterator[tuple[Rows, list[Sequence[Passage]]]]:
    """Give every heading that the cells may begin with, with the rest in lines of its width."""
    # a code in front of the first row looks like an amount: the heading may reach up to it
    longest = min(_first_amount(cells), _LONGEST_HEADING)
    for length in range(_NARROWEST, longest + 1):
        words, rest = cells[:length], cells[length:]
        if rest[0] and _may_be_heading(words):
            yield from _cuts_below(words, rest)


def _first_amount(cells: Sequence[Passage]) -> int:
    """Find the first cell that is an amount; 0 where none is."""
    for at, cell in enumerate(cells):
        if is_amount(cell.text):
            return at
    return 0


def _may_be_heading(words: Sequence[Passage]) -> bool:
    """Tell whether cells may be a heading: none is blank, and one is known at least."""
    return all(words) and any(map(is_known, words))


def _cuts_below(
    words: Sequence[Passage], rest: Sequence[Passage]
) -> Iterator[tuple[Rows, list[Sequence[Passage]]]]:
    """Give the headings of one list of words, with the rest in lines of their width."""
    widest = min(len(words), _WIDEST)
    for width in range(_NARROWEST, widest + 1):
        if len(rest) % width:
            continue
        lines = [rest[at : at + width] for at in range(0, len(rest), width)]
        for heading in headings([words], width):
            yield heading, lines


def _holds_amounts_alike(rows: Rows, heading: Rows) -> bool:
    """Tell whether the columns that are known to hold amounts do so in most rows."""
    roles = list(map(attrgetter("role"), columns(heading)))
    values = max(roles.count("value"), 1)
    cells = filled(chain.from_iterable(rows))
    amounts = sum(is_amount(cell.text) for cell in cells)
    return amounts >= len(rows) * values // _PART_FILLED
