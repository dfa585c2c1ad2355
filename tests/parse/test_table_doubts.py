"""Tables whose cells were put under wrong columns are not read, and it is said why."""

from __future__ import annotations

from dataclasses import replace

import pytest
from reading import parsed, tabbed

from budgetgraph.disclosure import Cell, Row, Table
from budgetgraph.document.where import Where
from budgetgraph.parse.tables.doubts import doubt
from budgetgraph.parse.tables.foreign_titles import is_foreign
from budgetgraph.parse.tables.rows import layout_of
from budgetgraph.parse.tables.stretches import Stretch
from budgetgraph.parse.tables.whole_names import with_whole_names
from budgetgraph.recognise.columns import Column

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


def test_a_workbook_whose_totals_have_no_values_is_read_without_them() -> None:
    where = Where(1, 1)
    cells = (Cell("基本支出", "5.00", where), Cell("项目支出", "3.00", where))
    rows = (Row("213", "农林水支出", cells, where), Row("221", "住房保障支出", cells, where))
    table = Table("expenditure_summary", "部门支出总表", "万元", False, rows, where)
    columns = [Column("value", None, name) for name in ("合计", "基本支出", "项目支出")]
    stretch = Stretch((), layout_of(columns))
    assert doubt(table, [stretch], guessed=False) is not None
    assert doubt(table, [stretch], guessed=False, is_sheet=True) is None


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


def test_amounts_that_nobody_can_tell_leave_no_table_empty() -> None:
    table, _ = read(SUMMARY, SIDES, COLUMNS, "一、拨款收入 | \ufffd.\ufffd | 一、水利支出 | ")
    assert not table.empty


@pytest.mark.parametrize(("marked", "pieces"), [(1, False), (2, True)])
def test_a_piece_among_two_marked_items_tells_that_guessed_cells_are_none(
    marked: int, pieces: bool
) -> None:
    rows = ("一、一般公共预算拨款收入 | 5.00", "二、事业收入 | 7.00")[:marked]
    table, _ = read("部门收入总表", "项目 | 预算数", *rows, "利息 | 1.00")
    piece = Row(None, "款收", (), table.rows[0].where)
    sign = doubt(replace(table, rows=(*table.rows, piece)), (), guessed=True)
    assert (sign is not None) == pieces


@pytest.mark.parametrize(("codes", "foreign"), [(2, False), (3, True)])
def test_three_codes_of_economic_classes_are_no_rows_of_functions(
    codes: int, foreign: bool
) -> None:
    where = Where(1, 1)
    rows = [Row(code, "支出", (), where) for code in ("301", "302", "303")]
    table, _ = read("一般公共预算支出表", "科目编码 | 科目名称 | 合计", "213 | 农林水支出 | 5.00")
    assert is_foreign(replace(table, rows=tuple(rows[:codes])), ()) == foreign


@pytest.mark.parametrize(("parts", "is_whole"), [(5, True), (6, False)])
def test_a_name_broken_over_five_rows_is_put_together(parts: int, is_whole: bool) -> None:
    name = "行政事业单位养老支出"
    where = Where(1, 1)
    cut = [name[:2], *name[2:parts], name[parts:]]
    assert len(cut) == parts
    rows = [Row("20805", cut[0], (), where), *(Row(None, part, (), where) for part in cut[1:])]
    whole = with_whole_names([(row, "") for row in rows])
    assert (whole[0][0].item == name) == is_whole


def _row(item: str, *cells: tuple[str, str]) -> Row:
    where = Where(1, 1)
    return Row(None, item, tuple(Cell(name, value, where) for name, value in cells), where)


@pytest.mark.parametrize(
    ("table_type", "items", "is_said"),
    [
        ("three_public_expenditure", (("青禾县农业综", "7.00"), ("合行政执法队", "")), True),
        (
            "three_public_expenditure",
            (("青禾县农", "7.00"), ("业综合行", ""), ("政执法队", "")),
            True,
        ),
        ("project_expenditure", (("河道清淤和水库", "7.00"), ("加固", "")), True),
        # whole names, and words of a total and of a kind without an amount
        ("three_public_expenditure", (("合计", "7.00"), ("青禾县水利局", "")), False),
        ("three_public_expenditure", (("因公出国（境）费", "7.00"), ("公务接待费", "")), False),
        ("project_expenditure", (("特定目标类", ""), ("河道清淤", "7.00")), False),
        ("project_expenditure", (("青禾县水利局", ""), ("河道清淤", "7.00")), False),
    ],
)
def test_guessed_names_that_go_on_in_rows_of_their_own_are_pieces(
    table_type: str, items: tuple[tuple[str, str], ...], is_said: bool
) -> None:
    rows = tuple(_row(item, *([("合计", amount)] if amount else [])) for item, amount in items)
    table = Table(table_type, "支出表", "万元", False, rows, Where(1, 2))
    assert (doubt(table, (), guessed=True) is not None) is is_said


def test_rows_whose_names_stand_on_another_page() -> None:
    title = "政府性基金预算支出表"
    heads = "基本支出 | 项目支出"
    found = read(title, heads, "5.00 | 7.00", "3.00 | 2.00")
    assert_not_read(found, "no column names its rows")
    assert len(read(title, heads, "5.00 | 7.00")[0].rows) == 1
    assert len(read(title, f"科目名称 | {heads}", " | 5.00 | 7.00", " | 3.00 | 2.00")[0].rows) == 2


def test_a_table_without_a_column_of_amounts_is_not_empty() -> None:
    heads, row = "科目名称 | 项目名称 | 项目单位", "水利 | 河道清淤 | 青禾县河道所"
    assert not read("项目支出表", heads, row)[0].empty
    assert read("项目支出表", f"{heads} | 合计", row)[0].empty


LOST = (
    "科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费",
    "合计 | 9.00 | 6.00 | 3.00",
    "301 | 工资福利支出 | 6.00 | 6.00",
)


@pytest.mark.parametrize(
    ("row", "is_read"),
    [
        ("302 | 商品和服务支出 | 3.00 | 3.00", False),
        ("302 | 商品和服务支出 | 3.00 |  | 3.00", True),
    ],
)
def test_rows_whose_blank_cells_were_lost_are_not_read(row: str, is_read: bool) -> None:
    text = f"青禾县水务局2025年部门预算\n一般公共预算基本支出表\n单位：万元\n{tabbed(*LOST, row)}"
    found = parsed(text)
    assert [bool(table.rows) for table in found.tables] == [is_read]
    assert ("table-not-read" in {note.code for note in found.notes}) is not is_read


def test_rows_of_more_cells_than_their_heading_are_not_read() -> None:
    title, above = "一般公共预算支出表", "支出功能分类科目 | 合计 | 基本支出 | 项目支出"
    heading = "科目编码 | 科目名称 | 小计 | 人员经费 | 公用经费"
    total = " | 合计 | 618.00 | 442.00 | 420.00 | 22.00 | 176.00"
    row = "213 | 农林水支出 | 618.00 | 442.00 | 420.00 | 22.00 | 176.00"
    assert_not_read(read(title, above, heading, total, row), "more cells than its heading")


def test_one_amount_behind_the_last_column_is_said_by_itself() -> None:
    rows = ("213 | 农林水支出 | 618.00 | 3.00", "208 | 社会保障和就业支出 | 5.00 | ")
    table, reasons = read("一般公共预算支出表", "科目编码 | 科目名称 | 合计", *rows)
    assert len(table.rows) == 2
    assert not reasons
