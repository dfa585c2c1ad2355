"""Page headers and footers of sheets."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from printed import texts

from budgetgraph.pipeline.line import read_document as read
from budgetgraph.read.sheets.page_lines import page_lines


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("&L部门：石桥县水利局&R单位：万元", ["部门：石桥县水利局", "单位：万元"]),
        ('&C&"宋体,常规"&14&K000000收入总表\n（2025年度）', ["收入总表", "（2025年度）"]),
        ("&L甲&&乙&R&P/&N", ["甲&乙", "/"]),
        ("石桥县水利局", ["石桥县水利局"]),
        ("", []),
    ],
)
def test_codes_of_a_page_header_print_nothing(code: str, lines: list[str]) -> None:
    assert list(page_lines(code)) == lines


def test_what_a_page_header_says_stands_above_the_table_or_is_noted(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.oddHeader.left.text = "部门：石桥县水利局"
    sheet.oddHeader.right.text = "内部资料"
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
    for row in (["部门收入总表"], ["项目", "预算数"], ["财政拨款", "8.00"]):
        sheet.append(row)
    book.save(tmp_path / "公开.xlsx")
    found = read(tmp_path / "公开.xlsx")
    table = [["项目", "预算数"], ["财政拨款", "8.00"]]
    assert texts(found) == ["部门：石桥县水利局", "部门收入总表", table]
    assert [note.message.split(": ")[-1] for note in found.notes] == ["内部资料"]
