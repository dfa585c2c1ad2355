"""Tables of a page that rule their columns and not their rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from paper import FONT, SIZE, Page, pdf

from budgetgraph.document import Grid
from budgetgraph.pipeline.line import read_document

EDGES = (60, 220, 320, 420)
ROWS = [
    ["科目名称", "合计", "基本支出"],
    ["合计", "90.00", "60.00"],
    ["社会保障和就业支出", "12.00", "12.00"],
    ["农林水支出", "78.00", "48.00"],
    ["行政运行", "48.00", "48.00"],
    ["一般行政管理事务", "30.00", ""],
]


def _grids(folder: Path, draw: Callable[[Page], None]) -> list[list[list[str]]]:
    path = folder / "x.pdf"
    path.write_bytes(pdf(draw))
    blocks = read_document(path).blocks
    return [
        [[cell.text for cell in row] for row in block.rows]
        for block in blocks
        if isinstance(block, Grid)
    ]


def _columns_only(
    page: Page, rows: list[list[str]], *, pitch: float, sides: bool, top: float = 200
) -> None:
    """Draw a table of upright rulings, with a level one at its top and its bottom."""
    page.text(150, 60, "支出总表")
    height = top
    for row in rows:
        lines = max(cell.count("\n") for cell in row) + 1
        for left, cell in zip(EDGES, row, strict=False):
            free = (lines - cell.count("\n") - 1) * SIZE / 2
            for number, line in enumerate(cell.split("\n")):
                page.text(height + 2 + free + number * SIZE * 1.1, left + 3, line)
        height += pitch + (lines - 1) * SIZE * 1.1
    for edge in EDGES if sides else EDGES[1:-1]:
        page.line(edge, top, edge, height)
    for level in (top, height):
        page.line(EDGES[0], level, EDGES[-1], level)


@pytest.mark.parametrize("sides", [True, False])
@pytest.mark.parametrize("pitch", [14, 20])
def test_lines_with_amounts_are_rows(tmp_path: Path, sides: bool, pitch: float) -> None:
    [grid] = _grids(tmp_path, lambda page: _columns_only(page, ROWS, pitch=pitch, sides=sides))
    assert grid == ROWS


def test_the_rest_of_a_name_is_of_the_row_that_it_is_near_to(tmp_path: Path) -> None:
    rows = [*ROWS[:2], ["社会保障\n和就业支出", "12.00", "12.00"], *ROWS[3:]]
    [grid] = _grids(tmp_path, lambda page: _columns_only(page, rows, pitch=20, sides=True))
    assert [row[0].replace("\n", "") for row in grid] == [row[0] for row in ROWS]
    assert [row[1:] for row in grid] == [row[1:] for row in ROWS]


@pytest.mark.parametrize(("count", "is_cut"), [(5, True), (4, False)])
def test_few_lines_with_amounts_are_one_cell(tmp_path: Path, count: int, is_cut: bool) -> None:
    rows = ROWS[:count]
    [grid] = _grids(tmp_path, lambda page: _columns_only(page, rows, pitch=20, sides=True))
    assert (len(grid) == count) is is_cut


def test_a_second_row_of_the_heading_begins_where_its_rulings_do(tmp_path: Path) -> None:
    def draw(page: Page) -> None:
        page.text(150, 60, "支出总表")
        for left, top, text in (
            (63, 206, "科目名称"), (300, 202, "支出"), (223, 216, "合计"), (323, 216, "基本支出"),
        ):  # fmt: skip
            page.text(top, left, text)
        for edge in (60, 220, 420):
            page.line(edge, 200, edge, 230)
        page.line(320, 215, 320, 230)
        for level in (200, 230, 250):
            page.line(60, level, 420, level)
        for edge in EDGES:
            page.line(edge, 230, edge, 250)
        for left, text in zip(EDGES, ("合计", "90.00", "60.00"), strict=False):
            page.text(234, left + 3, text)
        page.canvas.setFont(FONT, SIZE)

    [grid] = _grids(tmp_path, draw)
    assert len(grid) == 3
    assert [cell for cell in grid[0] if cell] == ["科目名称", "支出"]
    assert [cell for cell in grid[1] if cell] == ["合计", "基本支出"]
    assert grid[-1] == ["合计", "90.00", "60.00"]
