"""Rows of a list in a text that leaves out what is merged over them: they begin too far left.

单位       | 项目名称 | 预算数 | 一级指标 | 二级指标 | 三级指标 | 指标值
石桥镇政府 | 环境整治 | 30.00  | 产出指标 | 数量指标 | 清运次数 | ≥12次
数量指标   | 保洁人数 | ≥32人  |          |          |          |         → four cells further right
"""

from __future__ import annotations

from budgetgraph.document import GridRow, Passage
from budgetgraph.forms import forms
from budgetgraph.parse.project_forms.indicator_table.columns import Columns
from budgetgraph.parse.project_forms.printed import filled_cells
from budgetgraph.recognise.labels import value_text
from budgetgraph.values.amount import is_number
from budgetgraph.values.target import compares

_LEVELS = ("level1", "level2")
_NO_LEVEL = "no level"


def below_headings(row: GridRow, columns: Columns) -> GridRow:
    """Give a row whose first name of a level stands left of its column moved so far right; as it is
    where cells would not fit.
    """
    filled = filled_cells(row)
    for at, (column, cell) in enumerate(filled):
        following = [value_text(behind) for _, behind in filled[at + 1 : at + 2]]
        level = _level(value_text(cell), following)
        if level in columns.roles:
            return _moved(row, columns.roles.index(level) - column, len(columns.roles))
    return row


def is_no_name(text: str) -> bool:
    """Tell whether a text under 项目名称 is none: a cell of other columns (60.00, ≥, 时效指标), or what
    stands below the rows (2025年1月8日).
    """
    is_foot = text in forms().form["foot"]
    return is_foot or is_number(text) or compares(text) or _level(text, []) != _NO_LEVEL


def _level(text: str, following: list[str]) -> str:
    """Give the level that a name is of; one that may be of either is of the first where the name of
    a second stands behind it.
    """
    first, second = (_is_name_of(text, level) for level in _LEVELS)
    is_before_second = any(_is_name_of(behind, "level2") for behind in following)
    if first and (is_before_second or not second):
        return "level1"
    return "level2" if second else _NO_LEVEL


def _is_name_of(text: str, level: str) -> bool:
    """Tell whether a text is a known name of a level: 产出指标 of level1, 数量指标 of level2."""
    return text in forms().indicator[f"{level}_names"]


def _moved(row: GridRow, by: int, width: int) -> GridRow:
    """Give a row of so many cells with its cells so far right; as it is where the last ones are
    filled.
    """
    blanks = (Passage(()),) * max(by, 0)
    kept = row[: width - len(blanks)]
    return row if any(row[len(kept) :]) else (*blanks, *kept)
