"""Tables whose cells were put under wrong columns are not read, and it is said why."""

from __future__ import annotations

import pytest
from reading import parsed, tabbed

from budgetgraph.disclosure import Table

HEAD = "青禾县水利局2025年部门预算\n部门：青禾县水利局\n单位：万元\n"
SUMMARY = "部门收支总表"
SIDES = "收入 |  | 支出 | "
COLUMNS = "项目 | 预算数 | 项目 | 预算数"


def read(title: str, *rows: str) -> tuple[Table, list[str]]:
    """The one table, and the reasons why it is not read."""
    found = parsed(f"{HEAD}{title}\n" + tabbed(*rows))
    [table] = found.tables
    return table, [note.message for note in found.notes if note.code == "table-not-read"]


def assert_not_read(found: tuple[Table, list[str]], sign: str) -> None:
    table, reasons = found
    assert not table.rows
    assert not table.empty
    assert len(reasons) == 1
    assert sign in reasons[0]


@pytest.mark.parametrize("item", ["2,458.01本年支出合计", "0九、卫生健康支出", "12.34债安排的支出"])
def test_an_amount_that_runs_into_words(item: str) -> None:
    found = read(SUMMARY, "项目 | 预算数", "一、拨款收入 | 5.00", f"{item} | 7.00")
    assert_not_read(found, "an amount and words stand in one cell")


@pytest.mark.parametrize(
    "item", ["100.00万元以上设备", "2025年水费", "50人以上", "1、房屋", "2130301行政运行"]
)
def test_figures_that_belong_to_their_words(item: str) -> None:
    table, reasons = read("固定资产占用情况表", "项目 | 价值", f"{item} | 5.00", "2、车辆 | 7.00")
    assert len(table.rows) == 2
    assert not reasons


def test_an_odd_cell_does_not_outweigh_sums_that_close() -> None:
    rows = ("一、拨款收入 | 5.00 | 一、农林水支出 | 7.00", "二、其他收入 | 2.00 | | ")
    total = "收入总计 | 7.00 | 支出总计 | 7.00"
    table, reasons = read(SUMMARY, SIDES, COLUMNS, *rows, "0三、上年结转 | | | ", total)
    assert table.closes
    assert not reasons


def test_the_name_of_an_item_among_the_amounts() -> None:
    found = read(SUMMARY, "项目 | 预算数", "一、拨款收入 | 5.00", " 二、其他收入 | 二、外交支出")
    assert_not_read(found, "the name of an item")


def test_the_numbers_of_rows_among_the_amounts() -> None:
    rows = [f"项{number} | {number}" for number in range(31, 36)]
    assert_not_read(read(SUMMARY, "项目 | 预算数", *rows), "the numbers of its rows")
    table, reasons = read(SUMMARY, "项目 | 预算数", *rows[:4])
    assert len(table.rows) == 4
    assert not reasons


def test_a_column_of_totals_that_is_empty() -> None:
    heading = "科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出"
    rows = ("213 | 农林水支出 |  | 5.00 | 3.00", "221 | 住房保障支出 |  | 2.00 | ")
    assert_not_read(read("部门支出总表", heading, *rows), "its column of totals is empty")
    table, reasons = read("部门支出总表", heading, rows[0])
    assert len(table.rows) == 1
    assert not reasons, "a single row may leave its total blank"


PIECES = (
    "一、一般公共预算拨 | ", "款收入 | 5.00", "二、政府性基金预算 | ", "三、单位资金 | ", "四、其他收入 | 1.00",
    "拨款收入 | ", "五、上年结转 | ", "预算安排 | ",
)  # fmt: skip


def test_items_in_pieces() -> None:
    assert_not_read(read(SUMMARY, "项目 | 预算数", *PIECES, "（类款项） | "), "in pieces")
    table, reasons = read(SUMMARY, "项目 | 预算数", *PIECES)
    assert table.rows
    assert not reasons, "two lines without a mark and an amount may be headings"


def test_amounts_that_a_narrow_column_hides_are_said_and_leave_no_table_empty() -> None:
    found = parsed(
        f"{HEAD}{SUMMARY}\n" + tabbed(SIDES, COLUMNS, "一、拨款收入 | ### | 一、水利支出 | ###")
    )
    [table] = found.tables
    assert not table.empty
    assert [cell.value for row in table.rows for cell in row.cells] == ["###", "###"]
    messages = [note.message for note in found.notes if note.code == "amount-not-read"]
    assert messages == [
        "2 cell(s) show ### or an error in the place of an amount (列宽不足或公式出错)"
    ]
