"""Lists of projects whose headings hold words that are not known, or two rows."""

from __future__ import annotations

from pathlib import Path

import pytest
from marked import amounts, codes, grid, read, shown

from budgetgraph.document import passage
from budgetgraph.document.where import Where
from budgetgraph.parse.project_forms.read_forms import read_forms
from budgetgraph.recognise import FormClaim

FORM = "2024年项目支出绩效目标表\n\n单位：万元\n\n"


def test_a_heading_with_words_that_are_not_known_names_no_project(tmp_path: Path) -> None:
    form = grid(
        "项目名称 | 经费安排 | 绩效目标 | 责任科室",
        "河道清淤 | 60.00 | 清淤12公里 | 河道科",
        "水库加固 | 40.00 | 加固2座 | 水库科",
    )
    found = read(tmp_path, FORM + form)
    assert [(one.name, one.goals[0].text) for one in found.projects] == [
        ("河道清淤", "清淤12公里"), ("水库加固", "加固2座"),
    ]  # fmt: skip
    assert codes(found).count("column-not-known") == 2, "经费安排 and 责任科室 are said"


def test_the_day_below_a_list_is_no_project(tmp_path: Path) -> None:
    form = grid(
        "单位名称 | 项目名称 | 资金 | 绩效目标",
        "青湖县水务局 | 河道清淤 | 60.00 | 清淤12公里",
        " | 2025年1月8日 |  | ",
        " | 水库加固 | 40.00 | 加固2座",
    )
    found = read(tmp_path, FORM + form)
    assert [one.name for one in found.projects] == ["河道清淤", "水库加固"]


def test_a_row_of_labels_with_their_values_heads_no_list(tmp_path: Path) -> None:
    """Below it stands another label: it is a form."""
    form = grid(
        "项目名称 | 河道清淤 | 项目单位 | 青湖县河道所",
        "预算金额 | 60.00 | 其中：财政拨款 | 50.00",
    )
    [project] = read(tmp_path, FORM + form).projects
    assert (project.name, amounts(project)) == ("河道清淤", ("60.00", "50.00", None))


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("预算安排 | ", "总额 | 财政拨款"),
        ("预算金额 | ", "合计 | 财政拨款"),
        ("预算金额 | 财政拨款", " | "),
        ("合计 | 财政拨款", " | "),
        ("资金 | ", "总额 | 财政拨款"),
    ],
)
def test_the_total_of_a_list_may_stand_in_either_row_of_its_heading(
    tmp_path: Path, above: str, below: str
) -> None:
    form = grid(
        f"项目名称 | {above} | 绩效指标 | | |",
        f" | {below} | 一级指标 | 二级指标 | 三级指标 | 指标值",
        "河道清淤 | 60.00 | 50.00 | 产出指标 | 数量指标 | 清淤长度 | ≥12公里",
    )
    found = read(tmp_path, FORM + form)
    [project] = found.projects
    assert amounts(project) == ("60.00", "50.00", None)
    assert shown(project.indicators) == [("产出指标", "数量指标", "清淤长度", "≥12公里")]
    assert "column-not-known" not in codes(found)


@pytest.mark.parametrize(
    ("caption", "unit"),
    [
        ("305001石桥县司法局本级    单位：万元", ("305001", "石桥县司法局本级")),
        ("305石桥县司法局    单位：万元", None),
    ],
)
def test_a_caption_of_unit_and_scale_names_the_unit_of_a_form(
    tmp_path: Path, caption: str, unit: tuple[str, str] | None
) -> None:
    form = grid("项目名称 | 法律援助 | 预算数 | 18.00", "一级指标 | 二级指标 | 三级指标 | 指标值",
                "产出指标 | 数量指标 | 办案数量 | ≥230件")  # fmt: skip
    [project] = read(tmp_path, f"2024年项目支出绩效目标表\n\n{caption}\n\n{form}").projects
    named = project.unit and (project.unit.code, project.unit.name)
    assert named == unit


@pytest.mark.parametrize(
    ("heading", "units", "of_target"),
    [
        # before the name of the project it is whose project it is
        ("单位 | 项目名称 | 预算数 | 指标名称 | 指标值", ["青湖县种子站"], None),
        ("项目单位 | 项目名称 | 预算数 | 指标名称 | 指标值", ["青湖县种子站"], None),
        # behind it, it is that of the target
        ("单位名称 | 项目名称 | 预算数 | 指标名称 | 指标值 | 单位", ["青湖县种子站"], "个"),
    ],
)
def test_where_the_column_of_units_stands(
    tmp_path: Path, heading: str, units: list[str], of_target: str | None
) -> None:
    row = "青湖县种子站 | 种子抽检 | 8.00 | 抽检样品 | 60" + (" | 个" if of_target else "")
    [project] = read(tmp_path, FORM + grid(heading, row)).projects
    [indicator] = project.indicators
    assert [project.unit and project.unit.name] == units
    assert indicator.target is not None
    assert indicator.target.unit == of_target


