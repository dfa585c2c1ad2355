"""Self-evaluations, and forms that print no level of indicators: their money and their names."""

from __future__ import annotations

from pathlib import Path

import pytest
from marked import amounts, codes, grid, read, shown

from budgetgraph.document import GridRow, Paragraph, passage
from budgetgraph.document.where import Where
from budgetgraph.forms.indicator_headings import heads_indicators
from budgetgraph.parse.project_forms.indicator_table.columns import columns_of
from budgetgraph.recognise.titles import title_of

FORM = "项目支出绩效自评表\n\n"
NAME = "项目名称 | 河道清淤 | | |"
INDICATORS = ("绩效指标 | 指标权重 | 计量单位 | 指标性质 | 指标值", "清淤长度 | 20 | 公里 | ≥ | 12")


def row(text: str) -> GridRow:
    return tuple(passage(cell.strip(), Where(1, 1)) for cell in text.split("|"))


@pytest.mark.parametrize(
    ("rows", "total", "spent"),
    [
        # heads over figures alone
        (("年初预算数 | 全年预算数 | 执行数 | 执行率", "120.00 | 100.00 | 95.50 | 95.5%"), "120.00", "95.50"),
        (("资金（万元） | 年初预算 | 全年预算（A） | 全年执行（B） | 执行率（B/A）", "总额 | 48.00 | 52.00 | 50.44 | 97%"), "48.00", "50.44"),
        # labels beside their values
        (("年初预算数 | 120.00 | 全年预算数 | 100.00 | 执行数 | 95.50",), "120.00", "95.50"),
        # the first row below the heads is of one source, not of the whole
        (("项目资金 | 年初预算数 | 执行数", "一般债券 | 1.00 | 1.00", "年度资金总额 | 120.00 | 95.50"), "120.00", None),
        (("项目资金 | 年初预算数 | 执行数", "其中：财政拨款 | 1.00 | 1.00", "年度资金总额 | 120.00 | 95.50"), "120.00", "95.50"),
        (("项目资金 | 年初预算数 | 执行数", "合计 | 120.00 | 95.50"), "120.00", "95.50"),
        # 项目 heads the kinds of money
        (
            (
                "项目资金（万元） | 项目 | 年初预算数 | 全年执行数 | 得分",
                " | 年度资金总额 | 120.00 | 95.50 | 8",
            ),
            "120.00",
            "95.50",
        ),
        # an amount right beside the label of the rows of money; a total that is labelled so counts more
        (("项目资金 | 8.50万元",), "8.50", None),
        (("项目资金 | 8.50万元 | 资金总额 | 9.00",), "9.00", None),
        (("资金来源 | 8.50万元",), None, None),
        (("资金来源（万元） | 合计 | 财政拨款 | 其他资金", " | 8.50 | 6.00 | 2.50"), "8.50", None),
        (("项目预算（万元） | 8.50",), "8.50", None),
        # heads beside their columns, as blank space alone puts them: that of the budget stands over
        # the label, and none over the amount right of that
        ((" | 年初预算数 | | 全年预算数 | 全年执行数", " | 年度资金总额 | 60.00 | 72.00 | 70.10"), "60.00", "70.10"),
        # a head over the labels where each amount has its own
        ((" | 年度预算数 | | 年初预算 | 执行数", " | 年度资金总额 | | 60.00 | 58.00"), "60.00", "58.00"),
    ],
)  # fmt: skip
def test_the_money_of_a_self_evaluation(
    tmp_path: Path, rows: tuple[str, ...], total: str | None, spent: str | None
) -> None:
    [project] = read(tmp_path, FORM + grid(NAME, *rows, *INDICATORS)).projects
    assert amounts(project)[0] == total
    assert (project.spent and project.spent.value) == spent


@pytest.mark.parametrize(
    ("rows", "goals"),
    [
        # the label of the goals stands between their heads and them
        (
            (" | 年初设定目标 | | 实际完成情况", "年度总体目标 | | |", " | 清淤河道12公里。 | | 已清淤。"),
            ["清淤河道12公里。"],
        ),
        # the label beside its goal heads nothing
        (("年度总体目标 | 清淤河道12公里。 | | ",), ["清淤河道12公里。"]),
    ],
)  # fmt: skip
def test_what_was_reached_is_no_goal(
    tmp_path: Path, rows: tuple[str, ...], goals: list[str]
) -> None:
    [project] = read(tmp_path, FORM + grid(NAME, *rows, *INDICATORS)).projects
    assert [goal.text for goal in project.goals] == goals


