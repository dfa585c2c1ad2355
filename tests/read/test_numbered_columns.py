"""The line that numbers the columns of a text tells those in which nothing is filled in."""

from __future__ import annotations

import pytest
from reading import parsed

from budgetgraph.read.blank_columns.column_numbers import with_numbered
from budgetgraph.read.blank_columns.spans import Span

NAMES, FIRST, THIRD = (0.0, 10.0), (20.0, 26.0), (40.0, 46.0)
ONE, TWO, THREE = (25.0, 26.0), (35.0, 36.0), (45.0, 46.0)


@pytest.mark.parametrize(
    ("numbers", "columns"),
    [
        ([ONE, TWO, THREE], [NAMES, (11.0, 26.0), (27.0, 36.0), (37.0, 46.0)]),
        ([ONE, THREE], [NAMES, FIRST, THIRD]),
        ([(22.0, 23.0), (32.0, 33.0), (42.0, 43.0)], [NAMES, FIRST, THIRD]),
        ([ONE, TWO], [NAMES, FIRST, THIRD]),
        ([], [NAMES, FIRST, THIRD]),
    ],
    ids=["a blank column", "all are filled", "centred numbers", "too few numbers", "none"],
)
def test_a_number_alone_tells_a_column(numbers: list[Span], columns: list[Span]) -> None:
    assert with_numbered([NAMES, FIRST, THIRD], numbers, 1.0) == columns


def at(*texts: tuple[int, str]) -> str:
    """A line with each text at its place, one place a character."""
    line = ""
    for left, text in texts:
        line = line.ljust(left) + text
    return line


HEADING = (
    at((0, "项目"), (32, "年初结转和"), (58, "本年支出")),
    at((46, "本年收入"), (92, "年末结转和结余")),
    at(
        (0, "科目编码"),
        (24, "科目名称"),
        (33, "结余"),
        (57, "合计"),
        (68, "基本支出"),
        (79, "项目支出"),
    ),
    at((0, "栏次"), (39, "1"), (50, "2"), (61, "3"), (72, "4"), (83, "5"), (98, "6")),
)
ROWS = (
    at((0, "合计"), (47, "8.00"), (58, "8.00"), (80, "8.00")),
    at((0, "229"), (20, "其他支出"), (47, "8.00"), (58, "8.00"), (80, "8.00")),
    at((0, "22960"), (20, "彩票公益金支出"), (47, "8.00"), (58, "8.00"), (80, "8.00")),
)


def text(*lines: str) -> str:
    head = ("石桥县科学技术协会2023年度部门决算", "政府性基金预算支出决算表", "单位：万元")
    return "\n".join((*head, *lines, ""))


def test_headings_stand_over_the_columns_that_their_numbers_tell() -> None:
    [table] = parsed(text(*HEADING, *ROWS)).tables
    assert [row.item for row in table.rows] == ["合计", "其他支出", "彩票公益金支出"]
    assert [cell.column for cell in table.rows[-1].cells] == ["本年收入", "合计", "项目支出"]


def test_more_numbers_than_columns_are_a_sign_that_columns_were_lost() -> None:
    names = at((0, "科目编码"), (20, "科目名称"), (47, "合计"), (58, "基本支出"), (80, "项目支出"))
    for numbers, is_read in (("1 2 3", True), ("1 2 3 4 5 6 7", False)):
        line = "栏次" + " " * 24 + numbers.replace(" ", " " * 9)
        [table] = parsed(text(names, line, *ROWS)).tables
        assert bool(table.rows) is is_read


FORM = (
    at((0, "项目名称"), (20, "科普活动专项经费")),
    at((0, "主管部门"), (20, "石桥县科学技术协会"), (50, "实施单位"), (70, "石桥县科学技术协会")),
    at((20, "年度资金总额"), (42, "40.00"), (52, "57.50"), (62, "53.10")),
    at((20, "其中：财政拨款"), (42, "40.00"), (52, "46.80"), (62, "42.40")),
)


def test_the_rows_of_a_form_are_no_pieces_of_one_heading() -> None:
    lines = ("石桥县科学技术协会2023年度部门决算", "项目支出绩效自评表", "单位：万元", *FORM, "")
    assert [project.name for project in parsed("\n".join(lines)).projects] == ["科普活动专项经费"]
