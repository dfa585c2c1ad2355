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
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from budgetgraph.disclosure import Cell, Row, Table
from budgetgraph.forms import fold, forms
from budgetgraph.forms.amounts import is_money_column
from budgetgraph.forms.heading_words import is_side, is_word
from budgetgraph.parse.tables.items import begins_item
from budgetgraph.parse.tables.rows import Layout
from budgetgraph.parse.tables.whole_names import official_name
from budgetgraph.recognise.columns import Column
from budgetgraph.values.amount import is_left_blank, read_amount
from budgetgraph.values.code_notation import split_code
from budgetgraph.values.cut_amount import goes_on, is_piece

#: The rest of an amount that a narrow cell cuts: `82` below `1841.`, `2` below `1841.8`.
_REST = re.compile(r"\d{1,2}")
#: A name that goes on behind its whole with so many characters has a piece of another one.
_SHORTEST_PIECE = 3
#: What ends a name that heads others: `其中：`.
_MARKS = ("：", ":")
#: An amount that may lack its last digit.
_ENDS_EARLY = re.compile(r"[\d,]{1,20}\.\d")
_TWO_DECIMALS = re.compile(r"[\d,]{1,20}\.\d\d")
_PAIRS = {"(": ")", "《": "》", "〔": "〕"}


def torn_sign(table: Table, layouts: Sequence[Layout]) -> str | None:
    """Give the first sign that cells came out in pieces, in words; None where there is none."""
    if any(_has_cut_heading(layout) for layout in layouts):
        return "a heading came out in pieces"
    if any(map(is_piece, _money(table))):
        return "an amount came out in pieces"
    if any(map(_is_words, _money(table))):
        return "words stand where amounts do"
    if any(_holds_rest(above, row) for above, row in pairwise(table.rows)):
        return "an amount came out in pieces"
    if not table.closes and _are_uneven(table) and any(map(_ENDS_EARLY.fullmatch, _money(table))):
        return "amounts that may be cut do not add up"
    return _sign_in_names(table.rows)


def _has_cut_heading(layout: Layout) -> bool:
    """Tell whether the heading of a column of values is cut, or stands over the names."""
    if any(map(_is_named_as_total, layout.columns)):
        return True
    names = [column.name for column in layout.columns if column.role == "value"]
    return any(_is_cut_heading(name.rpartition("/")[2]) for name in names)


def _is_named_as_total(column: Column) -> bool:
    """Tell whether a column of names is headed as one of totals is: 合计 below 科目名称."""
    return column.role == "item" and column.name in forms().heading["sum_column"]


def _is_cut_heading(name: str) -> bool:
    """Tell whether a heading is a piece of one, or has a piece of another one before it: `费`,
    `境）费`, `入2025年预算数`; 收入 alone is the end of 事业收入, for it heads no column of its own.
    """
    has_more = len(name) > 1 and is_word(name[1:]) and not is_word(name)
    return len(name) == 1 or has_more or is_half(name) or is_side(name)


def is_half(text: str) -> bool:
    """Tell whether a text holds one half of a pair of brackets: `因公出国（境`, `境）费`."""
    count = Counter(fold(text))
    return any(count[left] != count[right] for left, right in _PAIRS.items())


def _money(table: Table) -> Iterator[str]:
    """Give the texts of all cells that stand where amounts of money do."""
    for row in table.rows:
        for cell in row.cells:
            if is_money_column(table.type, cell.column):
                yield cell.value


def _are_uneven(table: Table) -> bool:
    """Tell whether some amounts have two digits behind the point: then one digit may be a cut."""
    return any(map(_TWO_DECIMALS.fullmatch, _money(table)))


def _is_words(text: str) -> bool:
    """Tell whether a text is neither an amount nor a mark of none."""
    return read_amount(text) is None and not is_left_blank(text)


def _holds_rest(above: Row, row: Row) -> bool:
    """Tell whether all amounts of a row may be the rest of those above them: 2 below 1841.8."""
    by_column = {cell.column: cell.value for cell in above.cells}
    return bool(row.cells) and all(_is_rest(cell, by_column) for cell in row.cells)


def _is_rest(cell: Cell, above: dict[str, str]) -> bool:
    is_rest = _REST.fullmatch(cell.value) is not None
    return is_rest and goes_on(above.get(cell.column, ""), cell.value)


def _sign_in_names(rows: Sequence[Row]) -> str | None:
    """Give the sign that names came out in pieces, in words; None where there is none."""
    with_amounts = [row for row in rows if row.cells]
    without_name = [row for row in with_amounts if not row.item]
    if without_name and len(without_name) < len(with_amounts):
        return "amounts stand beside no name"
    if any("." in (row.code or "") for row in rows):
        return "an amount and a code stand in one cell"
    if any(map(_is_sum_of_another, rows)):
        return "a sum stands beside no name"
    is_cut = any(is_half(row.item) or _is_cut_name(row) for row in rows)
    return "a name came out in pieces" if is_cut or _has_piece(rows) else None


def _is_sum_of_another(row: Row) -> bool:
    """Tell whether a row is the sum of a part whose name was lost: 小计, no total of the table."""
    return row.item in forms().heading["sum_of_part"]


def _is_cut_name(row: Row) -> bool:
    """Tell whether the name beside a code is a piece of the name that the code has, or that name
    with a piece of another one: `301 工资福利支`, `20805 行政事业单位养老支出机关事业单`. A name may leave
    out a last word: `30108 机关事业单位基本养老保险缴费` (支出).
    """
    name = official_name(row)
    if name is None or not row.item:
        return False
    rest = name.removeprefix(row.item)
    is_piece = rest not in ("", name) and not is_word(rest)
    is_more = row.item.startswith(name) and len(row.item) - len(name) >= _SHORTEST_PIECE
    return is_piece or is_more


def _has_piece(rows: Sequence[Row]) -> bool:
    """Tell whether a name stands alone where the rows around it have codes: 积金 below `2210201 |
    住房公 | 118.72`; or a single character does in any table.
    """
    coded = [row for row in rows if row.code is not None or split_code(row.item) is not None]
    alone = [row.item for row in rows if row.code is None and not row.cells]
    if any(len(name) == 1 for name in alone):
        return True
    with_amounts = [row for row in rows if row.cells]
    return 2 * len(coded) > len(with_amounts) and not all(map(_may_stand_alone, alone))


def _may_stand_alone(name: str) -> bool:
    """Tell whether a name may have neither code nor amount: 合计, 其中：, 一、基本支出."""
    return begins_item(name) or name in forms().heading["total_words"] or name.endswith(_MARKS)
