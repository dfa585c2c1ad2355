"""The second row of a heading of indicators: what it parts the columns of values into.

三级指标 | 指标值 |      |      | 权重
         | 符号   | 值   | 单位 |            the target has three columns
         | 上年   |      | 当年 |            the targets of three years
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from budgetgraph.document import GridRow
from budgetgraph.forms import forms, role
from budgetgraph.parse.project_forms.indicator_table.column_roles import OTHER, VALUES, is_value
from budgetgraph.parse.project_forms.indicator_table.columns import Columns
from budgetgraph.recognise.headings import texts


def refined(columns: Columns, row: GridRow) -> Columns | None:
    """Tell the columns when `row` is a second row of their heading, None where it is none.

    三级指标 | 指标值 |      |      | 权重
             | 符号   | 值   | 单位 |        → level3, operator, target, unit, weight
             | 上年   |      | 当年 |        → level3, other:上年, other:上年, target, weight
    """
    roles = list(columns.roles)
    words = texts(row)
    parts = 0
    for column, text in enumerate(words):
        if not text:
            continue
        part = _part(text)
        if part is None or not is_value(columns.role(column)):
            return None
        for part_of in _merged(column, words, columns):
            roles[part_of] = part
        parts += 1
    return replace(columns, roles=tuple(roles)) if parts > 1 else None


def _merged(column: int, words: Sequence[str], columns: Columns) -> Iterator[int]:
    """Give the column of a word of the second row, and those at its right that it is merged over:
    without a word of their own, and under the same heading.
    """
    yield column
    for right in range(column + 1, len(words)):
        if words[right] or columns.role(right) != columns.role(column):
            return
        yield right


def _part(text: str) -> str | None:
    """Tell what a word of the second row of a heading names: 符号 → operator, 上年 → other:上年."""
    own = role(forms().indicator_part, text)
    if own == "other":
        return OTHER + text
    known = own or role(forms().indicator, text)
    return known if known in VALUES else None
