"""Rows of indicators that a page break tore in two."""

from __future__ import annotations

import pytest

from budgetgraph.document import GridRow, passage
from budgetgraph.document.where import Where
from budgetgraph.parse.project_forms.form_rows import read_form
from budgetgraph.parse.project_forms.indicator_table.indicators import indicators
from budgetgraph.recognise import FormClaim

HEADING = "一级指标 | 二级指标 | 三级指标 | 指标值 | 得分"
FIRST = "产出指标 | 时效指标 | 检查完成 | 2024 | 10"


def row(page: int, number: int, text: str) -> GridRow:
    cells = (cell.strip() for cell in text.split("|"))
    return tuple(passage(cell, Where(0, 0, page=page, row=number)) for cell in cells)


def read(*of_next_page: str, first: str = FIRST) -> list[tuple[str, str]]:
    """Names and targets of a form whose table goes on over a page as one grid."""
    rows = [row(1, 1, HEADING), row(1, 2, first)]
    rows += [row(2, number, text) for number, text in enumerate(of_next_page, start=3)]
    claim = FormClaim("project", passage("表", Where(0, 0)), None, "河道清淤", [], [tuple(rows)])
    found = indicators(read_form(claim).rows)
    return [(one.level3, one.target.text if one.target else "") for one in found]


def test_the_rest_of_a_name_and_of_a_date() -> None:
    assert read(" | | 时间 | 年12月底前 | ") == [("检查完成时间", "2024年12月底前")]


@pytest.mark.parametrize("target", ["≥12次", "12月底前", "优良"])
def test_a_row_with_a_target_of_its_own_is_an_indicator(target: str) -> None:
    assert read(f" | | 检查次数 | {target} | ") == [("检查完成", "2024"), ("检查次数", target)]


@pytest.mark.parametrize(
    ("above", "target", "count"),
    [("20天以内", "年底", 2), ("2024", "年底", 1), ("", "年底", 2), ("20天以内", "，逾期扣分", 1)],
)
def test_a_date_is_the_rest_of_a_target_that_ends_in_a_figure(
    above: str, target: str, count: int
) -> None:
    first = FIRST.replace("2024", above)
    assert len(read(f" | | 复查率 | {target} | ", first=first)) == count


def test_a_row_with_a_level_is_an_indicator() -> None:
    found = read(" | 质量指标 | 整改完成率 | %以上 | ")
    assert found == [("检查完成", "2024"), ("整改完成率", "%以上")]


def test_only_the_first_row_of_a_page_goes_on() -> None:
    found = read(" | 质量指标 | 整改率 | ≥95% | ", " | | 复查率 | 年底 | ")
    assert found == [("检查完成", "2024"), ("整改率", "≥95%"), ("复查率", "年底")]


@pytest.mark.parametrize(
    ("above", "rest", "first"),
    [
        ("效益", ["指标 | 社会效益指标 | 受益农户 | ≥20户"], "效益指标"),
        # a character a line, and the last one in a row of its own
        ("效益", ["指 | 社会效益指标 | 受益农户 | ≥20户", "标 | | | "], "效益指标"),
        ("效益", ["满意度指标 | 服务对象满意度指标 | 受益农户 | ≥20户"], "效益"),
        ("效益", ["期望 | 社会效益指标 | 受益农户 | ≥20户"], "效益"),
    ],
)
def test_the_end_of_the_name_of_a_level_is_put_to_it(
    above: str, rest: list[str], first: str
) -> None:
    torn = f"{above} | 经济效益指标 | 亩均增产 | ≥8% | "
    rows = [row(1, 1, HEADING), row(1, 2, torn)]
    rows += [row(2, number, f"{text} | ") for number, text in enumerate(rest, start=3)]
    claim = FormClaim("project", passage("表", Where(0, 0)), None, "河道清淤", [], [tuple(rows)])
    found = list(indicators(read_form(claim).rows))
    assert [one.level3 for one in found] == ["亩均增产", "受益农户"]
    assert found[0].level1 == first
