"""Headings of indicator tables: what a column is, beside the others."""

from __future__ import annotations

import pytest

from budgetgraph.document import GridRow, passage
from budgetgraph.document.where import Where
from budgetgraph.parse.project_forms.indicator_table.columns import columns_of
from budgetgraph.parse.project_forms.indicator_table.second_heading import refined


def row(text: str) -> GridRow:
    return tuple(passage(cell.strip(), Where(1, 1)) for cell in text.split("|"))


@pytest.mark.parametrize(
    ("heading", "roles"),
    [
        ("一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 权重", "level1 level2 level3 operator target unit weight"),
        ("一级指标 | 二级指标 | 三级指标 | 指标值符号 | 指标值数值 | 指标值单位", "level1 level2 level3 operator target unit"),
        ("指标类型 | 指标名称 | 计算符号 | 指标值 | 计量单位", "level1 level3 operator target unit"),
        ("一级指标 | 三级指标 | 指标类型 | 目标值", "level1 level3 aside target"),
        ("指标类型 | 指标分类 | 指标名称 | 指标值", "level1 level2 level3 target"),
        ("指标类别 | 二级指标 | 指标名称 | 指标值", "level1 level2 level3 target"),
        ("二级指标 | 三级指标 | 指标内容 | 指标值", "level2 level3 description target"),
        ("二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 得分 | 偏差原因分析及改进措施", "level2 level3 target achieved score reason"),
        ("二级指标 | 三级指标 | 实施期指标值 | 年度指标值", "level2 level3 other:实施期指标值 target"),
        ("二级指标 | 三级指标 | 实施期指标值", "level2 level3 target"),
        ("二级指标 | 三级指标 | 指标值 | 指标值内容说明", "level2 level3 target description"),
        ("二级指标 | 三级指标 | 指标值 | 评分标准 | 指标值确定依据", "level2 level3 target other:评分标准 basis"),
        ("绩效指标 | 二级指标 | 三级指标 | | 指标值 |", " level2 level3  target target"),
        ("二级指标 | 三级指标 | 年度目标 | 权重", "level2 level3 target weight"),
        ("二级指标 | 三级指标 | 年度目标 | 指标值", "level2 level3 goals target"),
        ("年度目标 | 二级指标 | 三级指标 | 权重", " level2 level3 weight"),
        ("二级指标 | 三级指标 | 指标目标", "level2 level3 target"),
        ("指标类型 | 指标分类 | 指标名称 | 目标值", "level1 level2 level3 target"),
        ("一级指标 | 指标名称 | 指标内容 | 指标值", "level1 level3 description target"),
        ("绩效目标类型 | 绩效指标 | 指标值 | 单位", "level1 level3 target unit"),
        ("一级指标 | 二级指标 | 绩效指标 | 绩效标准 | 当年预期实现值", "level1 level2 level3 other:绩效标准 target"),
        ("绩效指标 | 一级指标 | 二级指标 | 绩效指标 | 指标值", " level1 level2 level3 target"),
        ("二级指标 | 三级指标 | 半年（程）目标值 | 全年（程）目标值", "level2 level3 other:半年（程）目标值 target"),
        ("二级指标 | 绩效指标名称 | 绩效指标内容 | 绩效标准", "level2 level3 description target"),
        ("二级指标 | 三级指标 | 年度指标值 | 全年完成值 | 未完成原因和改进措施", "level2 level3 target achieved reason"),
        ("一级指标 | 二级指标 | 指标值 | 绩效指标", "level1 level3 target other:绩效指标"),
    ],
)  # fmt: skip
def test_a_column_is_what_its_heading_says_beside_the_others(heading: str, roles: str) -> None:
    assert columns_of(row(heading)).roles == tuple(roles.split(" "))


def test_a_heading_that_is_not_known_keeps_its_words() -> None:
    columns = columns_of(row("二级指标 | 三级指标 | 指标值 | 评分标准 | 备注"))
    assert columns.unknown == ("评分标准", "备注")


def test_words_of_the_row_above_head_the_columns_behind_the_levels() -> None:
    above = row("绩效指标 | | | 指标值 | 权重")
    columns = columns_of(row("一级指标 | 二级指标 | 三级指标 | | "), above)
    assert columns.roles == ("level1", "level2", "level3", "target", "weight")


def test_a_second_row_of_the_heading_parts_the_target() -> None:
    columns = columns_of(row("二级指标 | 三级指标 | 指标值 | | | 权重"))
    second = refined(columns, row(" | | 符号 | 值 | 单位 | "))
    assert second is not None
    assert second.roles == ("level2", "level3", "operator", "target", "unit", "weight")
    assert refined(columns, row("数量指标 | 清淤长度 | ≥ | 12 | 公里 | 30")) is None


def test_years_of_a_second_row_part_the_targets() -> None:
    columns = columns_of(row("二级指标 | 三级指标 | 指标值 | | | 权重"))
    second = refined(columns, row(" | | 近两年指标值 | | 预期当年实现值 | "))
    assert second is not None
    of_past = "other:近两年指标值"
    assert second.roles == ("level2", "level3", of_past, of_past, "target", "weight")
    third = refined(second, row(" | | 前年 | 上年 | | "))
    assert third is not None
    assert third.roles[2:] == ("other:前年", "other:上年", "target", "weight")


def test_of_two_lists_side_by_side_the_second_is_that_of_the_year() -> None:
    columns = columns_of(
        row("一级指标 | 二级指标 | 三级指标 | 指标值 | 二级指标 | 三级指标 | 指标值")
    )
    assert columns.roles == (
        "level1", "aside", "aside", "aside", "level2", "level3", "target",
    )  # fmt: skip
    assert columns.of_whole.roles == ("level1", "level2", "level3", "target")
