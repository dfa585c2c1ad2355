"""First levels that stand in the middle of their indicators → each with the first of them.

A cell over several rows prints its word beside the middle one, or between two of them:

             数量指标 清淤长度   ≥12公里
    产出指标 质量指标 验收合格率 ≥95%          → 产出指标 from 数量指标 to 时效指标
             时效指标 完成时间   12月底前
    效益指标 社会效益指标 …                    → 效益指标 of one row
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from budgetgraph.document import Paragraph, Passage
from budgetgraph.document.centred import first_rows
from budgetgraph.forms import forms


@dataclass(frozen=True, slots=True)
class LevelledLine:
    """The line of an indicator without its first level, and the first level that begins with it."""

    level1: Passage | None
    line: Paragraph


@dataclass(frozen=True, slots=True)
class _Levels:
    """The first levels of some lines, each with twice the number of the row that it stands beside,
    and the rows without them.
    """

    names: list[Passage]
    places: list[int]
    rows: list[Paragraph]


def levelled_lines(body: Sequence[Paragraph]) -> list[LevelledLine] | None:
    """Give the lines of indicators, each first level with the first one of its rows.

    None where the first row has a first level, for then they may stand at the top of their rows as
    well, and where the rows cannot be parted so that each first level is in the middle of its own.
    """
    levels = _levels(body)
    if levels is None or not levels.places or levels.places[0] == 0:
        return None
    begins = first_rows(levels.places, len(levels.rows))
    if begins is None:
        return None
    by_row = dict(zip(begins, levels.names, strict=True))
    lines = [LevelledLine(by_row.get(at), row) for at, row in enumerate(levels.rows)]
    return lines if _may_stand_so(lines) else None


def _may_stand_so(lines: Sequence[LevelledLine]) -> bool:
    """Tell whether no row has a first and a second level that no form has together."""
    level1 = ""
    for levelled in lines:
        level1 = level1 if levelled.level1 is None else levelled.level1.text
        level2, *_ = levelled.line.text.split()
        if f"{level1}/{level2}" in forms().form["levels_apart"]:
            return False
    return True


def _levels(body: Sequence[Paragraph]) -> _Levels | None:
    """Take the first levels out of the lines; None where a line is neither a row nor one of them.

    The label of the whole table (绩效指标) in a line of its own is left out.
    """
    levels = _Levels([], [], [])
    for segment in body:
        words = segment.text.split()
        if len(segment.passage.pieces) != 1 or not words:
            return None
        first = _first_level(words)
        if first and len(words) == 1:
            levels.names.append(segment.passage)
            levels.places.append(2 * len(levels.rows) - 1)
        elif first:
            end = segment.text.index(words[0]) + len(words[0])
            levels.names.append(segment.passage.part(0, end).stripped())
            levels.places.append(2 * len(levels.rows))
            rest = segment.passage.part(end, len(segment.text)).stripped()
            levels.rows.append(Paragraph(rest))
        elif words[0] in forms().indicator["level2_names"]:
            levels.rows.append(segment)
        elif words[1:] or words[0] not in forms().label["plain"]:
            return None
    return levels


def _first_level(words: Sequence[str]) -> bool:
    """Tell whether words begin with a first level: alone, or with a second one behind it."""
    names = forms().indicator
    if words[0] not in names["level1_names"]:
        return False
    if len(words) == 1:
        return words[0] not in names["level2_names"]
    return words[1] in names["level2_names"]
