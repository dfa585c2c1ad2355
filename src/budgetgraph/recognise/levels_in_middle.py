"""Levels that stand in the middle of the rows that they go over → each in the first of its rows.

         | 数量指标 | 清淤长度   | ≥12公里       产出指标 | 数量指标 | 清淤长度   | ≥12公里
产出指标 | 质量指标 | 验收合格率 | ≥95%     →             | 质量指标 | 验收合格率 | ≥95%
         | 时效指标 | 完成时间   | 12月底                | 时效指标 | 完成时间   | 12月底
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from budgetgraph.document import GridRow, Passage
from budgetgraph.document.centred import first_rows
from budgetgraph.forms import forms, role
from budgetgraph.recognise.first_place import first_place
from budgetgraph.recognise.headings import texts
from budgetgraph.recognise.shapes import is_indicator_heading, is_project_list

_LEVELS = ("level1", "level2")
_NAMES = "level3"
_NOTHING = Passage(())


@dataclass(slots=True)
class _Level:
    """A column of levels: the printed cells, twice the numbers of the rows that they stand beside,
    and the first rows of what they go over.
    """

    column: int
    cells: list[Passage] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    firsts: list[int] = field(default_factory=list)

    def take(self, row: GridRow, place: int) -> None:
        """Take the cell of a row, where it is filled."""
        for cell in filter(None, row[self.column : self.column + 1]):
            self.cells.append(cell)
            self.places.append(place)

    def part(self, count: int) -> bool:
        """Part so many rows among the cells; False where nothing tells how."""
        told = first_rows(self.places, count)
        self.firsts = told or []
        return told is not None

    def in_first_rows(self, count: int) -> list[Passage]:
        """Give the cells of the column with each level in the first of its rows."""
        cells = [_NOTHING] * count
        for first, cell in zip(self.firsts, self.cells, strict=True):
            cells[first] = cell
        return cells


def with_levels_first(rows: Sequence[GridRow]) -> Sequence[GridRow]:
    """Give the rows with each level in the first of its rows; the rows themselves where no level
    stands in the middle of several, or nothing tells which.
    """
    heading = first_place(rows, is_indicator_heading)
    if heading is None:
        return rows
    roles = [role(forms().indicator, word) for word in texts(rows[heading])]
    if not {"level1", _NAMES}.issubset(roles):
        return rows
    below = rows[heading + 1 :]
    names = roles.index(_NAMES)
    body = below[: _length(below, names)]
    levels = [_Level(roles.index(key)) for key in _LEVELS if key in roles]
    columns = levels
    if is_project_list(rows[heading]):
        # what a list says of a project goes over the rows of its indicators, too
        columns = [*map(_Level, range(levels[0].column)), *levels]
    moved = _moved(body, names, columns)
    if moved is None or not _may_stand_so(moved, levels):
        return rows
    return (*rows[: heading + 1], *moved, *below[len(body) :])


def _length(rows: Sequence[GridRow], names: int) -> int:
    """Tell how many rows name an indicator, or hold nothing behind the levels."""
    length = 0
    for row in rows:
        is_of_levels = not any(row[names:])
        if not row[names : names + 1] or not (row[names] or is_of_levels):
            break
        length += 1
    return length


def _moved(
    rows: Sequence[GridRow], names: int, columns: Sequence[_Level]
) -> Sequence[GridRow] | None:
    """Give the rows with names, what goes over several of them in the first of its own.

    None where all of it stands at the head of its rows, and where the rows cannot be parted so that
    each stands in the middle of its own.
    """
    named: list[GridRow] = []
    for row in rows:
        is_between = not row[names]
        place = 2 * len(named) - is_between
        for column in columns:
            column.take(row, place)
        named += [] if is_between else [row]
    filled = [column for column in columns if column.cells]
    stand_first = all(column.places[0] == 0 for column in filled)
    if stand_first and len(named) == len(rows):
        return None
    are_parted = all(column.part(len(named)) for column in filled)
    return _placed(named, filled) if are_parted else None


def _placed(rows: Sequence[GridRow], levels: Sequence[_Level]) -> list[GridRow]:
    """Give the rows with their own levels in the place of those that are printed beside them."""
    placed = list(map(list, rows))
    for level in levels:
        cells = level.in_first_rows(len(rows))
        for row, cell in zip(placed, cells, strict=True):
            row[level.column] = cell
    return list(map(tuple, placed))


def _may_stand_so(rows: Sequence[GridRow], levels: Sequence[_Level]) -> bool:
    """Tell whether no row has a first and a second level that no form has together.

    产出指标, 数量指标 may stand together; 效益指标, 数量指标 may not.
    """
    apart = forms().form["levels_apart"]
    above = dict.fromkeys(_LEVELS, "")
    for row in rows:
        for key, level in zip(_LEVELS, levels, strict=False):
            above[key] = row[level.column].squeezed or above[key]
        if "/".join(above.values()) in apart:
            return False
    return True
