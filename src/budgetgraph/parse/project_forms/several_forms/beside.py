"""Two forms side by side in one table → a claim for each of them.

项目名称 | 机井修复 |        | 项目名称 | 塘坝清淤 |
三级指标 | 指标值   |        | 三级指标 | 指标值   |
修复机井 | ≥22眼    |        | 清淤塘坝 | ≥9口     |     a form, and another one at its right
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, pairwise

from budgetgraph.document import GridRow
from budgetgraph.recognise import FormClaim, is_indicator_heading
from budgetgraph.recognise.labels import labelled_cells
from budgetgraph.recognise.shapes import row_passage


def forms_beside(claim: FormClaim) -> list[FormClaim]:
    """Give the forms that stand side by side in a claim, from left to right; the claim itself where
    it holds one.
    """
    rows = list(chain.from_iterable(claim.pages))
    column = _second_column(rows)
    if column is None:
        return [claim]
    left = tuple(tuple(row[:column] for row in page) for page in claim.pages)
    right = tuple(tuple(row[column:] for row in page) for page in claim.pages)
    title = row_passage(right[0][0])
    second = replace(claim, pages=right, title=title, name=None, number=None, rest=())
    return [replace(claim, pages=left), second]


def _second_column(rows: Sequence[GridRow]) -> int | None:
    """Give the column where a second form begins: a row names two projects, and a heading below it
    heads indicators on both sides. None where there is none.
    """
    for row in rows:
        columns = _columns_of_names(row)
        if len(columns) == 2 and any(_heads_both(other, columns[1]) for other in rows):
            return columns[1]
    return None


def _columns_of_names(row: GridRow) -> list[int]:
    """Give the columns of the labels that name a project and have a value behind them."""
    cells = labelled_cells(row)
    columns: list[int] = []
    for cell, following in pairwise(cells):
        if cell.key == "name" and following.key is None:
            columns.append(cell.column)
    return columns


def _heads_both(row: GridRow, column: int) -> bool:
    """Tell whether both parts of a row are headings of indicators."""
    return is_indicator_heading(row[:column]) and is_indicator_heading(row[column:])
