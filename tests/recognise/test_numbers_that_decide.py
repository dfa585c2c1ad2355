"""The numbers by which the recogniser decides: each with a case just inside and one just outside."""

from __future__ import annotations

import pytest
from reading import document

from budgetgraph.document import Grid, Paragraph, passage
from budgetgraph.document.where import Where
from budgetgraph.recognise.dumped import with_grids
from budgetgraph.recognise.walk.above import above
from budgetgraph.recognise.walk.unread import unread_tables
from budgetgraph.recognise.walk.unread_forms import unread_forms


def _prose(*lines: str) -> list[Paragraph]:
    return [Paragraph(passage(text, Where(at, at))) for at, text in enumerate(lines, start=1)]


@pytest.mark.parametrize(
    ("below", "said"),
    [
        (("项目名称", "道路养护"), 0),
        (("项目名称 三级指标",), 1),
        (("项目名称", "道路养护", "三级指标"), 1),
        (("项目名称道路养护一级指标二级指标三级指标产出指标",), 1),
        (("项目名称道路养护一级指标、二级指标",), 0),
    ],
)
def test_two_words_of_a_form_tell_that_one_stands_below_its_title(
    below: tuple[str, ...], said: int
) -> None:
    notes = list(unread_forms(_prose("项目支出绩效目标表", *below)))
    assert [note.code for note in notes] == ["table-not-read"] * said


@pytest.mark.parametrize(
    ("line", "claimed"), [("教育支出 1200", 0), ("教育支出 1200 0.00", 1), ("教育支出 1200 300", 0)]
)
def test_two_amounts_below_a_title_tell_that_a_table_stands_there(line: str, claimed: int) -> None:
    assert len(list(unread_tables(_prose("部门支出总表", line)))) == claimed


@pytest.mark.parametrize(
    ("lines", "is_one"),
    [
        (("一般公共预算“三公”经费、", "会议费、培训费", "支出预算表"), True),
        (("一般公共预算“三公”经费、", "会议费、", "培训费", "支出预算表"), False),
    ],
)
def test_a_title_takes_three_lines_at_most(lines: tuple[str, ...], is_one: bool) -> None:
    assert (above(_prose(*lines)).before == []) == is_one


@pytest.mark.parametrize(("length", "has_title"), [(80, True), (81, False)])
def test_a_long_line_below_a_title_parts_it_from_the_table(length: int, has_title: bool) -> None:
    found = above(_prose("部门支出总表", "说" * length))
    assert (found.title is not None) == has_title


@pytest.mark.parametrize(("behind", "tables"), [(6, 1), (7, 0)])
def test_so_many_lines_of_other_text_may_follow_bare_cells(behind: int, tables: int) -> None:
    heading = ("项目", "预算数", "执行数")
    rows = ("教育支出", "8.00", "8.00", "合计", "8.00", "8.00")
    lines = ("部门支出总表", "单位：万元", *heading, *rows, *["网站地图"] * behind)
    assert len(_grids(*lines)) == tables


def _grids(*lines: str) -> list[Grid]:
    found = with_grids(document("\n".join(lines)))
    return [block for block in found.blocks if isinstance(block, Grid)]
