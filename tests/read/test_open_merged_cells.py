"""Merged cells that a page leaves open at its end, in tables whose rulings are drawn cell by cell."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from paper import Page, pdf

from budgetgraph.document import Grid
from budgetgraph.pipeline.line import read_document

EDGES = (60, 160, 260, 360)
ROWS = (200, 220, 240, 260)


def _draw(page: Page, *, goes_on: bool) -> None:
    """Three rows; the first cell is merged over two of them and, where it goes on, not closed."""
    page.text(150, 60, "项目支出绩效目标表")
    for top, bottom in pairwise(ROWS):
        for edge in EDGES:
            page.line(edge, top, edge, bottom)
        for left, right in pairwise(EDGES[1:]):
            page.line(left, top, right, top)
            page.line(left, bottom, right, bottom)
    for height in ROWS[:2] if goes_on else (*ROWS[:2], ROWS[-1]):
        page.line(EDGES[0], height, EDGES[1], height)
    for top, cells in zip(
        ROWS, (("项目名称", "三级指标", "指标值"), ("", "清淤长度", "12公里"), ("", "合格率", "98%")),
        strict=False,
    ):  # fmt: skip
        for left, text in zip(EDGES, cells, strict=False):
            page.text(top + 4, left + 3, text)
    page.text(ROWS[1] + 14, EDGES[0] + 3, "河道清淤")


@pytest.mark.parametrize("goes_on", [True, False])
def test_the_text_of_a_merged_cell_is_in_its_row(tmp_path: Path, goes_on: bool) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(pdf(lambda page: _draw(page, goes_on=goes_on)))
    found = read_document(path)
    [grid] = [block for block in found.blocks if isinstance(block, Grid)]
    assert [[cell.text for cell in row] for row in grid.rows] == [
        ["项目名称", "三级指标", "指标值"],
        ["河道清淤", "清淤长度", "12公里"],
        ["", "合格率", "98%"],
    ]
    assert found.notes == ()


def test_rulings_of_another_table_do_not_part_a_cell_from_its_side(tmp_path: Path) -> None:
    """Upright rulings that lie near to each other are made one, whatever their tables."""

    def draw(page: Page) -> None:
        page.table(100, (60, 154, 360), [["项目", "预算数"], ["合计", "9.00"]])
        page.table(150, (60, 157, 360), [["项目", "预算数"], ["合计", "9.00"]])
        page.table(
            200, (60, 160, 260, 360),
            [["采购品目", ("资金来源", 2)], ["", "合计", "单位资金"], ["计算机", "9.00", "1.00"]],
        )  # fmt: skip

    path = tmp_path / "x.pdf"
    path.write_bytes(pdf(draw))
    grids = [block for block in read_document(path).blocks if isinstance(block, Grid)]
    assert [cell.text for cell in grids[-1].rows[1]] == ["", "合计", "单位资金"]
