"""Cells, rows and tables as a file lays them out, before any line or place is known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from budgetgraph.document import Passage, Piece
from budgetgraph.document.problems import LimitExceeded, Note
from budgetgraph.document.where import Where
from budgetgraph.document.worked_out import worked_out
from budgetgraph.read.raised import pieces, plain, settled
from budgetgraph.read.raised import raised as as_raised

#: Cells of one document, covered ones counted; a disclosure of a whole county has some ten
#: thousand.
MAX_CELLS = 2_000_000
_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")
_BLANKS = re.compile("[ \u00a0\t\r\f\v\x1c-\x1f\x85\u2028\u2029]+")


@dataclass(frozen=True)
class NativeCell:
    """A cell as it was laid out: its paragraphs and the tables inside it, and how many columns it
    spans.
    """

    items: tuple[Item, ...] = ()
    span: int = 1

    @worked_out
    def marked(self) -> str:
        """The paragraphs, parted by line feeds, with their raised runs."""
        return "\n".join(item for item in self.items if isinstance(item, str))

    @worked_out
    def text(self) -> str:
        """The paragraphs, parted by line feeds, without marks of notes."""
        return plain(self.marked)

    @property
    def holds_table(self) -> bool:
        return any(isinstance(item, NativeTable) for item in self.items)


@dataclass(frozen=True, slots=True)
class NativeRow:
    """One row on the grid of its table; None where a merged cell from the left or above covers the
    place. `number` is 1-based, and so are the `columns` of the cells in the file, where some of its
    columns are left out: hidden ones, blank ones at the left.
    """

    cells: tuple[NativeCell | None, ...]
    number: int
    columns: tuple[int, ...] = ()

    @property
    def is_frame(self) -> bool:
        """Whether a cell of it holds a table: the row only places tables."""
        return any(cell is not None and cell.holds_table for cell in self.cells)

    def place(self, column: int) -> int:
        """Give the 1-based column of the file that a 0-based column of the row is."""
        return self.columns[column] if column < len(self.columns) else column + 1

    def cell(self, column: int) -> NativeCell | None:
        """Give the cell in a 0-based column; None where there is none, or it is covered."""
        return self.cells[column] if column < len(self.cells) else None

    def filled(self) -> list[tuple[int, NativeCell]]:
        """Give the cells that print something, each with its 0-based column."""
        cells = []
        for column, cell in enumerate(self.cells):
            if cell is not None and cell.text:
                cells.append((column, cell))
        return cells


@dataclass(frozen=True, slots=True)
class NativeTable:
    """Rows top to bottom."""

    rows: tuple[NativeRow, ...]


Item = str | NativeTable


@dataclass(frozen=True, slots=True)
class Content:
    """What a file or a part of one holds, in reading order, and what of it is not read."""

    items: tuple[Item, ...]
    notes: tuple[Note, ...] = ()


def tidy(text: str) -> str:
    """Give text as it is printed in one place: runs of blanks are one, invisible characters none,
    line feeds part paragraphs.
    """
    lines = []
    for line in _INVISIBLE.sub("", text).split("\n"):
        shown = _BLANKS.sub(" ", line).strip()
        if shown:
            lines.append(settled(shown))
    return "\n".join(lines)


def cell(texts: Iterable[Item], span: int = 1, raised: str = "") -> NativeCell:
    """Give a cell of tidied paragraphs; those that print nothing are dropped.

    `raised` is a mark of a note at its end, which is printed and is no part of its text.
    """
    items: list[Item] = []
    for item in texts:
        items += filter(None, _parts(item))
    if raised:
        has_text = bool(items) and isinstance(items[-1], str)
        text = items.pop() if has_text else ""
        items.append(settled(f"{text}{as_raised(tidy(raised))}"))
    return NativeCell(tuple(items), span)


def _parts(item: Item) -> Sequence[Item]:
    """Give the lines of text that an item in a cell is; a table stays one item.

    A table of one column inside a cell is only how a program parts the lines of it.
    """
    if isinstance(item, str):
        return tidy(item).split("\n")
    if not _is_one_column(item):
        return [item]
    lines: list[Item] = []
    for row in item.rows:
        for part in filter(None, row.cells):
            lines += part.marked.split("\n")
    return lines


def _is_one_column(table: NativeTable) -> bool:
    """Tell whether no row of a table prints more than one cell, and no cell holds a table."""
    return all(len(row.filled()) <= 1 and not row.is_frame for row in table.rows)


def check_size(path: str, cells: int) -> None:
    """LimitExceeded where tables have more cells than a disclosure has."""
    if cells > MAX_CELLS:
        raise LimitExceeded(
            f"{path}: its tables have more than {MAX_CELLS} cells;"
            " take out what is no part of the disclosure"
        )


def as_passage(native: NativeCell | None, where: Where) -> Passage:
    """Give the paragraphs of a cell as pieces; each but the first begins with a line feed."""
    marked = "" if native is None else native.marked
    first, *others = marked.split("\n")
    parts: list[Piece] = list(pieces(first, where))
    for text in others:
        parts += pieces("\n" + text, where)
    return Passage(tuple(parts))
