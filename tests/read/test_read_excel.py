"""Workbooks: every sheet as it shows itself."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from oldoffice import compound, workbook
from openpyxl.worksheet.worksheet import Worksheet

from budgetgraph.document import Document, Grid
from budgetgraph.document.problems import LimitExceeded, UnreadableInput
from budgetgraph.document.where import Where
from budgetgraph.read import excel, read
from budgetgraph.read.number_format import plain, show


def new() -> tuple[openpyxl.Workbook, Worksheet]:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    return book, sheet


def saved(tmp_path: Path, book: openpyxl.Workbook, name: str = "公开.xlsx") -> Document:
    book.save(tmp_path / name)
    return read(tmp_path / name)


def texts(found: Document) -> list[str | list[list[str]]]:
    return [
        [[cell.text for cell in row] for row in block.rows]
        if isinstance(block, Grid)
        else block.text
        for block in found.blocks
    ]


def test_titles_captions_table_and_note(tmp_path: Path) -> None:
    book, sheet = new()
    for row in (
        ["部门预算收支总表"],
        [None, None, None, "公开01表"],
        ["部门：平乡县医疗保障局", None, None, "单位：万元"],
        ["收入", None, "支出"],
        ["项目", "预算数", "项目", "预算数"],
        ["一、财政拨款", 59, "八、社会保障", 4981.72],
        [],
        ["注：说明。"],
    ):
        sheet.append(row)
    for area in ("A1:D1", "A4:B4", "C4:D4"):
        sheet.merge_cells(area)
    sheet["B6"].number_format = "0.00"
    found = saved(tmp_path, book)
    grid = [
        ["收入", "", "支出", ""],
        ["项目", "预算数", "项目", "预算数"],
        ["一、财政拨款", "59.00", "八、社会保障", "4981.72"],
    ]
    assert texts(found) == [
        "部门预算收支总表",
        "公开01表",
        "部门：平乡县医疗保障局",
        "单位：万元",
        grid,
        "注：说明。",
    ]
    assert found.source.lines[5] == "一、财政拨款\t59.00\t八、社会保障\t4981.72"
    assert found.source.media_type == excel.XLSX
    block = found.blocks[4]
    assert isinstance(block, Grid)
    assert block.rows[2][1].pieces[0].where == Where(6, 6, table=1, row=6, column=2)


def test_every_visible_sheet_in_order(tmp_path: Path) -> None:
    book, sheet = new()
    sheet.append(["甲", "乙"])
    hidden = book.create_sheet("代码")
    hidden.append(["隐", "藏"])
    hidden.sheet_state = "hidden"
    book.create_sheet("空")
    book.create_chartsheet("图")
    book.create_sheet("后").append(["丙", "丁"])
    found = saved(tmp_path, book)
    assert texts(found) == [[["甲", "乙"]], [["丙", "丁"]]]
    assert [block.where.table for block in found.blocks] == [1, 5]


def test_the_name_of_a_sheet_is_its_title_where_it_prints_none(tmp_path: Path) -> None:
    book, sheet = new()
    sheet.title = "2.部门收入总表"
    sheet.append(["单位：万元", None])
    sheet.append(["项目", "金额"])
    second = book.create_sheet("部门支出总表")
    second.append(["部门预算支出总表"])
    second.append(["项目", "金额"])
    book.create_sheet("Sheet3").append(["项目", "金额"])
    grid = [["项目", "金额"]]
    assert texts(saved(tmp_path, book)) == [
        "2.部门收入总表",
        "单位：万元",
        grid,
        "部门预算支出总表",
        grid,
        grid,
    ]


def test_a_table_away_from_the_corner_and_two_on_a_sheet(tmp_path: Path) -> None:
    book, sheet = new()
    for row, values in {
        3: ["收入总表"],
        4: ["项目", "金额"],
        5: ["甲", "1"],
        8: ["支出总表"],
        9: ["项目", "金额"],
        10: ["乙", "2"],
    }.items():
        for column, value in enumerate(values, start=3):
            sheet.cell(row, column, value)
    assert texts(saved(tmp_path, book)) == [
        "收入总表",
        [["项目", "金额"], ["甲", "1"]],
        "支出总表",
        [["项目", "金额"], ["乙", "2"]],
    ]


def test_cells_of_several_lines_and_other_values(tmp_path: Path) -> None:
    book, sheet = new()
    sheet.append(["绩效目标", "1.甲\n2.乙", True, datetime.date(2024, 12, 31), "2080505", 2080505])
    found = saved(tmp_path, book)
    assert found.source.lines == ("绩效目标\t1.甲 2.乙\tTRUE\t2024-12-31\t2080505\t2080505",)


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (59.0, "0.00", "59.00"),
        (4981.720000000001, "General", "4981.72"),
        (4981.725, "0.00", "4981.73"),
        (12345.5, "#,##0.00", "12,345.50"),
        (-12.5, "#,##0.00;-#,##0.00", "-12.50"),
        (-12.5, "0.00_);[Red](0.00)", "(12.50)"),
        (-12.5, "0.00", "-12.50"),
        (0.95, "0%", "95%"),
        (0.955, "0.0%", "95.5%"),
        (5.0, "00", "05"),
        (0.5, "#.##", ".5"),
        (3.0, "0.0#", "3.0"),
        (12345.0, '0.00,"千元"', "12.35千元"),
        (3.0, '0"月底"', "3月底"),
        (0.0, '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        (1234.5, '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "1,234.50"),
        (1.5, "# ?/?", "1.5"),
        (2080505.0, "@", "2080505"),
        (45657.0, "yyyy/m/d", "2024/12/31"),
        (datetime.date(2024, 12, 3), 'yyyy"年"m"月"d"日"', "2024年12月3日"),
        (datetime.date(2024, 12, 24), 'm"月"d"日"', "12月24日"),
        (datetime.date(2024, 3, 5), "[$-804]yyyy-mm-dd;@", "2024-03-05"),
        (datetime.datetime(2024, 3, 5, 9, 7), "yy-m-d h:mm", "24-3-5 9:07"),
    ],
)
def test_numbers_are_printed_as_the_cell_shows_them(
    value: float | datetime.date, code: str, text: str
) -> None:
    assert show(value, code) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (5.0, "5"),
        (0.1 + 0.2, "0.3"),
        (1e15, "1000000000000000"),
        (0.00001234, "0.00001234"),
        (-3.5, "-3.5"),
        (datetime.datetime(2024, 1, 2), "2024-01-02"),
        (datetime.datetime(2024, 1, 2, 3, 4), "2024-01-02 03:04:00"),
    ],
)
def test_values_without_a_format(value: float | datetime.date, text: str) -> None:
    assert plain(value) == text


def test_an_old_workbook_with_fractions_shows_amounts_as_money(tmp_path: Path) -> None:
    rows: list[list[str | float | None]] = [
        ["部门收入总表", None, None, None],
        ["序号", "科目编码", "科目", "合计", "其他", "数量"],
        [1.0, 2.0, 3.0, 4.0, 5.0, 6.0],
        [1.0, 2080505.0, "养老保险", 59.0, 0.0, 3.0],
        [2.0, 210.0, "卫生健康", 4597.32],
        [None, None, "占比", 0.3333],
    ]
    more: list[list[str | float | None]] = [["项目", "金额"], ["编制", 52.0]]
    path = tmp_path / "公开.xls"
    path.write_bytes(compound({"Workbook": workbook({"收入": rows, "人员": more})}))
    found = read(path)
    assert texts(found) == [
        "部门收入总表",
        [
            ["序号", "科目编码", "科目", "合计", "其他", "数量"],
            ["1", "2", "3", "4", "5", "6"],
            ["1", "2080505", "养老保险", "59.00", "0.00", "3"],
            ["2", "210", "卫生健康", "4597.32", "", ""],
            ["", "", "占比", "0.3333", "", ""],
        ],
        [["项目", "金额"], ["编制", "52.00"]],
    ]
    assert found.source.media_type == excel.XLS


def test_an_old_workbook_of_whole_amounts_shows_them_plain(tmp_path: Path) -> None:
    path = tmp_path / "公开.xls"
    path.write_bytes(compound({"Workbook": workbook({"人员": [["项目", "金额"], ["编制", 52.0]]})}))
    assert texts(read(path)) == [[["项目", "金额"], ["编制", "52"]]]


def test_an_old_workbook_has_merged_cells(tmp_path: Path) -> None:
    path = tmp_path / "公开.xls"
    rows: list[list[str | float | None]] = [["收入", None, "支出"], ["项目", "金额", "项目"]]
    path.write_bytes(compound({"Workbook": workbook({"收支": rows}, [(0, 0, 0, 1)])}))
    assert texts(read(path)) == [[["收入", "", "支出"], ["项目", "金额", "项目"]]]


def _with_sheet(rows: str, more: str = "") -> bytes:
    """A workbook whose first sheet has these rows of XML."""
    book, _ = new()
    plain_book, stream = io.BytesIO(), io.BytesIO()
    book.save(plain_book)
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    with (
        zipfile.ZipFile(plain_book) as archive,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as copy,
    ):
        for member in archive.namelist():
            sheet = f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData>{more}</worksheet>'
            copy.writestr(
                member, sheet if member == "xl/worksheets/sheet1.xml" else archive.read(member)
            )
    return stream.getvalue()


A1 = '<row r="1"><c r="A1"><v>1</v></c></row>'


def test_cells_far_apart_are_refused_before_they_take_memory(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(_with_sheet(A1 + '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'))
    with pytest.raises(
        LimitExceeded, match=r"x\.xlsx: sheet Sheet reaches to row 1048576 and column 16384.*delete"
    ):
        read(path)


@pytest.mark.parametrize(
    ("rows", "more"),
    [
        (A1 + '<row r="1048576"><c r="XFD1048576" s="0"/></row>', ""),
        (A1, '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        ("<row><c><v>1</v></c></row>", ""),
    ],
)
def test_far_corners_without_a_value_do_not_matter(tmp_path: Path, rows: str, more: str) -> None:
    (tmp_path / "x.xlsx").write_bytes(_with_sheet(rows, more))
    assert texts(read(tmp_path / "x.xlsx")) == ["1"]


def _zip(**members: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return stream.getvalue()


GOOD = _with_sheet(A1)
BAD: dict[str, tuple[bytes, str]] = {
    "cut.xlsx": (GOOD[:-40], "cut off or damaged.*download it again"),
    "locked.xlsx": (compound({"EncryptedPackage": b"x"}), "password"),
    "locked.xls": (compound({"Workbook": workbook({"a": [["x"]]}, locked=True)}), "password"),
    "damaged.xls": (compound({"Workbook": b"no record"}), r"cannot be opened.*save it as \.xlsx"),
    "broken.xlsx": (_with_sheet("<row>"), "cannot be opened"),
    "odd.xlsx": (_with_sheet('<row r="x"><c r="!"><v>1</v></c></row>'), "cannot be opened"),
    "binary.xlsb": (_zip(xl__workbook_bin=""), r"\.xlsb\).*save it as \.xlsx"),
    "open.ods": (_zip(content_xml=""), r"OpenDocument.*\.xlsx"),
    "seal.ofd": (_zip(OFD_xml=""), "OFD.*PDF"),
    "slides.pptx": (_zip(ppt__presentation_xml=""), "presentation"),
    "many.zip": (_zip(a_txt="甲"), "archive.*unpack it"),
    "more.rar": (b"Rar!\x1a\x07\x00", "archive; unpack it"),
    "rich.doc": (b"{\\rtf1}", r"RTF.*\.docx"),
    "scan.png": (b"\x89PNG\r\n", "OCR"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_said(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(BAD[name][0])
    with pytest.raises(UnreadableInput, match=BAD[name][1]) as problem:
        read(path)
    assert str(path) in str(problem.value)


@pytest.mark.parametrize(
    ("limit", "message"),
    [("MAX_ROWS", "row 2"), ("MAX_COLUMNS", "column 2"), ("MAX_SHEETS", "sheets")],
)
@pytest.mark.parametrize("suffix", [".xlsx", ".xls"])
def test_limits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, message: str, suffix: str
) -> None:
    monkeypatch.setattr(excel, limit, 1)
    path = tmp_path / f"x{suffix}"
    if suffix == ".xls":
        path.write_bytes(compound({"Workbook": workbook({"a": [["x", "y"], ["x", "y"]], "b": []})}))
    else:
        book, sheet = new()
        sheet.append(["x", "y"])
        sheet.append(["x", "y"])
        book.create_sheet()
        book.save(path)
    with pytest.raises(LimitExceeded, match=message):
        read(path)
