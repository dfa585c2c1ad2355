"""Labels of project forms as offices word them."""

from __future__ import annotations

import pytest

from budgetgraph.forms import fold, forms, role


@pytest.mark.parametrize(
    ("label", "field"),
    [
        *(("预算项目名称", "name"), ("项目全称", "name"), ("二级项目名称", "name")),
        *(("1.财政拨款", "fiscal"), ("（1）财政拨款", "fiscal"), ("其中：财政拨款", "fiscal")),
        *(("其中，财政资金", "fiscal"), ("其中，其他资金", "other")),
        *(("其中包括：财政资金", "fiscal"), ("其中包括：其他资金", "other")),
        *(("2、其他资金", "other"), ("其他资金", "other"), ("一般公共预算", "more_money")),
        *(("其中财政拨款", "fiscal"), ("资金合计", "total"), ("资金额度", "total")),
        *(("2024年资金（万元）", "total_of_year"), ("专项资金总额", "total")),
        *(("部门（单位）", "unit_above"), ("单位（部门）名称", "unit_above")),
        *(("年度本级预算金额", "total_of_year"), ("年度财政资金总额", "total_of_year")),
        *(("预算数（A）", "total"), ("得分（20分*执行率）", "beside_budget")),
        ("项目简称", None),
        ("12.财政拨款", None),
    ],
)
def test_what_a_label_names(label: str, field: str | None) -> None:
    assert role(forms().label, fold(label)) == field


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("指标值确定依据", "basis"),
        ("年度指标值确定依据", "basis"),
        ("年度指标值说明", "description"),
    ],
)
def test_what_a_heading_of_indicators_names(heading: str, column: str) -> None:
    assert role(forms().indicator, fold(heading)) == column


@pytest.mark.parametrize("text", ["＊其中：财政拨款", "★预算项目名称", "项目简称", "**", ""])
def test_a_role_is_the_first_list_that_has_the_text(text: str) -> None:
    labels = forms().label
    lists_with_it = [name for name, patterns in labels.items() if text in patterns]
    assert role(labels, text) == next(iter(lists_with_it), None)
