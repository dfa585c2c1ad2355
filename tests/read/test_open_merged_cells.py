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
        rows = [["项目", "预算数"], ["合计", "9.00"], ["办公费", "5.00"], ["水费", "4.00"]]
        page.table(100, (60, 154.4, 360), rows)
        page.table(220, (60, 157.2, 360), rows)
        for left, right, height in (
            (60, 360, 340), (160, 360, 360), (60, 360, 380), (60, 360, 400),
        ):  # fmt: skip
            page.line(left, height, right, height)
        for left, top in ((60, 340), (160, 340), (260, 360), (360, 340)):
            page.line(left, top, left, 400)
        for left, top, text in (
            (63, 352, "采购品目"), (230, 344, "资金来源"), (163, 364, "合计"), (263, 364, "单位资金"),
            (63, 384, "计算机"), (163, 384, "9.00"), (263, 384, "1.00"),
        ):  # fmt: skip
            page.text(top, left, text)

    path = tmp_path / "x.pdf"
    path.write_bytes(pdf(draw))
    grids = [block for block in read_document(path).blocks if isinstance(block, Grid)]
    assert [cell.text for cell in grids[-1].rows[1]] == ["", "合计", "单位资金"]
