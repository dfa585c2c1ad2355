"""Signs that the cells of a table were put under the wrong columns.

Where no lines are drawn the columns are told by the blanks between them, and a cell that wraps, or
a heading that stands aside, can move everything by one column. What then comes out looks like a
table and is none, so it is better not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from budgetgraph.disclosure import Row, Table
from budgetgraph.document.list_marks import is_entry
from budgetgraph.forms import forms
from budgetgraph.forms.amounts import is_money_column
from budgetgraph.parse.tables.items import begins_item
from budgetgraph.parse.tables.notes import unread_amounts
from budgetgraph.parse.tables.rows import Layout
from budgetgraph.parse.tables.stretches import Stretch
from budgetgraph.parse.tables.torn_cells import torn_sign
from budgetgraph.values.amount import read_amount

#: An amount that runs into words, with no unit between: `2,458.01本年支出合计`, `0九、卫生健康支出`.
_AMOUNT_AND_WORDS = re.compile(
    r"(?:\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,6})?|\d{1,12}\.\d{2}|0)"
    r"(?![万亿元千百台套人个年月日])[\u4e00-\u9fff]"
)
_WORD = re.compile(r"[\u4e00-\u9fff]")
#: So many amounts in a row that count 5, 6, 7, 8, 9 are the numbers of the rows.
_FEWEST_NUMBERS = 5
#: So many items without a mark and an amount, among marked ones, are pieces of items.
_FEWEST_PIECES = 3
#: A single row may leave its total blank.
_FEWEST_FILLED = 2
_FEWEST_MARKED = 4
_FEWEST_MARKED_OF_GUESS = 2
_PIECES = "its items came out in pieces"


def doubt(table: Table, stretches: Sequence[Stretch], *, guessed: bool) -> str | None:
    """Give the sign that cells stand under wrong columns, in words; None where there is none.

    Sums that close outweigh the signs of a few odd cells, but not an empty column of totals: a
    table moved by one column as a whole still adds up. They outweigh nothing where the cells are
    `guessed`: one column of a table may add up beside one that came out in pieces.
    """
    layouts = [stretch.layout for stretch in stretches]
    if any(_has_empty_total(table.rows, layout) for layout in layouts):
        return "its column of totals is empty and others are not"
    sign = _sign_of_guess(table, stretches, layouts) if guessed else None
    if sign is not None or (table.closes and not guessed):
        return sign
    return _sign_in_cells(table.rows, table.type)


def _sign_of_guess(
    table: Table, stretches: Sequence[Stretch], layouts: Sequence[Layout]
) -> str | None:
    """Give the sign that guessed cells are none, in words; None where there is none."""
    if any(_has_amount_aside(stretch) for stretch in stretches):
        return "amounts stand under no heading"
    has_pieces = _has_pieces(table.rows, _FEWEST_MARKED_OF_GUESS, fewest=1)
    return torn_sign(table, layouts) or (_PIECES if has_pieces else None)


def _has_amount_aside(stretch: Stretch) -> bool:
    """Tell whether an amount of some line is in no row."""
    return any(unread_amounts(line, stretch.layout) for line in stretch.lines)


def _sign_in_cells(rows: Sequence[Row], table_type: str) -> str | None:
    """Give the first sign in the cells: words in an amount, names or numbers of rows among them."""
    if any(map(_runs_into_words, rows)):
        return "an amount and words stand in one cell"
    if any(_holds_an_item(row, table_type) for row in rows):
        return "the name of an item stands where amounts do"
    if any(_counts_rows(values) for values in _columns(rows, table_type)):
        return "the numbers of its rows stand where amounts do"
    has_pieces = _has_pieces(rows, _FEWEST_MARKED, _FEWEST_PIECES)
    return _PIECES if has_pieces else None


def _runs_into_words(row: Row) -> bool:
    """Tell whether an amount runs into words: `2,458.01本年支出合计`."""
    texts = [row.item, *(cell.value for cell in row.cells)]
    return any(_AMOUNT_AND_WORDS.match(text) for text in texts)


def _holds_an_item(row: Row, table_type: str) -> bool:
    """Tell whether an item stands in a column of money: `一、教育支出`."""
    money = (cell.value for cell in row.cells if is_money_column(table_type, cell.column))
    return any(is_entry(value) and _WORD.search(value) for value in money)


def _columns(rows: Sequence[Row], table_type: str) -> Iterator[list[str]]:
    """Give the values of each column of money, from top to bottom."""
    by_column: dict[str, list[str]] = {}
    for row in rows:
        for cell in row.cells:
            if is_money_column(table_type, cell.column):
                by_column.setdefault(cell.column, []).append(cell.value)
    yield from by_column.values()


def _counts_rows(values: Sequence[str]) -> bool:
    """Tell whether values count up by one: 5, 6, 7, 8, 9."""
    length = 1
    for above, value in pairwise(values):
        counts_on = above.isdecimal() and value.isdecimal() and int(value) == int(above) + 1
        length = length + 1 if counts_on else 1
        if length >= _FEWEST_NUMBERS:
            return True
    return False


def _has_empty_total(rows: Sequence[Row], layout: Layout) -> bool:
    """Tell whether a column headed 合计 holds nothing in a table that holds amounts."""
    filled = [row for row in rows if any(read_amount(cell.value) for cell in row.cells)]
    held = {cell.column for row in filled for cell in row.cells}
    totals = {
        column.name
        for column in layout.columns
        if column.role == "value" and column.name in forms().heading["sum_column"]
    }
    return len(filled) >= _FEWEST_FILLED and bool(totals) and not totals & held


def _has_pieces(rows: Sequence[Row], fewest_marked: int, fewest: int) -> bool:
    """Tell whether items came out in pieces: 一、一般公共预算拨 | 款收入."""
    marked = [row for row in rows if is_entry(row.item)]
    pieces = list(filter(_is_piece, rows))
    return len(marked) >= fewest_marked and len(pieces) >= fewest


def _is_piece(row: Row) -> bool:
    """Tell whether a row is a name alone that begins no item."""
    is_alone = not row.cells and row.code is None
    return is_alone and not begins_item(row.item)
