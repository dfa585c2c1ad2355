"""Signs that the cells of a table came out in pieces.

Where nothing draws the cells of a table, a cell that takes several lines of its page may come out
as several cells:

    科目名称     合计       一般公共预        科目名称, 合计, 一般公共预
                            算          →     , , 算
    合计         1841.      1841.             合计, 1841., 1841.
                 82         82                , 82, 82
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain, pairwise, starmap
from operator import attrgetter

from budgetgraph.disclosure import Cell, Row, Table
from budgetgraph.forms import column_measure, forms
from budgetgraph.forms.amounts import is_money_column
from budgetgraph.forms.heading_words import is_word
from budgetgraph.parse.tables.rows import Layout, is_item
from budgetgraph.parse.tables.torn_headings import (
    has_cut_heading,
    heads_side_alone,
    is_half,
    is_single,
    leaf,
)
from budgetgraph.parse.tables.whole_names import official_name
from budgetgraph.recognise.columns import Column
from budgetgraph.values.amount import is_left_blank, is_number, read_amount
from budgetgraph.values.code_notation import split_code
from budgetgraph.values.cut_amount import goes_on, is_piece

_cells, _item, _code = attrgetter("cells"), attrgetter("item"), attrgetter("code")
_CUT_AMOUNT = "an amount came out in pieces"
_CUT_HEADING = "a heading came out in pieces"
#: The rest of an amount that a narrow cell cuts: `82` below `1841.`, `2` below `1841.8`.
_REST = re.compile(r"\d{1,2}")
#: A name that goes on behind its whole with so many characters has a piece of another one.
_SHORTEST_PIECE = 3
#: A known name of so many characters is whole; 支出 may be the end of one.
_LONG_NAME = 5
#: A table of so many named rows has a name in each of its columns of names.
_FEWEST_NAMED = 2
#: What ends a name that heads others: `其中：`.
_MARKS = ("：", ":")
#: An amount that may lack its last digit.
_ENDS_EARLY = re.compile(r"[\d,]{1,20}\.\d")
_TWO_DECIMALS = re.compile(r"[\d,]{1,20}\.\d\d")


def torn_sign(table: Table, layouts: Sequence[Layout]) -> str | None:
    """Give the first sign that cells came out in pieces, in words; None where there is none."""
    if any(map(has_cut_heading, layouts)) or any(map(_is_rest_of_heading, table.rows)):
        return _CUT_HEADING
    if any(heads_side_alone(layout, table.rows) for layout in layouts):
        return _CUT_HEADING
    if _has_blank_names(table, layouts):
        return "names stand under the heading beside their own"
    return _sign_in_amounts(table) or _sign_in_names(table.rows)


def _is_rest_of_heading(row: Row) -> bool:
    """Tell whether a row is what is left of a heading: 拨款 alone, below 一般公共预算."""
    return _is_alone(row) and row.item in forms().heading["rest"]


def _has_blank_names(table: Table, layouts: Sequence[Layout]) -> bool:
    """Tell whether nothing stands under 项目名称, where another column names the rows: the names ran
    into the cells beside them.
    """
    columns = list(chain.from_iterable(layout.columns for layout in layouts))
    named_sides = {_side(column) for column in columns if column.preferred}
    further = filter(_names_further, columns)
    names = [column.name for column in further if _side(column) in named_sides]
    filled = {cell.column for cell in chain.from_iterable(map(_cells, table.rows))}
    named = list(filter(_item, table.rows))
    return len(named) >= _FEWEST_NAMED and not filled.issuperset(names)


#: Each side of a table of two sides has its own column of names.
_side = attrgetter("side", "block")


def _names_further(column: Column) -> bool:
    """Tell whether a column holds names of projects beside those that name the rows."""
    return column.role == "item" and not column.preferred and column.name in forms().label["name"]


# --- amounts --------------------------------------------------------------------------------------
def _sign_in_amounts(table: Table) -> str | None:
    """Give the first sign that amounts came out in pieces, in words; None where there is none."""
    if any(map(_is_number_as_name, chain.from_iterable(map(_cells, table.rows)))):
        return "a number stands where names do"
    amounts = list(_money(table))
    if any(map(is_piece, amounts)):
        return _CUT_AMOUNT
    if any(map(_is_words, amounts)):
        return "words stand where amounts do"
    if any(starmap(_holds_rest, pairwise(table.rows))):
        return _CUT_AMOUNT
    if not table.closes and _may_lack_digits(amounts):
        return "amounts that may be cut do not add up"
    return None


def _is_number_as_name(cell: Cell) -> bool:
    """Tell whether a number stands under a heading of names: `12` below 采购品目."""
    return leaf(cell.column) in forms().heading["item"] and is_number(cell.value)


def _money(table: Table) -> Iterator[str]:
    """Give the texts of all cells that stand where amounts of money do.

    A column that holds nothing but words, under no heading of amounts (功能科目, 采购品目), is none of
    these.
    """
    by_column: defaultdict[str, list[str]] = defaultdict(list)
    for cell in chain.from_iterable(map(_cells, table.rows)):
        if is_money_column(table.type, cell.column):
            by_column[cell.column].append(cell.value)
    for name, values in by_column.items():
        if column_measure(leaf(name)) is not None or not all(map(_is_words, values)):
            yield from values


def _may_lack_digits(amounts: Sequence[str]) -> bool:
    """Tell whether some amounts have two digits behind the point, and others one: a digit of these
    may be cut off.
    """
    two = any(map(_TWO_DECIMALS.fullmatch, amounts))
    return two and any(map(_ENDS_EARLY.fullmatch, amounts))


def _is_words(text: str) -> bool:
    """Tell whether a text is neither an amount nor a mark of none."""
    return read_amount(text) is None and not is_left_blank(text)


def _holds_rest(above: Row, row: Row) -> bool:
    """Tell whether all amounts of a row may be the rest of those above them: 2 below 1841.8; not 20
    below 49.9 beside a name that is whole, 因公出国费.
    """
    if len(row.item) >= _LONG_NAME and is_word(row.item):
        return False
    values = {cell.column: cell.value for cell in above.cells}
    is_rest_of_above = partial(_is_rest, values)
    return bool(row.cells) and all(map(is_rest_of_above, row.cells))


def _is_rest(above: dict[str, str], cell: Cell) -> bool:
    """Tell whether a cell may be the rest of the amount above it, in the same column."""
    is_rest = _REST.fullmatch(cell.value) is not None
    return is_rest and goes_on(above.get(cell.column, ""), cell.value)


# --- names ----------------------------------------------------------------------------------------
def _sign_in_names(rows: Sequence[Row]) -> str | None:
    """Give the first sign that names came out in pieces, in words; None where there is none."""
    for holds, sign in _SIGNS_IN_NAMES:
        if holds(rows):
            return sign
    return None


def _lacks_a_name(rows: Sequence[Row]) -> bool:
    """Tell whether some rows with amounts have no name, and others have."""
    with_amounts = list(filter(_cells, rows))
    named = list(filter(_item, with_amounts))
    return 0 < len(named) < len(with_amounts)


def _has_amount_as_code(rows: Sequence[Row]) -> bool:
    """Tell whether a code has a point: an amount stands in its cell."""
    codes = filter(None, map(_code, rows))
    return "." in "".join(codes)


def _has_sum_of_another(rows: Sequence[Row]) -> bool:
    """Tell whether a row is the sum of a part whose name was lost: 小计, no total of the table."""
    sums = forms().heading["sum_of_part"]
    return sums.in_any(map(_item, rows))


def _has_cut_name(rows: Sequence[Row]) -> bool:
    """Tell whether a name is a piece, or has one."""
    return any(map(is_half, map(_item, rows))) or any(map(_is_cut_name, rows)) or _has_piece(rows)


def _is_cut_name(row: Row) -> bool:
    """Tell whether the name beside a code is a piece of the name that the code has, or that name
    with a piece of another one: `301 工资福利支`, `20805 行政事业单位养老支出机关事业单`. A name may leave
    out a last word: `30108 机关事业单位基本养老保险缴费` (支出).
    """
    name = official_name(row)
    if name is None:
        return False
    missing = _behind(row.item, name)
    too_much = _behind(name, row.item)
    lacks_more_than_a_word = missing != "" and not _may_be_left_out(missing)
    return lacks_more_than_a_word or len(too_much) >= _SHORTEST_PIECE


def _may_be_left_out(word: str) -> bool:
    """Tell whether names leave out this word at their end: 支出, 补助."""
    return is_word(word) or word in forms().heading["left_out"]


def _behind(beginning: str, text: str) -> str:
    """Give what stands in a text behind its beginning; nothing where it begins with something
    else.

    工资福利支, 工资福利支出 → 出     办公费, 工资福利支出 → ""
    """
    begins_so = beginning != "" and text.startswith(beginning)
    return text[len(beginning) :] if begins_so else ""


def _has_piece(rows: Sequence[Row]) -> bool:
    """Tell whether a name stands alone where the rows around it have codes: 积金 below `2210201 |
    住房公 | 118.72`; or a single character does in any table.
    """
    alone = list(map(_item, filter(_is_alone, rows)))
    if any(map(is_single, alone)):
        return True
    coded = list(filter(_has_code, rows))
    with_amounts = list(filter(_cells, rows))
    return 2 * len(coded) > len(with_amounts) and not all(map(_may_stand_alone, alone))


def _has_code(row: Row) -> bool:
    """Tell whether a row has a code of its own, or one in the cell of its name: [22960]彩票公益金."""
    return row.code is not None or split_code(row.item) is not None


def _is_alone(row: Row) -> bool:
    """Tell whether a row is a name alone, without a code or an amount."""
    return row.code is None and not row.cells


def _may_stand_alone(name: str) -> bool:
    """Tell whether a name may have neither code nor amount: 合计, 其中：, 一、基本支出."""
    return is_item(name) or name.endswith(_MARKS)


_SIGNS_IN_NAMES: tuple[tuple[Callable[[Sequence[Row]], bool], str], ...] = (
    (_lacks_a_name, "amounts stand beside no name"),
    (_has_amount_as_code, "an amount and a code stand in one cell"),
    (_has_sum_of_another, "a sum stands beside no name"),
    (_has_cut_name, "a name came out in pieces"),
)
