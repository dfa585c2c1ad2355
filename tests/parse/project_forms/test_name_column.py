"""Names of indicators under a heading that is not known: the kinds before them tell."""

from __future__ import annotations

from pathlib import Path

import pytest
from marked import grid, read

from budgetgraph.disclosure import Disclosure
from budgetgraph.pipeline.line import extract

TITLE = "### 1.河道清淤绩效目标表\n\n"


def _read(folder: Path, heading: str, *rows: str) -> Disclosure:
    form = grid("项目名称 | 河道清淤", "预算数 | 60.00", heading, *rows)
    return read(folder, TITLE + form)


def _named(disclosure: Disclosure) -> list[tuple[str | None, str, str]]:
    (project,) = disclosure.projects
    named: list[tuple[str | None, str, str]] = []
    for one in project.indicators:
        assert one.target is not None
        named.append((one.level2, one.level3, one.target.text))
    return named


@pytest.mark.parametrize("heading", ["考核要点", "绩效指标", "评价内容"])
def test_words_behind_a_kind_are_the_names(heading: str, tmp_path: Path) -> None:
    """The cell of the kind is merged over two rows: by itself it would name one indicator."""
    disclosure = _read(
        tmp_path,
        f"一级指标 | 二级指标 | {heading} | 指标值",
        "产出指标 | 数量指标 | 清淤长度 | ≥12公里",
        " | | 清淤土方 | ≥3万立方米",
        "效益指标 | 社会效益指标 | 受益人口 | ≥2000人",
    )
    assert _named(disclosure) == [
        ("数量指标", "清淤长度", "≥12公里"),
        ("数量指标", "清淤土方", "≥3万立方米"),
        ("社会效益指标", "受益人口", "≥2000人"),
    ]
    told = [note.message for note in disclosure.notes if note.code == "column-not-known"]
    assert any(heading in message for message in told) == (heading != "绩效指标")


def test_words_behind_a_name_are_of_their_own_heading(tmp_path: Path) -> None:
    disclosure = _read(
        tmp_path,
        "一级指标 | 二级指标 | 考核要点 | 指标值",
        "产出指标 | 清淤长度 | 按进度清淤 | ≥12公里",
        "效益指标 | 受益人口 | 按户籍统计 | ≥2000人",
    )
    assert _named(disclosure) == [
        (None, "清淤长度", "≥12公里"),
        (None, "受益人口", "≥2000人"),
    ]


def test_a_target_without_a_name_is_said(tmp_path: Path) -> None:
    disclosure = _read(
        tmp_path,
        "一级指标 | 二级指标 | 三级指标 | 指标值",
        "产出指标 | 数量指标 | 清淤长度 | ≥12公里",
        " | | | ≥3万立方米",
    )
    assert _named(disclosure) == [("数量指标", "清淤长度", "≥12公里")]
    told = [note.message for note in disclosure.notes if note.code == "cell-not-read"]
    assert told == ["a target of an indicator without a name is not read: ≥3万立方米"]


def test_a_titled_form_of_a_place_names_no_project(tmp_path: Path) -> None:
    path = tmp_path / "form.md"
    table = grid(
        "项目名称 | 河道清淤", "一级指标 | 三级指标 | 指标值", "产出指标 | 清淤长度 | ≥12公里"
    )
    title = "青湖市2023年市直部门预算项目支出绩效目标表"
    path.write_text(f"{title}\n\n填报单位：青湖市水务局\n\n{table}", "utf-8")
    disclosure = extract(path)
    assert disclosure.fiscal_year == 2023
    assert [project.name for project in disclosure.projects] == ["河道清淤"]
