"""Budget tables: rows, codes, items and cells under the contract's column names, stitched over page
breaks.
"""

from __future__ import annotations

import pytest
from reading import parsed, tabbed

from budgetgraph.disclosure import Table

HEAD = "450 平乡县示例局\n预算年度：2025\n单位：万元\n"


def tables(*parts: str) -> tuple[Table, ...]:
    return parsed("\n".join(parts)).tables


def rows(table: Table) -> list[tuple[str | None, str, dict[str, str]]]:
    return [
        (row.code, row.item, {cell.column: cell.value for cell in row.cells}) for row in table.rows
    ]


EXPENDITURE = (
    "序号 | 功能分类科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出",
    "栏次 | 1 | 2 | 3 | 4 | 5",
)


def test_a_coded_table() -> None:
    body = ("1 | 208 | 社会保障和就业支出 | 5.00 | 5.00 | ", "2 | 20805 | 养老 | 5.00 | 5.00 | ")
    (table,) = tables("部门预算支出总表", HEAD, tabbed(*EXPENDITURE, *body))
    assert (table.type, table.scale, table.empty) == ("expenditure_summary", "万元", False)
    assert rows(table) == [
        ("208", "社会保障和就业支出", {"合计": "5.00", "基本支出": "5.00"}),
        ("20805", "养老", {"合计": "5.00", "基本支出": "5.00"}),
    ]


@pytest.mark.parametrize(
    "again", [EXPENDITURE, EXPENDITURE[:1], ()], ids=["whole heading", "without 栏次", "no heading"]
)
def test_a_page_break_anywhere(again: tuple[str, ...]) -> None:
    first = tabbed(*EXPENDITURE, "1 | 208 | 社会保障和就业支出 | 5.00 | 5.00 | ")
    (table,) = tables(
        "部门预算支出总表", HEAD, first, "", tabbed(*again, "2 | 20805 | 养老 | 5.00 | 5.00 | ")
    )
    assert [row.code for row in table.rows] == ["208", "20805"]


def test_a_row_broken_by_the_page() -> None:
    first = tabbed(*EXPENDITURE, "1 | 2080505 | 机关事业单位基本养老保险 | 5.00 | 5.00 | ")
    (table,) = tables(
        "部门预算支出总表", HEAD, first, "", tabbed(*EXPENDITURE, " | | 缴费支出 | | | ")
    )
    assert rows(table) == [
        ("2080505", "机关事业单位基本养老保险缴费支出", {"合计": "5.00", "基本支出": "5.00"})
    ]


def test_codes_in_three_columns_are_joined_and_a_merged_total_is_no_code() -> None:
    heading = (
        "项目 | | | | 支出预算 | ",
        "功能分类科目编码 | | | 科目名称 | 合计 | 基本支出",
        "类 | 款 | 项 | | | ",
    )
    body = (
        "201 | | | 一般公共服务支出 | 3 | 3",
        "201 | 03 | | 政府办公厅 | 3 | 3",
        "201 | 3 | 1 | 行政运行 | 3 | 3",
        "合计 | | | | 3 | 3",
    )
    (table,) = tables("2025年部门支出预算总表", HEAD.replace("万元", "元"), tabbed(*heading, *body))
    assert [(row.code, row.item) for row in table.rows] == [
        ("201", "一般公共服务支出"), ("20103", "政府办公厅"), ("2010301", "行政运行"), (None, "合计"),
    ]  # fmt: skip
    assert table.scale == "元"


SIDES = (
    "收入 | | 支出 | | | ",
    "项目名称 | 金额 | 功能分类 | | 支出用途 | ",
    " | | 科目名称 | 金额 | 项目名称 | 金额",
)


