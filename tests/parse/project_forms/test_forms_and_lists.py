"""Forms and lists of projects as other provinces print them."""

from __future__ import annotations

from pathlib import Path

import pytest
from marked import amounts, codes, grid, read, shown

from budgetgraph.disclosure import Project

HEADING = "一级指标 | 二级指标 | 三级指标 | 指标值"
ROW = "产出指标 | 数量指标 | 清淤长度 | ≥12公里"
FORM = "项目支出绩效目标表\n\n"


def test_the_value_of_a_label_is_never_another_label(tmp_path: Path) -> None:
    form = grid(
        "项目名称 | 河道清淤 | 实施单位 | | 项目负责人 | 某某",
        "资金来源 | | 其他资金 | | 联系方式： | ",
        "年度资金总额 | 60.00 | 其中：财政拨款 | 约50万 | 上年结转 | 5.00",
        HEADING,
        ROW,
        "总分 | | | ",
    )
    found = read(tmp_path, FORM + form)
    [project] = found.projects
    assert (project.unit, amounts(project)) == (None, ("60.00", None, None))
    assert len(project.indicators) == 1, "总分 is no indicator"
    assert "amount-not-read" in codes(found), "约50万 is said not to be read"


def test_values_may_stand_below_a_row_of_labels(tmp_path: Path) -> None:
    form = grid(
        "项目名称 | 项目编码 | 实施单位 | 预算金额",
        "河道清淤 | 13052224P000001 | 青湖县河道所 | 60.00",
        HEADING,
        ROW,
    )
    [project] = read(tmp_path, FORM + form).projects
    assert (project.name, project.code, amounts(project)[0]) == (
        "河道清淤", "13052224P000001", "60.00",
    )  # fmt: skip
    assert project.unit is not None
    assert project.unit.name == "青湖县河道所"


def test_what_was_spent_or_reached_is_no_amount_and_no_goal(tmp_path: Path) -> None:
    form = grid(
        "项目名称 | 河道清淤 | | | |",
        "项目资金（万元） | | 年初预算数（A） | 全年预算数（B） | 全年执行数（C） | 执行率（C/B）",
        " | 年度资金总额 | | 46.00 | 44.62 | 97.00%",
        " | 其中：财政拨款 | 50.00 | 46.00 | 44.62 | 97.00%",
        " | 其他资金 | | | 3.00 | ",
        "年度总体目标 | 预期目标 | | | 实际完成情况 | ",
        " | 清淤五公里 | | | 清淤六公里 | ",
        "二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 得分 | 偏差原因分析及改进措施",
        "数量指标 | 清淤长度 | ≥5公里 | 6公里 | 30 | 超额",
    )
    [project] = read(tmp_path, "项目支出绩效自评表\n\n" + form).projects
    assert amounts(project) == ("46.00", "50.00", None), "全年执行数 is no amount of the project"
    assert [goal.text for goal in project.goals] == ["清淤五公里"]
    [one] = project.indicators
    assert (one.achieved, one.score, one.reason, one.basis) == ("6公里", "30", "超额", None)


def test_a_self_evaluation_with_one_row_of_money_and_its_reasons(tmp_path: Path) -> None:
    form = grid(
        "项目名称 | 森林抚育 | | | |",
        "预算执行情况（万元）（20分） | | 预算数（A） | 执行数（B） | 执行率（B/A） | 得分（20分*执行率）",
        " | 年度财政资金总额 | 410.60 | 398.20 | 96.98% | 19.40",
        "一级指标 | 二级指标 | 三级指标 | 年初目标值（A） | 实际完成值（B） | 得分",
        "产出指标 | 数量指标 | 投放天敌 | 5000管 | 4800管 | 14.4",
        "偏差大或目标未完成原因分析 | 受高温影响 | | | |",
        "改进措施及结果应用方案 | 提前采购 | | | |",
    )
    found = read(tmp_path, "森林抚育项目绩效自评表\n\n" + form)
    [project] = found.projects
    assert amounts(project)[0] == "410.60"
    assert project.spent is not None
    assert project.spent.value == "398.20"
    [one] = project.indicators
    assert one.target is not None
    assert (one.level3, one.achieved) == ("投放天敌", "4800管")
    assert (one.target.value, one.target.unit) == (5000, "管")
    assert "column-not-known" not in codes(found)


def test_several_forms_below_each_other_are_several_projects(tmp_path: Path) -> None:
    form = grid(
        "项目名称 | 河道清淤", "预算金额 | 60.00", HEADING, ROW, "注：以上为年度指标",
        "项目名称 | 水库加固", "预算金额 | 40.00", HEADING, "产出指标 | 数量指标 | 加固水库 | 2座",
    )  # fmt: skip
    found = read(tmp_path, FORM + form).projects
    assert [(one.name, amounts(one)[0], len(one.indicators)) for one in found] == [
        ("河道清淤", "60.00", 1), ("水库加固", "40.00", 1),
    ]  # fmt: skip


