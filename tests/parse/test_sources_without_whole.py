"""A 项目支出表 whose columns are sources: the only amount of a row is the whole, of several none is."""

from __future__ import annotations

import pytest
from reading import parsed, tabbed

from budgetgraph.disclosure import Disclosure, Project

HEAD = "青禾县水务局2025年部门预算公开\n项目支出表\n单位：万元\n"
SOURCES = "项目名称 | 项目单位 | 一般公共预算 | 政府性基金预算 | 单位资金"


def _found(heading: str, *rows: str) -> Disclosure:
    return parsed(f"{HEAD}{tabbed(heading, *rows)}\n")


def _amounts(project: Project) -> tuple[str | None, ...]:
    amounts = (project.total, project.fiscal, *project.further)
    return tuple(None if amount is None else amount.value for amount in amounts)


@pytest.mark.parametrize(
    ("row", "amounts"),
    [
        ("河道清淤 | 青禾县水务局 | 60.00 | | ", ("60.00", "60.00")),
        ("河道清淤 | 青禾县水务局 | 60.00 | 0.00 | 0.00", ("60.00", "60.00", "0.00", "0.00")),
        ("河道清淤 | 青禾县水务局 | | | 5.00", ("5.00", None, "5.00")),
    ],
)
def test_the_only_source_is_the_whole(row: str, amounts: tuple[str | None, ...]) -> None:
    (project,) = _found(SOURCES, row).projects
    assert (project.name, _amounts(project)) == ("河道清淤", amounts)


def test_of_two_sources_none_is_the_whole_and_it_is_said() -> None:
    found = _found(SOURCES, "水库加固 | 青禾县水务局 | 36.00 | 10.00 | ")
    (project,) = found.projects
    assert (project.name, project.total) == ("水库加固", None)
    assert "form-incomplete" in {note.code for note in found.notes}


@pytest.mark.parametrize(
    ("beside", "figure", "total"),
    [
        ("结余调剂", "6.00", None),  # it may be a part of the whole, too
        ("结余调剂", "0.00", "60.00"),
        ("结余调剂", "", "60.00"),
        ("上年预算数", "6.00", "60.00"),
        ("其中：人员经费", "6.00", "60.00"),
        ("面积", "6.00", "60.00"),
        ("支出合计", "66.00", "66.00"),
    ],
)
def test_money_beside_the_only_source(beside: str, figure: str, total: str | None) -> None:
    heading = f"项目名称 | 项目单位 | 财政拨款 | {beside}"
    (project,) = _found(heading, f"河道清淤 | 青禾县水务局 | 60.00 | {figure}").projects
    assert _amounts(project)[:2] == (total, "60.00")


def test_an_amount_of_another_year_is_no_source() -> None:
    found = _found("项目名称 | 2024年预算数 | 2025年预算数", "河道清淤 | 60.00 | ")
    assert [project.total for project in found.projects] == []


@pytest.mark.parametrize("heading", ["本年拨款", "预算支出", "预算拨款金额"])
def test_words_over_the_whole_amount(heading: str) -> None:
    (project,) = _found(
        f"科目编码 | 科目名称 | 项目名称 | {heading}", "2130305 | 水利 | 渠道 | 18.00"
    ).projects
    assert _amounts(project) == ("18.00", None)


@pytest.mark.parametrize(("cell", "unit"), [("青禾县文化馆", "青禾县文化馆"), ("万元", None)])
def test_a_body_below_the_bare_word_for_a_unit_owns_the_project(
    cell: str, unit: str | None
) -> None:
    (project,) = _found("单位 | 项目名称 | 合计", f"{cell} | 免费开放补助 | 30.00").projects
    assert (None if project.unit is None else project.unit.name) == unit
