"""Workbooks: every sheet as it shows itself."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from oldoffice import compound, workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet.worksheet import Worksheet
from printed import texts

from budgetgraph.document import Document, Grid
from budgetgraph.document.problems import LimitExceeded, UnreadableInput
from budgetgraph.document.where import Where
from budgetgraph.pipeline.line import read_document as read
from budgetgraph.read.sheets import sheet as limits
from budgetgraph.read.sheets.number_cell import number_cell
from budgetgraph.read.sheets.number_format import show, show_text
from budgetgraph.read.sheets.number_format.unformatted import plain
from budgetgraph.read.sheets.sheet import ERROR, SheetCell


def new() -> tuple[openpyxl.Workbook, Worksheet]:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    return book, sheet


def saved(tmp_path: Path, book: openpyxl.Workbook, name: str = "公开.xlsx") -> Document:
    book.save(tmp_path / name)
    return read(tmp_path / name)


def test_a_label_above_a_table_is_joined_with_its_value(tmp_path: Path) -> None:
    book, sheet = new()
    for row in (
        ["部门：", "平乡县医疗保障局", None, "单位：万元"],
        ["项目", "预算数", "备注", "说明"],
        ["财政拨款", 59, "无", "无"],
        [],
        ["填表人：", "联系电话："],
    ):
        sheet.append(row)
    above, unit, _, *below = texts(saved(tmp_path, book))
    assert [above, unit] == ["部门：平乡县医疗保障局", "单位：万元"]
    assert below == ["填表人：", "联系电话："]


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
    assert (
        found.source.media_type
        == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    block = found.blocks[4]
    assert isinstance(block, Grid)
    assert block.rows[2][1].pieces[0].where == Where(6, 6, table=1, row=6, column=2)


@pytest.mark.parametrize(("length", "lines"), [(80, 1), (81, 2)])
def test_a_long_cell_above_a_table_is_prose_a_paragraph_a_line(
    length: int, lines: int, tmp_path: Path
) -> None:
    book, sheet = new()
    first = "说" * 40
    sheet.append([f"{first}\n{'明' * (length - 41)}"])
    read = saved(tmp_path, book)
    assert sum(first[:5] in line or "明明" in line for line in read.source.lines) == lines


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
    ("value", "code", "text"),
    [
        (12345000.0, '0!.0,"万"', "1234.5万"),
        (12345000.0, r"0\.00,", "123.45"),
        (12345678.0, '[>=10000]0!.0,"万";0.00', "1234.6万"),
        (99.0, '[>=10000]0!.0,"万";0.00', "99.00"),
        (1234.5, "G/通用格式", "1234.5"),
        (1234.5, 'G/通用格式"万元"', "1234.5万元"),
        (0.99, '"≥"0%', "≥99%"),
        (1234567.5, "[$¥-804]#,##0.00", "¥1,234,567.50"),
        (-34.5, "0.00;[Red]0.00", "-34.50"),
        (-34.5, '0.00;"△"0.00', "△34.50"),
        (-0.001, "0.00", "0.00"),
        (0.0, "0.00;-0.00;;@", ""),
        (0.0, '0.00;-0.00;"-"', "-"),
        (1234.5, ";;;", ""),
        (12345678.0, "#,##0,", "12,346"),
    ],
)
def test_formats_scale_hide_and_dress_amounts(value: float, code: str, text: str) -> None:
    assert show(value, code) == text


@pytest.mark.parametrize("code", ["# ?/?", "0.00E+00", "[DBNum2]General"])
def test_a_format_that_is_not_known_shows_nothing(code: str) -> None:
    assert show(1234.5, code) is None


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_finite_number_costs_its_own_cell(value: float) -> None:
    assert number_cell(value, "0.00") == SheetCell("#NUM!", fault=ERROR)
    assert number_cell(1e308, "0.00").fault is None


def test_the_fourth_section_shows_texts() -> None:
    assert show_text("平乡县", '0;0;0;"附："@') == "附：平乡县"
    assert show_text("平乡县", "0.00") == "平乡县"


def test_what_is_hidden_or_at_fault_is_noted_and_not_read(tmp_path: Path) -> None:
    book, sheet = new()
    for row in (
        ["部门支出总表", None, None, None],
        ["科目", "合计", "基本支出", "项目支出"],
        ["教育支出", 3, 1, 2],
        ["内部核对", 777, 1, 2],
        ["卫生支出", "=C5+D5", 1, "#REF!"],
    ):
        sheet.append(row)
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["C"].hidden = True
    sheet["D3"].number_format = "# ?/?"
    sheet["D5"].data_type = "e"
    secret = book.create_sheet("底稿")
    secret.append(["x"])
    secret.sheet_state = "veryHidden"
    found = saved(tmp_path, book)
    assert texts(found) == [
        "部门支出总表",
        [["科目", "合计", "项目支出"], ["教育支出", "3", ""], ["卫生支出", "", "#REF!"]],
    ]
    notes = [(note.code, note.message) for note in found.notes]
    assert [code for code, _ in notes] == [
        "hidden-not-read", "hidden-not-read", "part-not-read", "part-not-read", "part-not-read",
        "hidden-not-read",
    ]  # fmt: skip
    told = " ".join(message for _, message in notes)
    for place in (
        "Sheet!D3",
        "Sheet!B5",
        "Sheet!D5",
        "底稿",
        "hidden row(s) of sheet Sheet",
        ": C",
    ):
        assert place in told


def test_a_raised_mark_of_a_note_is_printed_and_no_part_of_the_text(tmp_path: Path) -> None:
    book, sheet = new()
    sheet.append(["科目", "合计"])
    sheet.append(["教育支出", None])
    raised = InlineFont(vertAlign="superscript")
    sheet["B2"] = CellRichText("1200.00", TextBlock(raised, "1"))
    [grid] = saved(tmp_path, book).blocks
    assert isinstance(grid, Grid)
    cell = grid.rows[1][1]
    assert (cell.text, cell.printed) == ("1200.00", "1200.001")


@pytest.mark.parametrize("odd_name", [lambda name: name.replace("/", "\\"), "/{}".format])
def test_parts_named_oddly_are_read(tmp_path: Path, odd_name: Callable[[str], str]) -> None:
    book, sheet = new()
    sheet.append(["科目", "合计"])
    sheet.append(["教育支出", 3])
    book.save(tmp_path / "good.xlsx")
    with (
        zipfile.ZipFile(tmp_path / "good.xlsx") as archive,
        zipfile.ZipFile(tmp_path / "odd.xlsx", "w") as odd,
    ):
        for name in archive.namelist():
            member = zipfile.ZipInfo(name)
            member.filename = odd_name(name)
            odd.writestr(member, archive.read(name))
    assert texts(read(tmp_path / "odd.xlsx")) == [[["科目", "合计"], ["教育支出", "3"]]]


SPREADSHEETML = """<?xml version="1.0"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
 <Styles><Style ss:ID="money"><NumberFormat ss:Format="0.00"/></Style></Styles>
 <Worksheet ss:Name="表一"><Table>
  <Row><Cell ss:MergeAcross="1"><Data ss:Type="String">部门支出总表</Data></Cell></Row>
  <Row><Cell><Data ss:Type="String">科目</Data></Cell><Cell><Data ss:Type="String">合计</Data></Cell></Row>
  <Row ss:Index="5"><Cell><Data ss:Type="String">教育支出</Data></Cell>
   <Cell ss:StyleID="money"><Data ss:Type="Number">3</Data></Cell></Row>
 </Table></Worksheet>
