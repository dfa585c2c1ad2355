"""A heading of two levels that lost its places is told by the sums of each row, or not at all."""

from __future__ import annotations

import pytest
from reading import document

from budgetgraph.document import Grid
from budgetgraph.recognise.dumped import with_grids

ABOVE = ("一般公共预算支出表", "单位：万元")
UPPER = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
LOWER = ("小计", "人员经费", "公用经费")
ROWS = (
    ("合计", "30.00", "20.00", "15.00", "5.00", "10.00"),
    ("208", "社会保障和就业支出", "6.00", "6.00", "6.00", "0.00", "0.00"),
    ("213", "农林水支出", "24.00", "14.00", "9.00", "5.00", "10.00"),
)
UNPROVEN = (("合计", "30.00", "20.00", "20.00", "20.00", "10.00"), *ROWS[1:])
HEADING = [
    ["科目编码", "科目名称", "合计", "基本支出", "", "", "项目支出"],
    ["", "", "", "小计", "人员经费", "公用经费", ""],
]


def _read(lines: list[str]) -> list[list[list[str]]]:
    found = with_grids(document("\n\n".join((*ABOVE, *lines))))
    grids = [block for block in found.blocks if isinstance(block, Grid)]
    return [[[cell.text for cell in row] for row in grid.rows[:2]] for grid in grids]


def _row_a_line(rows: tuple[tuple[str, ...], ...]) -> list[str]:
    return [" ".join(row) for row in (UPPER, LOWER, *rows)]


def _cell_a_line(rows: tuple[tuple[str, ...], ...]) -> list[str]:
    filled = [[cell for cell in row if cell != "0.00"] for row in rows]
    return [cell for row in (UPPER, LOWER, *filled) for cell in row]


@pytest.mark.parametrize("lines", [_row_a_line(ROWS), _cell_a_line(ROWS)])
def test_the_heading_whose_sums_close_is_the_right_one(lines: list[str]) -> None:
    assert _read(lines) == [HEADING]


@pytest.mark.parametrize("lines", [_row_a_line(UNPROVEN), _cell_a_line(UNPROVEN)])
def test_a_heading_that_nothing_proves_is_not_guessed(lines: list[str]) -> None:
    assert _read(lines) == []
