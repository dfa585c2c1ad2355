"""Rows of an indicator table → the cells of each row by what they are.

A column is what its heading says (一级指标, 指标性质, 度量单位, 分值 …); a level is also told by its known
name, even where its cell has shifted. A column whose heading is not known keeps its own name.
"""

from __future__ import annotations

from dataclasses import dataclass

from budgetgraph.document import GridRow, Passage
from budgetgraph.forms import forms, role
from budgetgraph.recognise.headings import texts

LEVELS = ("level1", "level2")
#: What only a self-evaluation prints, or what weighs an indicator: never part of its target.
_VALUES = frozenset(
    {"description", "target", "basis", "operator", "unit", "weight", "achieved", "score", "reason"}
)
#: The column of a cell that stands under no heading.
_NOWHERE = ""
#: Begins the key of a column that is not known: `other:评分标准`.
OTHER = "other:"

Cells = dict[str, Passage]
"""The filled cells of one row by their role; an empty dict ends the levels above it."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The roles of the columns under one heading, left to right."""

    roles: tuple[str, ...]

    def role(self, column: int) -> str:
        return self.roles[column] if column < len(self.roles) else _NOWHERE

    def __contains__(self, name: str) -> bool:
        return name in self.roles

    @property
    def unknown(self) -> tuple[str, ...]:
        """The headings that are not known, as printed."""
        return tuple(name.removeprefix(OTHER) for name in self.roles if name.startswith(OTHER))


def columns_of(heading: GridRow) -> Columns:
    """The columns that a heading row names.

    A heading merged over several columns names all of them; the label of the whole table at its
    left (绩效指标) names none.
    """
    roles: list[str] = []
    for index, text in enumerate(texts(heading)):
        roles.append(_role_of_heading(text, index, roles))
    names = [index for index, name in enumerate(roles) if name == "level3"]
    for index in names[1:]:
        # 三级指标 names the indicator, so that 指标内容 beside it describes it.
        roles[index] = "description" if texts(heading)[index] else "level3"
    return Columns(tuple(roles))


def _role_of_heading(text: str, index: int, before: list[str]) -> str:
    if not text:
        is_merged = bool(before) and (before[-1] in _VALUES or before[-1].startswith(OTHER))
        return before[-1] if is_merged else _NOWHERE
    known = role(forms().indicator, text)
    if known is not None and not known.endswith("_names"):
        return known
    if index == 0 and is_table_label(text):
        return _NOWHERE
    return OTHER + text


def is_table_label(text: str) -> bool:
    """Whether a text is the label of the whole indicator table, printed in a column at its left."""
    return text in forms().label["goals"] or text in forms().label["plain"]


def cells_of(row: GridRow, columns: Columns) -> Cells:
    """The filled cells of a row by what they are."""
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
    is_value = column in _VALUES or column.startswith(OTHER) or "level3" in cells
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
        cells[key] = cells[key].joined(cell) if key in cells else cell


def _nearest(cells: Cells, rest: list[tuple[str, Passage]], columns: Columns) -> str:
    """A cell under no heading: the value that its row lacks, of those that the heading names."""
    taken = set(cells) | {column for column, _ in rest}
    lacking = [key for key in ("level3", "target", "basis") if key not in taken and key in columns]
    return lacking[0] if lacking else OTHER
