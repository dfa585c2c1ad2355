"""Headings that came out in pieces, or two of them as one, where nothing draws the cells; and those
that lost the blank cells of merged ones.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

from budgetgraph.disclosure import Row
from budgetgraph.document import GridRow
from budgetgraph.document.folding import fold
from budgetgraph.forms import forms, role
from budgetgraph.forms.heading_words import is_side, is_word
from budgetgraph.parse.tables.rows import Layout
from budgetgraph.recognise import Fragment, TableClaim
from budgetgraph.recognise.columns import Column
from budgetgraph.recognise.headings import heads_names, texts
from budgetgraph.values.amount import read_amount
from budgetgraph.values.sums import is_total

_PAIRS = {"(": ")", "《": "》", "〔": "〕"}
#: No word of a heading is shorter.
_SHORTEST = 2
#: So many rows show that a column holds the sums of the others.
_FEWEST_SUMS = 2
_LOST = "merged cells of its heading were lost"
#: Amounts of a year stand below it, and no names: 2024年预算数.
_OF_YEAR = re.compile(r"20\d\d年?度?(?:预算|决算|执行)(?:数|金额)?")


def has_cut_heading(layout: Layout) -> bool:
    """Tell whether the heading of a column of values is cut, stands over the names, or is that of
    another column, too: then the heading above them was lost.
    """
    if any(map(_is_named_as_total, layout.columns)) or any(map(_is_cut, layout.columns)):
        return True
    values = list(filter(_holds_values, layout.columns))
    times = Counter(map(attrgetter("block", "name"), values))
    return any(count > 1 for count in times.values())


def heads_side_alone(layout: Layout, rows: Sequence[Row]) -> bool:
    """Tell whether 本年收入 or 本年支出 heads a column alone: it does beside 年初结转和结余, and where its
    amounts are the sums of those beside it; it heads a side elsewhere.
    """
    of_heading = forms().heading
    values = filter(_holds_values, layout.columns)
    names = list(map(attrgetter("name"), values))
    if of_heading["balance"].in_any(map(leaf, names)):
        return False
    sides = [name for name in names if leaf(name) in of_heading["side_of_year"]]
    return any(not _is_sum_of_others(side, rows) for side in sides)


def _is_sum_of_others(column: str, rows: Sequence[Row]) -> bool:
    """Tell whether the amount of one column is in several rows that of the others together:
    本年支出 9.00 | 基本支出 5.00 | 项目支出 4.00.
    """
    shown = 0
    for row in rows:
        amounts = {cell.column: read_amount(cell.value) for cell in row.cells}
        told = {name: amount.value for name, amount in amounts.items() if amount is not None}
        whole = told.pop(column, None)
        if whole is None or whole != sum(told.values()):
            return False
        shown += len(told) > 1
    return shown >= _FEWEST_SUMS


def _is_named_as_total(column: Column) -> bool:
    """Tell whether a column of names is headed as one of totals is: 合计 above or below 科目名称."""
    return column.role == "item" and any(map(is_total, (leaf(column.name), *column.path)))


def _is_cut(column: Column) -> bool:
    """Tell whether a column of values has a heading that is no whole one: `支出/费`."""
    return _holds_values(column) and _is_cut_heading(leaf(column.name))


def leaf(name: str) -> str:
    """Give the lowest heading of a column: 本年支出/小计 → 小计."""
    return name.rpartition("/")[2]


def _holds_values(column: Column) -> bool:
    return column.role == "value"


def _is_cut_heading(name: str) -> bool:
    """Tell whether a heading is a piece of one, or has a piece of another one before it: `费`,
    `境）费`, `入2025年预算数`; 收入 alone is the end of 事业收入, for it heads no column of its own.
    """
    signs = (is_single, _has_more, is_half, _is_whole_side, _ends_as_none, _is_of_two)
    return any(holds(name) for holds in signs)


def is_single(name: str) -> bool:
    """Tell whether a name is a single character."""
    return len(name) == 1


def _has_more(name: str) -> bool:
    """Tell whether a heading has a character before its whole: 入2025年预算数."""
    rest = name[1:]
    return is_word(rest) and not is_word(name)


def _is_of_two(name: str) -> bool:
    """Tell whether two headings ran into each other: 一般公共预算拨款经费拨款, 单位编码单位名称; 项目单位 is one
    heading, for it is the label of a field.
    """
    if name in forms().heading["twice"]:
        return True
    if is_word(name) or role(forms().label, name) is not None:
        return False
    places = range(_SHORTEST, len(name) - _SHORTEST + 1)
    return any(_names_rows(name[:place]) and _names_rows(name[place:]) for place in places)


def _names_rows(text: str) -> bool:
    """Tell whether a text heads the codes or the names of rows, and nothing more."""
    heading = forms().heading
    return text in heading["code"] or text in heading["item"]


def _ends_as_none(name: str) -> bool:
    """Tell whether a heading is cut off at its end: 一般公共预算财政, where 拨款 is missing."""
    return name in forms().heading["cut"]


def _is_whole_side(name: str) -> bool:
    """Tell whether a name heads a side and never a column alone: 收入, but not 财政拨款收入."""
    return name in forms().heading["whole_side"]


def is_half(text: str) -> bool:
    """Tell whether a text holds one half of a pair of brackets: `因公出国（境`, `境）费`."""
    count = Counter(fold(text))
    return any(count[left] != count[right] for left, right in _PAIRS.items())


# --- headings of a text in which a merged cell is one cell ----------------------------------------
def sign_in_heading(claim: TableClaim) -> str | None:
    """Give the sign that a heading lost the blank cells of its merged ones, so that its words stand
    over other columns than theirs, in words; None where there is none.

    科目编码 | 基本支出 | 项目支出                  three words over six columns
    类       | 款       | 人员经费 | 公用经费 |     a blank cell at the end shows that lines are whole
    """
    is_lost = any(map(_lost_blanks, claim.fragments)) or any(_names_below_amounts(claim))
    return _LOST if is_lost else None


def _lost_blanks(fragment: Fragment) -> bool:
    """Tell whether a heading of several lines has one that is shorter than the rows, though blank
    cells stand at the end of lines.
    """
    lines = [line for line in (*fragment.heading, *fragment.rows) if any(line)]
    keeps_blanks = any(not line[-1] for line in lines)
    widest = max([*map(_filled_width, lines), *map(len, fragment.heading)], default=0)
    heading = [line for line in fragment.heading if any(line) and not _names_sides(line)]
    is_shorter = any(len(line) < widest for line in heading)
    return len(fragment.heading) > 1 and keeps_blanks and is_shorter


def _names_sides(line: GridRow) -> bool:
    """Tell whether a line names the sides of a table and nothing else: 收入 | 支出. Its columns are
    told by the line below.
    """
    return all(map(is_side, filter(None, texts(line))))


def _filled_width(line: GridRow) -> int:
    """Count the cells of a line up to the last filled one."""
    return max(at for at, cell in enumerate(line, start=1) if cell)


def _names_below_amounts(claim: TableClaim) -> Iterator[bool]:
    """Tell of each word of a heading whether it heads names below one of a year's amounts: 科目名称
    below 2024年预算数.
    """
    for fragment in claim.fragments:
        for upper, lower in pairwise(map(texts, fragment.heading)):
            for above, below in zip(upper, lower, strict=False):
                is_of_year = _OF_YEAR.fullmatch(fold(above)) is not None
                yield is_of_year and below != "" and heads_names(below)
