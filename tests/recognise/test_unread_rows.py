"""Rows of a table that stand as running text are said; other figures are not."""

from __future__ import annotations

import pytest

from budgetgraph.document import Paragraph, passage
from budgetgraph.document.where import Where
from budgetgraph.recognise.walk.unread import unread_tables
from budgetgraph.recognise.walk.unread_rows import unread_indicators, unread_rows

ROWS = ("支出合计 4.90 0 0", "公务接待费 1.80", "公务用车费 3.10 0 0")
CELLS = ("公务接待费", "1.80", "|", "1.80", "|", "公务用车费", "3.10", "|")


def _said(*lines: str, titles: tuple[int, ...] = (), apart: int = 1) -> list[str]:
    prose = [
        Paragraph(passage(text, Where(1 + at * apart, 1 + at * apart)))
        for at, text in enumerate(lines)
    ]
    places = [Where(line, line) for line in titles]
    return [note.code for note in unread_rows(prose, places)]


@pytest.mark.parametrize(
    "lines",
    [
        ROWS,
        CELLS,
        ("行政经费 3.22 3.22 0.00",),
        ("农林水支出1,009.005.004.00",),
        ("合计/2.30", "公务接待费/0.80", "公务用车费：1.50"),
    ],
)
def test_bare_amounts_below_each_other_are_said(lines: tuple[str, ...]) -> None:
    assert _said(*lines) == ["table-not-read"]


@pytest.mark.parametrize(
    "lines",
    [
        ROWS[1:],
        ("2.80 万元", "3.10 万元", "4.90 万元"),
        ("1.1 总则", "1.2 职责", "1.3 机构"),
        ("公务接待费1.80。公务用车费 3.10。会议费 1.20。",),
        ("发布：2025.02.14", "版本1.10.20.3", "费用9.00", "费用8.00"),
        ("收入决算表 3", "支出决算表 4", "收支总表 5"),
    ],
)
def test_other_figures_are_not(lines: tuple[str, ...]) -> None:
    assert _said(*lines) == []


def test_amounts_far_from_each_other_are_no_table() -> None:
    lines = ("公务接待费 1.80", "会议费 1.20", "培训费 3.10")

    assert _said(*lines, apart=12) == ["table-not-read"]
    assert _said(*lines, apart=13) == []


def test_a_table_that_says_so_itself_is_not_said_again() -> None:
    assert _said(*ROWS, titles=(2,)) == []
    assert _said(*ROWS, titles=(20,)) == ["table-not-read"]


@pytest.mark.parametrize(
    ("line", "is_said"),
    [
        ("产出指标  数量指标  清淤长度  ≥12公里", True),
        ("数量指标 清淤长度 ≥12公里", True),
        ("质量指标 验收合格率", False),
        ("一级指标 二级指标 三级指标 指标值", False),
        ("产出指标 效益指标 满意度指标", False),
        ("产出指标 数量指标 已经全部完成。", False),
    ],
)
def test_lines_of_indicators_in_no_form_are_said(line: str, is_said: bool) -> None:
    said = list(unread_indicators([Paragraph(passage(line, Where(9, 9)))], []))
    assert [note.code for note in said] == ["table-not-read"] * is_said


@pytest.mark.parametrize(("above", "is_said"), [(120, False), (121, True)])
def test_those_of_a_form_that_says_so_itself_are_not_said_again(above: int, is_said: bool) -> None:
    rows = [Paragraph(passage("产出指标 数量指标 清淤长度 ≥12公里", Where(300, 300)))]
    title = Where(300 - above, 300 - above)
    assert bool(list(unread_indicators(rows, [title]))) is is_said


@pytest.mark.parametrize(
    ("below", "count"),
    [
        (
            (
                "第三部分 石桥县水务局 2025 年度部门决算",
                "纳入 2025 年度决算的单位",
                "共 2024 年 3 家",
            ),
            0,
        ),
        (("收入合计 473.10 万元，占 100.00 %。", "支出合计 473.10 万元，占 100.00 %。"), 0),
        (("教育支出 2025.10", "卫生健康支出 3.20"), 1),
        (("合计 2025", "教育支出 2024"), 1),
    ],
)
def test_what_stands_below_the_contents_is_no_row(below: tuple[str, ...], count: int) -> None:
    lines = ("九、国有资本经营预算财政拨款支出决算表", *below)
    prose = [Paragraph(passage(text, Where(at, at))) for at, text in enumerate(lines, 1)]
    assert len(list(unread_tables(prose))) == count
