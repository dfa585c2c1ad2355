"""Projects in other provinces' forms: columns apart, lists, tables, self-evaluations, prose."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import parsed, tabbed

from budgetgraph.disclosure import Disclosure
from budgetgraph.pipeline.line import extract

HEAD = "松溪县林草局2025年部门预算\n2025年收入总预算100.00万元。\n"


def read(tmp_path: Path, text: str) -> Disclosure:
    path = tmp_path / "公开.txt"
    path.write_text(HEAD + text, "utf-8")
    return extract(path)


def rows(*lines: tuple[str, ...]) -> str:
    return "".join("\t".join(line) + "\n" for line in lines)


def form(*lines: tuple[str, ...]) -> str:
    return "部门预算项目绩效目标表\n" + rows(
        ("项目名称", "封山育林"), ("预算金额", "30.00"), *lines
    )


def notes(found: Disclosure, code: str) -> list[str]:
    return [note.message for note in found.notes if note.code == code]


def test_operator_value_and_unit_apart_make_one_target(tmp_path: Path) -> None:
    [project] = read(
        tmp_path,
        form(
            ("一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "权重"),
            ("产出指标", "数量指标", "育林面积", "≥", "1.2", "万亩", "40"),
            ("满意度指标", "服务对象满意度指标", "群众满意度", "定性", "较高", "", "10"),
        ),
    ).projects
    area, people = project.indicators
    assert area.target is not None
    assert (area.target.text, area.target.operator, area.target.unit) == ("≥1.2万亩", "≥", "亩")
    assert area.target.value == 12000
    assert area.basis is None
    assert area.other == ()
    assert people.target is not None
    assert people.target.operator is None


def test_a_sign_and_a_unit_without_a_value_are_no_target(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        form(
            ("一级指标", "二级指标", "三级指标", "指标性质", "绩效度量", "度量单位"),
            ("产出指标", "数量指标", "育林面积", "≥", "1.2", "万亩"),
        ),
    )
    [indicator] = found.projects[0].indicators
    assert indicator.target is None
    assert indicator.other == (("绩效度量", "1.2"),)


def test_a_column_that_is_not_known_keeps_its_name(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        form(
            ("一级指标", "二级指标", "三级指标", "指标值", "评分标准", "指标值确定依据"),
            ("产出指标", "数量指标", "育林面积", "≥3亩", "少1亩扣1分", "年度计划"),
        ),
    )
    [indicator] = found.projects[0].indicators
    assert indicator.other == (("评分标准", "少1亩扣1分"),)
    assert indicator.basis == "年度计划"
    assert notes(found, "column-not-known") == ["a column of a form is not known: 评分标准"]


def test_a_table_of_two_levels(tmp_path: Path) -> None:
    [project] = read(
        tmp_path,
        form(
            ("指标类型", "指标名称", "指标性质", "指标值", "计量单位"),
            ("产出类指标", "育林面积", "≥", "3", "亩"),
        ),
    ).projects
    [indicator] = project.indicators
    assert (indicator.level1, indicator.level2, indicator.level3) == (
        "产出类指标",
        None,
        "育林面积",
    )


def test_of_two_levels_the_second_one_names_the_indicators(tmp_path: Path) -> None:
    [project] = read(
        tmp_path,
        "文物保护专项绩效目标表\n"
        + rows(
            ("年度预算金额（万元）", "300.00", "", ""),
            ("绩效指标", "一级指标", "二级指标", "目标值"),
            ("", "产出指标", "维修旧址数量", "6处"),
            ("", "", "验收合格率", "100%"),
        ),
    ).projects
    assert [(one.level1, one.level2, one.level3) for one in project.indicators] == [
        ("产出指标", None, "维修旧址数量"),
        ("产出指标", None, "验收合格率"),
    ]


def test_a_self_evaluation_keeps_what_was_reached_apart(tmp_path: Path) -> None:
    [project] = read(
        tmp_path,
        "部门预算项目支出绩效自评表（2025年度）\n"
        + rows(
            ("项目名称", "51092324T000010263357-封山育林"),
            ("主管部门", "松溪县林草局", "实施单位", "松溪县国有林场"),
            ("预算执行情况", "年初预算", "预算执行数", "执行率"),
            ("", "60.00", "57.00", "95%"),
            ("年度目标", "预期目标", "实际完成情况"),
            ("", "育林三亩。", "育林四亩。"),
            (
                "一级指标",
                "二级指标",
                "三级指标",
                "指标值",
                "完成值",
                "分值",
                "得分",
                "偏差原因分析",
            ),
            ("产出指标", "数量指标", "育林面积", "≥3亩", "4", "50", "48", "天气"),
            ("总分", "", "", "", "", "100", "98", ""),
        ),
    ).projects
    assert (project.code, project.name) == ("51092324T000010263357", "封山育林")
    assert project.unit is not None
    assert project.unit.name == "松溪县国有林场"
    assert project.total is not None
    assert project.total.value == "60.00"
    assert [goal.text for goal in project.goals] == ["育林三亩。"]
    [indicator] = project.indicators
    assert (indicator.achieved, indicator.score, indicator.reason) == ("4", "48", "天气")
    assert indicator.target is not None
    assert indicator.target.text == "≥3亩"


def test_a_self_evaluation_with_goals_of_the_beginning_and_adjusted_ones(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "项目支出绩效自评表（2025年度）\n"
        + rows(
            ("项目名称", "封山育林"),
            ("资金情况（万元）", "年初预算数", "全年执行数"),
            ("年度总金额", "60.00", "57.00"),
            ("当年绩效目标", "年初绩效目标", "全年（调整）绩效目标", "全年目标实际完成情况"),
            ("", "育林三亩。", "育林四亩。", "育林五亩。"),
            ("指标名称", "计量单位", "指标性质", "年初指标值", "全年完成值", "指标得分"),
            ("育林面积", "亩", "≥", "3", "5", "48"),
            ("说明", "苗木涨价。", "", "", "", ""),
        ),
    )
    [project] = found.projects
    assert project.total is not None
    assert project.total.value == "60.00"
    assert [goal.text for goal in project.goals] == ["育林三亩。", "育林四亩。"]
    [indicator] = project.indicators
    assert (indicator.achieved, indicator.score) == ("5", "48")


@pytest.mark.parametrize("repeats", [True, False])
def test_one_sheet_lists_all_projects(tmp_path: Path, repeats: bool) -> None:
    """A name that is printed once, or in each row, is one project."""
    again = "封山育林" if repeats else ""
    found = read(
        tmp_path,
        "其他项目支出绩效目标表\n单位：万元\n"
        + rows(
            ("单位名称", "项目名称", "资金总额", "一级指标", "二级指标", "三级指标", "指标值"),
            ("松溪县国有林场", "封山育林", "60.00", "产出指标", "数量指标", "育林面积", "≥3亩"),
            ("", again, "", "满意度指标", "服务对象满意度指标", "满意度", "≥90%"),
            ("松溪县国有林场", "森林防火", "40.00", "产出指标", "数量指标", "巡护次数", "≥12次"),
            ("", "合计", "100.00", "", "", "", ""),
        ),
    )
    assert [(one.name, len(one.indicators)) for one in found.projects] == [
        ("封山育林", 2),
        ("森林防火", 1),
    ]
    assert [one.total and one.total.value for one in found.projects] == ["60.00", "40.00"]
    assert [one.unit and one.unit.name for one in found.projects] == ["松溪县国有林场"] * 2


def test_a_table_of_project_expenditure_gives_projects(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "项目支出表\n单位：万元\n"
        + rows(
            ("类型", "项目名称", "项目单位", "合计", "一般公共预算"),
            ("特定目标类", "封山育林", "松溪县国有林场", "60.00", "60.00"),
            ("特定目标类", "森林防火", "松溪县国有林场", "40.00", "40.00"),
            ("", "合计", "", "100.00", "100.00"),
        ),
    )
    assert [(one.name, one.total and one.total.value) for one in found.projects] == [
        ("封山育林", "60.00"),
        ("森林防火", "40.00"),
    ]
    assert [table.type for table in found.tables] == ["project_expenditure"]


@pytest.mark.parametrize(
    ("heads", "totals"),
    [
        (("安排金额", "备注"), ["60.00", "40.00"]),
        # the column of the paper's own year
        (("2024年预算数", "2025年预算数"), ["5.00", "4.00"]),
        (("2023年预算数", "2024年预算数"), []),
        (("安排金额", "批复金额"), []),
    ],
)
def test_the_amounts_of_projects_under_other_words(
    tmp_path: Path, heads: tuple[str, str], totals: list[str]
) -> None:
    found = read(
        tmp_path,
        "项目支出表\n单位：万元\n"
        + rows(("项目名称", *heads), ("封山育林", "60.00", "5.00"), ("森林防火", "40.00", "4.00")),
    )
    assert [one.total and one.total.value for one in found.projects] == totals
    said = notes(found, "form-incomplete")
    assert len(said) == (not totals), "projects without a known amount are said"


@pytest.mark.parametrize(
    ("printed", "code", "name"),
    [
        ("105001-松溪县国有林场", "105001", "松溪县国有林场"),
        ("松溪县国有林场", None, "松溪县国有林场"),
    ],
)
def test_the_code_of_a_unit_before_its_name(
    tmp_path: Path, printed: str, code: str | None, name: str
) -> None:
    found = read(
        tmp_path,
        "项目支出表\n单位：万元\n"
        + rows(("项目名称", "项目单位", "合计"), ("封山育林", printed, "60.00")),
    )
    [project] = found.projects
    assert project.unit is not None
    assert (project.unit.code, project.unit.name) == (code, name)


def test_a_list_of_funds_is_a_table_of_projects_below_their_unit(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "专项资金预算汇总表\n单位：万元\n"
        + rows(
            ("单位编码", "项目名称", "资金总额", "一般公共预算"),
            ("203", "松溪县林草局", "60.00", "60.00"),
            ("203001", "封山育林", "60.00", "60.00"),
        ),
    )
    assert [table.type for table in found.tables] == ["project_expenditure"]
    assert [one.name for one in found.projects] == ["封山育林"]


def test_a_section_of_the_prose_is_a_project(tmp_path: Path) -> None:
    [project] = read(
        tmp_path,
        "封山育林经费情况说明\n一、项目概述\n对全县山林封育。\n二、立项依据\n"
        "《关于封山育林的意见》（松林发〔2021〕14号）。\n三、实施主体\n松溪县国有林场\n"
        "四、年度预算安排\n2025年安排预算86.50万元。\n",
    ).projects
    assert (project.name, project.overview) == ("封山育林", "对全县山林封育。")
    assert project.total is not None
    assert (project.total.value, project.total.unit) == ("86.50", "万元")
    assert project.unit is not None
    assert project.unit.name == "松溪县国有林场"
    assert [str(number) for number in project.basis_documents] == ["松林发〔2021〕14号"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("1、封山育林绩效目标表", "封山育林"),
        ("其他项目支出绩效目标表", "退耕还林"),
        ("公开09表 项目支出绩效目标表", "退耕还林"),
        ("2025年专项业务经费绩效目标表", "退耕还林"),
    ],
)
def test_a_general_title_names_no_project(tmp_path: Path, title: str, name: str) -> None:
    printed = "封山育林项目" if name == "封山育林" else "退耕还林"
    [project] = read(
        tmp_path,
        f"{title}\n"
        + rows(
            ("项目名称", printed),
            ("预算数", "30.00"),
            ("一级指标", "二级指标", "三级指标", "指标值"),
            ("产出指标", "数量指标", "面积", "≥3亩"),
        ),
    ).projects
    assert project.name == name


def test_a_form_without_an_amount_or_an_indicator_is_said(tmp_path: Path) -> None:
    found = read(
        tmp_path, "项目支出绩效目标表\n" + rows(("项目名称", "封山育林"), ("绩效目标", "育林。"))
    )
    assert notes(found, "form-incomplete") == [
        "the form of 封山育林 gives no amount and no indicator"
    ]


def test_a_self_evaluation_keeps_what_was_spent_apart_from_the_budget(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "项目支出绩效自评表（2023年度）\n"
        + rows(
            ("项目名称", "封山育林"),
            ("项目资金（万元）", "年初预算数", "全年预算数", "全年执行数", "执行率"),
            ("年度资金总额", "60.00", "62.00", "57.00", "91.94%"),
            ("其中：当年财政拨款", "60.00", "62.00", "56.00", ""),
            ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值"),
            ("产出指标", "数量指标", "育林面积", "≥3亩", "5亩"),
        ),
    )
    [project] = found.projects
    assert project.total is not None
    assert project.fiscal is not None
    assert project.spent is not None
    assert (project.total.value, project.fiscal.value) == ("60.00", "60.00")
    assert project.spent.value == "57.00"


def test_an_adjusted_budget_is_neither_the_budget_nor_spent(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "项目支出绩效自评表（2023年度）\n"
        + rows(
            ("项目名称", "封山育林"),
            ("项目资金（万元）", "年初预算数", "调整后预算数", "执行率"),
            ("年度资金总额", "60.00", "62.00", "91.94%"),
        ),
    )
    [project] = found.projects
    assert project.total is not None
    assert project.total.value == "60.00"
    assert project.spent is None


@pytest.mark.parametrize(
    ("money", "fiscal", "further"),
    [
        ([("其中：一般公共预算拨款", "20.00"), ("其他资金", "10.00")], "20.00", 0),
        ([("其中：县级财政", "30.00")], "30.00", 0),
        ([("其中：一般公共预算", "20.00"), ("单位资金", "10.00")], "20.00", 1),
        ([("其中：一般公共预算", "30.00"), ("政府性基金预算", "0.00")], "30.00", 1),
        ([("其中：财政拨款", "30.00"), ("一般公共预算", "30.00")], "30.00", 0),
        # two are from the treasury, or the parts do not make the total: which is all of it?
        ([("其中：一般公共预算", "20.00"), ("政府性基金预算", "10.00")], None, 2),
        ([("其中：一般公共预算", "20.00")], None, 1),
        ([("其中：单位资金", "30.00")], None, 1),
        ([("1.一般公共预算拨款", "30.00"), ("2.单位资金", "")], "30.00", 0),
        # money of the place may be of its treasury
        ([("其中：中央补助", "20.00"), ("地方资金", "10.00")], None, 2),
    ],
)
def test_the_one_source_of_the_treasury_is_the_fiscal_part(
    tmp_path: Path, money: list[tuple[str, str]], fiscal: str | None, further: int
) -> None:
    found = read(
        tmp_path,
        form(
            *money,
            ("一级指标", "二级指标", "三级指标", "指标值"),
            ("产出指标", "数量指标", "育林面积", "≥12公里"),
        ),
    )
    [project] = found.projects
    assert (project.fiscal and project.fiscal.value) == fiscal
    assert len(project.further) == further
    is_said = bool(notes(found, "amount-not-read"))
    assert is_said is (fiscal is None and money[0][0] != "其中：单位资金")


def test_the_sum_of_a_project_before_its_economic_classes(tmp_path: Path) -> None:
    [project] = read(
        tmp_path,
        "项目支出情况表\n单位：万元\n"
        + rows(
            ("科目编码", "科目名称", "项目名称", "项目支出小计", "商品和服务支出"),
            ("2130205", "森林培育", "封山育林", "30.00", "30.00"),
            ("", "合计", "", "30.00", "30.00"),
        ),
    ).projects
    assert (project.name, project.total and project.total.value) == ("封山育林", "30.00")


def _funds(*heads: str) -> str:
    return "部门预算项目绩效目标表\n" + rows(
        ("项目名称", "封山育林", *[""] * (len(heads) - 1)),
        ("项目资金（万元）", *heads),
        ("", "30.00", "20.00", "10.00"),
        ("一级指标", "二级指标", "三级指标", "指标值"),
        ("产出指标", "数量指标", "育林面积", "≥12公里"),
    )


@pytest.mark.parametrize(
    ("heads", "total"),
    [
        (("合计", "一般公共预算", "其他资金"), "30.00"),
        (("小计", "财政拨款", "单位资金"), "30.00"),
        (("上年", "财政拨款", "单位资金"), None),
        (("合计", "2024年", "2025年"), None),
    ],
)
def test_a_total_among_the_heads_of_sources(
    tmp_path: Path, heads: tuple[str, ...], total: str | None
) -> None:
    [project] = read(tmp_path, _funds(*heads)).projects
    assert (project.total and project.total.value) == total


@pytest.mark.parametrize(
    ("unit", "target", "said"),
    [("公里", "≥12公里", 0), ("15", None, 1)],
    ids=["a unit", "a number"],
)
def test_a_number_as_the_unit_is_of_another_column(
    unit: str, target: str | None, said: int
) -> None:
    form = tabbed(
        "项目名称 | 河道清淤 | | | | ",
        "一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位",
        f"产出指标 | 数量指标 | 清淤长度 | ≥ | 12 | {unit}",
    )
    found = parsed(f"石桥县水务局2025年部门预算\n项目支出绩效目标表\n{form}\n")
    [indicator] = found.projects[0].indicators
    assert (indicator.target and indicator.target.text) == target
    assert [note.code for note in found.notes].count("cell-not-read") == said


@pytest.mark.parametrize("blank", ["", " | "], ids=["lost", "kept"])
def test_rows_that_lost_the_blank_cell_below_the_label_of_the_table(blank: str) -> None:
    form = tabbed(
        "项目名称 | 河道清淤 | | | ",
        "绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值",
        f"{blank}产出指标 | 数量指标 | 清淤长度 | ≥12公里",
        f"{blank}{blank}质量指标 | 合格率 | 100%",
        f"{blank}满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥90%",
    )
    found = parsed(f"石桥县水务局2025年部门预算\n项目支出绩效目标表\n{form}\n")
    targets = [(row.level1, row.target and row.target.text) for row in found.projects[0].indicators]
    assert targets == [("产出指标", "≥12公里"), ("产出指标", "100%"), ("满意度指标", "≥90%")]
