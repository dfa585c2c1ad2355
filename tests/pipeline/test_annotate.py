"""Findings stand where the reader of the file sees them, and the file comes back with comments
there: cells of a workbook with blank rows and merged cells, rows and paragraphs of a Word document.
"""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pytest

from budgetgraph.document.problems import UsageError
from budgetgraph.pipeline.annotate import annotated, check_annotated
from budgetgraph.pipeline.audit import audit
from budgetgraph.validate.findings import Finding, Report

HEADING = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
ROWS = [
    ("205", "教育支出", 1000.00, 600.00, 400.00),
    ("20502", "普通教育", 1000.00, 600.00, 400.00),
    ("2050202", "小学教育", 706.00, 300.00, 400.00),
    ("2050203", "初中教育", 300.00, 300.00, None),
    ("合计", None, 1000.00, 600.00, 400.00),
]
PROSE = "2026年收入预算120.00万元，上年预算100.00万元，同比增长25.00%。"


def workbook(path: Path) -> Path:
    """Two sheets; the table of the second begins in row 4 and has a blank row inside."""
    book = openpyxl.Workbook()
    first, second = book.active, book.create_sheet("支出总表")
    assert first is not None
    first.title = "封面"
    first["B2"] = "石桥县教育局2026年部门预算"
    second["B4"] = "2026年部门支出总表"
    second.merge_cells("B4:F4")
    second["B5"], second["F5"] = "单位名称：石桥县教育局", "单位：万元"
    for at, row in zip((7, 8, 9, 11, 12, 13), (HEADING, *ROWS), strict=True):
        for column, value in enumerate(row, start=2):
            second.cell(at, column, value)
            if isinstance(value, float):
                second.cell(at, column).number_format = "0.00"
    book.save(path)
    return path


def word(path: Path) -> Path:
    document = docx.Document()
    for text in (
        "石桥县教育局2026年部门预算",
        "一、收支总体情况",
        PROSE,
        "2026年部门支出总表",
        "单位：万元",
    ):
        document.add_paragraph(text)
    table = document.add_table(rows=0, cols=len(HEADING))
    for row in (HEADING, *ROWS):
        cells = table.add_row().cells
        for cell, value in zip(cells, row, strict=True):
            cell.text = f"{value:.2f}" if isinstance(value, float) else value or ""
    document.save(str(path))
    return path


def checked(path: Path) -> tuple[Report, dict[str, Finding]]:
    report, failures = audit([str(path)])
    assert not failures
    return report, {finding.rule: finding for finding in report.findings}


def test_a_cell_of_a_workbook_is_named_and_gets_the_comment(tmp_path: Path) -> None:
    path = workbook(tmp_path / "表.xlsx")
    report, found = checked(path)
    wrong = found["row-total"]
    assert wrong.cell == "支出总表!D11"
    assert wrong.place is not None
    assert str(wrong.place) == "表.xlsx 支出总表!D11"
    assert wrong.table == "2026年部门支出总表"
    target = tmp_path / "annotated.xlsx"
    target.write_bytes(annotated(path, report))
    sheet = openpyxl.load_workbook(target)["支出总表"]
    noted = {cell.coordinate: cell.comment.text for row in sheet for cell in row if cell.comment}
    assert wrong.message in noted["D11"]
    assert "【错误】" in noted["D11"]
    assert sheet["D11"].value == 706


def test_a_comment_that_stands_there_already_is_kept(tmp_path: Path) -> None:
    path = workbook(tmp_path / "表.xlsx")
    book = openpyxl.load_workbook(path)
    book["支出总表"]["D11"].comment = openpyxl.comments.Comment("请复核", "会计")
    book.save(path)
    target = tmp_path / "annotated.xlsx"
    target.write_bytes(annotated(path, checked(path)[0]))
    comment = openpyxl.load_workbook(target)["支出总表"]["D11"].comment
    assert comment is not None
    assert comment.text.startswith("请复核\n\n【错误】")


def test_rows_and_paragraphs_of_a_word_document(tmp_path: Path) -> None:
    path = word(tmp_path / "公开.docx")
    report, found = checked(path)
    assert found["row-total"].cell == "第 1 张表第 4 行第 3 列"
    assert found["change-percentage"].cell == "“一、收支总体情况”"
    target = tmp_path / "annotated.docx"
    target.write_bytes(annotated(path, report))
    document = docx.Document(str(target))
    told = [comment.text for comment in document.comments]
    assert len(told) == len({finding.place for finding in report.findings}) >= 2
    cell = document.tables[0].rows[3].cells[2]
    assert cell.text == "706.00"
    assert "commentReference" in cell._tc.xml
    [said] = [one for one in document.paragraphs if one.text == PROSE]
    assert "commentReference" in said._p.xml
    again, _ = checked(target)
    assert [one.message for one in again.findings] == [one.message for one in report.findings]


@pytest.mark.parametrize(
    ("paths", "target"),
    [
        (["a.docx"], "b.xlsx"),
        (["a.pdf"], "b.pdf"),
        (["a.docx", "b.docx"], "c.docx"),
    ],
)
def test_what_gets_no_comments_is_refused(paths: list[str], target: str) -> None:
    with pytest.raises(UsageError, match="--annotate"):
        check_annotated(paths, Path(target))
