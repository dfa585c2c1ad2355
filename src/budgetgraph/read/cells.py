"""Cells, rows and tables as a file lays them out, before any line or place is known."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from budgetgraph.document import Passage, Piece
from budgetgraph.document.problems import LimitExceeded, Note
from budgetgraph.document.where import Where
from budgetgraph.read.raised import pieces, plain, settled
from budgetgraph.read.raised import raised as as_raised

#: Cells of one document, covered ones counted; a disclosure of a whole county has some ten
#: thousand.
MAX_CELLS = 2_000_000
_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")
_BLANKS = re.compile("[ \u00a0\t\r\f\v\x1c-\x1f\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it was laid out: its paragraphs and the tables inside it, and how many columns it
    spans.
    """

    items: tuple[Item, ...] = ()
    span: int = 1

    @property
    def marked(self) -> str:
        """The paragraphs, parted by line feeds, with their raised runs."""
        return "\n".join(item for item in self.items if isinstance(item, str))

    @property
    def text(self) -> str:
        """The paragraphs, parted by line feeds, without marks of notes."""
        return plain(self.marked)

    @property
    def holds_table(self) -> bool:
        return any(isinstance(item, Table) for item in self.items)


@dataclass(frozen=True, slots=True)
class Row:
    """One row on the grid of its table; None where a merged cell from the left or above covers the
    place. `number` is 1-based.
    """

    cells: tuple[Cell | None, ...]
    number: int

    def filled(self) -> list[tuple[int, Cell]]:
        """The cells that print something, each with its 0-based column."""
        return [
            (index, cell) for index, cell in enumerate(self.cells) if cell is not None and cell.text
        ]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows top to bottom."""

    rows: tuple[Row, ...]


Item = str | Table


@dataclass(frozen=True, slots=True)
class Content:
    """What a file or a part of one holds, in reading order, and what of it is not read."""

    items: tuple[Item, ...]
    notes: tuple[Note, ...] = ()


def tidy(text: str) -> str:
    """Text as it is printed in one place: runs of blanks are one, invisible characters none, line
    feeds part paragraphs.
    """
    lines = (_BLANKS.sub(" ", line).strip() for line in _INVISIBLE.sub("", text).split("\n"))
    return "\n".join(settled(line) for line in lines if line)


def cell(texts: Iterable[Item], span: int = 1, raised: str = "") -> Cell:
    """A cell of tidied paragraphs; those that print nothing are dropped.

    `raised` is a mark of a note at its end, which is printed and is no part of its text.
    """
    items: list[Item] = []
    for item in texts:
        lines = _lines(item)
        if lines is None:
            items.append(item)
        else:
            items += lines
    items = [item for item in items if item]
    if raised:
        text = items.pop() if items and isinstance(items[-1], str) else ""
        items.append(settled(f"{text}{as_raised(tidy(raised))}"))
    return Cell(tuple(items), span)


def _lines(item: Item) -> list[str] | None:
    """The lines of text that an item in a cell is; None for a table.

    A table of one column inside a cell is only how a program parts the lines of it.
    """
    if isinstance(item, str):
        return tidy(item).split("\n")
    cells = [found for row in item.rows for found in row.cells if found is not None]
    if any(len(row.filled()) > 1 for row in item.rows) or any(each.holds_table for each in cells):
        return None
    return [line for each in cells for line in each.marked.split("\n")]


def check_size(path: str, cells: int) -> None:
    """LimitExceeded where tables have more cells than a disclosure has."""
    if cells > MAX_CELLS:
        raise LimitExceeded(
            f"{path}: its tables have more than {MAX_CELLS} cells;"
            " take out what is no part of the disclosure"
        )


def as_passage(found: Cell | None, where: Where) -> Passage:
    """The paragraphs of a cell as pieces; each but the first begins with a line feed."""
    texts = found.marked.split("\n") if found is not None else [""]
    parts: list[Piece] = []
    for index, text in enumerate(texts):
        parts += pieces(text if index == 0 else "\n" + text, where)
    return Passage(tuple(parts))
