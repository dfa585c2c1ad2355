"""Cells of which nobody can tell what they show: formulas that no program has worked out, number
formats that are not known. Their table is not empty.
"""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from budgetgraph.disclosure import Disclosure
from budgetgraph.pipeline.line import extract

HEADING = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]


def _read(tmp_path: Path, *rows: list[object], number_format: str = "0.00") -> Disclosure:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["石桥县水务局2025年部门预算"], ["部门支出总表"], ["单位：万元"], HEADING, *rows):
        sheet.append(row)
    for cell in (cell for row in sheet.iter_rows(min_row=5, min_col=3) for cell in row):
        cell.number_format = number_format
    book.save(tmp_path / "公开.xlsx")
    return extract(tmp_path / "公开.xlsx")


def _notes(found: Disclosure) -> set[str]:
    return {note.code for note in found.notes} - {"division-in-doubt"}


def test_a_table_of_formulas_without_values_is_not_empty(tmp_path: Path) -> None:
    found = _read(tmp_path, ["213", "农林水支出", "=D5+E5", "=1+1", "=2+2"])
    [table] = found.tables
    assert not table.empty
    assert [row.cells for row in table.rows] == [()]
    assert _notes(found) == {"part-not-read", "table-not-read"}


@pytest.mark.parametrize(("number_format", "is_empty"), [("[DBNum1]General", False), (";;;", True)])
def test_amounts_in_a_format(tmp_path: Path, number_format: str, is_empty: bool) -> None:
    row = ["213", "农林水支出", 9, 5, 4]
    [table] = _read(tmp_path, row, number_format=number_format).tables
    assert table.empty is is_empty


@pytest.mark.parametrize(("text", "is_empty"), [("伍拾万元整", False), ("无", True)])
def test_amounts_in_words(tmp_path: Path, text: str, is_empty: bool) -> None:
    [table] = _read(tmp_path, ["213", "农林水支出", text, text, None]).tables
    assert table.empty is is_empty


def test_a_blank_table_is_empty(tmp_path: Path) -> None:
    [table] = _read(tmp_path, ["213", "农林水支出", None, None, None]).tables
    assert table.empty