def test_a_list_without_indicators_gives_projects_and_says_what_lacks(tmp_path: Path) -> None:
    form = grid(
        "序号 | 项目名称 | 项目单位 | 预算金额 | 绩效目标",
        "1 | 河道清淤 | 青湖县河道所 | 600000 | 完成清淤12公里",
        "2 | 水库加固 | 青湖县水库所 | 400000 | 加固2座水库",
        " | 合计 | | 1000000 | ",
    )
    found = read(tmp_path, f"重点{FORM}单位：元\n\n{form}")
    assert [(one.name, amounts(one)[0]) for one in found.projects] == [
        ("河道清淤", "600000"), ("水库加固", "400000"),
    ]  # fmt: skip
    assert {one.total.unit for one in found.projects if one.total} == {"元"}
    assert codes(found).count("form-incomplete") == 2


def test_a_list_with_a_heading_of_two_rows_and_two_years(tmp_path: Path) -> None:
    form = grid(
        "单位名称 | 项目名称 | 2023年预算数 | 2024年预算数 | 绩效指标 | | |",
        " | | | | 一级指标 | 二级指标 | 三级指标 | 指标值",
        "青湖县水务局 | 河道清淤 | 50.00 | 60.00 | 产出指标 | 数量指标 | 清淤长度 | ≥12公里",
        " | | | | | 质量指标 | 合格率 | 100%",
        "青湖县河道所 | 河道清淤 | 4.00 | 5.00 | 产出指标 | 数量指标 | 清淤长度 | ≥1公里",
    )
    found = read(tmp_path, FORM + form).projects
    assert [(one.unit and one.unit.name, amounts(one)[0]) for one in found] == [
        ("青湖县水务局", "60.00"), ("青湖县河道所", "5.00"),
    ]  # fmt: skip
    assert shown(found[0].indicators)[1] == ("产出指标", "质量指标", "合格率", "100%")


def test_the_name_of_a_body_over_its_projects_is_their_unit(tmp_path: Path) -> None:
    form = grid(
        "单位名称、项目名称 | 项目年度绩效目标 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 指标属性 | 指标内容",
        "青湖县水务局",
        "河道清淤 | 完成清淤 | 产出指标 | 数量指标 | 清淤长度 | >= | 12 | 公里 | 定量指标 | 清淤的长度",
    )  # fmt: skip
    [project] = read(tmp_path, FORM + form).projects
    assert project.unit is not None
    assert (project.name, project.unit.name) == ("河道清淤", "青湖县水务局")
    [one] = project.indicators
    assert (one.description, one.target and one.target.operator) == ("清淤的长度", "≥")


def test_first_levels_side_by_side_over_a_list_of_projects(tmp_path: Path) -> None:
    form = grid(
        "单位编码（项目编码） | 项目单位（项目名称） | 项目金额（万元） |          | 绩效目标 |        |          |        ",
        "                     |                        | 资金总额         | 单位资金 | 成本指标 |        | 产出指标 |        ",
        "                     |                        |                  |          | 三级指标 | 指标值 | 三级指标 | 指标值",
        "011001               | 青湖县水务局机关       | 60.00            |          |          |        |          |        ",
        "410423250000000001   | 河道清淤               | 60.00            |          | 总成本   | ≤60万元 | 清淤长度 | ≥5公里",
        "                     |                        |                  |          |          |        | 合格率   | =100%  ",
    )  # fmt: skip
    [project] = read(tmp_path, "项目绩效目标汇总表\n单位：万元\n" + form).projects
    assert project.unit is not None
    assert (project.name, project.unit.name) == ("河道清淤", "青湖县水务局机关")
    assert project.code == "410423250000000001"
    assert amounts(project)[0] == "60.00"
    assert [
        (one.level1, one.level3, one.target and one.target.text) for one in project.indicators
    ] == [
        ("成本指标", "总成本", "≤60万元"),
        ("产出指标", "清淤长度", "≥5公里"),
        ("产出指标", "合格率", "=100%"),
    ]


