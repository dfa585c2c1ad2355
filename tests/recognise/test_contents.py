"""A grid that lists the tables of a disclosure is no table: neither a note nor a loss."""

from __future__ import annotations

import pytest
from reading import parsed, recognised, tabbed

TABLE = "部门支出总表\n单位：万元\n" + tabbed(
    "科目编码 | 科目名称 | 合计", "213 | 农林水支出 | 9.00", "合计 | | 9.00"
)
COVER = "青禾县水利局2025年部门预算公开\n\n"


@pytest.mark.parametrize(
    ("rows", "is_list"),
    [
        (
            ("序号 | 表名 | 表号", "1 | 部门收支总表 | 公开01表", "2 | 部门支出总表 | 公开02表"),
            True,
        ),
        (("表1 | 部门收支总表", "表2 | 部门支出总表"), True),
        (("1 | 部门收支总表 | 3", "2 | 部门支出总表 | 4", "3 | 名词解释 | 12"), True),
        # one title, an amount, and words beside the titles make no list of contents
        (("1 | 部门收支总表 | 公开01表", "2 | 车辆 | 公开02表"), False),
        (("1 | 部门收支总表 | 3.50", "2 | 部门支出总表 | 4.20"), False),
        (("1 | 部门收支总表 | 已公开", "2 | 部门支出总表 | 未公开"), False),
    ],
)
def test_lists_of_tables(rows: tuple[str, ...], is_list: bool) -> None:
    found = recognised(f"{COVER}{tabbed(*rows)}\n\n{TABLE}\n")
    assert (not found.unclaimed) is is_list
    said = [note for note in found.notes if note.code == "table-not-known"]
    assert (not said) is is_list


def test_its_lines_are_ignored_as_running_text() -> None:
    rows = tabbed("序号 | 表名", "1 | 部门收支总表", "2 | 部门支出总表")
    read = parsed(f"{COVER}目录\n{rows}\n\n{TABLE}\n")
    assert [(table.type, len(table.rows)) for table in read.tables] == [("expenditure_summary", 2)]
    assert [line for line in read.ledger if line.status == "unparsed"] == []
