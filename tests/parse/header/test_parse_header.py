"""Whose budget it is: by the caption above a table, else by the title, and the division that the
name tells.
"""

from __future__ import annotations

import pytest
from reading import parsed, tabbed

TABLE = tabbed("科目编码 | 科目名称 | 合计", "213 | 农林水支出 | 10.00")


@pytest.mark.parametrize(
    ("caption", "code", "scale"),
    [
        ("部门编码及名称：[322]元氏县水利局\t\t预算年度：2024\t\t金额单位：万元", "322", "万元"),
        ("322元氏县水利局\t单位：万元", "322", "万元"),
        ("部门：322-元氏县水利局\n单位：万元", "322", "万元"),
        ("单位名称：元氏县水利局\t金额单位：万元", None, "万元"),
        ("编制单位：元氏县水利局　　　　　　单位：元", None, "元"),
        ("填报单位：元氏县水利局（公章）\n单位：万元", None, "万元"),
        ("[322]元氏县水利局\n单位：万元", "322", "万元"),
    ],
)
def test_the_caption_above_a_table(caption: str, code: str | None, scale: str) -> None:
    found = parsed(f"2024年部门预算公开表\n\n部门支出总表\n{caption}\n{TABLE}\n")
    assert (found.department.name, found.department.code) == ("元氏县水利局", code)
    assert (found.division.code, found.fiscal_year, found.tables[0].scale) == (
        "130132",
        2024,
        scale,
    )


@pytest.mark.parametrize(
    ("title", "name", "division"),
    [
        ("元氏县水利局2024年部门预算公开", "元氏县水利局", "130132"),
        ("2024年元氏县水利局部门预算", "元氏县水利局", "130132"),
        ("元氏县教育局\n2024年部门预算公开", "元氏县教育局", "130132"),
        ("中共元氏县委组织部2024年部门预算公开", "中共元氏县委组织部", "130132"),
        ("共青团平乡县委员会2024年度部门预算", "共青团平乡县委员会", "130532"),
        ("平乡县第一中学2024年单位预算公开", "平乡县第一中学", "130532"),
        ("平乡县供销合作社联合社2024年部门预算信息公开", "平乡县供销合作社联合社", "130532"),
        ("上海市普陀区长寿路街道办事处2025年部门预算", "上海市普陀区长寿路街道办事处", "310107"),
    ],
)
def test_the_title(title: str, name: str, division: str) -> None:
    found = parsed(f"{title}\n\n收入预算10.00万元。\n")
    assert (found.department.name, found.division.code) == (name, division)


def test_a_list_of_units_alone_is_read() -> None:
    units = tabbed(
        "单位名称 | 单位性质 | 单位规格 | 经费保障形式",
        "元氏县水利局本级 | 行政 | 正科级 | 财政拨款",
        "元氏县河道所 | 事业 | 股级 | 财政拨款",
    )
    found = parsed(f"2024年部门预算公开\n\n部门机构设置情况\n{units}\n")
    assert [unit.name for unit in found.units] == ["元氏县水利局本级", "元氏县河道所"]
    assert (found.department.name, found.tables, found.projects) == ("元氏县水利局", (), ())


@pytest.mark.parametrize(
    ("heading", "first", "second"),
    [
        (
            "单位名称 | 经费性质 | 在职人数",
            "元氏县水利局 | 财政核拨 | 14",
            "元氏县河道所 | 财政核补 | 8",
        ),
        ("序号 | 单位名称 | 备注", "1 | 元氏县水利局 | ", "2 | 元氏县河道所 | 下属事业单位"),
        ("序号 | 单位名称", "1 | 元氏县水利局", "2 | 元氏县河道所"),
        ("序号 | 单位名称 | 拟变动情况", "1 | 元氏县水利局 | 无", "2 | 元氏县河道所 | 无"),
        (
            "序号 | 预算单位名称 | 单位类型 | 编制数",
            "1 | 元氏县水利局 | 行政单位 | 22",
            "2 | 元氏县河道所 | 公益一类 | 8",
        ),
        (
            "序号 | 单位名称 | 单位基本性质 | 经费形式",
            "1 | 元氏县水利局 | 行政单位 | 财政拨款",
            "2 | 元氏县河道所 | 事业单位 | 财政性资金基本保证",
        ),
    ],
)
def test_units_beside_what_is_in_no_field(heading: str, first: str, second: str) -> None:
    lines = "纳入2024年部门决算编制范围的单位详细情况见下表：\n" + tabbed(heading, first, second)
    found = parsed(f"元氏县水利局2024年度部门决算\n\n{lines}\n")
    assert [unit.name for unit in found.units] == ["元氏县水利局", "元氏县河道所"]
    assert found.notes == ()


def test_units_beside_their_amounts_are_a_table() -> None:
    rows = ("单位名称 | 经费来源 | 合计", "元氏县水利局 | 财政拨款 | 14.00", "合计 | | 14.00")
    found = parsed(f"元氏县水利局2024年部门预算\n\n部门收入总表\n单位：万元\n{tabbed(*rows)}\n")
    assert found.units == ()
    assert [table.type for table in found.tables] == ["revenue_summary"]


@pytest.mark.parametrize(
    ("heading", "items", "names"),
    [
        ("预算单位构成", ("（一）元氏县水利局本级；编制8名", "（二）元氏县河道所"), 2),
        ("二、部门预算单位构成情况", ("1. 元氏县水利局本级", "2. 元氏县河道所，内设两科"), 2),
        ("预算单位构成", ("（一）主要职能", "（二）内设机构"), 0),
        ("机关内设机构", ("（一）元氏县水利局本级", "（二）元氏县河道所"), 0),
    ],
)
def test_units_below_a_heading_alone(heading: str, items: tuple[str, str], names: int) -> None:
    found = parsed("\n".join(("元氏县水利局2024年部门预算", heading, *items, "收入预算9万元。")))
    units = [unit.name for unit in found.units]
    assert units == ["元氏县水利局本级", "元氏县河道所"][:names]


@pytest.mark.parametrize(
    ("between", "names"), [("部门预算包括局本级预算和所属单位预算。", 2), ("内设机构", 0)]
)
def test_a_sentence_may_stand_above_the_units(between: str, names: int) -> None:
    items = ("1. 元氏县水利局本级（行政单位）", "2. 元氏县河道所（事业单位）")
    lines = ("元氏县水利局2024年部门预算", "预算单位构成", between, *items, "收入预算9万元。")
    units = [unit.name for unit in parsed("\n".join(lines)).units]
    assert units == ["元氏县水利局本级", "元氏县河道所"][:names]
