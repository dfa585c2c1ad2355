"""Two levels of indicators in one column of guessed cells are put into columns of their own."""

from __future__ import annotations

from budgetgraph.document import GridRow, passage
from budgetgraph.document.where import Where
from budgetgraph.recognise.levels_apart import levels_apart

HEADING = ("", "一级指标 二级指标", "三级指标", "指标值")


def _row(number: int, *cells: str) -> GridRow:
    return tuple(passage(cell, Where(number, number)) for cell in cells)


def _texts(*rows: tuple[str, ...]) -> list[list[str]]:
    numbered = [_row(number, *row) for number, row in enumerate(rows, 1)]
    return [[cell.text for cell in row] for row in levels_apart(numbered)]


def test_both_levels_get_a_column_of_their_own() -> None:
    assert _texts(
        ("总体目标", "完成清淤", "", ""),
        HEADING,
        ("", "产出指标 数量指标", "清淤长度", "≥12公里"),
        ("", "质量指标", "合格率", "100%"),
        ("", "", "巡查次数", "12次"),
        ("", "效益指标", "", ""),
    ) == [
        ["总体目标", "完成清淤", "", "", ""],
        ["", "一级指标", "二级指标", "三级指标", "指标值"],
        ["", "产出指标", "数量指标", "清淤长度", "≥12公里"],
        ["", "", "质量指标", "合格率", "100%"],
        ["", "", "", "巡查次数", "12次"],
        ["", "效益指标", "", "", ""],
    ]


def test_a_cell_that_names_no_level_leaves_the_rows_as_they_are() -> None:
    rows = (HEADING, ("", "产出指标 数量指标", "清淤长度", "≥12公里"), ("", "清淤 长度", "", ""))
    assert _texts(*rows) == [list(row) for row in rows]