</Workbook>"""


def test_the_xml_workbook_of_2003(tmp_path: Path) -> None:
    path = tmp_path / "公开.xls"
    path.write_text(SPREADSHEETML, "utf-8")
    assert texts(read(path)) == ["部门支出总表", [["科目", "合计"], ["教育支出", "3.00"]]]


ODS = """<office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
 <table:table table:name="表一">
  <table:table-row><table:table-cell><text:p>科目</text:p></table:table-cell>
   <table:table-cell><text:p>合计</text:p></table:table-cell></table:table-row>
  <table:table-row table:visibility="collapse"><table:table-cell><text:p>底稿</text:p></table:table-cell>
   <table:table-cell><text:p>777</text:p></table:table-cell></table:table-row>
  <table:table-row><table:table-cell><text:p>教育支出</text:p></table:table-cell>
   <table:table-cell office:value-type="float" office:value="3"><text:p>3.00</text:p></table:table-cell>
  </table:table-row>
  <table:table-row table:number-rows-repeated="1048573"><table:table-cell/></table:table-row>
 </table:table></office:spreadsheet></office:body></office:document-content>"""


def test_an_opendocument_spreadsheet_shows_its_texts(tmp_path: Path) -> None:
    path = tmp_path / "公开.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS)
    found = read(path)
    assert texts(found) == [[["科目", "合计"], ["教育支出", "3.00"]]]
    assert [note.code for note in found.notes] == ["hidden-not-read"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_comma_separated_values_keep_their_lines(tmp_path: Path, encoding: str) -> None:
    text = '部门支出总表,,\n\n科目,合计,说明\n教育支出,"1,234.50","甲\n乙"\n卫生支出,3.00,丙\n'
    path = tmp_path / "公开.csv"
    path.write_bytes(text.encode(encoding))
    found = read(path)
    [title, grid] = found.blocks
    assert title.where == Where(1, 1, table=1, row=1, column=1)
    assert isinstance(grid, Grid)
    assert [[cell.text for cell in row] for row in grid.rows][1:] == [
        ["教育支出", "1,234.50", "甲\n乙"],
        ["卫生支出", "3.00", "丙"],
    ]
    assert [row[0].where.first for row in grid.rows] == [3, 4, 6]
    assert found.source.lines[5] == "卫生支出,3.00,丙"


@pytest.mark.parametrize(
    ("separator", "amount"),
    [(",", '"1,234.50"'), ("\t", '"1,234.50"'), (";", "1,234.50"), ("|", "1,234.50")],
)
def test_what_stands_between_values_is_told_by_the_records(
    tmp_path: Path, separator: str, amount: str
) -> None:
    """The commas of amounts part no values where another sign gives rows of one width."""
    rows = (["科目", "合计", "说明"], ["教育支出", amount, "甲"], ["卫生支出", amount, ""])
    path = tmp_path / "公开.csv"
    path.write_text("\n".join(separator.join(row) for row in rows), "utf-8")
    [grid] = read(path).blocks
    assert isinstance(grid, Grid)
    assert [[cell.text for cell in row] for row in grid.rows][1:] == [
        ["教育支出", "1,234.50", "甲"],
        ["卫生支出", "1,234.50", ""],
    ]


def test_a_text_formula_of_a_table_of_commas_is_its_text(tmp_path: Path) -> None:
    """A program writes ="0208" so that a spreadsheet keeps the zero; other formulas stay."""
    path = tmp_path / "公开.csv"
    path.write_text('科目,合计,说明\n="0208","=""0209""",=B2+1\n208,3.00,丙\n', "utf-8")
    [grid] = read(path).blocks
    assert isinstance(grid, Grid)
    assert [cell.text for cell in grid.rows[1]] == ["0208", "0209", "=B2+1"]


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


