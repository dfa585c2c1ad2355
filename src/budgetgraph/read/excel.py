"""An Excel workbook (.xlsx, .xls) → Document: every visible sheet in order, its titles and captions
as paragraphs, its tables as grids, numbers as the sheet shows them.

An .xlsx says how each cell is shown (`0.00`, `0%`); that is followed. Of an .xls only the values
are known, so when any amount in it has a fraction, all amounts show two decimals (59 → 59.00);
codes, serial numbers and counts, and a workbook of whole amounts, are plain.
"""

from __future__ import annotations

import datetime
import hashlib
import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

import python_calamine
from lxml import etree

from budgetgraph.document import Document
from budgetgraph.document.problems import LimitExceeded, UnreadableInput
from budgetgraph.forms import forms, role
from budgetgraph.read.cell_tables import Cell, Rendering, Row, Table, cell, is_title
from budgetgraph.read.number_format import Shape, plain, shapes, show

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLS = "application/vnd.ms-excel"
#: How far the values of one sheet may reach; the longest sheet of a real disclosure has some
#: hundred rows.
MAX_ROWS, MAX_COLUMNS = 20_000, 256
MAX_SHEETS = 500
#: The start of an encrypted .xls: the record FilePass right behind the first one (MS-XLS
#: 2.1.7.20.1).
_LOCKED = re.compile(
    rb"^\xd0\xcf\x11\xe0.*?\x09\x08\x10\x00\x00\x06\x05\x00.{12}(?:\x86\x00\x00\x00)?\x2f\x00", re.S
)

Value = str | float | bool | datetime.date | datetime.time | datetime.timedelta


def document(path: Path, data: bytes) -> Document:
    """The document.

    UnreadableInput for a workbook that cannot be opened, LimitExceeded for a sheet over the limits.
    """
    is_package = data.startswith(b"PK")
    try:
        known = shapes(data) if is_package else {}
        for name, shape in known.items():
            _check(path, name, shape.rows, shape.columns)
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        if len(workbook.sheets_metadata) > MAX_SHEETS:
            raise LimitExceeded(
                f"{path}: more than {MAX_SHEETS} sheets; take out what is no part of the disclosure"
            )
        sheets = [
            (index, workbook.get_sheet_by_index(index))
            for index, sheet in enumerate(workbook.sheets_metadata)
            if (sheet.visible, sheet.typ)
            == (python_calamine.SheetVisibleEnum.Visible, python_calamine.SheetTypeEnum.WorkSheet)
        ]
        rendering = _rendering(path, sheets, known)
    except LimitExceeded:
        raise
    except (
        python_calamine.CalamineError,
        zipfile.BadZipFile,
        etree.XMLSyntaxError,
        KeyError,
        ValueError,
        ArithmeticError,
    ) as error:
        raise _unreadable(path, data, error) from None
    except BaseException as error:
        # a fault inside the reading library, which reports it outside the tree of ordinary
        # exceptions
        if type(error).__name__ != "PanicException":
            raise
        raise _unreadable(path, data, error) from None
    return rendering.document(
        path.name, hashlib.sha256(data).hexdigest(), XLSX if is_package else XLS
    )


def _unreadable(path: Path, data: bytes, error: BaseException) -> UnreadableInput:
    if isinstance(error, python_calamine.PasswordError) or _LOCKED.search(data):
        return UnreadableInput(
            str(path), "this workbook is protected by a password; save it without one and give that"
        )
    return UnreadableInput(
        str(path),
        f"this workbook cannot be opened ({error}); open it in Excel or WPS and save it as .xlsx",
    )


def _check(path: Path, name: str, rows: int, columns: int) -> None:
    if rows > MAX_ROWS or columns > MAX_COLUMNS:
        reach = f"sheet {name} reaches to row {rows} and column {columns}, over the limit of {MAX_ROWS} rows and {MAX_COLUMNS} columns"
        raise LimitExceeded(f"{path}: {reach}; delete what stands outside its tables")


