"""The limits of forms: each with a row that is just inside, and one that is just outside."""

from __future__ import annotations

from pathlib import Path

import pytest
from marked import amounts, codes, grid, read

HEADING = "一级指标 | 二级指标 | 三级指标 | 指标值"
ROW = "产出指标 | 数量指标 | 清淤长度 | ≥12公里"
FORM = "项目支出绩效目标表\n\n"
NAME = "项目名称 | 河道清淤"
MONEY = "预算金额 | 60.00"


@pytest.mark.parametrize(("words", "is_said"), [("填" * 20, False), ("填" * 21, True)])
def test_a_line_below_the_indicators_is_said_where_it_is_longer_than_a_level(
    tmp_path: Path, words: str, is_said: bool
) -> None:
    found = read(tmp_path, FORM + grid(NAME, MONEY, HEADING, ROW, words))
    assert ("cell-not-read" in codes(found)) is is_said


@pytest.mark.parametrize(("words", "is_said"), [("产出 指标", True), ("产出指标", False)])
def test_a_line_of_two_words_is_no_level(tmp_path: Path, words: str, is_said: bool) -> None:
    found = read(tmp_path, FORM + grid(NAME, MONEY, HEADING, ROW, words))
    assert ("cell-not-read" in codes(found)) is is_said


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("青山绿水造林", "青山绿水育苗"),  # four of six characters are in the title
        ("青山绿化造林", "青山绿化造林"),  # three of six are
    ],
)
def test_the_title_names_the_project_where_a_cell_has_most_of_its_characters(
    tmp_path: Path, printed: str, name: str
) -> None:
    form = grid(f"项目名称 | {printed}", MONEY, HEADING, ROW)
    [project] = read(tmp_path, f"1、青山绿水育苗绩效目标表\n\n{form}").projects
    assert project.name == name


@pytest.mark.parametrize(("code", "is_unit"), [("473", False), ("4730", True)])
def test_a_code_above_a_form_is_of_a_unit_where_it_is_longer_than_a_department_s(
    tmp_path: Path, code: str, is_unit: bool
) -> None:
    form = grid(NAME, MONEY, HEADING, ROW)
    [project] = read(tmp_path, f"{FORM}{code} 青湖县河道所\n\n{form}").projects
    assert (project.unit is not None) is is_unit


@pytest.mark.parametrize(
    ("code", "read_code"), [("13052224P00", None), ("13052224P000", "13052224P000")]
)
def test_a_code_of_a_project_has_twelve_characters(
    tmp_path: Path, code: str, read_code: str | None
) -> None:
    table = grid("项目编码 | 项目名称 | 合计", f"{code} | 河道清淤 | 60.00")
    [project] = read(tmp_path, "项目支出表\n\n单位：万元\n\n" + table).projects
    assert project.code == read_code


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("项目资金（元）", "元"),
        ("项目资金（含上级专项补助和本级财政预算安排的资金）（元）", "元"),
        (f"项目资金{'按' * 32}（元）", "元"),  # 39 characters
        (f"项目资金{'按' * 33}（元）", "万元"),  # 40
    ],
)
def test_a_label_prints_the_unit_of_money_and_a_long_text_does_not(
    tmp_path: Path, words: str, unit: str
) -> None:
    form = grid(NAME, f"{words} | 年度资金总额 | 60.00", HEADING, ROW)
    [project] = read(tmp_path, FORM + form).projects
    assert project.total is not None
    assert project.total.unit == unit


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("事业单位元旦慰问", "万元"),
        ("河道清淤（单位：元）", "元"),
        ("河道清淤（单位元）", "元"),
    ],
)
def test_words_that_only_look_like_a_unit_of_money_are_none(
    tmp_path: Path, name: str, unit: str
) -> None:
    form = grid(f"项目名称 | {name}", MONEY, HEADING, ROW)
    [project] = read(tmp_path, FORM + form).projects
    assert project.total is not None
    assert project.total.unit == unit


@pytest.mark.parametrize("width", [0, 1])
def test_the_second_row_of_a_heading_may_be_wider_than_the_first(
    tmp_path: Path, width: int
) -> None:
    rows = (
        ["项目名称", "预算金额", "", "一级指标", "三级指标"],
        ["", "合计", "财政拨款", "", "", *["其他资金"] * width],
        ["河道清淤", "65.00", "60.00", "产出指标", "清淤长度", *["5.00"] * width],
    )
    text = "".join("\t".join(row) + "\n" for row in rows)
    found = read(tmp_path, f"{FORM}单位：万元\n{text}", "x.txt")
    [project] = found.projects
    assert amounts(project) == ("65.00", "60.00", "5.00" if width else None)
    assert "column-not-known" not in codes(found), "预算金额 is merged over 财政拨款"


@pytest.mark.parametrize(
    ("code", "names"),
    [("20502", ["公园养护", "树木养护"]), ("2050201", ["绿化养护", "公园养护", "树木养护"])],
)
def test_a_table_with_a_code_of_a_higher_class_is_a_tree(
    tmp_path: Path, code: str, names: list[str]
) -> None:
    """Its rows with a code and no name of a project are classes, not projects."""
    table = grid(
        "科目编码 | 科目名称 | 合计",
        f"{code} | 绿化养护 | 70.00",
        " | 公园养护 | 60.00",
        " | 树木养护 | 5.00",
    )
    found = read(tmp_path, "项目支出表\n\n单位：万元\n\n" + table).projects
    assert [one.name for one in found] == names


@pytest.mark.parametrize(("length", "is_heading"), [(40, True), (41, False)])
def test_a_line_that_goes_on_is_no_heading_of_another_part(
    tmp_path: Path, length: int, is_heading: bool
) -> None:
    """A numbered line as long as a heading ends the section of a project, a longer one is text."""
    other = "说" * length
    text = (
        "河道保洁项目经费情况说明\n\n二、项目概述\n对主要河道保洁。\n\n"
        f"一、{other}\n\n三、年度预算安排\n2024年安排86.50万元。\n"
    )
    [project] = read(tmp_path, text, "x.txt").projects
    assert amounts(project)[0] == (None if is_heading else "86.50")
