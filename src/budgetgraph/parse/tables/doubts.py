"""Signs that the cells of a table were put under the wrong columns.

Where no lines are drawn the columns are told by the blanks between them, and a cell that wraps, or
a heading that stands aside, can move everything by one column. What then comes out looks like a
table and is none, so it is better not read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from itertools import chain, pairwise
from operator import attrgetter

from budgetgraph.disclosure import Row, Table
from budgetgraph.document.list_marks import is_entry
from budgetgraph.forms import forms
from budgetgraph.forms.amounts import is_money_column
from budgetgraph.forms.bodies import is_named_body
from budgetgraph.forms.heading_words import is_word
from budgetgraph.parse.tables.notes import unread_amounts
from budgetgraph.parse.tables.rows import Layout, is_item
from budgetgraph.parse.tables.stretches import Stretch
from budgetgraph.parse.tables.torn_cells import torn_sign
from budgetgraph.recognise import TableClaim
from budgetgraph.recognise.columns import Column
from budgetgraph.recognise.headings import numbers_columns, texts
from budgetgraph.recognise.labels import NO_PROJECT
from budgetgraph.values.amount import is_money, read_amount
from budgetgraph.values.sums import is_total

#: An amount that runs into words, with no unit between: `2,458.01本年支出合计`, `0九、卫生健康支出`.
_AMOUNT_AND_WORDS = re.compile(
    r"(?:\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,6})?|\d{1,12}\.\d{2}|0)"
    r"(?![万亿元千百台套人个年月日])[\u4e00-\u9fff]"
)
_layout, _cells, _item = attrgetter("layout"), attrgetter("cells"), attrgetter("item")
_is_wider = attrgetter("is_wider_than_heading")
_value, _column, _name = attrgetter("value"), attrgetter("column"), attrgetter("name")
_WORD = re.compile(r"[\u4e00-\u9fff]")
#: So many amounts in a row that count 5, 6, 7, 8, 9 are the numbers of the rows.
_FEWEST_NUMBERS = 5
#: So many items without a mark and an amount, among marked ones, are pieces of items.
_FEWEST_PIECES = 3
#: So many words that head columns are a line of a heading.
_FEWEST_WORDS = 2
#: A single row may leave its total blank.
_FEWEST_FILLED = 2
_FEWEST_MARKED = 4
_FEWEST_MARKED_OF_GUESS = 2
_OF_NAMES = frozenset({"item", "item_more", "code", "code_part", "code_aside", "serial"})
_OF_PROJECTS = "project_expenditure"
_PIECES = "its items came out in pieces"
#: Numbers of columns in one cell.
_SEVERAL_NUMBERS = re.compile(r"\d \d")


def doubt(
    table: Table, stretches: Sequence[Stretch], *, guessed: bool, is_sheet: bool = False
) -> str | None:
    """Give the sign that cells stand under wrong columns, in words; None where there is none.

    Sums that close outweigh the signs of a few odd cells, but not an empty column of totals: a
    table moved by one column as a whole still adds up. They outweigh nothing where the cells are
    `guessed`: one column of a table may add up beside one that came out in pieces. In a workbook
    (`is_sheet`) every cell stands in its column: the totals are formulas without their values.
    """
    layouts = list(map(_layout, stretches))
    if not is_sheet and any(map(partial(_has_empty_total, table.rows), layouts)):
        return "its column of totals is empty and others are not"
    if _has_no_names(table.rows, layouts):
        return "no column names its rows"
    if _holds_heading(table.rows):
        return "a row of its heading stands among its rows"
    if _are_named_by_amounts(table.rows):
        return "an amount stands where names do"
    if any(map(_is_wider, stretches)):
        return "its rows have more cells than its heading"
    if table.closes is False and _lost_blanks(stretches):
        return "blank cells of its rows were lost"
    if guessed:
        return _sign_of_guess(table, stretches, layouts) or _sign_in_cells(table)
    return None if table.closes else _sign_in_cells(table)


def sign_in_numbers(table: Table, claim: TableClaim) -> str | None:
    """Give the sign that columns of guessed cells were lost, in words: more numbers than columns
    stand in the line that numbers them, so that the last cell has several: 栏次 | 1 | 2 3 4.
    """
    headings = (fragment.heading for fragment in claim.fragments if table.rows)
    for row in chain.from_iterable(headings):
        if numbers_columns(texts(row)) and any(map(_SEVERAL_NUMBERS.search, texts(row))):
            return "it has more numbers of columns than columns"
    return None


def _has_no_names(rows: Sequence[Row], layouts: Sequence[Layout]) -> bool:
    """Tell whether several rows of amounts have neither a name nor a code, nor a column of them:
    the columns of names stand on another page.
    """
    roles = {column.role for layout in layouts for column in layout.columns}
    filled = list(filter(_holds_amount, rows))
    is_nameless = not any(row.item or row.code or _has_words(row) for row in filled)
    return len(filled) >= _FEWEST_FILLED and is_nameless and roles.isdisjoint(_OF_NAMES)


def _lost_blanks(stretches: Sequence[Stretch]) -> bool:
    """Tell whether rows, those of totals aside, have fewer cells than columns and none of them a
    blank one: in which column an amount of theirs stands is not told.
    """
    is_short: list[bool] = []
    for stretch in stretches:
        lines = [line for line in stretch.lines if line and not is_total(line[0].text)]
        if not all(map(all, lines)):
            return False
        is_short += [len(line) < len(stretch.layout.columns) for line in lines]
    return any(is_short)


def _has_words(row: Row) -> bool:
    """Tell whether a cell of a row holds words."""
    return any(map(_WORD.search, map(_value, row.cells)))


def _sign_of_guess(
    table: Table, stretches: Sequence[Stretch], layouts: Sequence[Layout]
) -> str | None:
    """Give the sign that guessed cells are none, in words; None where there is none."""
    if any(map(_has_amount_aside, stretches)):
        return "amounts stand under no heading"
    has_pieces = _has_pieces(table.rows, _FEWEST_MARKED_OF_GUESS, fewest=1)
    has_pieces = has_pieces or _has_pieces_of_names(table)
    return torn_sign(table, layouts) or (_PIECES if has_pieces else None)


def _has_amount_aside(stretch: Stretch) -> bool:
    """Tell whether an amount of some line is in no row."""
    unread = partial(unread_amounts, layout=stretch.layout)
    return any(map(unread, stretch.lines))


def _holds_heading(rows: Sequence[Row]) -> bool:
    """Tell whether a line of the heading stands among the rows, as one that lost its merged cells.

    小计 | 一般公共预算 | 政府性基金     words that head columns, and nothing else
         | 人员经费支出 | 公用经费支出   words alone, without a name, in the first row
    """
    if any(map(_holds_heading_words, rows)):
        return True
    return any(len(row.cells) >= _FEWEST_WORDS and _is_nameless(row) for row in rows[:1])


def _holds_heading_words(row: Row) -> bool:
    """Tell whether a row without a code holds several words that head columns, and nothing else."""
    words = list(filter(None, [row.item, *map(_value, row.cells)]))
    return row.code is None and len(words) >= _FEWEST_WORDS and all(map(is_word, words))


def _is_nameless(row: Row) -> bool:
    """Tell whether a row has neither a name nor a code, and no figure."""
    is_named = bool(row.item) or row.code is not None
    return not is_named and all(map(_is_without_figure, map(_value, row.cells)))


def _is_without_figure(text: str) -> bool:
    """Tell whether a text is words alone: 其中：专项资金."""
    return _WORD.search(text) is not None and not any(map(str.isdigit, text))


def _are_named_by_amounts(rows: Sequence[Row]) -> bool:
    """Tell whether an amount with decimals names a row that holds others, or one of a table whose
    rows hold none.
    """
    named = [row for row in rows if is_money(row.item)]
    return bool(named) and (any(map(_cells, named)) or not any(map(_cells, rows)))


def _sign_in_cells(table: Table) -> str | None:
    """Give the first sign in the cells: words in an amount, names or numbers of rows among them."""
    if any(map(_runs_into_words, table.rows)):
        return "an amount and words stand in one cell"
    columns = _columns_of_money(table)
    if any(map(_holds_an_item, columns)):
        return "the name of an item stands where amounts do"
    if any(map(_counts_rows, columns)):
        return "the numbers of its rows stand where amounts do"
    has_pieces = _has_pieces(table.rows, _FEWEST_MARKED, _FEWEST_PIECES)
    return _PIECES if has_pieces else None


def _runs_into_words(row: Row) -> bool:
    """Tell whether an amount runs into words: `2,458.01本年支出合计`."""
    texts = [row.item, *map(_value, row.cells)]
    return any(map(_AMOUNT_AND_WORDS.match, texts))


def _columns_of_money(table: Table) -> list[list[str]]:
    """Give the values of each column of money, from top to bottom."""
    by_column: dict[str, list[str]] = {}
    for cell in chain.from_iterable(map(_cells, table.rows)):
        if is_money_column(table.type, cell.column):
            by_column.setdefault(cell.column, []).append(cell.value)
    return list(by_column.values())


def _holds_an_item(values: Sequence[str]) -> bool:
    """Tell whether an item stands in a column of money: `一、教育支出`."""
    items = filter(is_entry, values)
    return any(map(_WORD.search, items))


def _counts_rows(values: Sequence[str]) -> bool:
    """Tell whether values count up by one: 5, 6, 7, 8, 9."""
    length = 1
    for above, value in pairwise(values):
        length = length + 1 if _counts_on(above, value) else 1
        if length >= _FEWEST_NUMBERS:
            return True
    return False


def _counts_on(above: str, value: str) -> bool:
    """Tell whether a number is the next one: 5, 6 → yes."""
    are_numbers = above.isdecimal() and value.isdecimal()
    return are_numbers and int(value) == int(above) + 1


def _has_empty_total(rows: Sequence[Row], layout: Layout) -> bool:
    """Tell whether a column headed 合计 holds nothing in a table that holds amounts."""
    totals = set(map(_name, filter(_is_total, layout.columns)))
    filled = list(filter(_holds_amount, rows))
    if len(filled) < _FEWEST_FILLED or not totals:
        return False
    cells = chain.from_iterable(map(_cells, filled))
    return totals.isdisjoint(map(_column, cells))


def _is_total(column: Column) -> bool:
    """Tell whether a column of values is one of totals: 合计."""
    return column.role == "value" and is_total(column.name)


def _holds_amount(row: Row) -> bool:
    """Tell whether an amount stands in a row."""
    return any(map(read_amount, map(_value, row.cells)))


def _has_pieces(rows: Sequence[Row], fewest_marked: int, fewest: int) -> bool:
    """Tell whether items came out in pieces: 一、一般公共预算拨 | 款收入."""
    marked = list(filter(is_entry, map(_item, rows)))
    pieces = list(filter(_is_piece, rows))
    return len(marked) >= fewest_marked and len(pieces) >= fewest


def _has_pieces_of_names(table: Table) -> bool:
    """Tell whether names of units or of projects go on in rows of their own.

    青禾县农业综 | 7.00                 河道清淤和水库 | 7.00
    合行政执法队 |                      加固           |
    """
    if _has_pieces_of_bodies(table.rows):
        return True
    named = [row for row in table.rows if row.item and not _holds_amount(row)]
    return table.type == _OF_PROJECTS and any(map(_is_named_by_no_kind, named))


def _has_pieces_of_bodies(rows: Sequence[Row]) -> bool:
    """Tell whether a name with amounts and the names alone below it are together one body's."""
    name = ""
    for row in rows:
        is_alone = row.code is None and not row.cells
        if is_alone and name and is_named_body(name + row.item):
            return True
        if not is_alone:
            is_whole = is_total(row.item) or is_named_body(row.item)
            name = row.item if _holds_amount(row) and not is_whole else ""
        elif name:
            name += row.item
    return False


def _is_named_by_no_kind(row: Row) -> bool:
    """Tell whether the name of a row is that of no kind of projects, of no unit and of no class."""
    is_of_projects = row.item not in forms().label[NO_PROJECT] and row.code is None
    return is_of_projects and not is_named_body(row.item)


def _is_piece(row: Row) -> bool:
    """Tell whether a row is a name alone that is no item by itself."""
    is_alone = not row.cells and row.code is None
    return is_alone and not is_item(row.item)
