"""Tables without rulings whose cells stand centred: over several rows, and in several lines."""

from __future__ import annotations

import pytest
from unruled import at_left, at_right, cells, told

from budgetgraph.read.pages.page import Word
from budgetgraph.read.pages.unruled.centred_cells import rows_of_cells

HEADING = [at_left("项目", 0), at_left("科目名称", 100), at_left("合计", 300)]


def row(name: str, amount: str, top: float) -> list[Word]:
    return [at_left(name, 100, top), at_right(amount, 345, top)]


def texts(rows: list[list[Word]] | None) -> list[list[str]] | None:
    return None if rows is None else [[piece.text for piece in row] for row in rows]


#: 道路建设 goes over two rows of one line, 河道治理 over one of one line and one of two.
LINES = [
    row("监理", "12.00", 20),
    [at_left("道路建设", 0, 30)],
    row("勘察", "8.00", 40),
    row("清淤", "3.00", 60),
    [at_left("河道治理", 0, 77)],
    [at_left("工程监理", 100, 80)],
    [at_right("1.50", 345, 86)],
    [at_left("服务", 100, 92)],
    [at_left("合计", 20, 112), at_right("24.50", 345, 112)],
]


def test_cells_of_several_rows_beside_cells_of_several_lines() -> None:
    assert cells(told(HEADING, *LINES))[1:] == [
        ["道路建设", "监理", "12.00"],
        ["", "勘察", "8.00"],
        ["河道治理", "清淤", "3.00"],
        ["", "工程监理服务", "1.50"],
        ["合计", "", "24.50"],
    ]


@pytest.mark.parametrize(("off", "is_told"), [(2.9, True), (3.1, False)])
def test_a_cell_that_is_not_in_the_middle_of_its_rows(off: float, is_told: bool) -> None:
    moved = [*LINES[:1], [at_left("道路建设", 0, 30 + off)], *LINES[2:]]
    assert (rows_of_cells(moved) is not None) == is_told


def test_lines_as_far_from_each_other_as_rows_may_be_of_two_cells() -> None:
    """Four lines of names, as far from each other as those of one cell, beside two amounts."""
    lines = [
        [at_left("工程监理", 100, 20)],
        [at_right("1.50", 345, 26)],
        [at_left("服务", 100, 32)],
        [at_left("勘察设计", 100, 44)],
        [at_right("9.00", 345, 50)],
        [at_left("服务", 100, 56)],
    ]
    assert rows_of_cells(lines) is None


def test_a_long_code_in_two_lines_is_one_cell() -> None:
    lines = [
        [at_left("4503242500000000100", 0, 20)],
        row("道路建设", "1.50", 26),
        [at_left("01", 0, 32)],
        row("河道治理", "9.00", 50),
    ]
    assert texts(rows_of_cells(lines)) == [
        ["4503242500000000100", "01", "道路建设", "1.50"],
        ["河道治理", "9.00"],
    ]


def test_without_numbers_below_each_other_no_distance_of_rows_is_told() -> None:
    assert rows_of_cells([[at_left("道路建设", 0, 20)], row("监理", "1.50", 30)]) is None


def test_a_column_left_of_a_cell_over_rows_has_one_for_each_row_or_goes_over_them() -> None:
    """道路建设 goes over two rows; what 示例县 left of it goes over is not told."""
    heading = [
        at_left("单位资金", 0),
        at_left("项目", 100),
        at_left("科目名称", 200),
        at_left("合计", 300),
    ]
    lines = [
        [at_left("监理", 200, 20), at_right("12.00", 345, 20)],
        [at_left("道路建设", 100, 30)],
        [at_left("示例县", 0, 40), at_left("勘察", 200, 40), at_right("8.00", 345, 40)],
        [at_left("河道治理", 100, 60), at_left("清淤", 200, 60), at_right("3.00", 345, 60)],
        [at_left("防汛", 100, 80), at_left("巡查", 200, 80), at_right("3.50", 345, 80)],
    ]
    assert told(heading, *lines) is None


@pytest.mark.parametrize(("off", "is_told"), [(0, True), (4.9, True), (5.1, False)])
def test_two_pieces_of_one_line_are_one_cell(off: float, is_told: bool) -> None:
    """工程 and 监理 stand beside each other; farther from each other they are two lines, and then
    清淤 and 服务 are too far from each other for one cell.
    """
    lines = [
        [
            at_left("工程", 100, 20),
            at_left("监理", 130, 20 + off),
            at_right("1.50", 345, 20 + off / 2),
        ],
        row("河道清淤治理", "9.00", 50),
        [at_left("清淤", 100, 80)],
        [at_right("2.00", 345, 86)],
        [at_left("服务", 100, 92)],
    ]
    rows = rows_of_cells(lines) or []
    assert (len(rows) == 3) is is_told
