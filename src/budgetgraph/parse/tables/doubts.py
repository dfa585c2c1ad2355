"""Signs that the cells of a table were put under the wrong columns.

Where no lines are drawn the columns are told by the blanks between them, and a cell that wraps, or
a heading that stands aside, can move everything by one column. What then comes out looks like a
table and is none, so it is better not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from budgetgraph.disclosure import Row
from budgetgraph.document.list_marks import is_entry
from budgetgraph.forms import forms
from budgetgraph.forms.amounts import is_money_column
from budgetgraph.parse.tables.rows import Layout
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


def doubt(
    rows: Sequence[Row], layouts: Iterable[Layout], table_type: str, *, closes: bool | None
) -> str | None:
    """Give the sign that cells stand under wrong columns, in words; None where there is none.

    Sums that close outweigh the signs of a few odd cells, but not an empty column of totals: a
    table moved by one column as a whole still adds up.
    """
    if any(_has_empty_total(rows, layout) for layout in layouts):
        return "its column of totals is empty and others are not"
    return None if closes else _sign_in_cells(rows, table_type)


def _sign_in_cells(rows: Sequence[Row], table_type: str) -> str | None:
    """Give the first sign in the cells: words in an amount, names or numbers of rows among them."""
    if any(map(_runs_into_words, rows)):
        return "an amount and words stand in one cell"
    if any(_holds_an_item(row, table_type) for row in rows):
        return "the name of an item stands where amounts do"
    if any(_counts_rows(values) for values in _columns(rows, table_type)):
        return "the numbers of its rows stand where amounts do"
    return "its items came out in pieces" if _has_pieces(rows) else None


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
    found: dict[str, list[str]] = {}
    for row in rows:
        for cell in row.cells:
            if is_money_column(table_type, cell.column):
                found.setdefault(cell.column, []).append(cell.value)
    yield from found.values()


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


def _has_pieces(rows: Sequence[Row]) -> bool:
    """Tell whether items came out in pieces: 一、一般公共预算拨 | 款收入."""
    marked = [row for row in rows if is_entry(row.item)]
    pieces = [row for row in rows if not row.cells and row.code is None and not is_entry(row.item)]
    return len(marked) >= _FEWEST_MARKED and len(pieces) >= _FEWEST_PIECES
