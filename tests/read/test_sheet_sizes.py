"""Rows and columns of a workbook that have no size: nothing of them shows."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from printed import texts

from budgetgraph.pipeline.line import read_document as read

_SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _workbook(path: Path, columns: str, row: str) -> None:
    """Write a workbook of three rows and two columns; `row` describes the second row."""
    plain = io.BytesIO()
    openpyxl.Workbook().save(plain)
    texts_of = {"A1": "科目", "B1": "合计", "A2": "内部", "B2": "777", "A3": "教育", "B3": "5"}
    cells = {at: f'<c r="{at}" t="str"><v>{text}</v></c>' for at, text in texts_of.items()}
    rows = "".join(
        f'<row r="{number}"{row if number == 2 else ""}>{cells[f"A{number}"]}{cells[f"B{number}"]}</row>'
        for number in (1, 2, 3)
    )
    sheet = f'<worksheet xmlns="{_SPACE}">{columns}<sheetData>{rows}</sheetData></worksheet>'
    with zipfile.ZipFile(plain) as archive, zipfile.ZipFile(path, "w") as copy:
        for member in archive.namelist():
            is_sheet = member == "xl/worksheets/sheet1.xml"
            copy.writestr(member, sheet if is_sheet else archive.read(member))


@pytest.mark.parametrize(
    ("columns", "row", "shown"),
    [
        ("", ' ht="0" customHeight="1"', ["科目", "合计", "教育", "5"]),
        ("", ' ht="0.75"', ["科目", "合计", "内部", "777", "教育", "5"]),
        ('<cols><col min="2" max="2" width="0"/></cols>', "", ["科目", "内部", "教育"]),
        ('<cols><col min="2" max="2" width="0.5"/></cols>', "", ["科目", "合计", "内部", "777", "教育", "5"]),
    ],
)  # fmt: skip
def test_what_has_no_size_is_not_read(
    tmp_path: Path, columns: str, row: str, shown: list[str]
) -> None:
    path = tmp_path / "公开.xlsx"
    _workbook(path, columns, row)
    found = read(path)
    flat = [
        text
        for block in texts(found)
        for line in ([[block]] if isinstance(block, str) else block)
        for text in line
    ]
    assert flat == shown
    is_all = "777" in shown
    assert [note.code for note in found.notes] == ([] if is_all else ["hidden-not-read"])
