"""Tables that are printed empty: no digit stands in a cell that could hold an amount."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from budgetgraph.document import GridRow, Passage
from budgetgraph.document.folding import UNKNOWN
from budgetgraph.forms import forms, is_one_of
from budgetgraph.parse.tables.rows import Layout
from budgetgraph.parse.tables.stretches import Stretch
from budgetgraph.values.amount import is_hidden

_YEAR = re.compile(r"(?:19|20)\d\d年")
#: An amount in words: 伍拾万元整.
_IN_WORDS = re.compile("[零〇一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾佰仟][百千佰仟万亿]{0,3}元")
#: Columns that hold no amounts.
_MARKS = frozenset({"serial", "code_aside", "code", "code_part", "item", "item_more"})
#: Labels of names, also where they head columns.
_NAMES = ("name", "unit", "unit_above", "code", "unit_code", "plain")


def is_empty(of_table: Sequence[Stretch]) -> bool:
    """Tell whether a table is printed empty: no digit stands in a cell that could hold an amount.

    Codes, numbers of rows and columns, and years are no amounts; names may hold digits. Without a
    column of amounts nothing is told: it may stand on another page.
    """
    if not any(_has_values(stretch.layout) for stretch in of_table):
        return False
    for stretch in of_table:
        for line in stretch.lines:
            if _holds_digit(line, stretch.layout):
                return False
    return True


def _has_values(layout: Layout) -> bool:
    """Tell whether a column may hold amounts: 项目单位 holds names."""
    values = (column for column in layout.columns if column.role == "value")
    return any(not is_one_of(forms().label, _NAMES, column.name) for column in values)


def _holds_digit(line: GridRow, layout: Layout) -> bool:
    """Tell whether a cell that could hold an amount holds a digit, years aside, or hides it."""
    for cell, column in zip_longest(line, layout.columns, fillvalue=None):
        is_mark = column is not None and column.role in _MARKS
        if cell is not None and not is_mark and _may_be_an_amount(cell):
            return True
    return False


def _may_be_an_amount(cell: Passage) -> bool:
    """Tell whether a cell prints a digit, an amount in words, or something that cannot be told: a
    formula without its value.
    """
    is_unknown = is_hidden(cell.text) or UNKNOWN in cell.printed or _IN_WORDS.search(cell.text)
    return bool(is_unknown) or any(map(str.isdigit, _YEAR.sub("", cell.squeezed)))