def test_an_old_workbook_without_formats_shows_plain_numbers(tmp_path: Path) -> None:
    rows: list[list[str | float | None]] = [
        ["部门收入总表", None, None],
        ["科目编码", "科目", "合计"],
        [2080505.0, "养老保险", 59.0],
        [210.0, "卫生健康", 4597.32],
    ]
    path = tmp_path / "公开.xls"
    path.write_bytes(compound({"Workbook": workbook({"收入": rows})}))
    found = read(path)
    assert texts(found) == [
        "部门收入总表",
        [
            ["科目编码", "科目", "合计"],
            ["2080505", "养老保险", "59"],
            ["210", "卫生健康", "4597.32"],
        ],
    ]
    assert found.source.media_type == "application/vnd.ms-excel"


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
    "flat.fods": (
        b'<?xml version="1.0"?><office:document office:version="1.3" '
        b'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"/>',
        r"\.fods\).*save it as \.xlsx",
    ),
    "open.ods": (_zip(content_xml=""), r"OpenDocument.*\.xlsx"),
    "seal.ofd": (_zip(OFD_xml=""), "OFD.*PDF"),
    "slides.pptx": (_zip(ppt__presentation_xml=""), "presentation"),
    "many.zip": (_zip(a_txt="甲"), "archive.*unpack it"),
    "more.rar": (b"Rar!\x1a\x07\x00", "archive; unpack it"),
    "rich.doc": (b"{\\rtf1}", r"RTF.*\.docx"),
    "three.xlsx": (b"PK\x03", r"no \.xlsx file.*fetch it again"),
    "words.docx": (b"not found", r"no \.docx file.*fetch it again"),
    "bytes.xlsx": (b"\xff\xfe\xfd\xff", r"no \.xlsx file.*fetch it again"),
    "bytes.txt": (b"PK\x03", r"no text: .*binary data"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("BUDGETGRAPH_SOFFICE", "none of this name")
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
    monkeypatch.setattr(limits, limit, 1)
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
