"""The last row of a table without rulings, of which a page break cuts the end off.

    2296003   用于体育事业的彩票公益   60.00      the last line of a page
    ---------------------------------------
              金支出                            the first line of the next page

The place of the rest shows whose it is: it begins where the lines of the cell above begin (or is
centred below them) and ends no farther right than they do, and the line above leaves no room for
another character.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from operator import add, attrgetter

from budgetgraph.document.list_marks import opens_paragraph
from budgetgraph.read.pages.page import Line, Word
from budgetgraph.read.pages.unruled.merged import CellPieces
from budgetgraph.read.pages.unruled.table import UnruledTable, cells_of, text_of
from budgetgraph.values.amount import is_number
from budgetgraph.values.cut_amount import goes_on

#: The lines of one cell begin at one place, or are centred at one, but for this (heights).
_SAME = 0.3
#: A line that ends so near to the end of its column (heights) has no room for another character.
_FULL = 1.0


def rest_of_row(table: UnruledTable, line: Line) -> list[str] | None:
    """Give for each column what a line of the next page adds to the last row; None where it is not
    the rest of that row.
    """
    cells = cells_of(table, line.height) if table.pieces else None
    if cells is None:
        return None
    rest = [""] * len(cells[-1])
    for piece in line.pieces:
        column = _column_of(piece, cells[-1])
        if column is None or not _goes_on(piece, [row[column] for row in cells]):
            return None
        rest[column] += piece.text
    return rest


def with_rest(table: UnruledTable, line: Line, rest: Sequence[str]) -> UnruledTable:
    """Give the table with the rest of its last row, as if it stood on the same page."""
    *upper, last = table.pieces
    foot = max(map(attrgetter("bottom"), last))
    moved = [replace(piece, top=foot, bottom=foot + piece.height) for piece in line.pieces]
    first, texts = table.rows[-1]
    whole = tuple(map(add, texts, rest))
    rows = (*table.rows[:-1], (first, whole))
    return replace(table, rows=rows, pieces=(*upper, [*last, *moved]))


def _column_of(piece: Word, last: CellPieces) -> int | None:
    """Give the one column whose cell in the last row a piece stands below; None without one."""
    below = [at for at, cell in enumerate(last) if any(map(piece.stands_over, cell))]
    return below[0] if len(below) == 1 else None


def _goes_on(piece: Word, column: Sequence[Sequence[Word]]) -> bool:
    """Tell whether the last cell of a column goes on in a piece of the next page: it has no room
    for more, and both are one name or one amount.
    """
    above = max(column[-1], key=lambda word: word.bottom)
    if opens_paragraph(piece.text) or not _are_one_text(text_of(column[-1]), piece.text):
        return False
    end = max(word.x1 for word in chain.from_iterable(column))
    is_full = end - above.x1 < _FULL * above.height
    # What is broken at the width of its column is no wider than that below the break.
    has_room = piece.x1 - end < _FULL * piece.height
    return is_full and has_room and _are_aligned(above, piece)


def _are_one_text(text: str, rest: str) -> bool:
    """Tell whether a text may go on in another: two figures only as one amount: 9451.4 and 0."""
    if is_number(text) or is_number(rest):
        return goes_on(text, rest)
    return True


def _are_aligned(above: Word, piece: Word) -> bool:
    """Tell whether two lines begin at one place, or are centred at one."""
    begin = piece.x0 - above.x0
    centre = (piece.x0 + piece.x1 - above.x0 - above.x1) / 2
    return min(abs(begin), abs(centre)) < _SAME * piece.height
