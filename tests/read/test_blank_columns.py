"""Tables that only blanks lay out: columns across pages, wrapped cells, centred words, headings of
several columns.
"""

from __future__ import annotations

import pytest
from reading import parsed

from budgetgraph.read.blank_columns.next_page import continued
from budgetgraph.read.blank_columns.spans import HeadingWords, Segment, overlap
from budgetgraph.read.blank_columns.table import NumberedRow
from budgetgraph.read.blank_columns.table import table as rows_of
from budgetgraph.read.blank_columns.wrapped import unwrapped


def line(*cells: tuple[str, float]) -> list[Segment]:
    """Segments that begin at the given places, two units a character."""
    return [(text, left, left + 2 * len(text)) for text, left in cells]


def rows(*cells: list[str]) -> list[NumberedRow]:
    return list(enumerate(cells))


def heading_words(words: str) -> HeadingWords:
    """What a small catalogue says of the words of a heading, given with blanks between."""
    sides = {"收入", "支出"}
    return HeadingWords(
        words.split().__contains__, sides.__contains__, {"附属单位上缴收入"}.__contains__
    )


def table(
    *lines: list[Segment], words: str = "科目编码 科目名称 金额 项目 收入 支出"
) -> list[list[str]]:
    return [row for _, row in rows_of(lines, 2, heading_words(words))]


def test_names_left_of_their_centred_heading_and_a_centred_total_are_one_column() -> None:
    found = table(
        line(("科目编码", 4), ("科目名称", 40), ("金额", 70)), line(("合计", 42), ("9.00", 68)),
        line(("301", 0), ("工资福利支出", 20), ("5.00", 68)), line(("302", 0), ("商品和服务", 20), ("4.00", 68)),
    )  # fmt: skip
    assert found[1:] == [
        ["", "合计", "9.00"],
        ["301", "工资福利支出", "5.00"],
        ["302", "商品和服务", "4.00"],
    ]


def test_a_side_heads_no_column_of_its_own() -> None:
    found = table(
        line(("收入", 13), ("支出", 58)), line(("项目", 4), ("金额", 30), ("项目", 48), ("金额", 72)),
        line(("一、拨款", 0), ("9.00", 28), ("一、教育", 44), ("5.00", 70)), line(("二、基金", 0), ("二、科技", 44), ("4.00", 70)),
    )  # fmt: skip
    assert [len(row) for row in found] == [4] * 4
    assert found[3] == ["二、基金", "", "二、科技", "4.00"]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (
            [["208", "甲", "1.00", "0"], ["", "合计", "1.00", "0"]],
            [["208", "", "甲", "1.00", "0", ""], ["", "", "合计", "1.00", "0", ""]],
        ),
        ([["合计", "1.00", "0"]], [["", "", "合计", "1.00", "0", ""]]),
    ],
    ids=["as many columns with data", "a name and the amounts"],
)
def test_the_next_page_in_the_columns_of_the_page_above(
    page: list[list[str]], expected: list[list[str]]
) -> None:
    above = [
        ["编码", "", "名称", "合计", "基本支出", "项目支出"],
        ["208", "", "甲", "1.00", "0", ""],
        ["", "", "乙", "2.00", "0", ""],
    ]
    assert [row for _, row in continued(above, rows(*page))] == expected


def test_a_page_whose_columns_cannot_be_told_stays_apart() -> None:
    above = [["编码", "名称", "合计", "基本支出"], ["208", "甲", "1.00", "1.00"]]
    ((_, row),) = continued(above, rows(["208", "甲", "1.00"]))
    assert len(row) == len(above[0]) + 2


def test_halves_of_a_cell_above_and_below_its_amount() -> None:
    found = rows(
        ["项目", "形式", "总计"],
        ["其他计算机设备及软", "", ""],
        ["", "集中采购", "6.00"],
        ["件", "", ""],
        ["家具", "分散采购", "1.00"],
    )
    assert [row for _, row in unwrapped(found, [0, 1, 2, 3, 4])][1:] == [
        ["其他计算机设备及软件", "集中采购", "6.00"], ["家具", "分散采购", "1.00"],
    ]  # fmt: skip


def test_lines_between_blank_lines_are_one_row() -> None:
    found = rows(["项目", "金额", "项目", "金额"], ["甲", "1.00", "乙", "1.00"], ["", "", "三、单位预留机动经", ""],
                 ["丙", "2.00", "", "3.00"], ["", "", "费", ""], ["丁", "4.00", "戊", "4.00"], ["己", "5.00", "庚", "5.00"])  # fmt: skip
    joined = [row for _, row in unwrapped(found, [0, 2, 4, 5, 6, 8, 10])]
    assert joined[2] == ["丙", "2.00", "三、单位预留机动经费", "3.00"]
    assert len(joined) == 5
    close = [row for _, row in unwrapped(found, [0, 1, 2, 3, 4, 5, 6])]
    assert len(close) == 5, "the halves are told by their places alone"


