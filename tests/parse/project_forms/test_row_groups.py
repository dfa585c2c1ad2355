"""Projects that take several rows of a table of project expenditure."""

from __future__ import annotations

from pathlib import Path

from marked import grid, read

from budgetgraph.disclosure import Disclosure

#: Code of the county 131082, year, letter, running number.
ONE, TWO = "13108225P000010001", "13108225P000010002"
BY_CLASS = "项目代码 | 项目名称 | 经济科目编码 | 经济科目名称 | 合计"
BY_FUNCTION = "科目编码 | 单位名称（科目） | 金额"


def projects(tmp_path: Path, heading: str, *rows: str) -> list[tuple[str, str | None, str | None]]:
    found = read(tmp_path, "项目支出预算表\n\n单位：万元\n\n" + grid(heading, *rows))
    return [(one.name, one.code, one.total and one.total.value) for one in found.projects]


def test_a_project_over_its_economic_classes_is_one_project(tmp_path: Path) -> None:
    rows = (
        " | 封山育林 | | | 85.00",
        f"{ONE} | 封山育林 | 30201 | 办公费 | 25.00",
        f"{ONE} | 封山育林 | 30227 | 委托业务费 | 60.00",
        " | 森林防火 | | | 40.00",
        f"{TWO} | 森林防火 | 30201 | 办公费 | 40.00",
        " | 合计 | | | 125.00",
    )
    assert projects(tmp_path, BY_CLASS, *rows) == [
        ("封山育林", ONE, "85.00"),
        ("森林防火", TWO, "40.00"),
    ]


def test_rows_of_one_code_without_their_sum_give_no_amount(tmp_path: Path) -> None:
    rows = (
        f"{ONE} | 封山育林 | 30201 | 办公费 | 25.00",
        f"{ONE} | 封山育林 | 30227 | 委托业务费 | 60.00",
        f"{TWO} | 森林防火 | 30201 | 办公费 | 40.00",
    )
    assert projects(tmp_path, BY_CLASS, *rows) == [
        ("封山育林", ONE, None),
        ("森林防火", TWO, "40.00"),
    ]


def test_an_amount_that_no_row_prints_is_said(tmp_path: Path) -> None:
    parts = (
        f"{ONE} | 封山育林 | 30201 | 办公费 | 25.00",
        f"{ONE} | 封山育林 | 30227 | 委托业务费 | 60.00",
    )
    assert notes_on(tmp_path, *parts) == [
        "the rows of 封山育林 print its parts and no amount of the whole"
    ]
    assert notes_on(tmp_path, " | 封山育林 | | | 85.00", *parts) == []


def notes_on(folder: Path, *rows: str) -> list[str]:
    found = read(folder, "项目支出预算表\n\n单位：万元\n\n" + grid(BY_CLASS, *rows))
    return [note.message for note in found.notes if "封山育林" in note.message]


def test_the_sum_of_projects_of_other_names_is_none(tmp_path: Path) -> None:
    rows = (
        " | 林业保护 | 100.00",
        "2130207 | 封山育林 | 60.00",
        "2130234 | 森林防火 | 40.00",
    )
    names = [name for name, _, _ in projects(tmp_path, BY_FUNCTION, *rows)]
    assert names == ["封山育林", "森林防火"]


def test_a_project_that_costs_as_much_as_the_next_one_stays(tmp_path: Path) -> None:
    rows = (
        " | 林业保护 | 60.00",
        "2130207 | 封山育林 | 60.00",
        "2130234 | 森林防火 | 40.00",
    )
    names = [name for name, _, _ in projects(tmp_path, BY_FUNCTION, *rows)]
    assert names == ["林业保护", "封山育林", "森林防火"]


def test_rows_that_do_not_add_up_stay(tmp_path: Path) -> None:
    rows = (
        " | 林业保护 | 100.01",
        "2130207 | 封山育林 | 60.00",
        "2130234 | 森林防火 | 40.00",
    )
    names = [name for name, _, _ in projects(tmp_path, BY_FUNCTION, *rows)]
    assert names == ["林业保护", "封山育林", "森林防火"]


def listed(tmp_path: Path, *rows: str) -> Disclosure:
    heading = "单位代码 | 单位（专项）名称 | 资金总额 | 绩效目标 | 一级指标 | 二级指标 | 三级指标 | 指标值"
    return read(tmp_path, "项目支出绩效目标表\n\n" + grid(heading, *rows))


def test_the_row_that_numbers_the_columns_of_a_list_is_no_project(tmp_path: Path) -> None:
    row = "| 封山育林 | 60.00 | 封育山林 | 产出指标 | 数量指标 | 封育面积 | ≥300亩"
    found = listed(tmp_path, "1 | 2 | 3 | 4 | 5 | 6 | 7 | 8", row)
    assert [one.name for one in found.projects] == ["封山育林"]
    assert [one.level3 for one in found.projects[0].indicators] == ["封育面积"]


def test_the_sum_of_a_unit_above_its_projects_is_none(tmp_path: Path) -> None:
    found = listed(
        tmp_path,
        "217 | 松溪县林业局 | 100.00 | | | | | ",
        "217001 | 封山育林 | 60.00 | 封育山林 | 产出指标 | 数量指标 | 封育面积 | ≥300亩",
        "217001 | 森林防火 | 40.00 | 防火 | 产出指标 | 数量指标 | 巡护次数 | ≥12次",
    )
    assert [one.name for one in found.projects] == ["封山育林", "森林防火"]
    assert [one.unit and one.unit.name for one in found.projects] == ["松溪县林业局"] * 2


def test_cells_under_a_heading_that_is_not_known_stay_apart(tmp_path: Path) -> None:
    form = grid(
        "项目名称 | 封山育林 | | | | ",
        "一级指标 | 二级指标 | 三级指标 | 指标值 | 按来源分 | ",
        "产出指标 | 数量指标 | 封育面积 | ≥300亩 | 750.12 | 236.40",
    )
    [project] = read(tmp_path, "项目支出绩效目标表\n\n" + form).projects
    [indicator] = project.indicators
    assert dict(indicator.other) == {"按来源分": "750.12 236.40"}


def test_projects_under_the_name_of_their_unit_are_no_units_and_numbers_no_projects(
    tmp_path: Path,
) -> None:
    rows = (
        "306021 | 石桥镇卫生院 | | 86.00",
        " | 家庭医生签约 | 2100408 | 36.00",
        " | 设备购置 | 2100302 | 50.00",
    )
    heading = "单位编码 | 单位名称（项目） | 功能科目 | 申报金额"
    found = read(tmp_path, "项目支出明细表\n\n单位：万元\n\n" + grid(heading, *rows))
    named = [(one.name, one.unit and one.unit.name) for one in found.projects]
    assert named == [("家庭医生签约", "石桥镇卫生院"), ("设备购置", "石桥镇卫生院")]
    heading = "项目单位 | 功能科目 | 金额"
    found = read(tmp_path, "项目支出表\n\n" + grid(heading, "石桥镇卫生院 | 2100408 | 36.00"))
    assert found.projects == ()


def test_the_whole_of_a_project_under_the_name_of_what_it_is_spent_on(tmp_path: Path) -> None:
    heading = "科目名称 | 项目名称 | 项目支出合计 | 资本性支出"
    assert projects(tmp_path, heading, "生产发展 | 产业路 | 12.00 | 9.00") == [
        ("产业路", None, "12.00")
    ]