def _rendering(
    path: Path, sheets: Sequence[tuple[int, python_calamine.CalamineSheet]], known: dict[str, Shape]
) -> Rendering:
    """The sheets in order; the name of one is printed above it when the name is a title and the
    sheet prints none.
    """
    values: dict[int, list[list[Value]]] = {}
    for index, sheet in sheets:
        bottom, right = sheet.end or (-1, -1)
        _check(path, sheet.name, bottom + 1, right + 1)
        values[index] = sheet.to_python(skip_empty_area=False)
    money = {} if known else {index: _money(lines) for index, lines in values.items()}
    has_fraction = any(value % 1 for places in money.values() for value in places.values())
    rendering = Rendering(str(path))
    for index, sheet in sheets:
        codes = known[sheet.name].codes if sheet.name in known else {}
        if has_fraction:
            codes = dict.fromkeys(money[index], "0.00")
        texts = [
            [_text(value, codes.get((row, column), "")) for column, value in enumerate(line)]
            for row, line in enumerate(values[index])
        ]
        rows = _rows(texts, sheet.merged_cell_ranges or [])
        titles = [found.text for row in rows for _, found in row.filled() if len(row.filled()) == 1]
        if rows and is_title(sheet.name) and not any(is_title(title) for title in titles):
            rendering.paragraph(sheet.name)
        rendering.table(Table(tuple(rows)), index + 1)
    return rendering


def _text(value: Value, code: str) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float | datetime.date):
        return show(value, code) if code else plain(value)
    return str(value)


def _money(values: Sequence[Sequence[Value]]) -> dict[tuple[int, int], float]:
    """The cells of a sheet without formats that hold amounts: numbers to the right of a name, not
    below 数量 or the like, with no more than two decimals.
    """
    places: dict[tuple[int, int], float] = {}
    others: set[int] = set()
    for row, line in enumerate(values):
        others.update(
            column
            for column, value in enumerate(line)
            if isinstance(value, str) and value and _heads_no_money(value)
        )
        first = next(
            (
                column
                for column, value in enumerate(line)
                if isinstance(value, str) and value.strip()
            ),
            len(line),
        )
        for column, value in enumerate([] if _counts(line) else line):
            if (
                isinstance(value, float)
                and column > first
                and column not in others
                and abs(value - round(value, 2)) < 1e-9
            ):
                places[row, column] = value
    return places


def _heads_no_money(text: str) -> bool:
    heading, counts = forms().heading, forms().not_money.get("*", ())
    return (
        any(text in heading[key] for key in ("serial", "code", "code_parts"))
        or text in counts
        or bool(role(forms().indicator, text))
    )


def _counts(line: Sequence[Value]) -> bool:
    numbers = [value for value in line if isinstance(value, float)]
    return len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))


def _rows(
    texts: list[list[str]], merged: Sequence[tuple[tuple[int, int], tuple[int, int]]]
) -> list[Row]:
    """The rows of a sheet from its first used column on; of a merged range the first cell prints."""
    height, width = len(texts), max(map(len, texts), default=0)
    covered: set[tuple[int, int]] = set()
    spans: dict[tuple[int, int], int] = {}
    for (top, left), (bottom, right) in merged:
        right, bottom = min(right, width - 1), min(bottom, height - 1)
        spans[top, left] = right - left + 1
        covered.update(
            (row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)
        )
        covered.discard((top, left))
    first = min(
        (column for line in texts for column, text in enumerate(line) if text.strip()), default=0
    )

    def at(row: int, column: int) -> Cell | None:
        return (
            None
            if (row, column) in covered
            else cell([texts[row][column]], spans.get((row, column), 1))
        )

    return [
        Row(tuple(at(row, column) for column in range(first, len(texts[row]))), row + 1)
        for row in range(height)
    ]