@pytest.mark.parametrize(
    ("heading", "roles"),
    [
        (INDICATORS[0], "level3 weight unit operator target"),
        ("指标 | 目标值 | 完成值", "level3 target achieved"),
        ("绩效指标 | 指标 | 计量单位 | 指标性质 | 指标值", " level3 unit operator target"),
        ("指标 | 指标内容 | 指标目标值", "level1 level3 target"),
    ],
)
def test_one_word_heads_the_names_of_indicators(heading: str, roles: str) -> None:
    assert heads_indicators(cell.strip() for cell in heading.split("|"))
    assert columns_of(row(heading)).roles == tuple(roles.split(" "))


@pytest.mark.parametrize(
    "heading",
    [
        "绩效指标 | | | 指标值",  # merged over the levels below it
        "绩效指标 | 指标值",  # two words may be such a row without its blank cells
        "绩效指标 | 责任科室 | 指标值",  # a word that is not known
        "绩效指标 | 指标权重 | 计量单位",  # no targets
    ],
)
def test_a_row_above_the_levels_heads_no_indicators(heading: str) -> None:
    assert not heads_indicators(cell.strip() for cell in heading.split("|"))


def test_a_form_without_levels_gives_its_indicators(tmp_path: Path) -> None:
    found = read(tmp_path, FORM + grid(NAME, "预算金额 | 8.50", *INDICATORS))
    [project] = found.projects
    assert shown(project.indicators) == [(None, None, "清淤长度", "≥12公里")]
    found = read(
        tmp_path,
        FORM + grid(NAME, "指标 | 指标内容 | 指标目标值", "满意度指标 | 群众满意度 | ≥95%"),
    )
    [project] = found.projects
    assert shown(project.indicators) == [("满意度指标", None, "群众满意度", "≥95%")]


@pytest.mark.parametrize(
    ("title", "kind", "number", "name"),
    [
        ("1、河道清淤项目支出绩效自评表", "project", 1, "河道清淤"),
        ("12.河道清淤项目绩效自评表（2024年度）", "project", 12, "河道清淤项目"),
        ("3、项目支出绩效自评表", "generic_project", None, None),
        ("4、部门整体支出绩效自评表", "department", None, None),
        ("部门（单位）整体支出预算绩效目标申报表", "department", None, None),
    ],
)
def test_the_number_of_a_self_evaluation_is_no_part_of_its_name(
    title: str, kind: str, number: int | None, name: str | None
) -> None:
    found = title_of(Paragraph(passage(title, Where(1, 1))))
    assert found is not None
    assert (found.kind, found.number, found.name) == (kind, number, name)


def test_the_cell_of_a_self_evaluation_names_the_project(tmp_path: Path) -> None:
    title = "1、河道清淤项目绩效自评表\n\n"
    [project] = read(tmp_path, title + grid(NAME, "预算金额 | 8.50", *INDICATORS)).projects
    assert (project.number, project.name) == (1, "河道清淤")
    [project] = read(tmp_path, title + grid("预算金额 | 8.50", *INDICATORS)).projects
    assert (project.number, project.name) == (1, "河道清淤项目")


def test_a_list_may_head_its_projects_with_one_word(tmp_path: Path) -> None:
    form = grid("单位 | 项目 | 金额 | 绩效目标", "青湖县河道所 | 河道清淤 | 8.50 | 清淤12公里")
    found = read(tmp_path, "项目支出绩效目标表\n\n" + form)
    [project] = found.projects
    assert (project.name, amounts(project)[0]) == ("河道清淤", "8.50")
    assert project.unit is not None
    assert project.unit.name == "青湖县河道所"


def test_a_list_of_costs_in_a_form_names_no_projects(tmp_path: Path) -> None:
    form = grid(NAME, "预算金额 | 8.50", "项目 | 金额 | 备注", "水泥 | 3.00 | ", "人工 | 5.50 | ")
    found = read(tmp_path, "项目支出绩效目标表\n\n" + form)
    assert [project.name for project in found.projects] == ["河道清淤"]
    assert "form-incomplete" in codes(found), "it has no indicators"


@pytest.mark.parametrize(
    ("last", "names"),
    [
        # the sum of scores stands where levels and names do, as its row has no other cells
        ("总分 | 100 | 97.45", ["清淤长度"]),
        ("总分 | 98分 | 97.45", ["清淤长度"]),
        ("效益指标 | 社会效益 | 受益人口 | ≥900人 | 950人 | 20 | 20", ["清淤长度", "受益人口"]),
    ],
)
def test_a_sum_of_scores_is_no_indicator(tmp_path: Path, last: str, names: list[str]) -> None:
    heading = "一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分"
    first = "产出指标 | 数量指标 | 清淤长度 | ≥12公里 | 12公里 | 20 | 20"
    [project] = read(tmp_path, FORM + grid(NAME, heading, first, last)).projects
    assert [one.level3 for one in project.indicators] == names
