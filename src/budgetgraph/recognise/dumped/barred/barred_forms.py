"""Rows between bars → the rows of a form, those of its indicators below their own headings."""

from __future__ import annotations

from collections.abc import Sequence

from budgetgraph.document import GridRow, Passage, filled, passage
from budgetgraph.forms import forms, role
from budgetgraph.forms.indicator_headings import heads_indicators
from budgetgraph.recognise.dumped.barred.bar_rows import BarRow
from budgetgraph.recognise.dumped.beside import beside
from budgetgraph.recognise.first_place import first_place
from budgetgraph.recognise.headings import filled_texts
from budgetgraph.recognise.labels import label_of
from budgetgraph.recognise.shapes import is_form, names_project

#: A row of indicators has a name, a target and one cell more; 合计 | 100 is none.
_FEWEST_CELLS = 3


def form_rows(rows: Sequence[BarRow]) -> tuple[GridRow, ...] | None:
    """Give the rows of a form; None where they are of none.

    Below the heading of indicators a short row lacks the cells at its beginning, which are merged
    with those above them; elsewhere those at its end.
    """
    grid: list[GridRow] = []
    heading: Sequence[Passage] = ()
    for row in rows:
        if heads_indicators(filled_texts(row.cells)):
            heading = row.cells
        elif names_project((row.padded(),)):
            heading = ()
        elif heading and (not _is_labelled(row) or _is_short(row)):
            grid.append(_below(row, heading))
            continue
        grid.append(row.padded())
    return tuple(grid) if is_form(tuple(grid)) else None


def _is_labelled(row: BarRow) -> bool:
    """Tell whether a row of a form begins with the label of a value: 填表人, 审核意见."""
    return label_of(row.cells[0].text.strip()) is not None


def _is_short(row: BarRow) -> bool:
    """Tell whether a row has too few cells for an indicator: 合计 | 100, 评价结论 | 完成较好."""
    return len(filled(row.cells)) < _FEWEST_CELLS


def _below(row: BarRow, heading: Sequence[Passage]) -> GridRow:
    """Give a row of indicators: its first cell below the heading of its kind.

    绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值
    产出指标 | 数量指标 | 清淤长度 | 12公里            from 一级指标 on
    清淤船数 | 3艘                                  from 三级指标 on
    """
    padded = row.padded()
    level = _level(row.cells)
    place = first_place(heading, lambda cell: role(forms().indicator, cell.text) == level)
    if _is_in_place(row, place):
        return padded
    if level == "level3" and _is_short(row):
        return _in_one_cell(row)
    if place is None or not 0 < place <= row.padding:
        return padded
    blanks = padded[len(padded) - place :]
    return (*blanks, *padded[: len(padded) - place])


def _is_in_place(row: BarRow, place: int | None) -> bool:
    """Tell whether a row prints the blank cells of merged ones before its name, which stands below
    its heading, at a place of its row.

    一级指标 | 二级指标 | 三级指标 | 指标值
     |  | 清淤船数 | 3艘                        in place
    清淤船数 | 3艘                              not in place
    """
    width = 0 if place is None else place
    blanks = [cell for cell in row.cells[:width] if not cell]
    behind = row.cells[width : width + 1]
    return len(blanks) == width > 0 and bool(filled(behind))


def _level(cells: Sequence[Passage]) -> str:
    """Give the level that the first cell of a row is of: 产出指标 → level1, 数量指标 → level2, a name →
    level3.

    满意度指标 is of the first level where the name of a second one stands behind it.
    """
    texts = [cell.squeezed for cell in cells[:2]]
    is_first, is_second = _is_name_of("level1", texts[0]), _is_name_of("level2", texts[0])
    heads_second = _is_name_of("level2", texts[-1])
    if is_first and (heads_second or not is_second):
        return "level1"
    return "level2" if is_second else "level3"


def _is_name_of(level: str, text: str) -> bool:
    return text in forms().indicator[f"{level}_names"]


def _in_one_cell(row: BarRow) -> GridRow:
    """Give a row that is none of indicators as one cell, so that nothing is read of it."""
    blank = passage("", row.cells[0].where)
    others = len(row.padded()) - 1
    return (beside(filled(row.cells)), *[blank] * others)
