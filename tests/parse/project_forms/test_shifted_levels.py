"""Levels of indicators whose cells have shifted, or whose name stands at the middle of its cell."""

from __future__ import annotations

from budgetgraph.document import GridRow, passage
from budgetgraph.document.where import Where
from budgetgraph.parse.project_forms.form_rows import read_form
from budgetgraph.parse.project_forms.indicator_table.indicators import indicators
from budgetgraph.recognise import FormClaim

HEADING = " | 一级指标 | | 二级指标 | 三级指标"


def _row(number: int, text: str) -> GridRow:
    cells = (cell.strip() for cell in text.split("|"))
    return tuple(passage(cell, Where(0, 0, row=number)) for cell in cells)


def _levels(*texts: str, heading: str = HEADING) -> list[tuple[str | None, str | None, str]]:
    """Give the levels of the indicators below the heading."""
    rows = [_row(number, text) for number, text in enumerate((heading, *texts), start=1)]
    claim = FormClaim("project", passage("表", Where(0, 0)), None, "河道清淤", [], [tuple(rows)])
    read = indicators(read_form(claim).rows)
    return [(one.level1, one.level2, one.level3) for one in read]


def test_behind_a_first_level_a_name_of_either_is_the_second_one() -> None:
    assert _levels("满意度指标 | 服务对象满意度指标 | 村民满意度 | | ") == [
        ("满意度指标", "服务对象满意度指标", "村民满意度")
    ]


def test_a_first_level_at_the_middle_of_its_cell_keeps_the_second_one_above() -> None:
    assert _levels(
        " | | | 数量指标 | 清淤长度",
        " | 产出指标 | | | 清淤土方",
        " | | | 时效指标 | 完成时间",
    ) == [
        (None, "数量指标", "清淤长度"),
        ("产出指标", "数量指标", "清淤土方"),
        ("产出指标", "时效指标", "完成时间"),
    ]


def test_another_first_level_ends_the_second_one_above() -> None:
    assert _levels(
        " | 产出指标 | | 数量指标 | 清淤长度",
        " | 效益指标 | | | 村民增收",
    ) == [("产出指标", "数量指标", "清淤长度"), ("效益指标", None, "村民增收")]


def test_a_second_level_in_the_column_of_the_first_is_the_first_one() -> None:
    assert _levels(
        " | 效益 | | 社会效益 | 居住条件",
        " | 满意度 | | 服务对象满意度 | 居民满意度",
        " | | | 满意度 | 商户满意度",
    ) == [
        ("效益", "社会效益", "居住条件"),
        ("满意度", "服务对象满意度", "居民满意度"),
        ("满意度", "满意度", "商户满意度"),
    ]


def test_behind_a_first_level_that_is_not_known_the_column_tells_the_second_one() -> None:
    assert _levels(
        " | 履职绩效 | | 部门履职目标 | 造林面积",
        " | 部门履职目标 | | 履职任务 | 管护面积",
    ) == [
        ("履职绩效", "部门履职目标", "造林面积"),
        ("部门履职目标", "履职任务", "管护面积"),
    ]


def test_the_name_of_a_level_before_a_figure_is_the_name_of_an_indicator() -> None:
    heading = "一级指标 | 二级指标 | 三级指标 | 指标值"
    assert _levels("满意度指标 | | 满意度 | ≥90%", heading=heading) == [
        ("满意度指标", None, "满意度")
    ]
    assert _levels("产出指标 | | 数量指标 | 逐步提高", heading=heading) == []


def test_a_name_before_its_weight_and_figure_is_no_level() -> None:
    heading = "指标名称 | 指标权重 | 计量单位 | 指标性质 | 指标值"
    assert _levels("服务对象满意度 | 10 | % | ≥ | 95", heading=heading) == [
        (None, None, "服务对象满意度")
    ]


def test_blank_levels_that_were_put_behind_their_row_are_put_before_it() -> None:
    heading = "一级指标 | 二级指标 | 三级指标 | 指标解释 | 指标值"
    rows = ("产出指标 | 数量指标 | 发放人数 | 老人 | ≥9600人", "质量指标 | 认证率 | 占比 | 100% | ")
    assert _levels(*rows, heading=heading)[1] == ("产出指标", "质量指标", "认证率")
    number = [_row(at, text) for at, text in enumerate((heading, *rows), start=1)]
    claim = FormClaim("project", passage("表", Where(0, 0)), None, "津贴", [], [tuple(number)])
    _, second = indicators(read_form(claim).rows)
    assert (second.description, second.target and second.target.text) == ("占比", "100%")


def test_a_first_level_before_a_second_one_has_not_shifted() -> None:
    """The page cut off the last column, which is blank."""
    heading = "一级指标 | 二级指标 | 三级指标 | 指标值 | 备注"
    rows = (
        "产出指标 | 数量指标 | 加固水库 | 6座 | 无",
        "满意度指标 | 服务对象满意度指标 | 村民满意度 | ≥90%",
    )
    assert _levels(*rows, heading=heading)[1] == (
        "满意度指标", "服务对象满意度指标", "村民满意度",
    )  # fmt: skip


def test_a_row_that_lost_the_label_of_the_table_begins_with_its_name() -> None:
    heading = "绩效指标 | 指标名称 | 指标值"
    rows = (
        "绩效指标 | 产出指标-数量指标-编制规划 | 3个",
        "效益指标-社会效益指标-争取资金 | ≥2.6亿元",
    )
    number = [_row(at, text) for at, text in enumerate((heading, *rows), start=1)]
    claim = FormClaim("project", passage("表", Where(0, 0)), None, "规划", [], [tuple(number)])
    _, second = indicators(read_form(claim).rows)
    assert (second.level1, second.level3) == ("效益指标", "争取资金")
    assert second.target is not None
    assert second.target.text == "≥2.6亿元"
