"""Cells of a workbook whose white text an eye does not see, and those where it does."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Color, Font, PatternFill
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet
from printed import texts

from budgetgraph.document import Document
from budgetgraph.pipeline.line import read_document
from budgetgraph.read.sheets.cell_styles import CellStyle
from budgetgraph.read.sheets.xls import style_of

WHITE = Color(rgb="FFFFFFFF")
PAPER = Color(theme=0)
GREY_OF_PAPER = Color(theme=0, tint=-0.35)
OLD_WHITE = Color(indexed=9)
DARK = PatternFill("solid", fgColor="FF1F4E79")
PALE = PatternFill("solid", fgColor="FFFFFFFF")


def _book() -> tuple[openpyxl.Workbook, Worksheet]:
    """Give a small table whose last row is a sum that somebody checked with."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in (["科目", "合计"], ["教育支出", 3], ["卫生支出", 4], ["核对", 777]):
        sheet.append(row)
    return book, sheet


def _read(folder: Path, book: openpyxl.Workbook) -> Document:
    path = folder / "公开.xlsx"
    book.save(path)
    return read_document(path)


def _shows(document: Document) -> bool:
    return "777" in str(texts(document))


@pytest.mark.parametrize(
    ("colour", "fill", "shows"),
    [
        (WHITE, None, False),
        (WHITE, PALE, False),
        (WHITE, DARK, True),
        (PAPER, None, False),
        (GREY_OF_PAPER, None, True),
        (OLD_WHITE, None, False),
        (Color(rgb="FFFFFF00"), None, True),
    ],
)
def test_white_text_shows_on_a_dark_ground_alone(
    tmp_path: Path, colour: Color, fill: PatternFill | None, shows: bool
) -> None:
    book, sheet = _book()
    for cell in sheet[4]:
        cell.font = Font(color=colour)
        if fill is not None:
            cell.fill = fill
    found = _read(tmp_path, book)
    assert _shows(found) is shows
    told = [note.message for note in found.notes if note.code == "hidden-not-read"]
    assert bool(told) is not shows
    assert all("A4" in message and "B4" in message for message in told)


@pytest.mark.parametrize("ground", ["table", "condition"])
def test_a_ground_that_the_cell_does_not_tell_may_show_it(tmp_path: Path, ground: str) -> None:
    book, sheet = _book()
    for cell in sheet[4]:
        cell.font = Font(color=WHITE)
    if ground == "table":
        sheet.add_table(Table(displayName="核对表", ref="A1:B4"))
    else:
        sheet.conditional_formatting.add("A4:B4", CellIsRule("greaterThan", ["5"], fill=DARK))
    assert _shows(_read(tmp_path, book))


@pytest.mark.parametrize(
    ("figure", "ground", "shown", "named"),
    [
        ([("9", WHITE), ("120.00", None)], None, "120.00", ["B4"]),
        ([("12", None), ("0.00", WHITE)], None, "12", ["B4"]),
        ([("120.00", WHITE)], None, "", ["B4"]),
        ([(" ", WHITE), ("120.00", None)], None, "120.00", []),
        ([("9", WHITE), ("120.00", None)], DARK, "9120.00", []),
    ],
)
def test_a_white_run_of_a_cell_is_not_read(
    tmp_path: Path,
    figure: list[tuple[str, Color | None]],
    ground: PatternFill | None,
    shown: str,
    named: list[str],
) -> None:
    """Leave a white `9` before a black 120.00 out, and say so; on a dark ground it shows."""
    book, sheet = _book()
    runs = [TextBlock(InlineFont(color=colour), text) for text, colour in figure]
    sheet["B4"] = CellRichText(*runs)
    if ground is not None:
        sheet["B4"].fill = ground
    found = _read(tmp_path, book)
    assert str(texts(found)).endswith(f"'{shown}']]]")
    told = [note.message for note in found.notes if note.code == "hidden-not-read"]
    assert len(told) == len(named)
    assert all(name in message for name, message in zip(named, told, strict=True))


@pytest.mark.parametrize(
    ("colour", "pattern", "expected"),
    [
        (32767, 0, CellStyle("0.00")),
        (9, 0, CellStyle("0.00", is_unseen=True)),
        (9, 1, CellStyle("0.00")),
        (1, 0, CellStyle("0.00", is_unseen=True)),
    ],
)
def test_the_styles_of_old_workbooks(colour: int, pattern: int, expected: CellStyle) -> None:
    assert style_of(_old_book(colour, pattern), 0) == expected


def test_struck_and_raised_text_of_old_workbooks() -> None:
    book = _old_book(32767, 0, struck_out=1, escapement=1)
    assert style_of(book, 0) == CellStyle("0.00", is_raised=True, is_struck=True)


def test_an_old_workbook_without_its_styles_or_fonts() -> None:
    book = _old_book(9, 0)
    assert style_of(book, 7) == CellStyle()
    book.font_list = []
    assert style_of(book, 0) == CellStyle("0.00")


def _old_book(
    colour: int, pattern: int, struck_out: int = 0, escapement: int = 0
) -> SimpleNamespace:
    """Give a workbook as xlrd describes it, with one style."""
    font = SimpleNamespace(colour_index=colour, struck_out=struck_out, escapement=escapement)
    ground = SimpleNamespace(fill_pattern=pattern)
    style = SimpleNamespace(format_key=2, font_index=0, background=ground)
    code = SimpleNamespace(format_str="0.00")
    return SimpleNamespace(xf_list=[style], font_list=[font], format_map={2: code})
