"""Tables that a copied web page left as bare text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import document

from budgetgraph.document import Document, Grid
from budgetgraph.recognise.dumped import with_grids

SUMMARY = (
    "收入",
    "支出",
    "项目",
    "预算数",
    "项目",
    "预算数",
    *("一、一般公共预算拨款收入", "80.00", "一、教育支出", "60.00"),
    *("二、事业收入", "20.00", "二、住房保障支出", "40.00"),
    *("收入总计", "100.00", "支出总计", "100.00"),
)


def cells(found: Document) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row] for row in block.rows]
        for block in found.blocks
        if isinstance(block, Grid)
    ]


def read(content: str) -> list[list[list[str]]]:
    return cells(with_grids(document(content)))


def test_rows_between_bars() -> None:
    text = "部门收入总表 | |\n单位：万元 | |\n项目 | 预算数 |\n拨款 | 5.00 |\n合计 | 5.00 |"
    (grid,) = read(text)
    assert grid[2:] == [["项目", "预算数"], ["拨款", "5.00"], ["合计", "5.00"]]


def test_two_lines_with_bars_are_no_table() -> None:
    assert read("甲 | 乙 |\n丙 | 丁 |") == []


@pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["lines", "blank lines"])
def test_a_cell_a_line(between: str) -> None:
    (grid,) = read(between.join(("部门收支总表", "单位：万元", *SUMMARY)))
    assert grid[0] == ["收入", "", "支出", ""]
    assert grid[1] == ["项目", "预算数", "项目", "预算数"]
    assert grid[2] == ["一、一般公共预算拨款收入", "80.00", "一、教育支出", "60.00"]
    assert len(grid) == 5


def test_a_cell_a_line_with_bars_shows_its_blank_cells() -> None:
    lines = [f"{cell} |" for cell in SUMMARY]
    lines[lines.index("20.00 |")] = "|"
    lines[lines.index("80.00 |")] = "100.00 |"
    (grid,) = read("\n".join(("部门收支总表", "单位：万元 | ||", *lines)))
    assert grid[3] == ["二、事业收入", "", "二、住房保障支出", "40.00"]


def test_a_blank_cell_that_left_no_trace_makes_the_table_unread() -> None:
    lines = [cell for cell in SUMMARY if cell != "20.00"]
    assert read("\n\n".join(("部门收支总表", "单位：万元", *lines))) == []


CODED = (
    "科目编码 科目名称 合计 基本支出 项目支出",
    "213 农林水支出 50.00 30.00 20.00",
    "21303 水利 50.00 30.00 20.00",
)


def test_one_blank_between_the_cells_and_a_total_without_a_code() -> None:
    (grid,) = read("\n".join(("部门支出总表", "单位：万元", *CODED, "合计 50.00 30.00 20.00")))
    assert grid[-1] == ["", "合计", "50.00", "30.00", "20.00"]


def test_a_lost_blank_cell_stands_where_the_table_adds_up() -> None:
    more = ("2130301 行政运行 30.00 30.00", "2130305 水利工程建设 20.00 20.00")
    (grid,) = read("\n".join(("部门支出总表", "单位：万元", *CODED, *more)))
    assert grid[-2] == ["2130301", "行政运行", "30.00", "30.00", ""]
    assert grid[-1] == ["2130305", "水利工程建设", "20.00", "", "20.00"]


def test_a_lost_blank_cell_that_could_stand_in_two_columns_is_not_guessed() -> None:
    lines = ("科目编码 科目名称 合计 基本支出 项目支出", "213 农林水支出 50.00 50.00")
    rows = ("21303 水利 50.00 50.00", "2130301 行政运行 50.00 50.00")
    assert read("\n".join(("部门支出总表", "单位：万元", *lines, *rows))) == []


def test_two_blanks_in_a_row_are_an_empty_cell() -> None:
    rows = (
        "收入 支出",
        "项目 金额 项目 金额",
        "一、拨款 9.00 一、外交支出",
        "二、其他收入  二、教育支出 9.00",
        "收入总计 9.00 支出总计 9.00",
    )
    (grid,) = read("\n".join(("部门收支总表", "单位：万元", *rows)))
    assert grid[2] == ["一、拨款", "9.00", "一、外交支出", ""]
    assert grid[3] == ["二、其他收入", "", "二、教育支出", "9.00"]


def test_a_leaf_line_below_the_names() -> None:
    rows = (
        "项目 2025年预算数",
        "小计 其中：一般公共预算",
        "合计 5.00 4.00",
        "公务接待费 5.00 4.00",
    )
    (grid,) = read("\n".join(("“三公”经费预算表", "单位：万元", *rows)))
    assert grid[:2] == [["项目", "2025年预算数", ""], ["", "小计", "其中：一般公共预算"]]


_LEAVES = "小计 用车购置费 用车运行费"


@pytest.mark.parametrize(
    ("upper", "leaves", "second"),
    [
        ("单位 三公经费 用车购置及运行费 接待费", _LEAVES, ["", "", *_LEAVES.split(), ""]),
        ("单位 三公经费 接待费 用车购置及运行费", _LEAVES, ["", "", "", *_LEAVES.split()]),
        ("单位名称 合计 用车费用", "小计 购置费 运行费", ["", "", "小计", "购置费", "运行费"]),
        # nothing tells which of them the leaves stand below, and all columns add up
        ("单位 三公经费 车辆 接待费", _LEAVES, None),
    ],
    ids=["in the middle", "the last one", "behind a total", "not told"],
)
def test_leaves_stand_below_the_word_that_they_begin_like(
    upper: str, leaves: str, second: list[str] | None
) -> None:
    width = len(upper.split()) + 1
    rows = [
        " ".join([name, *[f"{amount}.00"] * width])
        for name, amount in (("石桥县公路段", 3), ("石桥县公路站", 4), ("合计", 7))
    ]
    found = read("\n".join(("“三公”经费预算表", "单位：万元", upper, leaves, *rows)))
    assert [grid[1] for grid in found] == ([] if second is None else [second])


def test_prose_below_a_title_is_no_table() -> None:
    text = "部门支出总表\n2025年支出预算100.00万元，其中基本支出60.00万元，项目支出40.00万元。\n详见附件。"
    assert read(text) == []


@given(st.lists(st.text("一二收支预算合计12.|、 万元\n", max_size=12), max_size=12))
def test_every_character_of_a_dump_stays(lines: list[str]) -> None:
    found = document("部门收支总表\n单位：万元\n" + "\n".join(lines))
    kept = "".join(
        cell.text
        for block in with_grids(found).blocks
        for cell in ([c for row in block.rows for c in row] if isinstance(block, Grid) else [block])
    )
    printed = "".join(line for line in found.source.lines)
    squeezed = ["".join(text.replace("|", "").split()) for text in (kept, printed)]
    assert squeezed[0] == squeezed[1]


#: A page of a PDF as its text alone: lines of the heading out of order, the heading again on the
#: next page, a total above its amounts.
LAYER = (
    "2025年部门支出预算总表",
    "编制部门：青禾县水利局 单位：元",
    "项目 支出预算",
    "功能分类科目编码",
    "功能分类科目名称 合计 基本支出 项目支出",
    "类 款 项",
    "213 农林水支出 60.00 40.00 20.00",
    "213 03 水利 60.00 40.00 20.00",
    "213 03 01 行政运行 45.00 40.00 5.00",
    "- 3 -",
    "项目 支出预算",
    "功能分类科目编码",
    "功能分类科目名称 合计 基本支出 项目支出",
    "类 款 项",
    "213 03 05 水利工程建设 15.00 15.00",
    "合计",
    "60.00 40.00 20.00",
)


def test_the_text_of_a_page_alone() -> None:
    (grid,) = read("\n".join(LAYER))
    assert grid[0] == ["类", "款", "项", "功能分类科目名称", "合计", "基本支出", "项目支出"]
    assert grid[-2] == ["213", "03", "05", "水利工程建设", "15.00", "", "15.00"]
    assert grid[-1] == ["", "", "", "合计", "60.00", "40.00", "20.00"]
    assert len(grid) == 6


@pytest.mark.parametrize(
    ("line", "instead"),
    [
        ("60.00 40.00 20.00", "61.00 41.00 20.00"),
        ("类 款 项", "类 款"),
        ("项目 支出预算", "项目 补助支"),
    ],
    ids=["a total that does not add up", "a column without a heading", "a piece of a heading"],
)
def test_what_is_not_certain_is_not_read(line: str, instead: str) -> None:
    assert read("\n".join(instead if one == line else one for one in LAYER)) == []


_TITLE = "部门支出总表\n单位：万元\n"
_PARENTS = "科目 合计 其中\n编码 名称 基本支出 项目支出\n"
_WITH_CODES = "205 教育支出 8.00 5.00 3.00\n208 社会保障和就业支出 4.00 3.00 1.00\n"
_WITHOUT_CODES = "教育支出 8.00 5.00 3.00\n社会保障和就业支出 4.00 3.00 1.00\n"
_TOTAL = "合计 12.00 8.00 4.00\n"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (_PARENTS + _WITH_CODES + _TOTAL, ["205", "教育支出", "8.00", "5.00", "3.00"]),
        (_PARENTS + _TOTAL + _WITH_CODES, ["", "合计", "12.00", "8.00", "4.00"]),
        (_PARENTS + _WITHOUT_CODES + _TOTAL, ["", "教育支出", "8.00", "5.00", "3.00"]),
        (_PARENTS + _WITH_CODES + _TOTAL.replace("12.00", "13.00"), None),
        (_PARENTS.replace("项目支出", "另有支出") + _WITH_CODES + _TOTAL, None),
        (_PARENTS.replace("合计 其中", "其中 其中") + _WITH_CODES + _TOTAL, None),
    ],
    ids=[
        "two parents and a column of its own",
        "the total above",
        "no row has a code",
        "it does not add up",
        "a column without a known heading",
        "an unknown word over no column",
    ],
)
def test_upper_words_span_lower_ones_where_the_rows_add_up(
    text: str, first: list[str] | None
) -> None:
    found = read(_TITLE + text)
    assert [grid[2] for grid in found] == ([] if first is None else [first])
    assert [grid[:2] for grid in found] in ([], [_SPANNING])


_SPANNING = [
    ["科目", "", "合计", "其中", ""],
    ["编码", "名称", "", "基本支出", "项目支出"],
]