@pytest.mark.parametrize("heading", ["总金额", "评审金额"])
def test_a_unit_with_a_sum_over_its_projects_is_no_project(heading: str, tmp_path: Path) -> None:
    """Be the heading of the sum known or not."""
    form = grid(
        "单位编码（项目编码） | 项目单位（项目名称） | 项目金额 |  | 绩效目标 |  |  |  ",
        f" |  | {heading} | 财政性资金 | 成本指标 |  | 产出指标 |  ",
        " |  |  |  | 三级指标 | 指标值 | 三级指标 | 指标值",
        "126 | 青湖县水利局 | 60.00 | 50.00 |  |  |  |  ",
        "410423250000000001 | 河道清淤 | 60.00 | 50.00 | 总成本 | ≤60万元 | 清淤长度 | ≥5公里",
    )
    [project] = read(tmp_path, "项目绩效目标汇总表\n单位：万元\n" + form).projects
    assert project.unit is not None
    assert (project.name, project.unit.name) == ("河道清淤", "青湖县水利局")
    assert amounts(project)[1] == "50.00"


def test_a_single_first_level_over_a_list_is_not_read_and_said(tmp_path: Path) -> None:
    form = grid(
        "项目名称 | 资金总额 | 产出指标 |        ",
        "         |          | 三级指标 | 指标值",
        "河道清淤 | 60.00    | 清淤长度 | ≥5公里",
    )
    found = read(tmp_path, "项目绩效目标汇总表\n单位：万元\n" + form)
    assert found.projects == ()
    assert "form-without-name" in codes(found)


def test_a_repeated_first_level_keeps_the_second_one_above_it(tmp_path: Path) -> None:
    form = grid(
        "项目名称 | 河道清淤", "年度预算 | 60.00", HEADING, ROW,
        "产出指标 | | 清淤方量 | ≥3万方", "效益指标 | | 改善环境 | 明显",
    )  # fmt: skip
    [project] = read(tmp_path, FORM + form).projects
    assert [one[:2] for one in shown(project.indicators)] == [
        ("产出指标", "数量指标"), ("产出指标", "数量指标"), ("效益指标", None),
    ]  # fmt: skip


TABLE = (
    "单位名称 | 项目名称 | 合计 | 一般公共预算 | 其他资金",
    "青湖县水务局本级 | 党建经费 | 6.00 | 6.00 | ",
    "青湖县河道所 | | 64.00 | 54.00 | 10.00",
    "青湖县河道所 | 党建经费 | 4.00 | 4.00 | ",
    "青湖县河道所 | 河道清淤 | 60.00 | 50.00 | 10.00",
    "合计 | | 70.00 | 60.00 | 10.00",
)


def test_two_units_may_have_a_project_of_one_name_and_a_sum_is_none(tmp_path: Path) -> None:
    found = read(tmp_path, "项目支出表\n\n单位：万元\n\n" + grid(*TABLE)).projects
    assert [(one.name, one.unit and one.unit.name, amounts(one)[0]) for one in found] == [
        ("党建经费", "青湖县水务局本级", "6.00"),
        ("党建经费", "青湖县河道所", "4.00"),
        ("河道清淤", "青湖县河道所", "60.00"),
    ]


@pytest.mark.parametrize(
    ("printed", "fiscal", "other"), [("60.00", "50.00", "10.00"), ("65.00", None, None)]
)
def test_a_project_with_a_form_is_one_and_takes_over_what_agrees(
    tmp_path: Path, printed: str, fiscal: str | None, other: str | None
) -> None:
    table = "项目支出表\n\n单位：万元\n\n" + grid(*TABLE)
    form = grid("项目名称 | 河道清淤", f"年度预算 | {printed}", HEADING, ROW)
    found = read(tmp_path, f"{table}\n{FORM}{form}").projects
    [project] = [one for one in found if one.name == "河道清淤"]
    assert amounts(project) == (printed, fiscal, other)
    assert project.unit is not None
    assert project.unit.name == "青湖县河道所"


def further(found: Project) -> list[str]:
    return [amount.value for amount in found.further]


def test_money_of_sources_without_a_field_is_kept_beside_the_parts(tmp_path: Path) -> None:
    form = grid(
        "项目名称 | 河道清淤 | | | |",
        "年度资金总额 | 60.00 | 其中：财政拨款 | 50.00 | 上年结转 | 5.00",
        " | | 使用非财政拨款结余 | 2.00 | 单位资金 | 3.00",
        HEADING,
        ROW,
    )
    [project] = read(tmp_path, FORM + form).projects
    assert amounts(project) == ("60.00", "50.00", None)
    assert further(project) == ["5.00", "2.00", "3.00"]


def test_a_list_and_a_table_keep_it_too(tmp_path: Path) -> None:
    listed = grid(
        "项目名称 | 资金总额 | 财政拨款 | 单位资金 | 一级指标 | 三级指标 | 指标值",
        "河道清淤 | 60.00 | 50.00 | 10.00 | 产出指标 | 清淤长度 | ≥12公里",
    )
    [project] = read(tmp_path, FORM + listed).projects
    assert further(project) == ["10.00"]
    table = grid(
        "项目名称 | 项目单位 | 合计 | 财政拨款 | 其他资金 | 上年结转 | 备注",
        "河道清淤 | 青湖县河道所 | 60.00 | 50.00 | 4.00 | 6.00 | 无",
    )
    [project] = read(tmp_path, "项目支出表\n\n" + table).projects
    assert (amounts(project), further(project)) == (("60.00", "50.00", "4.00"), ["6.00"])


