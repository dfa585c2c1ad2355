"""Tables side by side on one sheet."""

from __future__ import annotations

import pytest

from budgetgraph.read.cells import NativeCell, NativeRow
from budgetgraph.read.sheets.abreast import parted

_HEADS = "项目 | 金额 | | 科目 | 合计"
_FIRST = "财政拨款 | 8.00 | | 住房保障支出 | 8.00"
_LAST = "合计 | 8.00 | | 合计 | 8.00"
_TITLES = "收入总表 | | | 支出总表"


def _rows(*lines: str) -> list[NativeRow]:
    """Give rows whose cells are parted by bars; `>` behind a text is a column more of its cell."""
    rows = []
    for number, line in enumerate(lines, start=1):
        texts = [cell.strip() for cell in line.split("|")] if line else []
        cells = tuple(_cell(text) for text in texts)
        rows.append(NativeRow(cells, number))
    return rows


def _cell(text: str) -> NativeCell:
    shown = text.rstrip(">")
    return NativeCell((shown,) if shown else (), 1 + len(text) - len(shown))


def _printed(*lines: str) -> list[list[str]]:
    """Give the texts of each part, a row a text."""
    parts = parted(_rows(*lines), lambda text: text.endswith("表"))
    printed = [[" ".join(cell.text for _, cell in row.filled()) for row in part] for part in parts]
    return [part for part in printed if part]


def test_each_table_has_the_columns_below_its_title() -> None:
    assert _printed("2025年部门预算", _TITLES, _HEADS, _FIRST, _LAST, "", "注：无。") == [
        ["2025年部门预算"],
        ["收入总表", "项目 金额", "财政拨款 8.00", "合计 8.00"],
        ["支出总表", "科目 合计", "住房保障支出 8.00", "合计 8.00"],
        ["", "注：无。"],
    ]


def test_cells_keep_their_places() -> None:
    *_, right, _ = parted(_rows(_TITLES, _HEADS, _FIRST), lambda text: text.endswith("表"))
    assert [right[1].place(column) for column, _ in right[1].filled()] == [4, 5]


@pytest.mark.parametrize(
    "lines",
    [
        # one title, and words beside it
        ("收入总表 | | | 单位：万元", _HEADS, _FIRST, _LAST),
        # a list of titles
        (_TITLES, "财政拨款收支总表 | | | 项目支出表"),
        # a table below one of them alone
        (_TITLES, "项目 | 金额", "财政拨款 | 8.00", "合计 | 8.00"),
        # a cell over the border of both
        (_TITLES, _HEADS, _FIRST, "合计 | 8.00 | 见上>> | | 8.00"),
    ],
)
def test_other_sheets_are_one_part(lines: tuple[str, ...]) -> None:
    assert len(_printed(*lines)) == 1
