"""What the cells of a column hold, where the words of its heading do not say it: codes, names,
amounts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import filterfalse

from budgetgraph.document.list_marks import is_entry
from budgetgraph.forms import forms
from budgetgraph.forms.heading_words import is_side
from budgetgraph.recognise.headings import is_amount
from budgetgraph.values.code_notation import kind, printed_code, split_code
from budgetgraph.values.codes import code_name

_CODE_PART = re.compile(r"\d{1,2}")
_OF_YEARS = re.compile("年[度份]$")
_YEAR = re.compile(r"20\d\d(?:年度?)?")
_DIGIT = re.compile(r"\d")
_WORDS = re.compile(r"[㐀-鿿]")
_TOTAL = re.compile(r"[一-鿿]{0,6}[合总小]计")
#: The roles of columns that name the rows.
_NAMES = frozenset({"item", "item_more", "code", "code_part"})
#: So many cells of a list of numbered names may lack a number: its total, a note.
_MOST_UNNUMBERED = 2


def codes_beside_names(roles: list[str], rows: list[list[str]]) -> list[str]:
    """Give the roles; a column that is headed as names is one of codes where it holds codes alone
    and the names stand in another one.

    功能科目 | 科目名称 | 合计
    20508    | 进修及培训 | 3.00     → code, item, value
    """
    named = [index for index, role in enumerate(roles) if role == "item"]
    coded = [index for index in named if _are_codes(_filled(rows, index))]
    if len(coded) == len(named):
        return roles
    return ["code" if index in coded else role for index, role in enumerate(roles)]


def _are_codes(cells: Sequence[str]) -> bool:
    """Tell whether cells print the codes of classes and, beside them, totals alone."""
    coded = list(filterfalse(_TOTAL.fullmatch, cells))
    return bool(coded) and all(map(_is_code, coded))


def corrected(roles: list[str], paths: list[list[str]], rows: list[list[str]]) -> list[str]:
    """Give the roles by the headings, corrected by what the cells hold."""
    if not rows:
        return roles
    kinds = _parts_of_codes(list(roles), paths, rows)
    named = _unnamed(kinds, rows)
    if named is None:
        named = _years(kinds, paths, rows)
    if named is not None:
        kinds[named] = "item"
    kinds = _lists_of_unknown_heading(kinds, paths, rows)
    return _lists_beside(kinds, paths, rows)


def _lists_of_unknown_heading(
    roles: list[str], paths: list[list[str]], rows: list[list[str]]
) -> list[str]:
    """Give the roles; names under a heading that is not known are items where they begin a list
    beside another one.

    收入     |        | 支出     |
    来源渠道 | 预算数 | 功能科目 | 预算数     → item, value, item, value
    """
    for index in range(len(roles) - 1):
        is_before_value = roles[index] == roles[index + 1] == "value"
        if is_before_value and _begins_list(roles, paths, index) and holds_names(rows, index):
            is_list = any(map(is_amount, _filled(rows, index + 1)))
            roles[index] = "item" if is_list else "value"
    return roles


def _begins_list(roles: list[str], paths: list[list[str]], index: int) -> bool:
    """Tell whether a list may begin in a column: the first one of the columns, with another list
    behind it, or the first one under 支出.
    """
    is_first = not _NAMES.intersection(roles[:index])
    if is_first:
        return "item" in roles[index + 1 :]
    side, before = paths[index][:1], paths[index - 1][:1]
    is_side = len(paths[index]) > 1 and forms().heading["expenditure_block"].in_any(side)
    return is_side and side != before


def _parts_of_codes(roles: list[str], paths: list[list[str]], rows: list[list[str]]) -> list[str]:
    """Give the roles; columns of two digits without a heading behind a code are its further parts.

    科目编码 |    |    | 科目名称
    208      | 05 | 01 | 行政单位离退休     → code, code_part, code_part, item
    """
    for index in range(1, len(roles)):
        is_behind_code = roles[index - 1] in {"code", "code_part"}
        is_open = is_behind_code and not paths[index]
        if is_open and _are_parts_of_codes(_filled(rows, index)):
            roles[index] = "code_part"
    return roles


def _are_parts_of_codes(cells: Sequence[str]) -> bool:
    """Tell whether all cells are one or two digits: 05, 1."""
    return bool(cells) and all(map(_CODE_PART.fullmatch, cells))


def _unnamed(roles: list[str], rows: list[list[str]]) -> int | None:
    """Find the first column whose cells are words in front of the amounts, in a table of which no
    heading is known to name the rows; else the only one of words.
    """
    if "item" in roles:
        return None
    open_columns = [at for at, role in enumerate(roles) if role in {"value", "none"}]
    named = [index for index in open_columns if holds_names(rows, index)]
    amounts = (at for at in open_columns if any(map(is_amount, _filled(rows, at))))
    first_amount = next(amounts, len(roles))
    if named and (named[0] < first_amount or len(named) == 1):
        return named[0]
    return None


def _years(roles: list[str], paths: list[list[str]], rows: list[list[str]]) -> int | None:
    """Find the first column where it names the rows by years, in a table without names.

    预算年度 | 合计  | 公务接待费
    2024     | 21.00 | 6.00          → the column 预算年度
    """
    if not _NAMES.isdisjoint(roles) or not paths[:1] or not paths[0]:
        return None
    is_of_years = _OF_YEARS.search(paths[0][-1]) is not None
    cells = _filled(rows, 0)
    return 0 if is_of_years and cells and all(map(_YEAR.fullmatch, cells)) else None


def _lists_beside(roles: list[str], paths: list[list[str]], rows: list[list[str]]) -> list[str]:
    """Give the roles; a column of names between two columns of amounts lists further items, where
    the names are numbered, the heading is that of a side, or both columns have the same heading.

    项目     | 金额  |              | 金额           收入     | 金额  | 支出       | 金额
    财政拨款 | 30.00 | 一、基本支出 | 20.00          财政拨款 | 30.00 | 农林水支出 | 30.00
                                                     → item, value, item, value
    """
    for index in range(1, len(roles) - 1):
        is_between = roles[index - 1] == roles[index] == "value"
        if not is_between or not holds_names(rows, index):
            continue
        if _are_headed_alike(paths, index) or _is_list(paths[index], rows, index):
            roles[index] = "item"
    return roles


def _are_headed_alike(paths: list[list[str]], index: int) -> bool:
    """Tell whether the columns beside a column of names have one heading: 金额 | 按支出性质 | 金额."""
    before, behind = paths[index - 1], paths[index + 1]
    return bool(before) and before[-1:] == behind[-1:]


def _is_list(path: list[str], rows: list[list[str]], index: int) -> bool:
    """Tell whether a column of names lists items: it is headed as a side, or they are numbered."""
    return any(map(is_side, path[-1:])) or _are_numbered(_filled(rows, index))


def _are_numbered(cells: Sequence[str]) -> bool:
    """Tell whether at least half of the cells begin with a list mark, a total and a note aside."""
    numbered = sum(map(is_entry, cells))
    return numbered > 0 and 2 * numbered >= len(cells) - _MOST_UNNUMBERED


def holds_names(rows: list[list[str]], index: int) -> bool:
    """Tell whether the cells of a column are words, none of them an amount."""
    cells = _filled(rows, index)
    return bool(cells) and all(map(_WORDS.search, cells))


def holds_codes(rows: list[list[str]], index: int) -> bool:
    """Tell whether the cells of a column are codes of classes, words of totals aside."""
    coded = [text for text in _filled(rows, index) if any(map(str.isdigit, text))]
    return len(coded) > 1 and all(map(_is_code, coded))


def _is_code(text: str) -> bool:
    """Tell whether a cell prints the code of a class: 20805, [208], 213.03."""
    return kind(printed_code(text) or "") is not None


def begins_with_codes(rows: list[list[str]], index: int) -> bool:
    """Tell whether the names in a column have their codes in front, totals aside.

    Several names tell it together; one alone has to begin like the class of its code: 301室改造 is no
    工资福利支出.
    """
    names = list(filterfalse(_TOTAL.fullmatch, _filled(rows, index)))
    coded = list(filter(None, map(split_code, names)))
    if 2 * len(coded) <= len(names):
        return False
    return len(coded) > 1 or _is_called(*coded[0])


def _is_called(code: str, name: str) -> bool:
    """Tell whether a name begins as that of the class with this code does."""
    of_code = kind(code)
    if of_code is None:
        return False
    official = code_name(of_code, code)
    return official is not None and official[:2] == name[:2]


def _filled(rows: list[list[str]], index: int) -> list[str]:
    """Give the cells of a column that are not blank; a short row has none there."""
    return [row[index] for row in rows if index < len(row) and row[index]]
