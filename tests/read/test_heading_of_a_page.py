"""A table without rulings of which only the heading is printed."""

from __future__ import annotations

import pytest
from unruled import at_left, at_right, cells, told

from budgetgraph.document import Grid
from budgetgraph.read.pages.layout import blocks
from budgetgraph.read.pages.page import Line, Page, Word
from budgetgraph.recognise.for_readers import KnownLayouts

COLUMNS = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
NOTE = "注：本表无数据。"


def words(texts: tuple[str, ...], top: float) -> list[Word]:
    return [at_left(text, 100.0 * place, top) for place, text in enumerate(texts)]


def grids(*below: str) -> list[list[list[str]]]:
    """Give the grids of a page with a title, a heading and lines below it."""
    lines = [Line((at_left("政府性基金预算支出表", 0, 0),)), Line(tuple(words(COLUMNS, 20)))]
    lines += [Line((at_left(text, 0, 40.0 + 20 * at),)) for at, text in enumerate(below)]
    found = blocks([Page(1, 600, tuple(lines), ())], "x.pdf", "", KnownLayouts())
    return [
        [[cell.text for cell in row] for row in block.rows]
        for block in found.blocks
        if isinstance(block, Grid)
    ]


def test_a_heading_alone_is_told_where_all_its_words_are_known() -> None:
    assert cells(told(words(COLUMNS, 0))) == [list(COLUMNS)]
    assert told(words(("科目编码", "科目名称", "无"), 0)) is None


def test_a_page_may_go_on_below_a_heading_alone() -> None:
    heading = told(words(COLUMNS, 0))
    row = [at_left("教育", 100), at_right("9.00", 220), at_right("9.00", 340)]
    more = [at_left("卫生", 100, 30), at_right("12.00", 220, 30), at_right("12.00", 340, 30)]
    assert cells(told(row, more, above=heading)) == [
        ["", "教育", "9.00", "9.00", ""],
        ["", "卫生", "12.00", "12.00", ""],
    ]


@pytest.mark.parametrize(("below", "is_table"), [((NOTE,), True), ((), False), (("- 3 -",), False)])
def test_a_heading_alone_at_the_end_of_a_page_is_no_empty_table(
    below: tuple[str, ...], is_table: bool
) -> None:
    """Its rows may stand on the next page."""
    assert grids(*below) == ([[list(COLUMNS)]] if is_table else [])
