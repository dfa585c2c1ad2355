"""The form of one project whose indicators stand in words beside their levels → a table of them.

绩效指标 | 产出指标 | 1.维修桥梁3座；2.清理边沟120公里     一级指标 | 二级指标 | 三级指标 | 指标值
         | 效益指标 | 受益人口≥3600人                   → 产出指标 |          | 维修桥梁 | 3座 …
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from budgetgraph.document import GridRow, Passage, row_where
from budgetgraph.forms import forms
from budgetgraph.parse.project_forms.indicator_table.columns import is_table_label
from budgetgraph.parse.project_forms.printed import filled_cells
from budgetgraph.parse.project_forms.worded.indicator_rows import (
    NOTHING,
    heading,
    indicator_rows,
)
from budgetgraph.recognise import FormClaim, is_indicator_heading


def beside_levels(claim: FormClaim) -> FormClaim:
    """Give a form without a heading of indicators and with words beside levels as one with a
    heading; other forms as they are.
    """
    if any(map(is_indicator_heading, chain.from_iterable(claim.pages))):
        return claim
    walk = _Walk()
    pages = tuple(tuple(chain.from_iterable(map(walk.row, page))) for page in claim.pages)
    return replace(claim, pages=pages) if walk.is_headed else claim


class _Walk:
    """Goes down the rows; a second level stands under the first one above."""

    def __init__(self) -> None:
        self.is_headed = False
        self._level1 = NOTHING

    def row(self, row: GridRow) -> Iterator[GridRow]:
        """Give a row as it is, or the rows of the indicators that it states in words."""
        levels, words = self._parts(row)
        if words is None:
            yield row
            return
        self._level1 = levels[0] or self._level1
        if not self.is_headed:
            self.is_headed = True
            yield heading(row_where(row))
        yield from indicator_rows(self._level1, levels[1], words)

    def _parts(self, row: GridRow) -> tuple[tuple[Passage, Passage], Passage | None]:
        """Give the levels that a row begins with, and the one text behind them; None for a row that
        begins with no level, or holds more.

        绩效指标 | 产出指标 | 数量指标 | 维修桥梁3座     → 产出指标, 数量指标; 维修桥梁3座
        产出指标 | 数量指标 | 维修桥梁 | 3座             → None
        """
        cells = [cell for _, cell in filled_cells(row) if not is_table_label(cell.text)]
        level1, cells = _taken(cells, "level1")
        level2, cells = _taken(cells, "level2")
        is_of_level = bool(level1) or (bool(level2) and bool(self._level1))
        words = cells[0] if is_of_level and len(cells) == 1 else None
        return (level1, level2), words


def _taken(cells: list[Passage], level: str) -> tuple[Passage, list[Passage]]:
    """Give the first cell where it names a level, and the others."""
    if cells and cells[0].text in forms().indicator[f"{level}_names"]:
        return cells[0], cells[1:]
    return NOTHING, cells
