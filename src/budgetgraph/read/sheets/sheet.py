"""What every reader of a spreadsheet gives: sheets of cells as they are shown."""

from __future__ import annotations

from dataclasses import dataclass, field

from budgetgraph.document.folding import UNKNOWN
from budgetgraph.document.problems import LimitExceeded

#: How far the values of one sheet may reach; the longest sheet of a real disclosure has some
#: hundred rows.
MAX_ROWS, MAX_COLUMNS = 20_000, 256
MAX_SHEETS = 500

Address = tuple[int, int]
"""Row and column, 0-based."""


@dataclass(slots=True)
class SheetCell:
    """What a cell shows.

    `raised` is the run at its end that stands above the line, a mark of a note. `fault` says why
    the cell shows nothing that can be read, or something that is no value: None for most cells.
    """

    text: str
    raised: str = ""
    fault: str | None = None


def unread(fault: str) -> SheetCell:
    """Give a cell that shows something which cannot be told: it has no text, and � is printed there
    like a mark, so that it is not taken for blank.
    """
    return SheetCell("", UNKNOWN, fault)


@dataclass(slots=True)
class Sheet:
    """One sheet: its cells by address, merged ranges as (first, last) corners, and what is hidden.

    `number` is its 1-based place in the workbook, charts counted; `page_lines` are the lines of its
    page headers and footers; `boxes` are the texts that lie over its cells, each with the row that
    it begins in.
    """

    name: str
    cells: dict[Address, SheetCell] = field(default_factory=dict)
    merged: list[tuple[Address, Address]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    is_hidden: bool = False
    number: int = 0
    page_lines: list[str] = field(default_factory=list)
    boxes: list[tuple[int, str]] = field(default_factory=list)
    pictures: int = 0

    def reach(self) -> Address:
        """Tell how many rows and columns hold cells."""
        rows = max((row for row, _ in self.cells), default=-1) + 1
        columns = max((column for _, column in self.cells), default=-1) + 1
        return rows, columns

    def is_visible(self, address: Address) -> bool:
        """Tell whether a cell is in no hidden row and in no hidden column."""
        row, column = address
        return row not in self.hidden_rows and column not in self.hidden_columns

    def check(self, path: str) -> None:
        """LimitExceeded where the sheet reaches too far to be a disclosure."""
        rows, columns = self.reach()
        if rows > MAX_ROWS or columns > MAX_COLUMNS:
            raise LimitExceeded(
                f"{path}: sheet {self.name} reaches to row {rows} and column {columns}, over the"
                f" limit of {MAX_ROWS} rows and {MAX_COLUMNS} columns;"
                " delete what stands outside its tables"
            )


def check_count(path: str, count: int) -> None:
    """LimitExceeded for a workbook of more sheets than a disclosure has."""
    if count > MAX_SHEETS:
        raise LimitExceeded(
            f"{path}: more than {MAX_SHEETS} sheets; take out what is no part of the disclosure"
        )


def address_text(address: Address) -> str:
    """Give an address as a person writes it: (24, 2) → C25."""
    row, column = address
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


#: Faults of cells, in words; each is a note of the document.
FORMULA = "a formula without its value (公式没有缓存值)"
ERROR = "an error value"
FORMAT = "a number format that is not understood (数字格式)"
DAMAGED = "a value that is spelled wrong (内容损坏)"
STRUCK = "text that is struck through (删除线)"
WHITE = "white text on white paper (白色文字, 隐藏)"