def test_two_lists_side_by_side_without_sides() -> None:
    heading = (
        "人员经费 | | | 公用经费 | | ",
        "科目编码 | 科目名称 | 金额 | 科目编码 | 科目名称 | 金额",
    )
    body = (
        "30101 | 基本工资 | 3.00 | 30201 | 办公费 | 1.00",
        " | 人员经费合计 | 3.00 | | 公用经费合计 | 1.00",
    )
    (table,) = tables("一般公共预算基本支出表", HEAD, tabbed(*heading, *body))
    assert rows(table) == [
        ("30101", "基本工资", {"人员经费/金额": "3.00"}), ("30201", "办公费", {"公用经费/金额": "1.00"}),
        (None, "人员经费合计", {"人员经费/金额": "3.00"}), (None, "公用经费合计", {"公用经费/金额": "1.00"}),
    ]  # fmt: skip


def test_the_department_s_code_beside_the_government_s() -> None:
    heading = (
        "政府预算经济分类 | | 部门预算经济分类 | | 金额",
        "科目编码 | 科目名称 | 科目编码 | 科目名称 | ",
    )
    (table,) = tables(
        "基本支出经济分类表",
        HEAD,
        tabbed(*heading, "50101 | 工资奖金津补贴 | 30101 | 基本工资 | 3.00"),
    )
    assert rows(table) == [("30101", "基本工资", {"金额": "3.00"})]


def test_rows_of_units_and_codes() -> None:
    heading = "单位编码 | 单位名称 | 科目编码 | 科目名称 | 合计"
    body = ("合计 | | | | 9.00", "301001 | 水利局本级 | 213.03.01 | 行政运行 | 9.00")
    (table,) = tables("部门支出总表", HEAD, tabbed(heading, *body))
    assert rows(table) == [
        (None, "合计", {"合计": "9.00"}),
        ("2130301", "行政运行", {"单位编码": "301001", "单位名称": "水利局本级", "合计": "9.00"}),
    ]


def test_a_note_in_the_last_row_is_no_item() -> None:
    (table,) = tables(
        "部门支出总表",
        HEAD,
        tabbed("科目编码 | 科目名称 | 合计", "208 | 社会保障 | 9.00", "注：本表反映支出。 | | "),
    )
    assert rows(table) == [("208", "社会保障", {"合计": "9.00"})]


@pytest.mark.parametrize(
    ("last", "item"),
    [
        ("填报日期： | 2025/1/20 | ", "社会保障"),
        ("填报说明：按科目填列 | | ", "社会保障"),
        (" | 2025年1月20日 | ", "社会保障"),
        (" | 数据来源：预算管理系统 | ", "社会保障"),
        (" | 第1页，共3页 | ", "社会保障"),
        (" | — 3 — | ", "社会保障"),
        (" | 缴费支出 | ", "社会保障缴费支出"),
    ],
)
def test_a_label_with_its_value_below_a_table_is_no_item(last: str, item: str) -> None:
    (table,) = tables(
        "部门支出总表",
        HEAD,
        tabbed("科目编码 | 科目名称 | 合计", "208 | 社会保障 | 9.00", last),
    )
    assert rows(table) == [("208", item, {"合计": "9.00"})]


@pytest.mark.parametrize(
    ("name", "first"),
    [("社会保障和就业支出", "社会保障和就业支出"), ("社会保障和", "社会保障和就业支出")],
)
def test_the_whole_name_of_a_class_does_not_go_on(name: str, first: str) -> None:
    (table,) = tables(
        "部门支出总表",
        HEAD,
        tabbed("科目编码 | 科目名称 | 合计", f"208 | {name} | 9.00", " | 就业支出 | "),
    )
    assert rows(table)[0] == ("208", first, {"合计": "9.00"})


def test_a_further_sentence_behind_a_note_is_no_item_and_a_name_is() -> None:
    (table,) = tables(
        "部门收支总表",
        HEAD,
        tabbed(
            "项目 | 行次 | 金额",
            "一、拨款 | 1 | 9.00",
            "注：1.本表反映收支。 | | ",
            "2.单位换算可能有误差。 | | ",
            "二、事业收入 | 2 | 0.00",
        ),
    )
    assert [row.item for row in table.rows] == ["一、拨款", "二、事业收入"]


