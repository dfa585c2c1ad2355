"""The heading of a budget table: which of its rows are heading."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import dropwhile, filterfalse
from string import ascii_uppercase

from budgetgraph.document import GridRow
from budgetgraph.forms import fold, forms, is_one_of
from budgetgraph.values.amount import is_amount as is_amount
from budgetgraph.values.amount import is_number
from budgetgraph.values.sums import is_total

#: A heading has not more rows.
_MOST_ROWS = 6
#: The headings of columns that say what a row is, not how much.
_OF_ROWS = ("serial", "code", "item", "code_parts")
#: The number of a column, or how it follows from others: 1=2+3, 6=5/1, 4=(3-2)/2×100%.
_COLUMN_NUMBER = re.compile(r"\d{1,2}(?:=[-+*/×÷()（）%\d]{1,30})?")

#: The number of a column in brackets or in a circle, folded: (1), 1.
_IN_BRACKETS = re.compile(r"\(?(\d{1,2})\)?")
_is_dash: Callable[[str], re.Match[str] | None] = re.compile("[-—–─]{1,4}").fullmatch
_FEWEST_IN_ORDER = 3
_UNITS_OF_MONEY = frozenset({"元", "千元", "万元", "百万元", "亿元"})
_SHARES = frozenset({"%", "(%)"})

#: So many numbers at least stand in the columns that they number, and so many may be misread.
_FEWEST_IN_PLACE, _MISREAD = 3, 1

#: A class of the economic classification over a column of its amounts: 501.
_CLASS = re.compile(r"[35]\d\d")

_is_class: Callable[[str], re.Match[str] | None] = _CLASS.fullmatch
_HAS_DIGIT = re.compile(r"\d")
_is_column_number: Callable[[str], re.Match[str] | None] = _COLUMN_NUMBER.fullmatch


def texts(row: GridRow) -> list[str]:
    """Give the cells of a row without white space."""
    return [cell.squeezed for cell in row]


def filled_texts(row: GridRow) -> list[str]:
    """Give the cells of a row that are not blank, without white space: `合 计 |  | 43` → 合计, 43."""
    return list(filter(None, texts(row)))


def padded(row: list[str], width: int) -> list[str]:
    """Give a row with blank cells at its end up to `width`."""
    return row + [""] * (width - len(row))


def width(rows: Sequence[GridRow]) -> int:
    """Count the columns of the widest row."""
    return max(map(len, rows), default=0)


def heads_names(text: str) -> bool:
    """Tell whether a word heads a column of names, codes or numbers of rows.

    科目编码, 项目, 序号 → True; 合计 → False
    """
    return is_one_of(forms().heading, _OF_ROWS, text)


def heading_length(rows: Sequence[GridRow]) -> int:
    """Count the rows at the top that are heading.

    The heading goes down to the row that numbers the columns, else as long as columns are still
    open below:

        收入 |      | 支出 |
        项目 | 金额 | 项目 | 金额     → 2

    Where a text lacks the blank cells at the end of a line they are there all the same.
    """
    top = rows[:_MOST_ROWS]
    wide = max((len(_without_end(row)) for row in top), default=0)
    for index, row in enumerate(top):
        if numbers_columns(texts(row)):
            return index + 1
    above: list[list[str]] = []
    for index, row in enumerate(top):
        if not _goes_on(row, rows[index + 1 : index + 2], above):
            break
        above.append(padded(texts(row), wide))
    return len(above)


def _without_end(row: GridRow) -> list[str]:
    """Give the cells of a row without the blank ones at its end: `合计 | 43 | ` → 合计, 43."""
    places = _filled_places(texts(row))
    return texts(row)[: places[-1] + 1] if places else []


def _goes_on(row: GridRow, below: Sequence[GridRow], above: list[list[str]]) -> bool:
    """Tell whether a row belongs to the heading that the rows `above` are."""
    if above and names_units(texts(row)):
        return True
    if _is_heading_row(texts(row), above):
        return True
    is_under_heading = bool(above and below)
    return is_under_heading and _is_piece(texts(row)) and _names_columns(texts(below[0]))


def _is_piece(cells: list[str]) -> bool:
    """Tell whether a row of one word may be a piece of a heading that goes on in the row below."""
    return sum(map(bool, cells)) == 1 and not any(map(is_amount, cells))


def _names_columns(cells: list[str]) -> bool:
    """Tell whether a row names several columns of names or codes, and holds no amount."""
    named = list(filter(heads_names, filter(None, cells)))
    return len(named) > 1 and not any(map(is_amount, cells))


def names_units(cells: list[str]) -> bool:
    """Tell whether a row only names the unit of each column, and one unit of money for all:
    万元 | 万元 | %. It tells nothing of what stands in them.
    """
    filled = list(filter(None, map(fold, cells)))
    of_money = [text.strip("()") for text in filled if text not in _SHARES]
    return len(filled) > 1 and len(set(of_money)) == 1 and of_money[0] in _UNITS_OF_MONEY


def numbers_columns(cells: list[str]) -> bool:
    """Tell whether a row only numbers the columns.

    栏次 1 2 3, 甲 乙 1 2, 类 款 项 栏次 1 2, ** ** 1=2+3 2 3, 1 2 3=2/1, or 1 2 3 alone, (1) (2) (3), A B C
    and — — 1 2 too; so does a row of the classes that stand over them: 类 款 项 501 502.
    """
    filled = list(filter(None, map(_without_brackets, cells)))
    if _are_in_order(filled):
        return True
    numbers = list(filterfalse(_is_beside_numbers, filled))
    begins_with_mark = any(map(_is_beside_numbers, filled[:1]))
    if begins_with_mark:
        are_classes = all(map(_is_class, numbers))
        return bool(numbers) and (are_classes or _are_column_numbers(numbers))
    if "=" in "".join(filled):
        return len(filled) > 1 and all(map(_is_column_number, filled))
    return _are_numbers_in_place(cells)


def _without_brackets(text: str) -> str:
    """Give the number of a column without its brackets: (1), （1）and ① → 1."""
    match = _IN_BRACKETS.fullmatch(fold(text))
    return text if match is None else match[1]


def _are_in_order(filled: list[str]) -> bool:
    """Tell whether texts count from 1, or from A, behind dashes where there are some: — — 1 2.

    Fewer than three cells may be amounts.
    """
    counted = list(dropwhile(_is_dash, filled))
    places = range(len(counted))
    numbers = [str(place + 1) for place in places]
    letters = list(ascii_uppercase[: len(places)])
    is_certain = len(filled) >= _FEWEST_IN_ORDER and len(counted) > 0
    return is_certain and counted in (numbers, letters)


def _are_column_numbers(texts: list[str]) -> bool:
    """Tell whether texts behind 栏次 are numbers of columns; on a picture some may be misread.

    1, 2六, 3 → True; 1, 五, 3 → True; 1, 县水务局, 3 → False; 1, 2.50, 3 → False.
    """
    others = list(filterfalse(_is_column_number, texts))
    return all(map(_may_be_misread, others)) and 2 * len(others) < len(texts)


def _may_be_misread(text: str) -> bool:
    """Tell whether a text may be the number of a column that was misread: it has one character, or
    a digit in it, and is no amount.
    """
    has_digit = _HAS_DIGIT.search(text) is not None
    return (has_digit or len(text) <= 1) and not is_amount(text)


def _are_numbers_in_place(cells: list[str]) -> bool:
    """Tell whether the cells are numbered from 1 on; on a picture a number may be misread, or not
    be read at all. A name has more than one character, so what stands in its place is none.

    1, 五, 3, 4, 5 → True; 1, blank, 3, 4 → True; 1, 县医院, 3, 4 → False; 1, 2, 3, 8 → False
    """
    others: list[str] = []
    for place, cell in enumerate(cells, start=1):
        if cell != str(place):
            others.append(cell)
    are_misread = all(len(cell) <= 1 and not is_amount(cell) for cell in others)
    return are_misread and len(cells) - len(others) >= _FEWEST_IN_PLACE and len(others) <= _MISREAD


def _is_beside_numbers(text: str) -> bool:
    """Tell whether a text stands beside the numbers of columns: 栏次, 甲, **, 类."""
    return is_one_of(forms().heading, ("column_numbers", "code_parts"), text)


def _is_heading_row(cells: list[str], above: list[list[str]]) -> bool:
    """Tell whether a row is heading: it holds no figure, and each of its words stands in a column
    that is still open or is known to head one; beside open ones 合计 and
    金额 may stand below any heading.

        2024年执行数 | 2025年预算数 |            合计 | 合计 | 其中：项目支出  is heading as well
        2024年预算 | 2025年预算 | 增减变化 |      金额 | 金额 | 增减额 | 增减%   too
    """
    places = _filled_places(cells)
    if not places or any(map(is_number, filter(None, cells))):
        return False
    if not above:
        return True
    if places == [0] and not heads_names(cells[0]):
        return False
    closed = [cells[place] for place in places if not is_open(above, place)]
    others = list(filterfalse(heads_names, closed))
    is_beside_open = len(closed) < len(places)
    are_sums = is_beside_open and all(map(_may_stand_below, others))
    return not others or are_sums


def _may_stand_below(text: str) -> bool:
    """Tell whether a text is a word for a total, an amount or a change: 合计, 金额, 增减额."""
    known = forms()
    is_amount_word = text in known.column["total"] or text in known.heading["compared"]
    return is_amount_word or is_total(text)


def _filled_places(cells: list[str]) -> list[int]:
    """Give the columns that hold a text: `项目 |  | 金额` → 0, 2."""
    return [place for place, cell in enumerate(cells) if cell]


def is_open(above: list[list[str]], place: int) -> bool:
    """Tell whether a column still lacks its own heading: nothing stands above it, or only a parent
    that spans further columns.
    """
    *higher, row = above
    if place < len(row) and row[place]:
        return _spans(row, place)
    return not any(_is_closed_by(row_above, place) for row_above in higher)


def _is_closed_by(row: list[str], place: int) -> bool:
    """Tell whether a row heads this column alone."""
    return place < len(row) and bool(row[place]) and not _spans(row, place)


def _spans(row: list[str], place: int) -> bool:
    """Tell whether a heading reaches over the blank cell on its right."""
    return place + 1 < len(row) and not row[place + 1]
