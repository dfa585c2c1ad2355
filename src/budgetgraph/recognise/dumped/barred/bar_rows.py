"""Rows of a copied web page that prints a cell a line, each ended by a bar.

    收入 |           two cells, and two bars more: the row is four columns wide,
    支出 | ||        some of its cells are merged
    项目 |
    预算数 |
    项目 |
    预算数 |         four cells: the row is full

Some pages begin each row with a line of one bar, and print the further bars in a line of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from budgetgraph.document import GridRow, Paragraph, Passage, passage, squeeze

_NARROWEST, _WIDEST = 2, 30


@dataclass(frozen=True, slots=True)
class BarRow:
    """The cells of a row, blank ones included; `padding` columns more are of merged cells."""

    cells: tuple[Passage, ...]
    padding: int

    def padded(self) -> GridRow:
        """Give the cells with a blank one for each further column, behind them."""
        blank = passage("", self.cells[0].where)
        return (*self.cells, *[blank] * self.padding)


@dataclass(frozen=True, slots=True)
class BarCell:
    """One line: its cell and how many bars stand behind it."""

    cell: Passage
    bars: int

    @property
    def is_one_bar(self) -> bool:
        """Whether the line is a bar alone: a blank cell, or the beginning of a row."""
        return not self.cell and self.bars == 1

    @property
    def is_only_bars(self) -> bool:
        """Whether the line is several bars: the further columns of the row above."""
        return not self.cell and self.bars > 1


@dataclass(frozen=True, slots=True)
class BarTable:
    """The rows that one width gives, and behind which line they end."""

    width: int
    rows: tuple[BarRow, ...]
    end: int


def cells_of(lines: Sequence[Paragraph]) -> list[BarCell] | None:
    """Give the lines as cells with their bars; None where a line holds several cells."""
    cells: list[BarCell] = []
    for line in lines:
        text, bar, behind = line.text.strip().partition("|")
        if not bar or squeeze(behind).strip("|"):
            return None
        cell = passage(text.strip(), line.where)
        cells.append(BarCell(cell, 1 + behind.count("|")))
    return cells


def tables_at(cells: Sequence[BarCell], start: int) -> list[BarTable]:
    """Give the tables that begin at a cell and go furthest, one for each width that allows it."""
    tables: list[BarTable] = []
    for width in range(_NARROWEST, _WIDEST + 1):
        table = _rows(cells, start, width)
        if any(map(attrgetter("padding"), table.rows)):
            tables.append(table)
    furthest = max(map(attrgetter("end"), tables), default=start)
    return [table for table in tables if table.end == furthest]


def _rows(cells: Sequence[BarCell], start: int, width: int) -> BarTable:
    """Give the rows of one width, up to the first line that does not fit it."""
    begins_with_bar = cells[start].is_one_bar
    rows: list[BarRow] = []
    at = start
    while at < len(cells):
        if begins_with_bar and not cells[at].is_one_bar:
            break
        first = at + 1 if begins_with_bar else at
        taken = _row(cells, first, width)
        if taken is None:
            break
        row, at = taken
        rows.append(row)
    return BarTable(width, tuple(rows), at)


def _row(cells: Sequence[BarCell], start: int, width: int) -> tuple[BarRow, int] | None:
    """Give the row that begins at a cell, and where the next one does; None where none fits."""
    taken: list[Passage] = []
    for at in range(start, min(start + width + 1, len(cells))):
        line = cells[at]
        further = line.bars
        if not line.is_only_bars:
            further -= 1
            taken.append(line.cell)
        if len(taken) + further == width:
            has_cell = bool(taken) or not further
            return (BarRow(tuple(taken), further), at + 1) if has_cell else None
        if further:
            return None
    return None
