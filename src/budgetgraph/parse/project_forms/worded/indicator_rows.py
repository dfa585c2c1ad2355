"""Indicators that are stated in words → rows of a table with a cell for each part."""

from __future__ import annotations

from collections.abc import Iterator

from budgetgraph.document import GridRow, Passage, passage
from budgetgraph.document.where import Where
from budgetgraph.parse.project_forms.worded.sentences import stated

_HEADING = ("一级指标", "二级指标", "三级指标", "指标值")
NOTHING = Passage(())


def heading(where: Where) -> GridRow:
    """Give the heading of such a table: 一级指标 | 二级指标 | 三级指标 | 指标值."""
    return tuple(passage(text, where) for text in _HEADING)


def indicator_rows(level1: Passage, level2: Passage, cell: Passage) -> Iterator[GridRow]:
    """Give a row for each indicator that a cell states; a level in its words counts more.

    产出指标 |  | 养护县道≥186公里；养护及时率100%
    → 产出指标 |  | 养护县道 | ≥186公里, 产出指标 |  | 养护及时率 | 100%
    """
    for one in stated(cell):
        yield level1, one.level2 or level2, one.name, one.target or NOTHING
