"""Sections of the prose that describe one project each."""

from __future__ import annotations

from pathlib import Path

import pytest
from marked import amounts, codes, read
from reading import parsed

SECTION = """河道保洁项目经费情况说明

一、项目概述
对主要河道进行日常保洁，一期2023年投入40.00万元。

二、立项依据
《关于加强河道管护工作的意见》（青水发〔2021〕14号）。

三、实施主体
青湖县河道所

四、实施方案
委托第三方实施。

五、年度预算安排
{budget}

六、绩效目标
1.保洁河道40公里。2.群众满意。

二、其他说明

本部门2024年机关运行经费12.00万元。
"""


@pytest.mark.parametrize(
    ("budget", "total"),
    [
        ("2024年安排项目预算86.50万元。", "86.50"),
        ("上年预算80.00万元，2024年安排1,086.50万元，增加6.50万元。", "1,086.50"),
        ("预算待定。", None),
    ],
)
def test_a_section_is_a_project_and_ends_where_others_begin(
    tmp_path: Path, budget: str, total: str | None
) -> None:
    found = read(tmp_path, SECTION.format(budget=budget), "x.txt")
    [project] = found.projects
    assert (project.name, amounts(project)[0]) == ("河道保洁项目", total)
    assert project.unit is not None
    assert project.unit.name == "青湖县河道所"
    assert [str(number) for number in project.basis_documents] == ["青水发〔2021〕14号"]
    assert [goal.text for goal in project.goals] == ["保洁河道40公里。", "群众满意。"]


def test_the_amount_of_the_project_is_read_and_the_others_are_notes(tmp_path: Path) -> None:
    found = read(tmp_path, SECTION.format(budget="2024年安排项目预算86.50万元。"), "x.txt")
    unread = [note.message for note in found.notes if note.code == "amount-not-read"]
    assert any(message.endswith("40.00万元") for message in unread)
    assert not any("86.50" in message for message in unread)


@pytest.mark.parametrize(
    "heading", ["机关运行经费情况说明", "项目经费情况说明", "三公经费情况说明"]
)
def test_other_explanations_are_no_projects(tmp_path: Path, heading: str) -> None:
    found = read(tmp_path, f"{heading}\n\n一、年度预算安排\n2024年安排5.00万元。\n", "x.txt")
    assert found.projects == ()
    assert "form-incomplete" not in codes(found)


LABELLED = """七、关于2024年项目支出情况说明

（一）项目名称：河道保洁
设立的政策依据：《关于加强河道管护工作的意见》（青水发〔2021〕14号）
预算安排规模：86.50万元
项目承担单位：青湖县河道所
资金分配情况：人工费66.50万元，设备费20.00万元
资金执行时间：2024年

（二）项目名称：堤防维修
预算安排规模：30.00万元

八、关于2024年“三公”经费预算情况的说明

{behind}
"""


@pytest.mark.parametrize("behind", ["公务接待费2.00万元。", "预算安排规模：9.00万元"])
def test_a_project_may_be_told_by_labels(tmp_path: Path, behind: str) -> None:
    found = read(tmp_path, LABELLED.format(behind=behind), "x.txt")
    first, second = found.projects
    assert [(one.name, amounts(one)[0]) for one in (first, second)] == [
        ("河道保洁", "86.50"),
        ("堤防维修", "30.00"),
    ]
    assert first.unit is not None
    assert first.unit.name == "青湖县河道所"
    assert [str(number) for number in first.basis_documents] == ["青水发〔2021〕14号"]
    assert second.unit is None


NUMBERED = """八、预算绩效情况

{}
1.项目概述。日常保洁。
2.立项依据。《关于河道管护的意见》（石水发〔2021〕14号）。
3.实施主体。石桥县河道所。
4.年度预算安排。2025年预算安排86.50万元。
"""


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("（一）河道保洁项目", "河道保洁项目"),
        ("（一）“河道保洁”项目。", "河道保洁"),
        ("（一）重点项目", None),
        ("（一）项目及绩效目标情况", None),
        ("河道保洁项目", None),
    ],
    ids=["a name", "in quotation marks", "nobody's", "a section", "without a number"],
)
def test_a_numbered_heading_above_the_first_part_names_the_project(
    tmp_path: Path, heading: str, name: str | None
) -> None:
    projects = read(tmp_path, NUMBERED.format(heading), "x.txt").projects
    assert [project.name for project in projects] == ([] if name is None else [name])
    for project in projects:
        assert project.total is not None
        assert project.unit is not None
        assert (project.total.value, project.unit.name) == ("86.50", "石桥县河道所")
        assert [str(number) for number in project.basis_documents] == ["石水发〔2021〕14号"]


@pytest.mark.parametrize(("length", "count"), [(60, 1), (61, 0)])
def test_a_longer_text_behind_the_label_of_a_name_is_none(
    length: int, count: int, tmp_path: Path
) -> None:
    labelled = f"（一）项目名称：{'河' * length}\n预算安排规模：86.50万元\n"
    found = read(tmp_path, f"七、项目情况\n\n{labelled}", "x.txt")
    assert len(found.projects) == count


def test_a_paper_may_tell_nothing_but_a_project() -> None:
    text = "石桥县粮食局2025年部门预算\n项目名称：储备粮轮换\n预算金额：86.00万元\n年度目标：轮换储备粮。\n"
    (project,) = parsed(text).projects
    assert (project.name, amounts(project)[0]) == ("储备粮轮换", "86.00")
    assert [goal.text for goal in project.goals] == ["轮换储备粮。"]


def test_a_label_like_a_caption_names_the_unit_of_a_told_project() -> None:
    lines = (
        "河道清淤经费情况说明",
        "项目概述：清淤五公里。",
        "实施单位：石桥县河道所",
        "年度预算安排：60.00万元",
    )
    [project] = parsed("\n".join(("石桥县水务局2025年部门预算", *lines, ""))).projects
    assert project.unit is not None
    assert project.unit.name == "石桥县河道所"
