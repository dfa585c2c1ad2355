"""The walk down the pages: what is a title above a table, a paragraph, a running header, the next
page of a table, and what is said where that is not told.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from reading import LAYOUTS
from unruled import at_left, at_right

from budgetgraph.document import Document, Grid, Paragraph, Source
from budgetgraph.document.where import Where
from budgetgraph.read.pages.layout import blocks, text_blocks
from budgetgraph.read.pages.page import Box, Line, Page, Ruled

HIGH, SIDES = 20.0, (0.0, 100.0, 200.0, 300.0)
TITLE = "部门支出总表"
HEADING = ("科目编码", "科目名称", "合计")
ROW = ("208", "社会保障支出", "9.00")


def line(text: str, top: float, left: float = 0.0) -> Line:
    return Line((at_left(text, left, top),))


def boxes(cells: Sequence[str], top: float) -> list[Box]:
    """The cells of a ruled row; a single cell goes over the whole table."""
    if len(cells) == 1:
        return [Box(SIDES[0], top, SIDES[-1], top + HIGH, tuple(filter(None, cells)))]
    sides = zip(cells, SIDES, SIDES[1:], strict=False)
    return [
        Box(left, top, right, top + HIGH, tuple(filter(None, [text])))
        for text, left, right in sides
    ]


def ruled(*rows: Sequence[str], top: float = 100.0) -> Ruled:
    found: list[Box] = []
    for at, cells in enumerate(rows):
        found += boxes(cells, top + HIGH * at)
    return Ruled(tuple(found), SIDES[0], top, SIDES[-1], top + HIGH * len(rows))


def page(
    number: int | None, *lines: Line, table: Ruled | None = None, picture: bool = False
) -> Page:
    return Page(number, 600.0, lines, () if table is None else (table,), picture)


def read(*pages: Page) -> Document:
    return blocks(pages, "x.pdf", "", LAYOUTS)


def told(document: Document) -> list[str | list[list[str]]]:
    """The paragraphs and tables of a document, in their order."""
    found: list[str | list[list[str]]] = []
    for block in document.blocks:
        if isinstance(block, Grid):
            found.append([[cell.text for cell in row] for row in block.rows])
        elif isinstance(block, Paragraph):
            found.append(block.text)
    return found


# --- what stands in the upper rows of a ruled table -----------------------------------------------


@pytest.mark.parametrize(
    "above", [(), (("",),), (("",), ("",))], ids=["alone", "a blank row", "two"]
)
def test_a_cell_over_the_whole_table_is_its_title(above: tuple[tuple[str, ...], ...]) -> None:
    table = ruled(*above, (TITLE,), ("单位：万元",), HEADING, ROW)
    assert told(read(page(1, table=table))) == [TITLE, "单位：万元", [list(HEADING), list(ROW)]]


def test_a_cell_over_a_part_of_the_table_is_a_heading_of_it() -> None:
    table = ruled(HEADING, ROW)
    part = Box(SIDES[1], 80.0, SIDES[3], 100.0, ("2025年预算数",))
    taller = Ruled((part, *table.boxes), SIDES[0], 80.0, SIDES[3], table.bottom)
    (grid,) = told(read(page(1, table=taller)))
    assert grid[0] == ["", "2025年预算数", ""]


def test_a_row_that_prints_nothing_is_left_out_above_the_title_too() -> None:
    table = ruled(("", "", ""), (TITLE,), HEADING, ROW)
    assert told(read(page(1, table=table))) == [TITLE, [list(HEADING), list(ROW)]]


def test_a_table_that_prints_nothing_is_no_table() -> None:
    assert told(read(page(1, line(TITLE, 10), table=ruled(("", "", ""), ("", "", ""))))) == [TITLE]


def test_tables_are_numbered_one_by_one() -> None:
    second = ruled(HEADING, ROW)
    found = read(page(1, table=ruled(HEADING, ROW)), page(3, table=second))
    numbers = [block.rows[0][0].where.table for block in found.blocks if isinstance(block, Grid)]
    assert numbers == [1, 2]


@pytest.mark.parametrize(
    ("above", "below", "is_said"),
    [
        (("序号", "科目名称", "支出预"), ("", "代码", "算数"), True),
        (("序号", "收入预", "支出预"), ("", "算数", "算数"), False),
        (("序号", "科目名称", "科目编码"), ("", "甲", "乙"), False),
    ],
    ids=["one is known, one is not", "none is known", "all are known"],
)
def test_headings_that_the_page_may_cut_are_said(
    above: tuple[str, ...], below: tuple[str, ...], is_said: bool
) -> None:
    """Where some of the cut headings are whole headings, nobody knows whether they are cut."""
    found = read(page(1, table=ruled(above)), page(2, table=ruled(below, ROW)))
    said = [note.where for note in found.notes]
    assert said == ([Where(0, 0, 2)] if is_said else [])


# --- running text ---------------------------------------------------------------------------------

LONG = (
    "本部门主要职责是贯彻执行国家社会保障的方针政策并组织实施，拟订本县社会保障事业发展规划和计划"
)


def test_a_line_that_reaches_the_margin_goes_on_in_the_next_one() -> None:
    lines = [line(LONG, 20.0 * at) for at in range(4)]
    found = told(read(page(1, *lines, line("和年度计划。", 80.0), line("一、机构设置", 100.0))))
    assert found == [LONG * 4 + "和年度计划。", "一、机构设置"]


def test_page_numbers_and_running_headers_are_no_text() -> None:
    def one(number: int) -> Page:
        body = line(f"{'甲乙丙丁'[number]}项职责。", 100.0)
        return page(
            number, line(f"石桥县水务局 第{number}版", 0), body, line(f"- {number} -", 700.0)
        )

    found = read(*map(one, (0, 1, 2, 3)))
    assert told(found) == ["甲项职责。", "乙项职责。", "丙项职责。", "丁项职责。"]
    assert "- 2 -" in found.source.lines, "the rendering has every line"


def test_a_page_number_alone_is_left_out() -> None:
    assert told(read(page(1, line("甲项职责。", 0), line("- 1 -", 700)))) == ["甲项职责。"]


@pytest.mark.parametrize(
    ("number", "shows", "pictures"), [(3, True, (3,)), (3, False, ()), (None, True, ())]
)
def test_a_page_that_is_a_picture_is_told_by_its_number(
    number: int | None, shows: bool, pictures: tuple[int, ...]
) -> None:
    text = page(1, line("甲项职责。", 0))
    assert read(text, page(number, picture=shows)).pictures == pictures


# --- tables without rulings -----------------------------------------------------------------------


def unruled_row(name: str, amount: str, top: float) -> Line:
    return Line((at_left(name, 0, top), at_right(amount, 400, top), at_right(amount, 500, top)))


def unruled_heading(top: float) -> Line:
    return Line(
        (at_left("科目名称", 0, top), at_left("合计", 360, top), at_left("基本支出", 460, top))
    )


def test_what_stands_below_the_rest_of_a_cut_row_is_not_lost() -> None:
    cut = "用于体育事业的彩票公益金支出和其"
    above = page(
        1,
        line(TITLE, 0),
        unruled_heading(20),
        unruled_row("社会保障和就业支出的全部支出之和", "12.00", 40),
        unruled_row(cut, "60.00", 60),
    )
    below = page(2, line("他支出", 0), line("第三部分 预算情况说明", 40), line("甲项职责。", 60))
    found = told(read(above, below))
    assert found[1][-1] == [f"{cut}他支出", "60.00", "60.00"]
    assert found[2:] == ["第三部分 预算情况说明", "甲项职责。"]


def test_where_the_cells_are_not_told_the_page_is_said_and_the_words_stay() -> None:
    crossing = Line(
        (at_left("甲乙丙丁", 0, 60), at_right("7.00", 90, 60), at_right("8.00", 450, 60))
    )
    lines = [line(TITLE, 0), unruled_heading(20), unruled_row("教育", "1.00", 40), crossing]
    across = Line(
        (at_left("本年预算数中基本支出和项目支出合计", 300, 80), at_right("9.00", 520, 80))
    )
    found = read(page(7, *lines, across))
    assert [note.where for note in found.notes] == [Where(0, 0, 7)]
    assert told(found)[-1] == "本年预算数中基本支出和项目支出合计 9.00"


def test_one_row_in_the_middle_of_a_page_is_no_table_though_one_stood_there_before() -> None:
    """Only at the top of the page after a table may one row be the rest of it."""
    rows = [line(TITLE, 0), unruled_heading(20), unruled_row("教育", "1.00", 40)]
    first = page(1, *rows, unruled_row("卫生", "2.00", 60))
    again = [line("说明如下。", 0), unruled_row("水利", "3.00", 40), line("以上。", 60)]
    assert told(read(first, page(2, *again)))[2:] == ["说明如下。", "水利 3.00 3.00", "以上。"]
    assert told(read(first, page(2, again[1])))[1][1:] == [
        ["教育", "1.00", "1.00"],
        ["卫生", "2.00", "2.00"],
    ]


def given(*texts: str) -> Document:
    """A text laid out by blanks: the tops of its lines are their numbers."""
    source = Source("x.txt", "0" * 64, "text/plain", texts)
    lines = []
    for number, text in enumerate(texts, start=1):
        if text.strip():
            lines.append(line(text, float(number)))
    return text_blocks(source, [Page(None, 600.0, tuple(lines), ())], LAYOUTS)


def test_a_text_keeps_the_numbers_of_its_lines() -> None:
    found = given("甲项职责。", "", "乙项职责。")
    assert [block.where.first for block in found.blocks] == [1, 3]


def padded(number: float, *cells: tuple[str, float]) -> Line:
    return Line(tuple(at_left(text, left, number) for text, left in cells))


def test_on_the_next_page_of_a_text_a_table_goes_on_in_a_grid_of_its_own() -> None:
    """Only where the page above has nothing but 收入 and 支出 both are one."""
    heading = padded(1, ("科目名称", 0), ("合计", 200), ("基本支出", 300))
    rows = [padded(2.0 + at, ("教育", 0), (f"{at}.00", 200), (f"{at}.00", 300)) for at in range(4)]
    texts = tuple(each.text for each in (heading, *rows))
    source = Source("x.txt", "0" * 64, "text/plain", texts)
    pages = [
        Page(None, 600.0, (heading, *rows[:2]), ()),
        Page(None, 600.0, tuple(rows[2:]), ()),
    ]
    grids = [
        block for block in text_blocks(source, pages, LAYOUTS).blocks if isinstance(block, Grid)
    ]
    assert [[row[1].text for row in grid.rows] for grid in grids] == [
        ["合计", "0.00", "1.00"],
        ["2.00", "3.00"],
    ]
