"""Tables whose cells nothing draws: what came out in pieces is not read, and said so."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from budgetgraph.disclosure import Cell, Disclosure, Row, Table
from budgetgraph.document.where import Where
from budgetgraph.parse.tables.around import sign_around
from budgetgraph.parse.tables.rows import is_item, layout_of
from budgetgraph.parse.tables.torn_cells import torn_sign
from budgetgraph.pipeline.line import extract
from budgetgraph.recognise.columns import Column

#: A table laid out by blanks; what stands for NAME, TOTAL and HEAD is told by each test.
LAYOUT = """              平乡县示例局2025年部门预算公开
              部门支出总表
                                                  单位：万元
科目编码        科目名称                            合计          基本支出        {head}
                合计                               1841.82       1539.57        302.25
208             社会保障和就业支出                     125.45        125.45
20805           行政事业单位养老支出                   125.45        125.45
2080505         {name}           104.30        104.30
2080506         机关事业单位职业年金缴费支出              21.15         21.15
213             农林水支出                            1716.37       1414.12        {last}
{below}
"""
GOOD = {
    "head": "项目支出",
    "name": "机关事业单位基本养老保险缴费支出",
    "last": "302.25",
    "below": "",
}
#: More than a cell of the table would hold.
WORDS = "本级和下属各单位用于其他方面的各项支出，按照规定列入上面各个科目之中"


def read(folder: Path, content: str) -> Disclosure:
    path = folder / "x.txt"
    path.write_text(content, encoding="utf-8")
    return extract(path)


def laid_out(folder: Path, **changes: str) -> Disclosure:
    return read(folder, LAYOUT.format(**(GOOD | changes)))


def not_read(found: Disclosure) -> list[str]:
    return [note.message for note in found.notes if note.code == "table-not-read"]


def test_a_table_in_one_piece_is_read(tmp_path: Path) -> None:
    found = laid_out(tmp_path)
    assert not_read(found) == []
    assert len(found.tables[0].rows) == 6


@pytest.mark.parametrize(
    ("change", "sign"),
    [
        ({"head": "支出"}, "a heading came out in pieces"),
        ({"head": "一般公共预算财政"}, "a heading came out in pieces"),
        ({"head": "项目支出（当"}, "a heading came out in pieces"),
        ({"last": "302."}, "an amount came out in pieces"),
        ({"last": "目支出"}, "words stand where amounts do"),
        ({"name": "机关事业单位基本养老保险缴"}, "a name came out in pieces"),
        ({"below": "                费支出"}, "a name came out in pieces"),
        ({"below": f"{WORDS}\n其他支出 12.00"}, "amounts stand below the last row that was told"),
    ],
)
def test_a_torn_table_is_not_read(tmp_path: Path, change: dict[str, str], sign: str) -> None:
    found = laid_out(tmp_path, **change)
    assert found.tables[0].rows == ()
    assert found.tables[0].empty is False
    assert any(sign in message for message in not_read(found))


def test_a_column_of_one_source_may_be_headed_as_a_side_is(tmp_path: Path) -> None:
    layer = laid_out(tmp_path, head="财政拨款收入")
    assert not_read(layer) == []
    assert [cell.column for cell in layer.tables[0].rows[-1].cells][-1] == "财政拨款收入"


def test_a_name_may_leave_out_its_last_word(tmp_path: Path) -> None:
    found = laid_out(tmp_path, name="机关事业单位基本养老保险缴费")
    assert not_read(found) == []
    assert found.tables[0].rows[3].item == "机关事业单位基本养老保险缴费"


def test_names_broken_at_a_wrong_place_are_told_by_their_codes(tmp_path: Path) -> None:
    content = LAYOUT.format(**GOOD)
    content = content.replace("养老支出    ", "养老支出机关事业")
    name = GOOD["name"]
    content = content.replace(name, name.removeprefix("机关事业") + "    ")
    rows = read(tmp_path, content).tables[0].rows
    assert [row.item for row in rows[2:4]] == [
        "行政事业单位养老支出",
        "机关事业单位基本养老保险缴费支出",
    ]


def test_a_heading_is_an_empty_table_where_no_amount_follows(tmp_path: Path) -> None:
    (empty,) = laid_out_fund(tmp_path, "注：本表无数据。").tables[1:]
    (torn,) = laid_out_fund(tmp_path, "208\n213\n104,3\n0.00").tables[1:]
    assert (empty.empty, torn.empty) == (True, False)


def laid_out_fund(folder: Path, below: str) -> Disclosure:
    heading = "科目编码        科目名称                   合计          基本支出        项目支出"
    fund = f"政府性基金预算支出表\n单位：万元\n{heading}\n"
    return laid_out(folder, below=fund + below)


def test_a_sum_without_the_name_of_its_part_is_a_sign() -> None:
    where = Where(1, 1)
    cells = (Cell("金额", "5.00", where),)
    whole = Row(None, "政府性基金小计", cells, where)
    torn = Row(None, "小计", cells, where)
    assert torn_sign(table_of(whole), ()) is None
    assert torn_sign(table_of(torn), ()) == "a sum stands beside no name"


@pytest.mark.parametrize(
    ("name", "sign"),
    [("因公出国（境）费", None), ("缴费支出", "an amount came out in pieces")],
)
def test_a_short_amount_beside_a_whole_name_is_no_rest(name: str, sign: str | None) -> None:
    where = Where(1, 1)
    above = Row(None, "合计", (Cell("预算数", "49.9", where),), where)
    below = Row(None, name, (Cell("预算数", "20", where),), where)
    table = replace(table_of(above), rows=(above, below))
    assert torn_sign(table, ()) == sign


def test_a_column_of_names_that_is_headed_as_a_total_is_a_sign() -> None:
    where = Where(1, 1)
    table = table_of(Row(None, "教育支出", (Cell("项目支出", "5.00", where),), where))
    value = Column("value", None, "项目支出")
    for name, sign in (("科目名称", None), ("合计", "a heading came out in pieces")):
        assert torn_sign(table, (layout_of([Column("item", None, name), value]),)) == sign


def test_two_columns_of_one_heading_are_a_sign() -> None:
    where = Where(1, 1)
    table = table_of(Row(None, "教育支出", (Cell("小计", "5.00", where),), where))
    item = Column("item", None, "科目名称")
    for name, sign in (("会议费", None), ("小计", "a heading came out in pieces")):
        columns = [item, Column("value", None, "小计"), Column("value", None, name)]
        assert torn_sign(table, (layout_of(columns),)) == sign


@pytest.mark.parametrize(("block", "sign"), [(1, None), (0, "a heading came out in pieces")])
def test_lists_side_by_side_have_the_same_headings(block: int, sign: str | None) -> None:
    where = Where(1, 1)
    table = table_of(Row(None, "教育支出", (Cell("决算数", "5.00", where),), where))
    columns = []
    for number in (0, block):
        columns += [Column("item", None, "科目名称", block=number)]
        columns += [Column("value", None, "决算数", block=number)]
    assert torn_sign(table, (layout_of(columns),)) == sign


@pytest.mark.parametrize(
    ("beside", "sign"), [("年初结转和结余", None), ("项目支出", "a heading came out in pieces")]
)
def test_income_of_the_year_heads_a_column_beside_a_balance(beside: str, sign: str | None) -> None:
    where = Where(1, 1)
    table = table_of(Row(None, "教育支出", (Cell("本年收入", "5.00", where),), where))
    item = Column("item", None, "科目名称")
    columns = [item, Column("value", None, beside), Column("value", None, "本年收入")]
    assert torn_sign(table, (layout_of(columns),)) == sign


@pytest.mark.parametrize(
    ("column", "values", "sign"),
    [
        ("功能科目", ("小学教育", "初中教育"), None),
        ("备注", ("小学教育", "12.00"), "words stand where amounts do"),
        ("项目支出", ("小学教育", "初中教育"), "words stand where amounts do"),
    ],
)
def test_a_column_of_words_is_none_of_amounts(
    column: str, values: tuple[str, str], sign: str | None
) -> None:
    where = Where(1, 1)
    rows = [Row(None, "教育费", (Cell(column, value, where),), where) for value in values]
    assert torn_sign(replace(table_of(rows[0]), rows=tuple(rows)), ()) == sign


@pytest.mark.parametrize(
    ("value", "sign"), [("台式计算机", None), ("12", "a number stands where names do")]
)
def test_a_number_under_a_heading_of_names_is_a_sign(value: str, sign: str | None) -> None:
    where = Where(1, 1)
    row = Row(None, "办公设备", (Cell("采购品目", value, where),), where)
    assert torn_sign(table_of(row), ()) == sign


@pytest.mark.parametrize(
    ("name", "sign"),
    [("医疗费补助", None), ("医疗费", None), ("医疗", "a name came out in pieces")],
)
def test_a_name_may_leave_out_a_subsidy(name: str, sign: str | None) -> None:
    where = Where(1, 1)
    row = Row("30307", name, (Cell("合计", "5.00", where),), where)
    assert torn_sign(table_of(row), ()) == sign


@pytest.mark.parametrize(("name", "is_whole"), [("上年结转资金", True), ("款收入", False)])
def test_some_items_of_summaries_have_neither_ordinal_nor_amount(name: str, is_whole: bool) -> None:
    assert is_item(name) is is_whole


def test_codes_in_the_cells_of_names_tell_pieces_of_names() -> None:
    where = Where(1, 1)
    coded = Row(None, "[22960]彩票公益", (Cell("合计", "5.00", where),), where)
    table = replace(table_of(coded), rows=(coded, Row(None, "金安排的支出", (), where)))
    assert torn_sign(table, ()) == "a name came out in pieces"
    assert torn_sign(table_of(coded), ()) is None


def table_of(row: Row) -> Table:
    return Table("revenue_summary", "收入总表", "万元", False, (row,), row.where)


#: What a page prints last in its text is the title that stands at its top.
TITLES_BELOW = """平乡县示例局2025年部门预算公开
单位：万元
功能科目代码 功能科目名称 金额
合计 90.00
201 一般公共服务支出 90.00
20131 党委办公厅（室）及相关机构事务 90.00
2013101 行政运行 90.00
{first}
单位：万元
科目编码 科目名称 金额
合计 90.00
301 工资福利支出 90.00
30101 基本工资 60.00
30102 津贴补贴 30.00
{second}
单位：万元
功能科目代码 功能科目名称 金额
合计 5.00
229 其他支出 5.00
22904 其他政府性基金支出 5.00
"""


def test_titles_below_their_tables_are_not_taken_for_those_of_the_next(tmp_path: Path) -> None:
    first, second = "一般公共预算支出表", "一般公共预算基本支出表"
    found = read(tmp_path, TITLES_BELOW.format(first=first, second=second))
    assert [table.rows for table in found.tables if table.title] == [(), ()]
    assert any("titles stand above the rows of other tables" in note for note in not_read(found))
    right = read(tmp_path, TITLES_BELOW.format(first=second, second="政府性基金预算支出表"))
    assert all(table.rows for table in right.tables)


@pytest.mark.parametrize(
    ("below", "sign"),
    [
        (["  60.00   0.00", "公益金支出", "", "基本支出表"], None),
        (["  60.00   0.00", "其他支出  12.00"], "amounts stand below the last row that was told"),
        (["公益金支出", "", "注：本表无数据。12.00"], None),
        (["公益金支出", "2025年收入合计12.00元，其中：财政拨款收入", "9.00元。"], None),
    ],
)
def test_the_lines_of_the_last_row_are_no_amounts_below_it(
    below: list[str], sign: str | None
) -> None:
    """The last row takes several lines, and its place names the first of them."""
    where = Where(1, 1)
    cells = (Cell("合计", "60.00", where), Cell("基本支出", "0.00", where))
    table = table_of(Row("2296003", "用于体育事业的彩票公益金支出", cells, where))
    assert sign_around(table, [], ["用于体育事业的彩票", *below]) == sign