def test_the_code_of_a_row_of_a_unit_is_its_unit_s(tmp_path: Path) -> None:
    table = grid(
        "单位编码 | 单位名称 | 项目名称 | 本年安排合计",
        "412001 | 石桥县林业局本级 | 森林防火 | 35.00",
        "2130234 | 石桥县林业站 | 林业草原防灾减灾 | 20.00",
    )
    found = read(tmp_path, "项目支出预算表\n\n单位：万元\n\n" + table)
    units = [one.unit for one in found.projects if one.unit is not None]
    assert [(unit.code, unit.name) for unit in units] == [
        ("412001", "石桥县林业局本级"),
        (None, "石桥县林业站"),
    ], "a code of a class is nobody's"


@pytest.mark.parametrize(
    "heading", ["项目资金（元）", "资金安排（元）", "预算安排（元）", "预算（元）"]
)
def test_money_without_another_column_of_amounts_is_the_total(tmp_path: Path, heading: str) -> None:
    form = grid(
        f"项目名称 | {heading} | 年度目标 | 一级指标 | 二级指标 | 三级指标 | 指标值",
        "河道清淤 | 600000.00 | 清淤12公里 | 产出指标 | 数量指标 | 清淤长度 | ≥12公里",
    )
    [project] = read(tmp_path, FORM + form).projects
    assert amounts(project) == ("600000.00", None, None)
    assert project.total is not None
    assert project.total.unit == "元"


def test_money_over_its_parts_is_no_total(tmp_path: Path) -> None:
    form = grid(
        "项目名称 | 项目资金（万元） | 财政拨款 | 年度目标 | 一级指标 | 二级指标 | 三级指标 | 指标值",
        "河道清淤 |  | 60.00 | 清淤12公里 | 产出指标 | 数量指标 | 清淤长度 | ≥12公里",
    )
    [project] = read(tmp_path, FORM + form).projects
    assert amounts(project) == (None, "60.00", None)


@pytest.mark.parametrize(
    ("row", "total"),
    [
        ("项目资金（万元） | 合计 | 45.00", "45.00"),
        ("项目资金（万元） | 总额 | 45.00", "45.00"),
        ("项目周期（年） | 合计 | 45.00", None),
    ],
)
def test_a_word_of_totals_behind_the_label_of_all_money(
    tmp_path: Path, row: str, total: str | None
) -> None:
    form = grid(
        "项目名称 | 河道清淤 | ",
        row,
        " | 财政拨款 | 40.00",
        "三级指标 | 指标值 | ",
        "长度 | ≥5公里 | ",
    )
    [project] = read(tmp_path, FORM + form).projects
    assert amounts(project)[:2] == (total, "40.00")


def test_a_column_of_indicators_may_be_parted_in_the_second_row(tmp_path: Path) -> None:
    form = grid(
        "预算单位 | 项目名称 | 预算资金 | 绩效指标 | | | 指标值 |",
        " | | | 一级指标 | 二级指标 | 三级指标 | 指标符号 | 指标值",
        "青湖县水利局 | 河道清淤 | 60.00 | 产出指标 | 数量指标 | 清淤长度 | ≥ | 12公里",
    )
    found = read(tmp_path, FORM + form)
    [project] = found.projects
    assert (project.name, amounts(project)[0]) == ("河道清淤", "60.00")
    assert shown(project.indicators) == [("产出指标", "数量指标", "清淤长度", "≥12公里")]
    assert "column-not-known" not in codes(found)


@pytest.mark.parametrize(
    "heading", ["实际完成值", "全年实际值（B）", "年度实际值", "本年实际指标值"]
)
def test_what_was_reached_in_other_words(tmp_path: Path, heading: str) -> None:
    form = grid(
        "项目名称 | 河道清淤 | | | |",
        f"一级指标 | 二级指标 | 三级指标 | 年度指标值 | {heading} | 得分",
        "产出指标 | 数量指标 | 清淤长度 | ≥12公里 | 11公里 | 9",
    )
    found = read(tmp_path, "项目支出绩效自评表\n\n" + form)
    [indicator] = found.projects[0].indicators
    assert (indicator.achieved, indicator.score) == ("11公里", "9")
    assert "column-not-known" not in codes(found)


def test_a_word_for_a_sum_alone_is_no_total(tmp_path: Path) -> None:
    """合计 beside no part of an amount may add up anything: how many places, how many people."""
    form = grid(
        "项目名称 | 合计 | 一级指标 | 二级指标 | 三级指标 | 指标值",
        "河道清淤 | 12 | 产出指标 | 数量指标 | 清淤长度 | ≥12公里",
    )
    found = read(tmp_path, FORM + form)
    assert amounts(found.projects[0])[0] is None
    assert "form-incomplete" in codes(found)


