"""Rows of indicators that came out one cell a line, blank cells as blank lines.

一级指标 · 二级指标 · 三级指标 · 指标值 · 说明
产出指标 · 数量指标 · 清淤长度 · ≥12公里 ·  ·           the last cell and the first two below
 ·  · 加固水库 · 2座 · 年内                              it are blank

A column that is merged over all of them may stand left of the levels: its cells are blank.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain, pairwise, takewhile

from budgetgraph.document import GridRow, Passage, filled, passage
from budgetgraph.recognise.dumped.blank_lines.padded import padded

#: So many columns may stand left of the levels.
_MOST_MERGED = 2
#: The first and the second level stand left of the name.
_LEVELS = 2

LevelOf = Callable[[Passage], str | None]


def rows_of(lines: Sequence[Passage], heading: range, level_of: LevelOf) -> list[GridRow]:
    """Give the rows below a heading; none where the cells do not fall into rows of its width."""
    cells = padded(lines)
    if not cells:
        return []
    first = cells.index(lines[heading.stop])
    for merged in range(_MOST_MERGED + 1):
        width = len(heading) + merged
        rows = _rows(cells[first - merged :], width, merged)
        whole = _beginning(rows, level_of)
        left = filled(chain.from_iterable(rows[len(whole) :]))
        if whole and not any(map(level_of, left)):
            return whole
    return []


def _rows(cells: Sequence[Passage], width: int, merged: int) -> list[GridRow]:
    """Part cells into rows without their first `merged` cells; what the last one lacks is blank."""
    lacking = -len(cells) % width
    whole = [*cells, *[passage("", cells[-1].where)] * lacking]
    starts = range(0, len(whole), width)
    return [tuple(whole[at + merged : at + width]) for at in starts if not any(whole[at:][:merged])]


def _beginning(rows: Sequence[GridRow], level_of: LevelOf) -> list[GridRow]:
    """Give the rows up to the first one that is none of indicators: 产出指标 | 数量指标 | 清淤长度 | …"""
    return list(takewhile(partial(_is_indicator, level_of), rows))


def _is_indicator(level_of: LevelOf, row: GridRow) -> bool:
    """Tell whether a row has levels or blank cells for them, and a name that is no level."""
    levels, others = filled(row[:_LEVELS]), filled(row[_LEVELS:])
    has_levels = None not in map(level_of, levels)
    return all((has_levels, row[_LEVELS], not any(map(level_of, others))))


def are_beside(cells: Sequence[Passage], lines: Sequence[Passage]) -> bool:
    """Tell whether no blank line stands between cells, where blank lines are blank cells."""
    if not padded(lines):
        return True
    return all(below.where.first - cell.where.last == 1 for cell, below in pairwise(cells))
