"""A title that shares its line with a caption."""

from __future__ import annotations

import pytest
from reading import document

from budgetgraph.document import Grid, Paragraph, passage
from budgetgraph.document.where import Where
from budgetgraph.recognise.title_lines import with_titles_alone
from budgetgraph.recognise.walk.raw_grid import blocks

LONG = "一般公共预算" * 20


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("部门支出总表 单位：万元", ["部门支出总表", "单位：万元"]),
        ("部门：平乡县教育局 单位：万元", ["部门：平乡县教育局 单位：万元"]),
        ("部门支出总表 教育支出 12.00", ["部门支出总表 教育支出 12.00"]),
        ("部门支出总表（单位：万元）", ["部门支出总表（单位：万元）"]),
        (f"{LONG}部门支出总表 单位：万元", [f"{LONG}部门支出总表 单位：万元"]),
    ],
)
def test_a_title_stands_alone(line: str, parts: list[str]) -> None:
    found = with_titles_alone(document(f"{line}\n"))
    assert [block.text for block in found.blocks if isinstance(block, Paragraph)] == parts
    assert {block.where.first for block in found.blocks if isinstance(block, Paragraph)} == {1}


@pytest.mark.parametrize(
    ("beside", "above"), [("单位：万元", ["部门支出总表", "单位：万元"]), ("金额", [])]
)
def test_a_row_of_a_title_and_a_caption_is_no_row_of_the_table(
    beside: str, above: list[str]
) -> None:
    texts = [
        ("部门支出总表", "", beside),
        ("科目名称", "合计", "基本支出"),
        ("教育", "5.00", "5.00"),
    ]
    rows = [tuple(passage(text, Where(1, 1)) for text in row) for row in texts]
    found = list(blocks(rows))
    assert [block.text for block in found if isinstance(block, Paragraph)] == above
    (grid,) = [block for block in found if isinstance(block, Grid)]
    assert len(grid.rows) == 3 - bool(above)