def test_items_without_amounts_are_rows_of_their_own() -> None:
    found = rows(["项目", "金额"], ["甲", "1.00"], ["二、乙", ""], ["三、丙", ""], ["丁", "4.00"])
    assert [row for _, row in unwrapped(found, [0, 2, 4, 5, 7])] == [row for _, row in found]


def test_a_table_whose_columns_cannot_be_told_is_said() -> None:
    text = (
        PAGES
        + "\f      “三公”经费预算表\n     “三公”经费\n   合计     接待费\n  小计   购置费\n867.50  839.00  28.50 213.28\n\n二、说明\n"
    )
    notes = [note.message for note in parsed(text).notes if note.code == "table-not-read"]
    reason = "its rows have more cells than its heading"
    assert notes == [f"{reason}, so nothing is read of “三公”经费预算表"]


PAGES = """                 2025年部门支出预算总表
编制部门：上海市普陀区示例局                                        单位：元

                项目                              支出预算
功能分类科目编码
                   功能分类科目名称       合计           基本支出         项目支出
类    款    项
208             社会保障和就业支出    3,508,644.00   3,508,644.00   0
208   05        行政事业单位养老支出   3,508,644.00 3,508,644.00    0
208   05   01   行政单位离退休       3,508,644.00   3,508,644.00   0
221             住房保障支出         200,000.00     0              200,000.00
221   02        住房改革支出         200,000.00     0              200,000.00
\f               合计      3,708,644.00  3,508,644.00  200,000.00
"""


def test_two_amounts_a_blank_apart_and_a_last_row_on_its_own_page() -> None:
    (found,) = parsed(PAGES).tables
    assert [(row.code, row.item, [cell.value for cell in row.cells]) for row in found.rows][
        1::4
    ] == [
        ("20805", "行政事业单位养老支出", ["3,508,644.00", "3,508,644.00", "0"]),
        (None, "合计", ["3,708,644.00", "3,508,644.00", "200,000.00"]),
    ]


PROSE = """\f     十、预算情况说明
     本表反映上海市普陀区示例局本部门年度财政拨款收支的总体预算安排情况，
并且本部门严格按照上级部门的有关文件规定进行预算编制工作并予以公开出来，
同时对于各个下属预算单位提出了统一的预算编制工作要求并将组织检查和落实。
     上海市普陀区示例局 2025 年一般公共预算财政拨款支出预算合计总计为
33172.15 万元，与上年一致。
"""


def test_running_text_goes_on_where_a_figure_had_no_room_in_its_line() -> None:
    found = parsed(PAGES + PROSE).statements
    assert [(one.measure, one.value) for one in found] == [
        ("general_public_expenditure", "33172.15")
    ]


@pytest.mark.parametrize(
    ("right", "slack", "over"),
    [(4.0, 0.0, True), (3.9, 0.0, False), (3.5, 0.5, True), (3.4, 0.5, False)],
)
def test_things_that_stand_over_each_other(right: float, slack: float, over: bool) -> None:
    """They meet at least in one place, or come as near as the slack."""
    assert overlap((0.0, right), (4.0, 9.0), slack) is over
    assert overlap((4.0, 9.0), (0.0, right), slack) is over


@pytest.mark.parametrize(
    ("second", "joined"),
    [
        ([("主管部门及代码", 0), ("石桥县教育局", 20), ("实施单位", 46), ("石桥中学", 60)], False),
        ([("改造工程", 20)], True),
    ],
)
def test_a_row_of_labels_with_values_is_no_rest_of_the_row_above(
    second: list[tuple[str, float]], joined: bool
) -> None:
    """Join the second line of a value, but not the value of another label."""
    labels = {"项目名称", "主管部门及代码", "实施单位", "资金"}
    words = HeadingWords(
        labels.__contains__, set().__contains__, set().__contains__, labels.__contains__
    )
    lines = [
        line(("项目名称", 0), ("校舍维修", 20)),
        line(*second),
        line(("资金", 0), ("年度资金总额", 20), ("60.00", 46)),
    ]
    first = rows_of(lines, 2, words)[0][1]
    assert ("校舍维修" in first) is not joined


@pytest.mark.parametrize(
    ("figure", "unit", "at", "cells"),
    [
        ("15.9", "万人", 33, ["15.9万人", ""]),
        ("2", "座", 33, ["2座", ""]),
        ("15.9", "合计", 33, ["15.9", "合计"]),
        ("15.9", "万人", 36, ["15.9", "万人"]),
    ],
)
def test_a_unit_one_blank_behind_a_figure_is_of_its_cell(
    figure: str, unit: str, at: float, cells: list[str]
) -> None:
    """Put 万人 to 15.9, though 备注 heads the place where it stands."""
    left = 32 - 2 * len(figure)
    found = table(
        line(("项目", 0), ("金额", 24), ("备注", at)),
        line(("服务人口", 0), (figure, left), (unit, at)),
        line(("建档人数", 0), ("9", 30)),
        words="项目 金额 备注",
    )
    assert found[1][1:] == cells
