"""What stands behind a table with one blank between its cells: the next heading is no row of it."""

from __future__ import annotations

import pytest
from reading import document

from budgetgraph.document import Grid, Paragraph
from budgetgraph.recognise.dumped import with_grids

TABLE = (
    "部门支出总表",
    "单位：万元",
    "科目编码 科目名称 合计 基本支出",
    "201 公共服务 12.00 12.00",
)


@pytest.mark.parametrize(
    ("rows", "behind", "is_row"),
    [
        (["合计 12.00 12.00"], ["二、说明"], False),
        (["合计 12.00 12.00"], ["（一）机关运行经费", "略"], False),
        # rows are numbered in the style of the last line
        (["一、其他 0.00 0.00"], ["二、结转"], True),
        # a name without a number may be a row whose cells are blank
        (["合计 12.00 12.00"], ["结转下年"], True),
    ],
)
def test_a_heading_behind_a_table_is_no_row(
    rows: list[str], behind: list[str], is_row: bool
) -> None:
    found = with_grids(document("\n".join((*TABLE, *rows, *behind))))
    (grid,) = (block for block in found.blocks if isinstance(block, Grid))
    texts = [block.text for block in found.blocks if isinstance(block, Paragraph)]
    assert len(grid.rows) == 2 + len(rows) + (len(behind) if is_row else 0)
    assert is_row or texts[-len(behind) :] == behind


@pytest.mark.parametrize(
    ("sides", "is_table"), [("收入 支出", True), ("收入 支出 结余", False), ("支出 收入", False)]
)
def test_a_table_of_two_sides_may_have_nothing_above_it(sides: str, is_table: bool) -> None:
    rows = (
        "项目 预算数 项目 预算数",
        "一、拨款 3.00 一、教育支出 3.00",
        "收入总计 3.00 支出总计 3.00",
    )
    found = with_grids(document("\n".join(("青湖县水务局", "", sides, *rows))))
    grids = [block for block in found.blocks if isinstance(block, Grid)]
    assert [len(grid.rows) for grid in grids] == ([4] if is_table else [])
