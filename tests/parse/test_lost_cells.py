"""Tables of a text in which a merged cell is one cell: what stands behind it stands too far left."""

from __future__ import annotations

import pytest
from reading import parsed, tabbed

HEAD = "石桥县水务局2025年部门预算\n部门支出总表\n单位：万元\n"
NAMES = "科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出"
ROW = "213 | 农林水支出 | 9.00 | 5.00 | 4.00"


@pytest.mark.parametrize(
    "total",
    ["合计 | 9.00 | 5.00 | 4.00", "合计 | | 9.00 | 5.00 | 4.00", " | 合计 | 9.00 | 5.00 | 4.00"],
)
def test_a_total_merged_over_the_names(total: str) -> None:
    [table] = parsed(HEAD + tabbed(NAMES, total, ROW) + "\n").tables
    cells = [(cell.column, cell.value) for cell in table.rows[0].cells]
    assert (table.rows[0].item, table.rows[0].code) == ("合计", None)
    assert cells == [("合计", "9.00"), ("基本支出", "5.00"), ("项目支出", "4.00")]


@pytest.mark.parametrize(
    "rows",
    [
        # of 类 款 项 and two amounts each the words above are one cell
        (
            "科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出",
            "类 | 款 | 项 | | | 人员经费 | 公用经费 | ",
            "213 | 03 | 01 | 行政运行 | 9.00 | 5.00 | 4.00 | ",
        ),
        # the words below begin at the left end
        ("科目名称 | 单位 | 资金来源", "合计 | 一般公共预算", "行政运行 | 水务局 | 9.00 | 9.00"),
        (
            "科目编码 | 科目名称 | 一般公共预算 | 其他收入 | 上年结转",
            " | | 人员经费支出 | 公用经费支出 | ",
            "213 | 农林水支出 | 9.00 | 5.00 | ",
        ),
        # names below the amounts of a year
        (
            "功能分类科目 | 2024年预算数 | 2025年预算数",
            "科目编码 | 科目名称 | | 合计 | 基本支出",
            "213 | 农林水支出 | 9.00 | 9.00 | 5.00",
        ),
        # an amount as the name, behind a word of no total
        (NAMES, "支出 | 9.00 | 5.00 | 4.00", ROW),
    ],
    ids=[
        "shorter heading",
        "words as a row",
        "words without a name",
        "names below amounts",
        "amount as a name",
    ],
)
def test_a_heading_that_lost_its_blank_cells_is_said(rows: tuple[str, ...]) -> None:
    found = parsed(HEAD + tabbed(*rows) + "\n")
    assert [table.rows for table in found.tables] == [()]
    assert [note.code for note in found.notes].count("table-not-read") == 1


@pytest.mark.parametrize(
    "rows",
    [
        (
            "科目编码 | | 合计 | 基本支出 | ",
            "编码 | 科目名称 | | 人员经费 | 公用经费",
            "213 | 农林水支出 | 9.00 | 5.00 | 4.00",
        ),
        ("收入 | 支出", "项目 | 金额 | 项目 | 金额", "一、拨款 | 9.00 | 一、农林水支出 | "),
        ("科目编码 | 科目名称 | 合计", "213 | 农林水支出 | 9.00 | "),
    ],
    ids=["all blank cells", "sides", "a blank cell too many"],
)
def test_whole_headings_are_read(rows: tuple[str, ...]) -> None:
    title = HEAD.replace("支出总表", "收支总表") if rows[0].startswith("收入") else HEAD
    [table] = parsed(title + tabbed(*rows) + "\n").tables
    assert table.rows
