"""A grid as it stands in the source, parted into titles, captions, tables and notes."""

from __future__ import annotations

from budgetgraph.document import Grid, GridRow, passage
from budgetgraph.document.where import Where
from budgetgraph.recognise.walk.raw_grid import blocks


def grid(*rows: str) -> list[GridRow]:
    return [
        tuple(passage(cell.strip(), Where(number, number)) for cell in row.split("|"))
        for number, row in enumerate(rows, start=1)
    ]


def parted(*rows: str) -> list[str | int]:
    """Paragraphs as their text, grids as the number of their rows."""
    return [
        len(block.rows) if isinstance(block, Grid) else block.text for block in blocks(grid(*rows))
    ]


TABLE = ("项目 | 金额", "合计 | 1.00")


def test_what_stands_above_and_below_a_table() -> None:
    assert parted("公开01表 |", "收支总表 |", "| 单位：万元", *TABLE, "注：不含下级单位。 |") == [
        "公开01表", "收支总表", "单位：万元", 2, "注：不含下级单位。",
    ]  # fmt: skip


def test_a_title_and_a_caption_in_one_row_stand_above_a_table() -> None:
    assert parted("支出总表 | 单位：元", *TABLE) == ["支出总表", "单位：元", 2]
    assert parted("支出总表 | 收入总表", *TABLE) == [3], "two titles may head columns"


def test_a_row_of_captions_is_no_heading() -> None:
    assert parted(
        "表8 | 石桥县水利局 | 2025年 | 单位：元", "项目 | 金额 | |", "合计 | 1.00 | |"
    ) == [
        *("表8", "石桥县水利局", "2025年", "单位：元"),
        2,
    ]
    assert parted(
        "编制单位： | 石桥县水利局 | 单位： | 元", "项目 | 金额 | |", "合计 | 1.00 | |"
    ) == [
        *("编制单位：石桥县水利局", "单位：元"),
        2,
    ]


def test_a_title_or_a_caption_behind_an_empty_row_begins_the_next_table() -> None:
    assert parted("收入总表 |", *TABLE, "支出总表 |", *TABLE) == ["收入总表", 2, "支出总表", 2]
    assert parted(*TABLE, " | ", "| 单位：万元", *TABLE) == [2, "单位：万元", 2]
    assert parted(*TABLE, "| 单位：万元", *TABLE) == [5], "a caption in between is a page's"


def test_a_name_alone_is_a_row_of_the_table() -> None:
    assert parted(*TABLE, "“三公”经费支出 |", "接待费 | 1.00") == [4]
    assert parted("缴费支出 |", "住房公积金 | 1.00") == [2], "the rest of a cell that a page broke"


def test_a_text_above_a_caption_is_no_row() -> None:
    assert parted("青禾县水利局预算公开 |", "| 单位：万元", *TABLE) == [
        "青禾县水利局预算公开",
        "单位：万元",
        2,
    ]


def test_running_text_right_below_a_table_is_none_of_it() -> None:
    sentence = "二〇二五年本局支出一元，主要用于办公。"
    longer = "二〇二五年本单位支出一元，主要用于办公。"
    assert (len(sentence), len(longer)) == (19, 20)
    assert parted(*TABLE, "一、收支情况 |", f"{longer} |") == [2, "一、收支情况", longer]
    assert parted(*TABLE, "一、收支情况 |", f"{sentence} |") == [4], "may be the name of an item"
    assert parted(*TABLE, "结转下年 |") == [3]
    assert parted("项目名称 | 河道清淤", "总金额 | 1.00", f"{longer} |") == [3], "a form's own"


def test_who_signs_below_a_table_is_no_row() -> None:
    assert parted(*TABLE, "填表人： | 联系电话：") == [2, "填表人：", "联系电话："]
    assert parted(*TABLE, "单位负责人： | 填报日期：2025年1月20日") == [
        *(2, "单位负责人：", "填报日期：2025年1月20日"),
    ]
    assert parted(*TABLE, "负责人培训 | 1.00") == [3]
