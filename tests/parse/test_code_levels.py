"""Codes of several parts: printed once over the rows that they hold for, or two of them in a row."""

from __future__ import annotations

from reading import parsed, tabbed

from budgetgraph.disclosure import Table

HEAD = "青禾县水利局2025年部门预算\n部门：青禾县水利局\n单位：万元\n"


def codes(title: str, *rows: str) -> list[tuple[str | None, str]]:
    found: Table
    (found,) = parsed(f"{HEAD}{title}\n" + tabbed(*rows)).tables
    return [(row.code, row.item) for row in found.rows]


BASIC = "一般公共预算基本支出表"


def test_the_parts_above_hold_for_the_rows_below() -> None:
    assert codes(
        "支出总表",
        "科目编码 | | | 科目名称 | 合计 | 基本支出 | 项目支出",
        "类 | 款 | 项 | | | | ",
        " | | | 合计 | 9.00 | 8.00 | 1.00",
        "207 | | | 文化旅游体育与传媒支出 | 9.00 | 8.00 | 1.00",
        " | 01 | | 文化和旅游 | 9.00 | 8.00 | 1.00",
        " | | 01 | 行政运行 | 8.00 | 8.00 | ",
        " | | 09 | 群众文化 | 1.00 | | 1.00",
    ) == [
        (None, "合计"),
        ("207", "文化旅游体育与传媒支出"),
        ("20701", "文化和旅游"),
        ("2070101", "行政运行"),
        ("2070109", "群众文化"),
    ]


def test_a_row_without_any_part_ends_what_stood_above() -> None:
    assert codes(
        "支出总表",
        "科目编码 | | | 科目名称 | 合计 | 基本支出 | 项目支出",
        "类 | 款 | 项 | | | | ",
        "207 | 01 | | 文化和旅游 | 5.00 | 5.00 | ",
        " | | | 青禾县文化馆 | 4.00 | 4.00 | ",
        " | | 09 | 群众文化 | 4.00 | 4.00 | ",
    ) == [("20701", "文化和旅游"), (None, "青禾县文化馆"), (None, "群众文化")]


def test_of_two_codes_side_by_side_that_of_the_department_s_name() -> None:
    assert codes(
        BASIC,
        "部门预算经济分类 | | | 政府预算经济分类 | | | 总计",
        "类 | 款 | 科目名称 | 类 | 款 | 科目名称 | ",
        "301 | | 工资福利支出 | | | | 7.00",
        "301 | 01 | 基本工资 | 501 | 01 | 工资奖金津补贴 | 4.00",
        " | 02 | 津贴补贴 | 501 | 01 | 工资奖金津补贴 | 3.00",
    ) == [("301", "工资福利支出"), ("30101", "基本工资"), ("30102", "津贴补贴")]


def test_the_department_s_code_may_stand_behind_the_government_s() -> None:
    assert codes(
        BASIC,
        "政府预算经济分类 | | | 部门预算经济分类 | | | 总计",
        "类 | 款 | 科目名称 | 类 | 款 | 科目名称 | ",
        "501 | 01 | 工资奖金津补贴 | 301 | 01 | 基本工资 | 4.00",
        "501 | 01 | 工资奖金津补贴 | 301 | 02 | 津贴补贴 | 3.00",
    ) == [("30101", "基本工资"), ("30102", "津贴补贴")]


def test_a_part_of_three_digits_is_no_part_below_a_class() -> None:
    found = codes(
        "支出总表",
        "科目编码 | | | 科目名称 | 合计 | 基本支出 | 项目支出",
        "类 | 款 | 项 | | | | ",
        "207 | 01 | | 文化和旅游 | 5.00 | 5.00 | ",
        " | 105 | | 青禾县文化馆 | 4.00 | 4.00 | ",
    )
    assert found[1] != ("207105", "青禾县文化馆")
