"""Rows of an indicator table → the cells of each row by what they are.

A column is what its heading says; a level is also told by its known name, even where its cell has
shifted.
"""

from __future__ import annotations

from budgetgraph.document import GridRow, Passage, join, passage
from budgetgraph.forms import forms
from budgetgraph.parse.project_forms.columns import (
    LEVELS,
    NOWHERE,
    OTHER,
    VALUES,
    Columns,
    is_table_label,
)

Cells = dict[str, Passage]
"""The filled cells of one row by their role; an empty dict ends the levels above it."""


#: No name of a first level is longer.
_LONGEST_LEVEL = 20


def is_foreign(row: GridRow, columns: Columns) -> bool:
    """Whether a row below a heading is no indicator: one long text at its left, where levels stand."""
    filled = [(index, cell) for index, cell in enumerate(row) if cell]
    if len(filled) != 1 or len(row) == 1 == len(columns.roles):
        return False
    [(index, cell)] = filled
    text = cell.text.strip()
    is_long = len(text) > _LONGEST_LEVEL or len(text.split()) > 1
    return columns.role(index) in ("level1", NOWHERE) and index <= 1 and is_long


def cells_of(row: GridRow, columns: Columns) -> Cells:
    """The filled cells of a row by what they are.

    Of two lists side by side those of the year's; of the first one where the other is blank.
    """
    cells = _cells(row, columns)
    return _cells(row, columns.of_whole) if columns.whole and "level3" not in cells else cells


def _cells(row: GridRow, columns: Columns) -> Cells:
    cells: Cells = {}
    rest: list[tuple[str, Passage]] = []
    filled = [
        (columns.role(index), cell)
        for index, cell in enumerate(row)
        if cell and not (index == 0 and is_table_label(cell.text))
    ]
    for index, (column, cell) in enumerate(filled):
        following = filled[index + 1][1].text if index + 1 < len(filled) else ""
        level = _level_here(cell.text, column, following, cells)
        if level is not None and level not in cells:
            cells[level] = cell
        else:
            rest.append((column, cell))
    _add_rest(cells, rest, columns)
    return cells


def _level_here(text: str, column: str, following: str, cells: Cells) -> str | None:
    is_value = column in VALUES or column.startswith(OTHER) or "level3" in cells
    return None if is_value else _level(text, column, following)


def _level(text: str, column: str, following: str) -> str | None:
    """The level that a known name belongs to.

    One that may be either (满意度指标, 成本指标) goes by its column, else it is the first level where the
    name of a second one stands behind it.
    """
    names = forms().indicator
    fits = [key for key in LEVELS if text in names[f"{key}_names"]]
    if len(fits) < 2:
        return fits[0] if fits else None
    if column in LEVELS:
        return column
    return "level1" if following in names["level2_names"] else "level2"


def _add_rest(cells: Cells, rest: list[tuple[str, Passage]], columns: Columns) -> None:
    has_name = any(column == "level3" for column, _ in rest)
    for column, cell in rest:
        key = column or _nearest(cells, rest, columns)
        is_shifted = key in LEVELS and "level3" in columns and (key in cells or not has_name)
        if is_shifted:
            key = "level3"
        cells[key] = _joined(cells[key], cell, key) if key in cells else cell


def _joined(first: Passage, second: Passage, key: str) -> Passage:
    """Two cells under one heading as one; those of a heading that is not known stay apart by a blank:
    `750.12 | 236.40` is no figure `750.12236.40`.
    """
    if not key.startswith(OTHER):
        return first.joined(second)
    return join((first, passage(" ", second.where), second))


def _nearest(cells: Cells, rest: list[tuple[str, Passage]], columns: Columns) -> str:
    """A cell under no heading: the value that its row lacks, of those that the heading names."""
    taken = set(cells) | {column for column, _ in rest}
    lacking = [key for key in ("level3", "target", "basis") if key not in taken and key in columns]
    return lacking[0] if lacking else OTHER
