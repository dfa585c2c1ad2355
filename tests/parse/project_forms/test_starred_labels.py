"""Labels and headings of forms in other dress: stars, seals, brackets, cells of several lines."""

from __future__ import annotations

from pathlib import Path

from marked import amounts, grid, read

from budgetgraph.forms import forms

FORM = "项目支出绩效目标表\n\n"


def test_a_star_before_a_label_says_nothing(tmp_path: Path) -> None:
    form = grid(
        "*项目支出名称 | 价格认定 | | | | ",
        "＊资金总额（万元） | 14.40 | | | | ",
        "*项目支出实施期绩效目标 | 保障价格认定工作。 | | | | ",
        "一级指标 | 二级指标 | 三级指标 | 指标值类型 | *指标值 | 计量单位",
        "产出指标 | 数量指标 | 办理案件 | 定量 | ≥320 | 件",
        "效益指标 | 社会效益指标 | 物价平稳 | 定性 | 基本稳定 | ",
    )
    [project] = read(tmp_path, FORM + form).projects
    assert (project.name, amounts(project)[0]) == ("价格认定", "14.40")
    assert [goal.text for goal in project.goals] == ["保障价格认定工作。"]
    targets = [row.target for row in project.indicators]
    assert [target and (target.text, target.operator) for target in targets] == [
        ("≥320件", "≥"),
        ("基本稳定", None),
    ]


def test_stars_alone_are_no_label() -> None:
    assert "**" not in forms().label["total"]
    assert "*资金总额" in forms().label["total"]


def test_a_level_over_both_columns_is_the_first_one(tmp_path: Path) -> None:
    form = grid(
        "项目名称 | 降尘服务 | | | ",
        "本年度绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值",
        " | 效益指标 | 社会效益指标 | 投诉办结率 | 100%",
        " | 社会公众或服务对象满意度指标 | | 市民满意度 | ≥90%",
        "  | 效益指标 | 社会公众或服务对象满意度指标 | 游客满意度 | ≥85%",
    )
    found = read(tmp_path, FORM + form)
    [project] = found.projects
    _, above, below = ((row.level1, row.level2) for row in project.indicators)
    assert above == ("社会公众或服务对象满意度指标", None)
    assert below == ("效益指标", "社会公众或服务对象满意度指标")
    assert "column-not-known" not in {note.code for note in found.notes}


def test_who_fills_in_a_form_under_seal_is_its_caption(tmp_path: Path) -> None:
    caption = "填报单位（盖章）：石桥县水务局 单位：万元\n\n"
    form = grid(
        "项目名称 | 河道清淤", "预算部门 | 石桥县水务局", "资金总额 | 60.00", "绩效目标 | 清淤。"
    )
    [project] = read(tmp_path, f"项目支出绩效目标表\n\n{caption}{form}").projects
    assert project.unit is not None
    assert project.unit.name == "石桥县水务局"


def test_all_money_stands_in_the_lines_of_one_cell(tmp_path: Path) -> None:
    form = grid(
        "项目名称 | 红枣提质",
        "项目资金申请（万元） | 资金总额：180.00<br>财政拨款：170.00<br>其他：10.00",
        "绩效目标 | 提质增效。",
    )
    [project] = read(tmp_path, FORM + form).projects
    assert amounts(project) == ("180.00", "170.00", "10.00")


def test_goals_stand_below_their_heads_in_a_section_of_another_name(tmp_path: Path) -> None:
    form = grid(
        "项目名称 | 补充耕地 | | | ",
        "项目基本情况 | 1.项目年度目标完成情况 | 项目年度目标 | 年度目标完成情况 | ",
        " | | ①补充耕地186亩；②管护新增耕地。 | 全部完成。 | ",
        " | 2.项目实施内容及过程概述 | 完成土地平整。 | | ",
    )
    [project] = read(tmp_path, FORM + form).projects
    assert [goal.text for goal in project.goals] == ["补充耕地186亩；", "管护新增耕地。"]
    assert project.overview == "完成土地平整。"


def test_amounts_with_their_unit_stand_before_the_next_label(tmp_path: Path) -> None:
    form = grid(
        "项目名称 | 中医馆建设",
        "资金总额：108.00万元，其中：财政拨款100.00万元，其他资金8.00万元。 | ",
        "绩效目标 | 建设中医馆。",
    )
    [project] = read(tmp_path, FORM + form).projects
    assert amounts(project) == ("108.00", "100.00", "8.00")


def test_who_is_responsible_for_a_project_carries_it_out(tmp_path: Path) -> None:
    form = grid(
        "项目名称 | 动物防疫 | 项目负责单位 | 青湖县疫控中心",
        "主管部门 | 青湖县畜牧局 | 预算数 | 206.00",
        "绩效目标 | 强制免疫。 | | ",
    )
    [project] = read(tmp_path, FORM + form).projects
    assert project.unit is not None
    assert project.unit.name == "青湖县疫控中心"


def test_goals_stand_behind_the_value_of_a_label_that_is_not_known(tmp_path: Path) -> None:
    form = grid(
        "项目名称 | 科普活动 | | ",
        "本级支出 | 50.00 | 当年整体绩效目标 | 开展科普进乡镇。",
        "一级指标 | 二级指标 | 三级指标 | 指标值",
        "产出指标 | 数量指标 | 活动场次 | ≥32场",
    )
    [project] = read(tmp_path, FORM + form).projects
    assert [goal.text for goal in project.goals] == ["开展科普进乡镇。"]


def test_general_goals_of_a_list_are_goals_and_no_level(tmp_path: Path) -> None:
    form = grid(
        "项目名称 | 项目金额 | 总体目标 | 一级指标 | 二级指标 | 三级指标 | 目标值",
        "公益林补偿 | 160.00 | 巩固生态成果。 | 产出指标 | 数量指标 | 补偿面积 | ≥62万亩",
    )
    [project] = read(tmp_path, FORM + form).projects
    assert [goal.text for goal in project.goals] == ["巩固生态成果。"]
    assert project.indicators[0].level2 == "数量指标"
