"""Rows whose cells list several indicators, a line each → a row for each indicator.

1.森林抚育面积 | ≥4300亩
2.修复林区道路 | ≥12公里      one row with two lines in each cell → 1.森林抚育面积 | ≥4300亩, …
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from budgetgraph.document import GridRow, Passage, passage
from budgetgraph.forms import forms
from budgetgraph.parse.project_forms.indicator_table.cells import Cells
from budgetgraph.parse.project_forms.indicator_table.column_roles import LEVELS, NOWHERE, OTHER
from budgetgraph.parse.project_forms.indicator_table.columns import Columns
from budgetgraph.values.target import read_target

_LINE = re.compile(r"[^\n]+")
_SIGN = re.compile("[≥≤＞＜＝]")
#: Where the next target begins in a text without line ends: ≥4300亩≥12公里.
_AT_SIGN = re.compile(r"(?<=[^≥≤＞＜>=＝<])(?=[≥≤＞＜＝])")
#: A number that may begin the next name: 1. 2、 3）.
_NUMBER = re.compile(r"(?<![\d.])(?P<number>\d{1,2})[.．、)）](?!\d)")
#: What says nothing of its own, and may be of every indicator of the row.
_OF_TARGET = ("operator", "target", "unit")
_OF_ALL = frozenset({"basis", "description", "weight", "aside", "reason"})


def one_each(row: GridRow, columns: Columns) -> list[GridRow]:
    """Give the row of each indicator that a row lists; none where it lists levels in several lines
    and nothing tells which is of which.

    Names and targets are put together only where there are as many of both, and where the names are
    numbered or each target is a figure: a line end alone may be a wrap. Of two lists side by side
    the row comes back as it is.
    """
    roles = {at: columns.role(at) for at, cell in enumerate(row) if cell}
    named = [at for at, role in roles.items() if role == "level3"]
    if columns.whole or columns.first or len(named) != 1:
        return [row]
    names = _names(row[named[0]])
    if len(names) < 2:
        return [_with(row, {named[0]: name}) for name in names] or [row]
    parts = {at: _column(role, row[at], len(names)) for at, role in roles.items()}
    parts[named[0]] = names
    if all(parts.values()):
        rows = [_with(row, _each(parts, number)) for number in range(len(names))]
        if _are_told_apart(names, rows, roles):
            return rows
    lists_levels = any(len(_levels(role, row[at])) > 1 for at, role in roles.items())
    return [] if lists_levels else [row]


def _with(row: GridRow, cells: Mapping[int, Passage]) -> GridRow:
    """Give a row with some of its cells changed."""
    return tuple(cells.get(at, cell) for at, cell in enumerate(row))


def _each(parts: Mapping[int, Sequence[Passage]], number: int) -> dict[int, Passage]:
    """Give the part of each cell that is of one indicator."""
    return {at: cells[number] for at, cells in parts.items()}


def are_in_one_cell(cells: Cells) -> bool:
    """Tell whether the target of a row is those of several indicators, which nothing tells apart:
    `≥3%≥60%`; `≥3%且≤5%` is one range.
    """
    target = cells["target"].text if "target" in cells else ""
    signs = Counter(_SIGN.findall(target))
    return max(signs.values(), default=0) > 1


def _are_told_apart(
    names: Sequence[Passage], rows: Sequence[GridRow], roles: Mapping[int, str]
) -> bool:
    """Tell whether the lines of a row are indicators and no wraps of one."""
    if all(name.text in forms().form["numbered_indicator"] for name in names):
        return True
    of_target = [at for at, role in roles.items() if role in _OF_TARGET]
    of_target.sort(key=lambda at: _OF_TARGET.index(roles[at]))
    targets = ["".join(row[at].text.strip() for at in of_target) for row in rows]
    return all(target and read_target(target).operator is not None for target in targets)


def _names(cell: Passage) -> list[Passage]:
    """Give the names of a cell, without lines that a template left blank: `指标2：`, `……`."""
    lines = _lines(cell)
    if len(lines) < 2:
        lines = _numbered(cell)
    blank = forms().form["blank_indicator"]
    return [line for line in lines if line.text not in blank]


def _column(role: str, cell: Passage, count: int) -> list[Passage]:
    """Give the parts of a cell for each of `count` indicators; none where it has another number.

    A level that is printed once holds for the rows below it, too.
    """
    for parts in (_lines(cell), _numbered(cell), _at_signs(cell)):
        if len(parts) == count and (role not in LEVELS or _levels(role, cell)):
            return _without_numbers(parts) if role == "target" else parts
    if role in LEVELS or role == NOWHERE:
        blank = passage("", cell.where)
        return [] if len(_levels(role, cell)) > 1 else [cell, *[blank] * (count - 1)]
    is_of_all = role in _OF_ALL or role.startswith(OTHER)
    return [cell] * count if is_of_all else []


def _without_numbers(targets: list[Passage]) -> list[Passage]:
    """Give targets without the numbers of their indicators: 1.≥45处, 2.≥12套 → ≥45处, ≥12套.

    Where one of them lacks its number the numbers are figures, and all stay.
    """
    behind: list[Passage] = []
    for number, target in enumerate(targets, start=1):
        mark = _NUMBER.match(target.text)
        if mark is None or int(mark["number"]) != number:
            return targets
        behind.append(target.part(mark.end()).stripped())
    return behind


def _levels(role: str, cell: Passage) -> list[Passage]:
    """Give the lines of a cell where each is the name of a level: 产出指标, 效益指标; a name that wraps
    has none.
    """
    if role not in LEVELS:
        return []
    names, lines = forms().indicator[f"{role}_names"], _lines(cell)
    return lines if all(line.text in names for line in lines) else []


def _lines(cell: Passage) -> list[Passage]:
    """Give the lines of a cell that hold anything."""
    parts = [cell.part(*line.span()).stripped() for line in _LINE.finditer(cell.text)]
    return list(filter(None, parts))


def _numbered(cell: Passage) -> list[Passage]:
    """Give the parts of a text that numbers from 1 on begin: `1.甲2.乙` → 1.甲, 2.乙."""
    starts: list[int] = []
    for mark in _NUMBER.finditer(cell.text):
        if int(mark["number"]) == len(starts) + 1:
            starts.append(mark.start())
    if not starts or cell.text[: starts[0]].strip():
        return [cell]
    return _between(cell, starts)


def _at_signs(cell: Passage) -> list[Passage]:
    """Give the parts of a text that signs of comparison begin: `≥3%≥60%` → ≥3%, ≥60%."""
    return _between(cell, [0, *(sign.start() for sign in _AT_SIGN.finditer(cell.text))])


def _between(cell: Passage, starts: list[int]) -> list[Passage]:
    """Give the parts of a text that begin at some places."""
    ends = [*starts[1:], len(cell.text)]
    return [cell.part(start, end).stripped() for start, end in zip(starts, ends, strict=True)]