def test_what_a_form_and_a_table_both_give_counts_once(tmp_path: Path) -> None:
    form = grid("项目名称 | 河道清淤 | | |", "资金总额 | 60.00 | 上年结转 | 6.00", HEADING, ROW)
    table = grid("项目名称 | 合计 | 上年结转 | 备注", "河道清淤 | 60.00 | 6.00 | 无")
    [project] = read(tmp_path, f"{FORM}{form}\n\n项目支出表\n\n{table}").projects
    assert (amounts(project)[0], further(project)) == ("60.00", ["6.00"])


def test_a_form_without_an_amount_is_complete_where_a_table_gives_it(tmp_path: Path) -> None:
    form = grid("项目名称 | 河道清淤", HEADING, ROW)
    table = grid("项目名称 | 合计 | 备注", "河道清淤 | 60.00 | ", "桥梁检测 | 4.00 | ")
    assert "form-incomplete" in codes(read(tmp_path, FORM + form))
    both = read(tmp_path, f"{FORM}{form}\n\n项目支出表\n\n{table}")
    assert amounts(both.projects[0])[0] == "60.00"
    assert "form-incomplete" not in codes(both)


@pytest.mark.parametrize(
    ("heads", "figures", "fiscal"),
    [
        ("合计 | 一般公共预算 | 单位资金", "60.00 | 50.00 | 10.00", "50.00"),
        ("合计 | 一般公共预算拨款 | 政府性基金预算", "60.00 | | 60.00", "60.00"),
        ("合计 | 一般公共预算 | 单位资金", "60.00 | 50.00 | 5.00", None),
        ("合计 | 一般公共预算 | 政府性基金预算", "60.00 | 50.00 | 10.00", None),
        ("合计 | 一般公共预算 | 上年结转", "60.00 | 50.00 | 10.00", None),
        ("合计 | 一般公共预算 | 本年财政拨款", "60.00 | 40.00 | 50.00", "50.00"),
    ],
    ids=["one", "of a fund", "a part lacks", "two", "whose is not told", "said"],
)
def test_what_of_a_row_is_from_the_treasury(
    tmp_path: Path, heads: str, figures: str, fiscal: str | None
) -> None:
    table = grid(f"单位名称 | 项目名称 | {heads}", f"青湖县河道所 | 河道清淤 | {figures}")
    found = read(tmp_path, "项目支出表\n\n单位：万元\n\n" + table)
    assert [amounts(one)[:2] for one in found.projects] == [("60.00", fiscal)]
    is_said = any("from the treasury" in note.message for note in found.notes)
    assert is_said is (fiscal is None)


def test_a_sum_below_the_treasury_under_one_heading_of_its_name(tmp_path: Path) -> None:
    table = grid(
        "项目名称 | 合计 | 财政拨款 | | 单位资金",
        " | | 小计 | 一般公共预算 | ",
        "河道清淤 | 60.00 | 50.00 | 50.00 | 10.00",
    )
    [project] = read(tmp_path, "项目支出表\n\n单位：万元\n\n" + table).projects
    assert amounts(project)[:2] == ("60.00", "50.00")


def test_a_project_names_its_row_beside_its_class(tmp_path: Path) -> None:
    table = grid(
        "科目编码 | 科目名称 | 项目名称 | 合计",
        "213 | 农林水支出 | | 60.00",
        "2130305 | 水利工程建设 | 河道清淤 | 60.00",
    )
    found = read(tmp_path, "项目支出表\n\n单位：万元\n\n" + table)
    assert [row.item for row in found.tables[0].rows] == ["农林水支出", "河道清淤"]
    assert [one.name for one in found.projects] == ["河道清淤"]


@pytest.mark.parametrize(("amount", "said"), [("约60万元", True), ("60.00", False), ("无", False)])
def test_a_row_of_projects_with_an_amount_among_words_is_said(
    tmp_path: Path, amount: str, said: bool
) -> None:
    table = grid("项目名称 | 合计 | 备注", f"河道清淤 | {amount} | ", "桥梁检测 | 4.00 | ")
    found = read(tmp_path, f"项目支出表\n\n{table}")
    assert ("amount-not-read" in codes(found)) is said
    assert ("河道清淤" in [project.name for project in found.projects]) is (amount == "60.00")
