"""Tables and forms that came out one cell a line, blank cells as blank lines."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from reading import document

from budgetgraph.document import Grid
from budgetgraph.recognise.dumped import with_grids

Row = list[str]
HEAD = "部门：石桥县水务局\n单位：万元"
#: 类, 款 and 项 below one heading; what goes over two rows leaves a blank cell in the second.
CLASSES = [
    ["科目编码", "科目名称", "合计", "基本支出", "项目支出", "上缴上级支出"],
    ["类", "款", "项", "", "", "", "", ""],
    ["", "", "", "合计", "300.00", "100.00", "200.00", ""],
    ["213", "", "", "农林水支出", "300.00", "100.00", "200.00", ""],
    ["213", "03", "", "水利", "300.00", "100.00", "200.00", ""],
    ["213", "03", "01", "行政运行", "100.00", "100.00", "", ""],
    ["213", "03", "05", "水利工程建设", "200.00", "", "200.00", ""],
]
SIDES = [
    ["收入", "支出"],
    ["项目", "预算数", "项目", "合计", "一般公共预算", "政府性基金预算"],
    ["一、一般公共预算拨款收入", "280.00", "一、卫生健康支出", "20.00", "20.00", ""],
    ["二、政府性基金预算拨款收入", "", "二、农林水支出", "280.00", "280.00", ""],
    ["三、其他收入", "20.00", "", "", "", ""],
    ["收入总计", "300.00", "支出总计", "300.00", "300.00", ""],
]
THREE = [
    ["2024年预算数", "2025年预算数"],
    [*["合计", "因公出国（境）费", "公务用车购置及运行费", "公务接待费"] * 2],
    [*["", "", "小计", "公务用车购置费", "公务用车运行费", ""] * 2],
    ["9.50", "", "8.00", "", "8.00", "1.50", "9.00", "", "8.00", "", "8.00", "1.00"],
]


def _text(rows: Iterable[Row]) -> str:
    return "\n".join(cell for row in rows for cell in row)


def _grids(content: str) -> list[list[Row]]:
    found = with_grids(document(content))
    grids = [block for block in found.blocks if isinstance(block, Grid)]
    return [[[cell.text for cell in row] for row in grid.rows] for grid in grids]


@pytest.mark.parametrize(
    ("title", "rows", "upper"),
    [
        ("支出总表", CLASSES, [["科目编码", "", "", "科目名称", "合计", "基本支出", "项目支出", "上缴上级支出"]]),
        ("财政拨款收支总表", SIDES, [["收入", "", "支出", "", "", ""]]),
        (
            "一般公共预算“三公”经费支出表",
            THREE,
            [
                ["2024年预算数", *[""] * 5, "2025年预算数", *[""] * 5],
                ["合计", "因公出国（境）费", "公务用车购置及运行费", "", "", "公务接待费"] * 2,
            ],
        ),
    ],
)  # fmt: skip
def test_every_cell_of_a_table_is_a_line(title: str, rows: list[Row], upper: list[Row]) -> None:
    """Read rows by their number of cells, and put the upper heading over the lowest one."""
    text = f"{title}\n{HEAD}\n{_text(rows)}\n部门公开表9\n下一行。"
    assert _grids(text) == [[*upper, *rows[len(upper) :]]]


def test_captions_that_tabs_part_stand_above_a_table() -> None:
    text = f"财政拨款收支总表\n部门：石桥县水务局\t\t单位：万元\n{_text(SIDES)}"
    assert [len(grid) for grid in _grids(text)] == [len(SIDES)]


@pytest.mark.parametrize(
    ("numbers", "at"),
    [
        (["栏次", *"12345"], 2),
        ([*"123456"], 2),
        (["栏    次", "", "1", "栏    次", "", "2"], 2),
    ],
)
def test_the_row_that_numbers_the_columns_has_cells_of_its_own(numbers: Row, at: int) -> None:
    """Leave 栏次 · 1 · 2 out, whose first cells are merged."""
    rows = [*SIDES[:at], numbers, *SIDES[at:]]
    [grid] = _grids(f"财政拨款收支总表\n{HEAD}\n{_text(rows)}")
    assert grid[at:] == SIDES[at:]


@pytest.mark.parametrize("lost", [(3, 0), (5, 6)])
def test_where_a_blank_line_lacks_nothing_is_read(lost: tuple[int, int]) -> None:
    """Leave a table alone whose cells fall into rows in no way: one of them is lost."""
    row, column = lost
    rows = [list(each) for each in CLASSES]
    del rows[row][column]
    assert _grids(f"支出总表\n{HEAD}\n{_text(rows)}") == []


HEADING = ["一级指标", "二级指标", "三级指标", "指标值", "指标值说明"]
INDICATORS = [
    ["产出指标", "数量指标", "清淤长度", "≥12公里", ""],
    ["", "", "加固水库", "2座", "年内"],
    ["", "质量指标", "合格率", "100%", ""],
    ["满意度指标", "服务对象满意度指标", "群众满意度", "≥90%", "问卷"],
]


@pytest.mark.parametrize("merged", [0, 1])
def test_blank_cells_of_indicators_are_lines(merged: int) -> None:
    """Read indicators with blank levels and notes, a merged column left of them or none."""
    rows = [[*[""] * merged, *row] for row in INDICATORS]
    text = f"项目支出绩效目标表\n项目名称\n河道清淤\n{_text([HEADING, *rows])}"
    [grid] = _grids(text)
    assert grid[-len(INDICATORS) :] == INDICATORS


def test_a_note_is_not_taken_from_the_next_row() -> None:
    """Leave rows alone between which blank lines stand, and that fit no width."""
    rows = [
        ["产出指标", "数量指标", "清淤长度", "≥12公里", ""],
        ["加固水库", "", "2座", "", "", ""],
    ]
    text = f"项目支出绩效目标表\n项目名称\n河道清淤\n{_text([HEADING, *rows])}"
    assert not any("加固水库" in row[4:] for grid in _grids(text) for row in grid)


ENDS = "一、拨款收入\t280.00\n{lone}\n三、其他收入\t20.00\n收入总计\t300.00"


@pytest.mark.parametrize(
    ("lone", "whole"),
    [
        ("二、事业收入", True),
        ("四、事业收入", False),
        ("事业收入", False),
        ("（二）事业收入", False),
        ("\n二、事业收入", False),
    ],
)
def test_a_name_whose_tabs_were_lost_is_a_row(lone: str, whole: bool) -> None:
    """Take 二、 alone between 一、 and 三、 for a row whose other cells are blank."""
    text = f"收入总表\n{HEAD}\n项目\t预算数\n{ENDS.format(lone=lone)}"
    grids = _grids(text)
    assert (len(grids) == 1) is whole
    assert (["二、事业收入"] in grids[0]) is whole


def test_the_heading_of_another_table_is_no_row_of_it() -> None:
    text = "项目\t预算数\n一、拨款收入\t280.00\n二、支出总表\n项目\t预算数\n教育支出\t280.00"
    assert len(_grids(text)) == 2
