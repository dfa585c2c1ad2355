"""Headings of budget tables: where they end, and what each column is called."""

from __future__ import annotations

import pytest

from budgetgraph.document import GridRow, passage
from budgetgraph.document.where import Where
from budgetgraph.recognise.columns import columns
from budgetgraph.recognise.headings import heading_length, numbers_columns, texts


def grid(*rows: str) -> list[GridRow]:
    return [
        tuple(passage(cell.strip(), Where(number, number)) for cell in row.split("|"))
        for number, row in enumerate(rows, start=1)
    ]


def names(*rows: str) -> list[str]:
    return [
        column.name if column.role == "value" else f"<{column.role}>"
        for column in columns(grid(*rows))
    ]


@pytest.mark.parametrize(
    ("rows", "length"),
    [
        (("项目 | 金额", "办公费 | 1.00"), 1),
        (
            (
                "序号 | 收入 | | 支出 | ",
                " | 项目 | 预算数 | 项目 | 预算数",
                "栏次 | 1 | 2 | 3 | 4",
                "1 | 甲 | 2.00 | 乙 | 2.00",
            ),
            3,
        ),
        (("序号 | 项目 | 合计", "1 | 2 | 3", "1 | 办公费 | 4.00"), 2),
        # 金额 may stand below headings that are closed, beside an open one
        (
            (
                "项目 | 2024年 | 2025年 | 增减 | ",
                " | 金额 | 金额 | 增减额 | 增减%",
                "办公费 | 1.00 | 2.00 | 1.00 | 100",
            ),
            2,
        ),
        # and so may a word for the change
        (
            (
                "科目 | | 本年预算 | | 比上年",
                "编码 | 名称 | 小计 | 基本支出 | 增减额",
                "213 | 农林水支出 | 1 | 1 | 0",
            ),
            2,
        ),
        # a text may leave out the blank cells at the end of a line
        (("科目 | 本年支出", " | 小计 | 人员经费", "合计 | 4.00 | 4.00"), 2),
        (("科目 | 本年支出", "教育支出 | ", "合计 | 4.00"), 1),
        (
            (
                "项目 | 2024年 | 2025年 | 增减额 | 增减%",
                "** | 1 | 2 | 3=2-1 | 4=3/1×100%",
                "办公费 | 1.00 | 2.00",
            ),
            2,
        ),
        (
            (
                "项目 | | | | 支出预算 | ",
                "编码 | | | 科目名称 | 合计 | 基本支出",
                "类 | 款 | 项 | | | ",
                "208 | | | 甲 | 1 | 1",
            ),
            3,
        ),
        (
            (
                "项目 | | 基本支出 | ",
                "经济分类科目 | | | ",
                "编码 | 科目名称 | 合计 | 人员经费",
                "301 | 工资 | 5.00 | 5.00",
            ),
            3,
        ),
        (("科目编码 | 科目名称 | 金额", "301 | 工资福利支出 | "), 1),
        (("十九、粮油物资储备支出 | 5.00 | ",), 0),
        (
            (
                "项目 | 行次 | 预算数 | 项目 | 行次 | 预算数",
                "栏次 | | 1 | 栏次 | | 2",
                "甲 | 1 | 2.00 | 乙 | 9 | 2.00",
            ),
            2,
        ),
        (("编码 | 科目名称 | 合计 | 基本支出", "甲 | 乙 | 1 | 2", "208 | 甲 | 1 | 1"), 2),
        (
            (
                "项目 | | | | 本年支出 | ",
                "科目编码 | | | 科目名称 | 小计 | 基本支出",
                "类 | 款 | 项 | 栏次 | 1 | 2",
                " | | | 合计 | 5 | 5",
            ),
            3,
        ),
        (("编码 | 科目名称 | 合计 | 基本支出", "** | ** | 1=2+3 | 2", "208 | 甲 | 1 | 1"), 2),
    ],
    ids=[
        "one row",
        "栏次 ends it",
        "bare numbers end it",
        "金额 below closed headings",
        "增减额 below a closed heading",
        "blanks left out at the end",
        "words of a row under one heading",
        "numbers that follow from others",
        "three rows of 类款项",
        "a word broken over rows",
        "codes follow",
        "none",
        "栏次 on both sides",
        "甲乙",
        "类款项 before 栏次",
        "a sum of columns",
    ],
)
def test_where_a_heading_ends(rows: tuple[str, ...], length: int) -> None:
    assert heading_length(grid(*rows)) == length


