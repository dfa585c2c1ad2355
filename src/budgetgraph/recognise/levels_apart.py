"""A column of two levels of indicators that no blank parted from top to bottom → two columns.

绩效指标 | 一级指标 二级指标 | 三级指标       绩效指标 | 一级指标 | 二级指标 | 三级指标
         | 产出指标 数量指标 | 清淤长度   →            | 产出指标 | 数量指标 | 清淤长度
         | 质量指标          | 合格率                  |          | 质量指标 | 合格率
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from budgetgraph.document import GridRow, Passage, passage
from budgetgraph.forms import forms, role

_LEVELS = ("level1", "level2")
_WORD = re.compile(r"\S+")


def levels_apart(rows: Sequence[GridRow]) -> Sequence[GridRow]:
    """Give the rows with the levels in columns of their own; the rows themselves where a cell below
    the heading holds anything but names of levels.
    """
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if _heads_both(cell):
                return _parted(rows, at, column) or rows
    return rows


def _heads_both(cell: Passage) -> bool:
    """Tell whether a cell holds the headings of both levels: 一级指标 二级指标."""
    headings = (role(forms().indicator, word.text) for word in _words(cell))
    return tuple(headings) == _LEVELS


def _parted(rows: Sequence[GridRow], heading: int, column: int) -> list[GridRow] | None:
    """Give the rows with a column parted; None where a cell of it cannot be."""
    parted: list[GridRow] = []
    for at, row in enumerate(rows):
        cell = row[column] if column < len(row) else passage("", row[0].where)
        levels = _levels(cell) if at >= heading else (cell, passage("", row[0].where))
        if levels is None:
            return None
        parted.append((*row[:column], *levels, *row[column + 1 :]))
    return parted


def _levels(cell: Passage) -> tuple[Passage, Passage] | None:
    """Give the two levels of a cell, one of them blank where it names the other alone."""
    words, blank = _words(cell), passage("", cell.where)
    if len(words) == len(_LEVELS) and (_heads_both(cell) or all(map(_is_level, words))):
        return words[0], words[1]
    if not words:
        return blank, blank
    if len(words) > 1 or not _is_level(words[0]):
        return None
    is_first = words[0].text in forms().indicator["level1_names"]
    return (words[0], blank) if is_first else (blank, words[0])


def _is_level(word: Passage) -> bool:
    """Tell whether a word is the name of a level: 产出指标, 质量指标."""
    return any(word.text in forms().indicator[f"{level}_names"] for level in _LEVELS)


def _words(cell: Passage) -> list[Passage]:
    return [cell.part(*word.span()) for word in _WORD.finditer(cell.text)]