def test_of_two_lists_of_indicators_each_has_its_own_first_level(tmp_path: Path) -> None:
    form = grid(
        "项目名称 | 河道清淤 | | | |",
        "预算金额 | 60.00 | | | |",
        "一级指标 | 三级指标 | 指标值 | 一级指标 | 三级指标 | 指标值",
        "产出指标 | 清淤长度 | 36公里 | 产出指标 | 清淤长度 | 12公里",
        "效益指标 | 受益人口 | 9万人 | 产出指标 | 清淤方量 | 3万方",
    )
    [project] = read(tmp_path, FORM + form).projects
    assert shown(project.indicators) == [
        ("产出指标", None, "清淤长度", "12公里"),
        ("产出指标", None, "清淤方量", "3万方"),
    ], "效益指标 is of the first list"


@pytest.mark.parametrize(
    ("line", "goals"),
    [("绩效目标：清淤12公里。", ["清淤12公里。"]), ("绩效目标 清淤12公里。", [])],
)
def test_a_sentence_behind_a_colon_is_the_value_of_its_label(
    tmp_path: Path, line: str, goals: list[str]
) -> None:
    text = (
        f"项目支出绩效目标表\n项目名称：河道清淤\n预算金额：60.00\n{line}\n"
        "一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t清淤长度\t≥12公里\n"
    )
    [project] = read(tmp_path, text, "x.txt").projects
    assert [goal.text for goal in project.goals] == goals


LIST = "项目名称 | 预算金额 | 一级指标 | 二级指标 | 三级指标 | {} | 目标值 | 计量单位"


@pytest.mark.parametrize(
    ("heading", "sign", "expected"),
    [
        ("指标方向", "大于等于", ("大于等于12公里", "≥", "12", "公里")),
        ("评判方式", "≤", ("≤12公里", "≤", "12", "公里")),
        ("指标方向", "正向", ("12公里", "=", "12", "公里")),
        ("指标方向", "定量", ("12公里", "=", "12", "公里")),
    ],
)
def test_a_sign_is_the_operator_whatever_its_heading(
    tmp_path: Path, heading: str, sign: str, expected: tuple[str, ...]
) -> None:
    form = grid(
        LIST.format(heading),
        f"河道清淤 | 60.00 | 产出指标 | 数量指标 | 清淤长度 | {sign} | 12 | 公里",
    )
    [project] = read(tmp_path, FORM + form).projects
    target = project.indicators[0].target
    assert target is not None
    assert (target.text, target.operator, str(target.value), target.unit) == expected


def test_levels_may_be_headed_by_their_numbers_alone(tmp_path: Path) -> None:
    form = grid(
        "单位名称 | 项目名称 | 金额 | | 绩效指标 | | | |",
        " | | 合计 | 本级财政 | 一级 | 二级 | 三级 | 指标值 | 单位",
        "青湖县河道所 | 河道清淤 | 60.00 | 40.00 | 产出指标 | 数量指标 | 清淤长度 | ≥12 | 公里",
    )
    [project] = read(tmp_path, FORM + form).projects
    assert [one.level3 for one in project.indicators] == ["清淤长度"]
    assert amounts(project) == ("60.00", "40.00", None)


UNITS = "项目单位 | 项目名称 | 预算金额 | 一级指标 | 二级指标 | 三级指标 | 指标值"


@pytest.mark.parametrize(
    ("second", "unit_of_third"), [("", "青湖县河道所"), ("青湖县河道所", None)]
)
def test_a_unit_merged_over_its_projects_is_of_all_of_them(
    tmp_path: Path, second: str, unit_of_third: str | None
) -> None:
    """Where each row prints it, a row without one has none."""
    form = grid(
        UNITS,
        "青湖县河道所 | 河道清淤 | 60.00 | 产出指标 | 数量指标 | 清淤长度 | ≥12公里",
        f"{second} | 水库加固 | 40.00 | 产出指标 | 数量指标 | 加固水库 | 2座",
        " | 河道保洁 | 20.00 | 产出指标 | 数量指标 | 保洁河长 | 9公里",
    )
    units = [one.unit and one.unit.name for one in read(tmp_path, FORM + form).projects]
    assert units == ["青湖县河道所", "青湖县河道所", unit_of_third]