@pytest.mark.parametrize(
    ("heading", "body"),
    [
        # names without numbers below the words of the sides
        ("收入 | 预算数 | 支出 | 预算数", "一般公共预算拨款 | 5.00 | 农林水支出 | 5.00"),
        ("收入项目 | 预算数 | 支出项目 | 预算数", "一般公共预算拨款 | 5.00 | 农林水支出 | 5.00"),
        # the items alone tell the sides
        ("项目 | 金额 | 项目 | 金额", "一、财政拨款 | 5.00 | 一、农林水支出 | 5.00"),
        ("项目 | 金额 | 项目 | 金额", "事业收入 | 5.00 | 教育支出 | 5.00"),
    ],
)
def test_headings_and_items_tell_the_sides(heading: str, body: str) -> None:
    found = columns(grid(heading), grid(body))
    assert [(column.role, column.side) for column in found] == [
        ("item", "收入"), ("value", "收入"), ("item", "支出"), ("value", "支出"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [
        "工资福利支出 | 5.00 | 商品和服务支出 | 5.00",
        "财政拨款支出 | 5.00 | 教育支出 | 5.00",
        "甲 | 5.00 | 乙 | 5.00",
    ],
)
def test_lists_of_one_kind_have_no_sides(body: str) -> None:
    found = columns(grid("项目 | 金额 | 项目 | 金额"), grid(body))
    assert {column.side for column in found} == {None}


def test_a_leaf_under_several_parents_carries_its_parent() -> None:
    rows = (
        "科目名称 | 合计 | 一般公共预算支出 | | 政府性基金支出 | ",
        " | | 小计 | 基本支出 | 小计 | 项目支出",
    )
    assert names(*rows) == [
        "<item>",
        "合计",
        "一般公共预算支出/小计",
        "基本支出",
        "政府性基金支出/小计",
        "项目支出",
    ]


def test_a_leaf_that_repeats_under_the_same_parent_carries_the_whole_path() -> None:
    rows = ("2024年 | | 2025年 | ", "公务用车费 | | 公务用车费 | ", "小计 | 购置费 | 小计 | 购置费")
    assert names(*rows) == [
        f"{year}年/公务用车费/{leaf}" for year in (2024, 2025) for leaf in ("小计", "购置费")
    ]


def test_a_unit_beside_a_code_and_a_name_is_a_cell() -> None:
    found = columns(grid("单位编码 | 单位名称 | 科目编码 | 科目名称 | 合计"))
    assert [(column.role, column.preferred, column.further) for column in found] == [
        ("code_aside", False, False), ("item", False, True), ("code", False, False), ("item", True, True), ("value", False, False),
    ]  # fmt: skip
    assert [column.role for column in columns(grid("单位编码 | 单位名称 | 合计"))] == [
        "code",
        "item",
        "value",
    ]


def test_both_sides_carry_their_side() -> None:
    rows = ("序号 | 收入 | | 支出 | | ", " | 项目 | 预算数 | 项目 | 合计 | 一般公共预算")
    assert names(*rows) == [
        "<serial>",
        "<item>",
        "收入/预算数",
        "<item>",
        "支出/合计",
        "支出/一般公共预算",
    ]


def test_revenue_and_expenditure_beside_one_list_of_names_are_columns_and_no_sides() -> None:
    heading = (
        "科目编码 | 科目名称 | 年初结转 | 本年收入 | 本年支出 | ",
        " | | | | 小计 | 项目支出",
    )
    assert names(*heading) == ["<code>", "<item>", "年初结转", "本年收入", "小计", "项目支出"]


@pytest.mark.parametrize(
    "words", [("收入", "支出"), ("本年收入", "本年支出"), ("财政拨款收入", "财政拨款支出")]
)
def test_sides_by_other_names(words: tuple[str, str]) -> None:
    assert names(f"{words[0]} | | {words[1]} | ", "项目 | 预算数 | 项目 | 预算数") == [
        "<item>",
        "收入/预算数",
        "<item>",
        "支出/预算数",
    ]


def test_three_blocks_count_their_names() -> None:
    rows = grid(
        "收入 | | 支出 | | | ",
        "项目名称 | 金额 | 功能分类 | | 支出用途 | ",
        " | | 科目名称 | 金额 | 项目名称 | 金额",
    )
    found = columns(rows)
    assert [column.block for column in found] == [0, 0, 0, 0, 1, 1]
    assert [column.name for column in found if column.role == "value"] == [
        "收入/金额",
        "支出/功能分类/金额",
        "支出/支出用途/金额",
    ]


def test_codes_in_one_column_or_in_three() -> None:
    assert names("功能科目代码 | 功能科目名称 | 金额") == ["<code>", "<item>", "金额"]
    assert names("类 | 款 | 项 | 科目名称 | 合计") == ["<code_part>"] * 3 + ["<item>", "合计"]


def test_a_blank_heading_behind_the_names_is_the_rest_of_a_nested_name() -> None:
    assert names("项目名称 | | 金额") == ["<item>", "<item_more>", "金额"]


def test_the_department_s_name_is_preferred_to_the_government_s() -> None:
    found = columns(grid("政府预算经济分类 | 部门预算经济分类 | 合计"))
    assert [(column.role, column.preferred) for column in found] == [
        ("item", False),
        ("item", True),
        ("value", False),
    ]


def test_cells_are_compared_without_blanks() -> None:
    assert texts(grid("项 目 | 预 算 数")[0]) == ["项目", "预算数"]


@pytest.mark.parametrize(
    ("cells", "numbers"),
    [
        (["栏次", "1", "2六", "3"], True),
        (["栏次", "1六", "2六", "3", "4"], False),
        (["栏次", "1", "县水务局", "3"], False),
        (["栏次", "1", "2.50", "3"], False),
        (["栏次", "1", "五", "3"], True),
        (["1", "五", "3", "4"], True),
        (["1", "", "3", "4"], True),
        (["1", "", "3"], False),
        (["1", "五", "", "4", "5"], False),
        (["1", "县医院", "3", "4"], False),
        (["1", "2", "3", "8"], False),
    ],
)
def test_numbers_of_columns_of_a_picture_may_be_misread(cells: list[str], numbers: bool) -> None:
    """Fewer than half of them, and each is short or keeps its digit; an amount is none of them.

    Without 栏次 one number of four may be misread.
    """
    assert numbers_columns(cells) is numbers


@pytest.mark.parametrize(
    ("cells", "numbers"),
    [
        (["（1）", "（2）", "（3）", ""], True),
        (["①", "②", "③"], True),
        (["A", "B", "C", "D"], True),
        (["—", "—", "1", "2"], True),
        (["—", "—", "1"], True),
        (["栏目", "", "（1）", "（2）"], True),
        (["列次", "1", "2"], True),
        # amounts, a name, another order
        (["—", "1"], False),
        (["1", "2"], False),
        (["—", "—", "2", "3"], False),
        (["A", "B", "D"], False),
        (["—", "—", "—"], False),
        (["合计", "1", "2", "3"], False),
    ],
)
def test_columns_are_numbered_in_many_ways(cells: list[str], numbers: bool) -> None:
    assert numbers_columns(cells) is numbers
