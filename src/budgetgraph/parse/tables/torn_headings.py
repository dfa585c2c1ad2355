"""Headings that came out in pieces, or two of them as one, where nothing draws the cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from operator import attrgetter

from budgetgraph.document.folding import fold
from budgetgraph.forms import forms
from budgetgraph.forms.heading_words import is_word
from budgetgraph.parse.tables.rows import Layout
from budgetgraph.recognise.columns import Column
from budgetgraph.values.sums import is_total

_PAIRS = {"(": ")", "《": "》", "〔": "〕"}
#: No word of a heading is shorter.
_SHORTEST = 2


def has_cut_heading(layout: Layout) -> bool:
    """Tell whether the heading of a column of values is cut, stands over the names, or is that of
    another column, too: then the heading above them was lost.
    """
    if any(map(_is_named_as_total, layout.columns)) or any(map(_is_cut, layout.columns)):
        return True
    values = list(filter(_holds_values, layout.columns))
    times = Counter(map(attrgetter("block", "name"), values))
    is_twice = any(count > 1 for count in times.values())
    return is_twice or _has_lone_side(list(map(attrgetter("name"), values)))


def _has_lone_side(names: Sequence[str]) -> bool:
    """Tell whether 本年收入 or 本年支出 heads a column alone: it does beside 年初结转和结余, and heads a side
    elsewhere.
    """
    of_heading = forms().heading
    has_side = of_heading["side_of_year"].in_any(map(leaf, names))
    return has_side and not of_heading["balance"].in_any(map(leaf, names))


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
    """Tell whether two headings ran into each other: 一般公共预算拨款经费拨款, 单位编码单位名称."""
    if name in forms().heading["twice"]:
        return True
    if is_word(name):
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