@pytest.mark.parametrize("word", ["序号", "责任科室"])
def test_a_heading_of_two_rows_may_have_a_column_beside_those_of_the_project(
    tmp_path: Path, word: str
) -> None:
    form = grid(
        f"{word} | 项目名称 | 预算资金 | 年度绩效目标 | 绩效指标 | | | | |",
        " | | | | 一级指标 | 二级指标 | 三级指标 | 指标符号 | 指标值 | 计量单位",
        "1 | 农村公路养护 | 463.20 | 养护农村公路 | 产出指标 | 数量指标 | 养护里程 | ≥ | 962 | 公里",
        " | | | | | 质量指标 | 优良路比例 | ≥ | 85 | %",
        "2 | 护栏安装 | 180.00 | 安装护栏 | 产出指标 | 数量指标 | 护栏长度 | = | 15 | 公里",
    )
    projects = read(tmp_path, FORM + form).projects
    assert [(one.name, amounts(one)[0], len(one.indicators)) for one in projects] == [
        ("农村公路养护", "463.20", 2), ("护栏安装", "180.00", 1),
    ]  # fmt: skip


def test_labels_with_their_values_above_indicators_are_no_heading_of_a_list(tmp_path: Path) -> None:
    form = grid(
        "项目名称 | 农村公路养护 | 预算资金 | 463.20",
        "绩效指标 | 一级指标 | 三级指标 | 指标值",
        " | 产出指标 | 养护里程 | ≥962公里",
    )
    [project] = read(tmp_path, FORM + form).projects
    assert (project.name, amounts(project)[0]) == ("农村公路养护", "463.20")


@pytest.mark.parametrize(("second", "of_third"), [("", "青湖县河道所"), ("青湖县河道所", None)])
def test_a_unit_merged_over_rows_of_project_expenditure_is_of_all_of_them(
    tmp_path: Path, second: str, of_third: str | None
) -> None:
    """Where each row prints it, a row without one has none."""
    table = grid(
        "类别 | 项目单位 | 项目名称 | 合计 | 一般公共预算",
        "特定目标类 | 青湖县河道所 | 河道清淤 | 60.00 | 60.00",
        f" | {second} | 水库加固 | 40.00 | 40.00",
        " | | 河道保洁 | 20.00 | 20.00",
        "合计 | | | 120.00 | 120.00",
    )
    projects = read(tmp_path, "项目支出表\n单位：万元\n" + table).projects
    units = [one.unit and one.unit.name for one in projects]
    assert units == ["青湖县河道所", "青湖县河道所", of_third]


@pytest.mark.parametrize("name", ["项目", "项目名称"])
@pytest.mark.parametrize("target", ["目标", "目标值"])
def test_short_words_in_a_heading_of_two_rows(tmp_path: Path, name: str, target: str) -> None:
    form = grid(
        f"{name} | 金额 | 绩效指标 | | |",
        f" | | 一级 | 二级 | 三级 | {target}",
        "营养改善 | 45.00 | 产出 | 数量 | 受益学生 | ≥620人",
    )
    [project] = read(tmp_path, FORM + form).projects
    assert (project.name, amounts(project)[0], project.goals) == ("营养改善", "45.00", ())
    assert shown(project.indicators) == [("产出", "数量", "受益学生", "≥620人")]


def test_a_second_row_of_the_heading_parts_money_and_targets(tmp_path: Path) -> None:
    form = grid(
        "项目名称 | 预算金额 | | | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | | ",
        " | 合计 | 财政拨款 | 其他资金 | | | | 符号 | 值 | 单位",
        "矿山治理 | 100.00 | 90.00 | 10.00 | 产出指标 | 数量指标 | 治理矿山 | ≥ | 3 | 个",
    )
    found = read(tmp_path, FORM + form)
    [project] = found.projects
    assert amounts(project) == ("100.00", "90.00", "10.00")
    assert shown(project.indicators) == [("产出指标", "数量指标", "治理矿山", "≥3个")]
    assert "column-not-known" not in codes(found)


LISTED = "项目名称 | 预算金额 | 一级指标 | 二级指标 | 三级指标 | 指标值"
ABOVE = " | | 产出指标 | 数量指标 | 清淤长度 | ≥12公里"
NAMED = "河道清淤 | 60.00 | 产出指标 | 质量指标 | 合格率 | 100%"


def test_an_indicator_above_the_first_name_is_said_to_be_nobodys(tmp_path: Path) -> None:
    found = read(tmp_path, FORM + grid(LISTED, ABOVE, NAMED))
    [project] = found.projects
    assert [row.level3 for row in project.indicators] == ["合格率"]
    assert [note.message for note in found.notes if note.code == "cell-not-read"] == [
        "this line does not fit the columns of its form: 产出指标"
    ]


def test_of_guessed_cells_nothing_is_read_then() -> None:
    rows = [
        tuple(passage(cell.strip(), Where(at, at)) for cell in text.split("|"))
        for at, text in enumerate((LISTED, ABOVE, NAMED), start=2)
    ]
    title = passage("项目支出绩效目标表", Where(1, 1))
    for guessed in (True, False):
        claim = FormClaim("project", title, None, None, (), [tuple(rows)], guessed=guessed)
        [form] = read_forms([claim])
        assert (form.torn is not None, len(form.projects)) == (guessed, not guessed)
