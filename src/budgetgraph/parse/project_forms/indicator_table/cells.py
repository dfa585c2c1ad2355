"""Rows of an indicator table → the cells of each row by what they are.

A column is what its heading says; a level is also told by its known name, even where its cell has
shifted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from budgetgraph.document import GridRow, Passage, join, passage
from budgetgraph.forms import forms, is_caption, printed_scale
from budgetgraph.parse.project_forms.indicator_table.column_roles import (
    ASIDE,
    LEVELS,
    NOWHERE,
    OTHER,
    is_value,
)
from budgetgraph.parse.project_forms.indicator_table.columns import Columns, is_table_label
from budgetgraph.parse.project_forms.indicator_table.joined_levels import parted_levels
from budgetgraph.parse.project_forms.printed import filled_cells
from budgetgraph.values.amount import is_number
from budgetgraph.values.target import compares, read_target

Cells = dict[str, Passage]
"""The filled cells of one row by their role; an empty dict ends the levels above it."""

#: No name of a first level is longer.
_LONGEST_LEVEL = 20
#: What a cell under no heading may be, where its row lacks it.
_EXPECTED = ("level3", "target", "basis")
#: The first column of a target.
_OF_TARGET = frozenset({"operator", "target"})
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class _Placed:
    """A filled cell and the role of its column."""

    column: str
    cell: Passage


def adds_up(cells: Cells) -> bool:
    """Tell whether a row adds up scores: `总分 | 100 | 98`, be 总分 the name of an indicator or that of
    a first level, with a bare number as the name.
    """
    sums = forms().label["no_indicator"]
    first, name = (cells.get(role) for role in ("level1", "level3"))
    if name is None or name.text in sums:
        return name is not None
    return first is not None and first.text in sums and is_number(name.text)


def is_foreign(row: GridRow, columns: Columns) -> bool:
    """Tell whether a row below a heading is no indicator: one long text at its left, where levels
    stand, or the caption of the next form.

    `以上指标由业务科室按年初批复的预算逐项填报 | |` is one, `450003石桥县河道所 | 单位：万元` too, `产出指标 | |` is
    none.
    """
    filled = filled_cells(row)
    if any(_is_money_caption(cell.text) for _, cell in filled):
        return True
    is_of_one_column = len(row) == 1 == len(columns.roles)
    if len(filled) != 1 or is_of_one_column:
        return False
    [(column, cell)] = filled
    is_at_left = column <= 1 and columns.role(column) in ("level1", NOWHERE)
    return is_at_left and _is_long(cell.text.strip())


def _is_money_caption(text: str) -> bool:
    """Tell whether a text is the caption of a form that says its money unit: 单位：万元."""
    return printed_scale(text) is not None and is_caption(text)


def _is_long(text: str) -> bool:
    """Tell whether a text is longer than the name of a level, or of several words.

    `社会公众或服务对象满意度指标` is as long as names of levels get.
    """
    return len(text) > _LONGEST_LEVEL or len(text.split()) > 1


def cells_of(row: GridRow, columns: Columns) -> Cells:
    """Sort the filled cells of a row by what they are.

    Of two lists side by side those of the year's; of the first one where the other is blank.
    """
    cells = _cells(row, columns)
    if columns.whole and "level3" not in cells:
        return _cells(row, columns.of_whole)
    return cells


def add_cells(cells: Cells, more: Cells) -> None:
    """Add the rest of a row behind a page break to its cells; a text cut in two is whole again."""
    for key, cell in more.items():
        cells[key] = cells[key].joined(cell) if key in cells else cell


def _cells(row: GridRow, columns: Columns) -> Cells:
    """Give the cells by their role; levels first, by their known names.

    `产出指标 | 数量指标 | 清淤长度 | ≥12公里` → level1, level2, level3, target
    """
    cells: Cells = {}
    rest: list[_Placed] = []
    placed = _placed(row, columns)
    for at, cell in enumerate(placed):
        level = _level_here(cell, placed[at + 1 :], cells)
        if level is None or level in cells or _is_behind_unknown(cell, rest):
            rest.append(cell)
        else:
            cells[level] = cell.cell
    _add_rest(cells, rest, columns)
    return cells


def _placed(row: GridRow, columns: Columns) -> list[_Placed]:
    """Give the filled cells but for the label of the whole table in the first column.

    `绩效指标 | 产出指标 | 数量指标` → 产出指标, 数量指标
    """
    placed: list[_Placed] = []
    for column, cell in filled_cells(row):
        is_label = column == 0 and is_table_label(cell.text)
        if not is_label:
            name = columns.role(column)
            placed += [_Placed(name, part) for part in _apart(name, cell)]
    return placed


def _apart(column: str, cell: Passage) -> list[Passage]:
    """Give the names of levels that stand in one cell before the name of an indicator, and it.

    `产出指标-数量指标-养护里程` → 产出指标, 数量指标, 养护里程
    """
    if is_value(column):
        return [cell]
    return parted_levels(cell)


def _level_here(placed: _Placed, behind: Sequence[_Placed], cells: Cells) -> str | None:
    """Give the level that a cell names: 产出指标 → level1, 数量指标 → level2.

    None for the name of an indicator, and for what stands behind it: there 质量 is a word.
    """
    if is_value(placed.column) or "level3" in cells or _is_name(placed, behind):
        return None
    following = next(iter(behind), None)
    is_first = _names_level(placed, "level1")
    is_second = _names_level(placed, "level2")
    if is_second and "level1" not in cells and _stands_first(placed, following):
        return "level1"
    if is_first and is_second:
        return _level_of_either(placed, following, cells)
    if is_first:
        return "level1"
    return "level2" if is_second else None


def _is_name(placed: _Placed, behind: Sequence[_Placed]) -> bool:
    """Tell whether a cell is the last one under the names of indicators, and the figure of its
    target stands under its own heading: `满意度指标 | | 满意度 | ≥90%`. There 满意度 is a name.
    """
    columns = [one.column for one in (placed, *behind)]
    if columns[0] != "level3" or columns.count("level3") > 1:
        return False
    of_target = [one.cell.text for one in behind if one.column in _OF_TARGET]
    first = next(iter(of_target), "")
    return compares(first) or read_target(first).operator is not None


def _is_behind_unknown(placed: _Placed, rest: list[_Placed]) -> bool:
    """Tell whether a cell stands under the second level, behind a first one whose name is not
    known: `履职效果 | 部门履职目标`. There nothing has shifted, and its column counts.
    """
    return placed.column == "level2" and any(before.column == "level1" for before in rest)


def _stands_first(placed: _Placed, following: _Placed | None) -> bool:
    """Tell whether a name of a second level stands in the column of the first one, before another:
    `满意度 | 服务对象满意度`, `成本 | 经济成本`.
    """
    is_before_second = following is not None and _names_level(following, "level2")
    return placed.column == "level1" and is_before_second


def _level_of_either(placed: _Placed, following: _Placed | None, cells: Cells) -> str:
    """Give the level of a name that may be either one (满意度指标, 成本指标): that of its column.

    Behind a first level it is the second one: `满意度指标 | 服务对象满意度指标`.
    In another column it is the first level where the name of a second one stands behind it:
    `成本指标 | 经济成本指标 | 清淤成本`.
    """
    if "level1" in cells:
        return "level2"
    if placed.column in LEVELS:
        return placed.column
    is_above = following is not None and _names_level(following, "level2")
    return "level1" if is_above else "level2"


def _names_level(placed: _Placed, level: str) -> bool:
    """Tell whether a cell is a known name of a level: 产出指标 of level1, 数量指标 of level2."""
    return placed.cell.text in forms().indicator[f"{level}_names"]


def _add_rest(cells: Cells, rest: list[_Placed], columns: Columns) -> None:
    """Add the cells that no name of a level takes, each by its column.

    A cell in the column of a level that is told already, or in a row that has no name otherwise,
    has shifted: it is the name of the indicator. Behind a name another cell is no more of it:
    `清淤长度 | ≥12公里` below `三级指标 | ` stay apart.
    """
    by_column = set(map(attrgetter("column"), rest))
    for placed in rest:
        key = _key(placed, columns) or _lacking(cells.keys() | by_column, columns)
        is_shifted = key in cells or "level3" not in by_column
        if key in LEVELS and "level3" in columns and is_shifted:
            key = "level3"
        if key == "level3" and key in cells:
            key = OTHER
        elif _are_two_targets(cells, key, placed.cell):
            placed = replace(placed, cell=_joined(cells.pop(key), placed.cell, OTHER))
            key = OTHER
        cells[key] = _joined(cells[key], placed.cell, key) if key in cells else placed.cell


def _are_two_targets(cells: Cells, key: str, cell: Passage) -> bool:
    """Tell whether a target and another cell under its heading are figures both: `95% | 98%` below
    one 指标值. Nothing tells which of them is meant; `≥95 | %` is one target.
    """
    if key != "target" or key not in cells:
        return False
    return all(map(_DIGIT.search, (cells[key].text, cell.text)))


def _key(placed: _Placed, columns: Columns) -> str:
    """Give the role of a cell; a sign that stands under a heading of something else is the
    operator, where no column is headed so.

    指标方向 | 目标值
    大于等于 | 20        → operator, target
    """
    has_no_field = placed.column == ASIDE or placed.column.startswith(OTHER)
    is_open = has_no_field and not columns.whole and "operator" not in columns
    return "operator" if is_open and compares(placed.cell.text) else placed.column


def _joined(first: Passage, second: Passage, key: str) -> Passage:
    """Give two cells of a row under one heading as one text.

    Those of a heading that is not known stay apart by a blank: `750.12 | 236.40` is no figure
    `750.12236.40`.
    """
    if not key.startswith(OTHER):
        return first.joined(second)
    return join((first, passage(" ", second.where), second))


def _lacking(taken: set[str], columns: Columns) -> str:
    """Give the role of a cell under no heading: the headed value that its row lacks.

    In a row with a name and a target it is the basis, if some column is headed 指标值确定依据.
    """
    for key in _EXPECTED:
        if key not in taken and key in columns:
            return key
    return OTHER