@pytest.mark.parametrize(
    "again", ["部门支出总表（续）", "部门支出总表 续表", "部门支出总表 单位：万元"]
)
def test_the_next_page_may_say_that_it_goes_on(again: str) -> None:
    heading = "科目编码 | 科目名称 | 合计"
    (table,) = tables(
        "部门支出总表",
        HEAD,
        tabbed(heading, "208 | 社会保障 | 9.00"),
        again,
        HEAD,
        tabbed(heading, "210 | 卫生健康 | 8.00"),
    )
    assert [row.code for row in table.rows] == ["208", "210"]


def test_the_scale_in_the_heading_of_the_amounts() -> None:
    (table,) = tables(
        "国有资产占用情况表",
        "450 平乡县示例局\n预算年度：2025",
        tabbed("项目 | 单价（元） | 价值（万元）", "资产总额 | | 9.00"),
    )
    assert table.scale == "万元"


def test_each_name_of_a_line_is_a_row() -> None:
    names = "一、财政拨款 | 9.00 | 一、教育支出 | 9.00 | 一、基本支出 | 9.00"
    body = (names, " | | 二、科技支出 | | | ", "收入合计 | 9.00 | 支出合计 | | | 9.00")
    (table,) = tables("收支预算总表", HEAD, tabbed(*SIDES, *body))
    assert rows(table) == [
        (None, "一、财政拨款", {"收入/金额": "9.00"}),
        (None, "一、教育支出", {"支出/功能分类/金额": "9.00"}),
        (None, "一、基本支出", {"支出/支出用途/金额": "9.00"}),
        (None, "二、科技支出", {}),
        (None, "收入合计", {"收入/金额": "9.00"}),
        (None, "支出合计", {"支出/支出用途/金额": "9.00"}),
    ]


def test_one_row_read_by_its_columns() -> None:
    heading = (
        "三公经费 | | | | 会议费",
        "小计 | 公务接待费 | 公务用车购置及运行费 | | ",
        " | | 小计 | 运行费 | ",
    )
    (table,) = tables(
        "“三公”经费、会议费支出预算表", HEAD, tabbed(*heading, "3.00 | 1.00 | 2.00 | 2.00 | 0.50")
    )
    assert table.type == "three_public_expenditure"
    assert rows(table) == [
        (
            None,
            "",
            {
                "三公经费/小计": "3.00",
                "公务接待费": "1.00",
                "公务用车购置及运行费/小计": "2.00",
                "运行费": "2.00",
                "会议费": "0.50",
            },
        )
    ]


def test_of_several_names_the_first_one_is_the_item() -> None:
    heading = "采购品目大类 | 专项名称 | 经济科目 | 采购物品名称 | 采购组织形式 | 总计"
    body = (
        "一、货物A | | | | | 9.00",
        " | 办公设备购置 | 办公设备购置 | | | 9.00",
        " | | | 计算机 | 分散自行组织 | 9.00",
    )
    (table,) = tables("2018年政府采购预算表", HEAD, tabbed(heading, *body))
    assert rows(table) == [
        (None, "一、货物A", {"总计": "9.00"}),
        (None, "办公设备购置", {"经济科目": "办公设备购置", "总计": "9.00"}),
        (None, "计算机", {"采购组织形式": "分散自行组织", "总计": "9.00"}),
    ]


@pytest.mark.parametrize(
    ("body", "empty"),
    [(("1 | | 合计 | | | ",), True), (("1 | | 合计 | 0.00 | 0.00 | 0.00",), False), ((), True)],
    ids=["labels only", "a zero is an amount", "heading only"],
)
def test_an_empty_table_is_kept(body: tuple[str, ...], empty: bool) -> None:
    note = "注：我部门无政府性基金预算，空表列示。"
    (table,) = tables("部门预算政府基金预算财政拨款支出表", HEAD, tabbed(*EXPENDITURE, *body), note)
    assert (table.type, table.empty, bool(table.rows)) == (
        "government_fund_expenditure",
        empty,
        not empty,
    )


