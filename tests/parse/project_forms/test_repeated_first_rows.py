"""Forms that go on over a page and print their first rows again there."""

from __future__ import annotations

import pytest

from budgetgraph.document import GridRow, passage
from budgetgraph.document.where import Where
from budgetgraph.parse.project_forms.form_rows import read_form
from budgetgraph.parse.project_forms.indicator_table.indicators import indicators
from budgetgraph.parse.project_forms.several_forms.stacked import forms_of
from budgetgraph.recognise import FormClaim

_NAME = "项目名称 | 河道清淤 | | "
_UNIT = "主管部门 | 石桥县水务局 | | "
_HEADING = "一级指标 | 二级指标 | 三级指标 | 指标值"
_FIRST = "产出指标 | 数量指标 | 清淤长度 | ≥12公里"
_SECOND = "满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥90%"


def _page(number: int, lines: tuple[str, ...]) -> tuple[GridRow, ...]:
    return tuple(
        tuple(passage(cell.strip(), Where(0, 0, page=number, row=row)) for cell in line.split("|"))
        for row, line in enumerate(lines, start=1)
    )


def _indicators(*pages: tuple[str, ...]) -> list[list[str]]:
    """Give the names of the indicators of each form."""
    of_pages = tuple(_page(number, lines) for number, lines in enumerate(pages, start=1))
    claim = FormClaim("project", passage("表", Where(0, 0)), None, None, [], of_pages)
    return [[one.level3 for one in indicators(read_form(form).rows)] for form in forms_of(claim)]


@pytest.mark.parametrize("repeated", [(_NAME,), (_NAME, _UNIT)])
def test_the_first_rows_again_begin_no_other_form(repeated: tuple[str, ...]) -> None:
    above = (_NAME, _UNIT, _HEADING, _FIRST)
    assert _indicators(above, (*repeated, _SECOND)) == [["清淤长度", "群众满意度"]]


def test_a_heading_behind_which_the_page_ends_goes_on() -> None:
    above = (_NAME, _UNIT, _HEADING)
    assert _indicators(above, (_NAME, _FIRST, _SECOND)) == [["清淤长度", "群众满意度"]]


def test_the_heading_of_indicators_may_be_among_them() -> None:
    above = (_NAME, _HEADING, _FIRST)
    assert _indicators(above, (_NAME, _HEADING, _SECOND)) == [["清淤长度", "群众满意度"]]


def test_only_the_name_may_stand_above_the_heading_again() -> None:
    above = (_NAME, _UNIT, _HEADING, _FIRST)
    assert _indicators(above, (_NAME, _HEADING, _SECOND)) == [["清淤长度", "群众满意度"]]


@pytest.mark.parametrize(
    ("again", "forms"),
    [
        (_FIRST, [["清淤长度", "群众满意度"], ["清淤长度"]]),
        (_SECOND, [["清淤长度", "群众满意度", "群众满意度"]]),
        ("效益指标 | 社会效益指标 | 受益农户 | ≥80户", [["清淤长度", "群众满意度", "受益农户"]]),
    ],
    ids=["the first level again", "the last one", "another one"],
)
def test_levels_that_begin_anew_are_of_another_form(again: str, forms: list[list[str]]) -> None:
    """Two forms may print no more than the same name and the heading of their indicators."""
    above = (_NAME, _HEADING, _FIRST, _SECOND)
    assert _indicators(above, (_NAME, _HEADING, again)) == forms


def test_a_form_with_a_heading_of_its_own_is_another_one() -> None:
    above = (_NAME, _UNIT, _HEADING, _FIRST)
    below = (_NAME, "主管部门 | 石桥县林业局 | | ", _HEADING, _SECOND)
    assert _indicators(above, below) == [["清淤长度"], ["群众满意度"]]


def test_another_name_begins_another_form() -> None:
    above = (_NAME, _UNIT, _HEADING, _FIRST)
    assert _indicators(above, ("项目名称 | 水库加固 | | ", _SECOND)) == [["清淤长度"], []]


def _indicators_of_one_grid(*pages: tuple[str, ...]) -> list[list[str]]:
    """Give the names of the indicators of each form of a grid that lies over several pages."""
    grid = tuple(row for number, lines in enumerate(pages, start=1) for row in _page(number, lines))
    claim = FormClaim("project", passage("表", Where(0, 0)), None, None, [], (grid,))
    return [[one.level3 for one in indicators(read_form(form).rows)] for form in forms_of(claim)]


def test_the_first_row_again_within_a_grid_begins_no_other_form() -> None:
    above = (_NAME, _UNIT, _HEADING, _FIRST)
    assert _indicators_of_one_grid(above, (_NAME, _SECOND)) == [["清淤长度", "群众满意度"]]


def test_another_name_within_a_grid_begins_another_form() -> None:
    above = (_NAME, _UNIT, _HEADING, _FIRST)
    below = ("项目名称 | 水库加固 | | ", _HEADING, _SECOND)
    assert _indicators_of_one_grid(above, below) == [["清淤长度"], ["群众满意度"]]
