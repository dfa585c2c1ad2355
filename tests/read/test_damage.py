"""What is said of damaged files: the place and the fault, never what a library calls it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree

from budgetgraph.document.languages import message_in
from budgetgraph.document.problems import UnreadableInput
from budgetgraph.read.sheets import csv_table, spreadsheetml
from budgetgraph.read.sheets.cell_styles import CellStyles, TextRun
from budgetgraph.read.sheets.sheet import DAMAGED, Sheet, SheetCell, unread
from budgetgraph.read.sheets.unread import notes
from budgetgraph.read.sheets.xlsx_sheet import SheetReader
from budgetgraph.read.source.damage import Damaged, damage
from budgetgraph.recognise.for_readers import KnownLayouts

_BOMB = b'<!DOCTYPE a [<!ENTITY b "%s">%s]><a>&l;</a>'


def _bomb() -> bytes:
    names = "bcdefghijkl"
    entities = [
        f'<!ENTITY {name} "{f"&{before};" * 10}">'.encode() for before, name in pairwise(names)
    ]
    return _BOMB % (b"x" * 10, b"".join(entities))


def _parse(xml: bytes) -> None:
    etree.fromstring(xml, etree.XMLParser(no_network=True))


def _missing_part() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.read("xl/workbook.xml")


def _raise(error: Exception) -> None:
    raise error


@pytest.mark.parametrize(
    ("breaking", "reason", "chinese"),
    [
        (lambda: _parse(b"<a>\n<b></a>"), "malformed in line 2, character 8", "第 2 行第 8 个字符"),
        (lambda: _parse(b""), "malformed in line 1, character 1", "中断或有误"),
        (lambda: _parse(b"<a>" * 300), "nested too deep, or unfolds", "嵌套过深，或展开后过大"),
        (lambda: _parse(_bomb()), "nested too deep, or unfolds", "嵌套过深，或展开后过大"),
        (_missing_part, "its part xl/workbook.xml is missing", "缺少部件 xl/workbook.xml"),
        (lambda: _raise(zipfile.BadZipFile("File is not a zip file")), "is lost", "已丢失"),
        (lambda: _raise(IndexError("list index out of range")), "does not belong", "不合格式"),
        (lambda: _raise(KeyError("a")), "does not belong", "不合格式"),
        (lambda: _raise(Damaged("it has no body")), "it has no body", "没有正文"),
    ],
)
def test_the_reason_is_said_in_plain_words(
    breaking: Callable[[], None], reason: str, chinese: str
) -> None:
    with pytest.raises(Exception, match=r".*") as caught:
        breaking()
    said = damage(caught.value)
    assert reason in said
    assert chinese in message_in(said, "zh")


def _cells(rows: str) -> Sheet:
    """A sheet of a workbook that has one shared text, 甲, and no styles."""
    sheet = Sheet("表")
    xml = f"<worksheet><sheetData>{rows}</sheetData></worksheet>"
    SheetReader(CellStyles(), [[TextRun("甲")]], sheet, "x.xlsx").read(xml.encode())
    return sheet


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('t="s"><v>0</v>', SheetCell("甲")),
        ('t="s"><v> 0 </v>', SheetCell("甲")),
        ('t="s"><v>1</v>', unread(DAMAGED)),
        # The last text of all, counted from behind, would be a wrong value.
        ('t="s"><v>-1</v>', unread(DAMAGED)),
        ('t="s"><v>甲</v>', unread(DAMAGED)),
        (f't="s"><v>{"9" * 5000}</v>', unread(DAMAGED)),
        ("><v>1.5E2</v>", SheetCell("150")),
        ("><v>-.5</v>", SheetCell("-0.5")),
        ("><v>12.</v>", SheetCell("12")),
        ("><v>1_000</v>", unread(DAMAGED)),
        ("><v>一百</v>", unread(DAMAGED)),
        ('s="x"><v>1</v>', SheetCell("1")),
        ('s="-1"><v>1</v>', SheetCell("1")),
    ],
)
def test_a_damaged_cell_costs_itself_alone(cell: str, expected: SheetCell) -> None:
    sheet = _cells(f'<row r="1"><c r="A1"><v>7</v></c><c r="B1" {cell}</c></row>')
    assert sheet.cells == {(0, 0): SheetCell("7"), (0, 1): expected}
    told = [note.message for note in notes([sheet])]
    assert told == ([f"{DAMAGED} in 表!B1"] if expected.fault else [])


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ('ss:Type="Number">12.50', SheetCell("12.5")),
        ('ss:Type="Number">1_000', unread(DAMAGED)),
        ('ss:Type="DateTime">2025-13-01', unread(DAMAGED)),
    ],
)
def test_a_damaged_cell_of_the_xml_of_2003_costs_itself_alone(
    data: str, expected: SheetCell
) -> None:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    book = f"""<ss:Workbook xmlns:ss="{space}"><ss:Worksheet ss:Name="表"><ss:Table><ss:Row>
        <ss:Cell><ss:Data {data}</ss:Data></ss:Cell>
        </ss:Row></ss:Table></ss:Worksheet></ss:Workbook>"""
    (sheet,) = spreadsheetml.sheets("x.xml", book.encode())
    assert sheet.cells == {(0, 0): expected}


@pytest.mark.parametrize(
    ("content", "reason", "chinese"),
    [
        ('甲,乙\n"丙,1\n', "record at line 2 a quotation mark is never closed", "第 2 行起"),
        (f'甲,乙\n"{"丙" * 200_000}"\n', "record at line 2 a quotation", "单元格过长"),
        ('甲,乙\n"丙"丁,1\n', "line 2 a quotation mark stands inside", "没有成对书写"),
    ],
)
def test_a_table_of_commas_says_its_line(content: str, reason: str, chinese: str) -> None:
    path = Path("x.csv")
    with pytest.raises(UnreadableInput, match=reason) as caught:
        csv_table.document(path, content.encode(), content, KnownLayouts())
    assert chinese in message_in(str(caught.value), "zh")