@pytest.mark.parametrize(
    ("between", "empty"), [("～", True), ("～131.40", False), ("～１３１．４０", False)]
)
def test_a_table_with_an_amount_above_its_heading_is_not_empty(between: str, empty: bool) -> None:
    (table,) = tables("部门预算政府基金预算财政拨款支出表", between, HEAD, tabbed(*EXPENDITURE))
    assert (table.empty, table.rows) == (empty, ())


@pytest.mark.parametrize(("last", "empty"), [("项目支出", True), ("项目支出 1,234.56", False)])
def test_a_table_with_an_amount_in_its_heading_is_not_empty(last: str, empty: bool) -> None:
    heading = [line.replace("项目支出", last) for line in EXPENDITURE]
    (table,) = tables("部门预算政府基金预算财政拨款支出表", HEAD, tabbed(*heading))
    assert (table.empty, table.rows) == (empty, ())


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("部门预算收支总表", "revenue_expenditure_summary"),
        ("2025年部门财务收支预算总表", "revenue_expenditure_summary"),
        ("表三 部门预算支出总表", "expenditure_summary"),
        ("2025年部门一般公共预算支出功能分类预算表", "general_public_expenditure"),
        (
            "2025年部门一般公共预算基本支出部门预算经济分类预算表",
            "general_public_basic_expenditure",
        ),
        ("一般公共预算机关运行经费支出预算表", "operating_expenses"),
        ("财政拨款政府性基金支出预算表", "government_fund_expenditure"),
        ("财政拨款支出预算表", "fiscal_appropriation_expenditure"),
        ("“三公”经费和机关运行经费预算表", "three_public_expenditure"),
        ("部门收支总体情况表", "revenue_expenditure_summary"),
        ("收支预算情况总表", "revenue_expenditure_summary"),
        ("表2 部门收入预算表", "revenue_summary"),
        ("支出总体情况表（按功能分类）", "expenditure_summary"),
        ("财政拨款预算收支总表", "fiscal_appropriation_summary"),
        ("一般公共预算支出情况表（功能分类）", "general_public_expenditure"),
        ("一般公共预算基本支出情况表—经济分类", "general_public_basic_expenditure"),
        ("政府采购预算表（货物、工程、服务）", "government_procurement"),
    ],
)
def test_the_type_is_what_the_table_is(title: str, name: str) -> None:
    (table,) = tables(
        title, HEAD, tabbed("科目编码 | 科目名称 | 金额", "208 | 社会保障和就业支出 | 1.00")
    )
    assert table.type == name


def test_an_amount_under_no_heading_is_reported() -> None:
    found = parsed(
        "\n".join(
            [
                "部门预算支出总表",
                HEAD,
                tabbed("科目编码 | 科目名称 | 合计", "208 | 社会保障 | 1.00 | 7.77"),
            ]
        )
    )
    assert [note.message for note in found.notes if note.code == "cell-not-read"] == [
        "the cell 7.77 stands under no heading or beside no name"
    ]


def test_the_rest_of_a_name_below_a_coded_row_belongs_to_it() -> None:
    """A table with codes and without 序号: a name without a code in its own line goes on."""
    found = parsed(
        "450 平乡县示例局\n预算年度：2025\n部门预算支出总表\n单位：万元\n"
        + tabbed(
            "科目编码 | 科目名称 | 合计",
            "2080505 | 机关事业单位基本养老保险 | 5.00",
            " | 缴费支出 | ",
            "210 | 卫生健康支出 | 6.00",
            " | 合计 | ",
        )
    )
    items = [row.item for row in found.tables[0].rows]
    assert items == ["机关事业单位基本养老保险缴费支出", "卫生健康支出", "合计"]
