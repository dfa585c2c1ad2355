"""Lines above a table that hold its mark, its body and its unit of money together."""

from __future__ import annotations

import pytest

from budgetgraph.forms import captioned_body, is_caption, printed_scale
from budgetgraph.forms.captions import are_captions, captioned_scale


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("公开01表\u2003\u2003单位名称：石桥县水利局\u2003\u2003金额单位：万元", "万元"),
        ("预算01表 编制单位：石桥县水利局 单位：元", "元"),
        ("附表1 部门：石桥县水利局 单位：万元", "万元"),
        ("附表1 部门：石桥县水利局 货币单位：元", "元"),
        ("附表1 预算单位：石桥县水利局 单位：万元", "万元"),
    ],
)
def test_a_mark_of_the_table_may_stand_before_the_body_and_the_unit(line: str, unit: str) -> None:
    body = captioned_body(line)
    assert is_caption(line)
    assert body is not None
    assert body.name == "石桥县水利局"
    assert printed_scale(line) == unit


@pytest.mark.parametrize("line", ["〔单位：元〕", "【单位：元】", "[单位：元]"])
def test_a_unit_may_stand_in_any_brackets(line: str) -> None:
    assert is_caption(line)
    assert printed_scale(line) == "元"


@pytest.mark.parametrize("line", ["公开01表", "表1 合计：23", "公开01表显示：收入增加"])
def test_a_mark_alone_or_before_something_else_is_no_caption(line: str) -> None:
    assert not is_caption(line)
    assert captioned_body(line) is None


@pytest.mark.parametrize(
    ("row", "above"),
    [
        ("公开01表 | 单位：万元", True),
        ("表8 | 石桥县水利局 | 单位：元", True),
        ("填报单位：石桥县水利局 | 2025年 | 单位：元", True),
        ("部门名称 | 石桥县水利局 | 单位：元", True),
        ("编制单位： | 石桥县水利局 | 单位： | 元", True),
        ("编制日期：2025年1月15日 | 第1页共2页 | 金额：元", True),
        ("预算08表 | 石桥县水利局 | 2025 | 单位：元", True),
        # these head columns, or are labels of a form
        ("2024年 | 2025年", False),
        ("2024年 | 2025年 | 单位：元", False),
        ("部门名称 | 石桥县水利局", False),
        ("石桥县水利局 | 2025年", False),
        ("单位名称 | 合计 | 单位：元", False),
        ("项目 | 单位：元", False),
        ("表8 | 合计 | 1.00", False),
    ],
)
def test_a_row_with_the_unit_of_money_stands_above_a_table(row: str, above: bool) -> None:
    assert are_captions(cell.strip() for cell in row.split("|")) is above


@pytest.mark.parametrize(
    ("row", "above"),
    [
        # 元 with no word before it, alone or at the right end of its row (Xinjiang)
        ("编制部门：石桥县水利局 | 元", True),
        ("元", True),
        ("表2 | 2025年 | （万元）", True),
        # two units head two columns, and a unit beside a name is its unit
        ("元 | 万元", False),
        ("项目 | 元", False),
        ("办公楼维修 | 万元", False),
        ("元 | 1.00", False),
    ],
)
def test_the_unit_of_money_may_stand_alone(row: str, above: bool) -> None:
    assert are_captions(cell.strip() for cell in row.split("|")) is above


def test_what_a_text_above_a_table_says_of_its_unit() -> None:
    units = map(captioned_scale, ("单位：元", "元", "（万元）", "元氏县", "万元以上", "单位："))
    assert list(units) == ["元", "元", "万元", None, None, None]
    units = map(
        captioned_scale, ("（元、%）", "万元、台", "Unit: 元", "RMB万元", "元/人", "元、角")
    )
    assert list(units) == ["元", "万元", "元", "万元", None, None]
    spelled = ("单位（元）", "计量单位：元", "货币单位：人民币元", "单位；元", "单位：RMB元")
    assert all(map(is_caption, spelled))
    assert set(map(captioned_scale, spelled)) == {"元"}
    assert not is_caption("价值单位（元）")


@pytest.mark.parametrize(("line", "named"), [("920 丰顺县第一中学", True), ("205 教育支出", False)])
def test_a_code_before_a_name_is_a_caption(line: str, named: bool) -> None:
    assert is_caption(line) is named
    assert (captioned_body(line) is not None) is named
