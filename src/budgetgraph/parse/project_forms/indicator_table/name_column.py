"""Which column names the indicators where no heading says so: the cells below it tell."""

from __future__ import annotations

from dataclasses import replace

from budgetgraph.document import GridRow
from budgetgraph.forms import forms
from budgetgraph.parse.project_forms.indicator_table.column_roles import OTHER, VALUES
from budgetgraph.parse.project_forms.indicator_table.columns import Columns
from budgetgraph.parse.project_forms.printed import filled_cells
from budgetgraph.values.amount import is_number


def named_behind_kinds(columns: Columns, row: GridRow) -> Columns:
    """Give the columns; where a kind of indicators stands under their names, and words under an
    unknown heading right behind it, the second level is the kinds and the words are the names.

    一级指标 | 二级指标 | 考核要点 | 目标值      → level1, level3, other:考核要点, target
    产出指标 | 数量指标 | 清淤长度 | ≥12公里     → level1, level2, level3, target
    """
    if "level3" not in columns or "level2" in columns or columns.whole:
        return columns
    kinds = columns.roles.index("level3")
    names = kinds + 1
    cells = {column: cell.text for column, cell in filled_cells(row)}
    is_kind = cells.get(kinds, "") in forms().indicator["level2_names"]
    is_unknown = columns.role(names).startswith(OTHER)
    is_name = names in cells and not is_number(cells[names])
    is_before_values = bool(VALUES.intersection(columns.roles[names:]))
    if not (is_kind and is_unknown and is_name and is_before_values):
        return columns
    roles = (*columns.roles[:kinds], "level2", "level3", *columns.roles[names + 1 :])
    return replace(columns, roles=roles)
