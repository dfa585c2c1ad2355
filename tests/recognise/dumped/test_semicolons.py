"""Rows whose cells a semicolon ends are a table; sentences with semicolons are none."""

from __future__ import annotations

import pytest
from reading import parsed

ABOVE = "石桥县水务局2024年部门预算\n收支总表\n单位：万元\n"
ROWS = (
    "收入;预算数;支出;预算数",
    "一、财政拨款收入;100.00;一、农林水支出;110.00",
    "二、事业收入;20.00;二、住房保障支出;10.00",
    "收入总计;120.00;支出总计;120.00",
)


@pytest.mark.parametrize("sign", [";", "；"])
def test_rows_between_semicolons(sign: str) -> None:
    text = "\n".join(ROWS).replace(";", sign)
    (table,) = parsed(f"{ABOVE}{text}\n").tables
    assert table.closes
    assert [(row.item, row.cells[0].column, row.cells[0].value) for row in table.rows][:2] == [
        ("一、财政拨款收入", "收入/预算数", "100.00"),
        ("一、农林水支出", "支出/预算数", "110.00"),
    ]


@pytest.mark.parametrize(
    "line", ["支出合计3万元；会议费2万元；培训费1万元", "支出合计3万元；会议费2万元；培训费1万元。"]
)
def test_lines_that_say_their_amounts_are_none(line: str) -> None:
    found = parsed("石桥县水务局2024年部门预算\n" + f"{line}\n" * 3)
    assert not found.tables
    assert {(one.measure, one.value) for one in found.statements} >= {
        ("conference", "2"),
        ("training", "1"),
    }


def test_a_sentence_among_the_rows_is_not_lost() -> None:
    text = "\n".join((*ROWS[:2], "其中上年结转10.00万元；当年110.00万元；合计120.00万元；已核对。"))
    found = parsed(f"{ABOVE}{text}\n")
    assert [note for note in found.notes if note.code == "amount-not-read"]
