"""Forms whose cells nothing draws: what came out in pieces is not read, and said so."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetgraph.disclosure import Disclosure
from budgetgraph.pipeline.line import extract

#: A form with a single blank between its cells.
FORM = """平乡县示例局2025年部门预算公开

{title}
项目名称 {project} {total}30.00
{below}
年度目标 {goal}
一级指标 二级指标 三级指标 指标值 备注
{levels} {name} {target}
产出指标 质量指标 合格率 100%
"""
GOOD = {
    "title": "项目支出绩效目标表",
    "project": "河道清淤",
    "total": "预算数 ",
    "below": "实施单位 平乡县水务局",
    "goal": "完成清淤。",
    "levels": "产出指标 数量指标",
    "name": "清淤长度",
    "target": "≥12公里",
}


def read(folder: Path, **changes: str) -> Disclosure:
    path = folder / "x.txt"
    path.write_text(FORM.format(**(GOOD | changes)), encoding="utf-8")
    return extract(path)


def not_read(found: Disclosure) -> list[str]:
    return [note.message for note in found.notes if note.code == "table-not-read"]


def test_a_form_in_one_piece_is_read(tmp_path: Path) -> None:
    found = read(tmp_path)
    assert [project.name for project in found.projects] == ["河道清淤"]
    targets = [row.target.text for row in found.projects[0].indicators if row.target]
    assert targets == ["≥12公里", "100%"]
    assert not_read(found) == []


@pytest.mark.parametrize(
    ("change", "sign"),
    [
        ({"name": "清淤长度（主"}, "its indicators came out in pieces"),
        ({"target": "公里≥12"}, "its indicators came out in pieces"),
        ({"name": "服务对象满意度指"}, "its indicators came out in pieces"),
        ({"levels": "效益指标 数量指标"}, "its indicators came out in pieces"),
        ({"goal": "数量指标"}, "words of other cells stand in its goals"),
        ({"goal": "- 7 -"}, "words of other cells stand in its goals"),
        ({"below": "资金用途 清淤\n务局"}, "its cells came out in pieces"),
        ({"below": "资金用途 清淤\n平乡县水务局（本"}, "its cells came out in pieces"),
        ({"project": "河道年初预算数"}, "words of other cells stand in its values"),
        ({"total": "其中：财政资金 "}, "an amount came out in pieces"),
    ],
)
def test_a_torn_form_is_not_read(tmp_path: Path, change: dict[str, str], sign: str) -> None:
    found = read(tmp_path, **change)
    assert found.projects == ()
    assert any(sign in message for message in not_read(found))


#: A form whose cells came out one by one, each in its own order.
SCATTERED = """平乡县示例局2025年部门预算公开

2025年部门预算支出总计30.00万元。

项目支出绩效目标表
项目名称

河道

{word}

清淤
三级指
标
"""


def test_a_form_of_which_only_the_title_is_told_is_said(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text(SCATTERED.format(word="实施单位"), encoding="utf-8")
    found = extract(path)
    assert found.projects == ()
    sign = "its cells cannot be told, so nothing is read of 项目支出绩效目标表"
    assert not_read(found) == [sign]
    path.write_text(SCATTERED.format(word="青湖"), encoding="utf-8")
    assert not_read(extract(path)) == [], "one word of a form may stand in a list of contents"


def test_a_form_is_read_without_the_unit_whose_name_came_out_in_pieces(tmp_path: Path) -> None:
    found = read(tmp_path, below="实施单位 平乡县水务\n局机关")
    [project] = found.projects
    assert (project.name, project.unit) == ("河道清淤", None)
    assert not_read(found) == []


def test_first_levels_in_the_middle_of_their_rows_are_read(tmp_path: Path) -> None:
    form = (
        FORM.replace(" 备注", "")
        .replace("{levels}", "数量指标")
        .replace(
            "产出指标 质量指标 合格率 100%\n",
            "产出指标 质量指标 合格率 100%\n时效指标 完成时间 12月底前\n效益指标 社会效益指标 人口 ≥3人\n",
        )
    )
    path = tmp_path / "x.txt"
    path.write_text(form.format(**GOOD), encoding="utf-8")
    [project] = extract(path).projects
    assert [(row.level1, row.level2) for row in project.indicators] == [
        ("产出指标", "数量指标"), ("产出指标", "质量指标"), ("产出指标", "时效指标"),
        ("效益指标", "社会效益指标"),
    ]  # fmt: skip
