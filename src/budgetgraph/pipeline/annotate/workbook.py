"""Comments in a workbook: at the cell, at the first filled one of a row, else at the first one."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import openpyxl
from openpyxl.comments import Comment as Note

from budgetgraph.document.where import Where
from budgetgraph.pipeline.annotate.comment import AUTHOR, Comment

_WIDTH, _HEIGHT = 420, 180


def in_workbook(content: bytes, comments: Sequence[Comment]) -> bytes:
    """Give a workbook with the comments; one that a cell has already stays above ours."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for comment in comments:
        cell = _cell(book, comment.where)
        before = [cell.comment.text] if cell.comment is not None else []
        note = Note("\n\n".join([*before, comment.text]), AUTHOR)
        note.width, note.height = _WIDTH, _HEIGHT
        cell.comment = note
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _cell(book: Any, where: Where | None) -> Any:
    """Give the cell of a place: of a merged range the one that shows its text."""
    if where is None or where.table is None or where.row is None:
        return book.worksheets[0].cell(1, 1)
    sheet = book[book.sheetnames[where.table - 1]]
    column = where.column or _first_filled(sheet, where.row)
    for merged in sheet.merged_cells.ranges:
        if merged.min_row <= where.row <= merged.max_row and (
            merged.min_col <= column <= merged.max_col
        ):
            return sheet.cell(merged.min_row, merged.min_col)
    return sheet.cell(where.row, column)


def _first_filled(sheet: Any, row: int) -> int:
    filled = (cell.column for cell in sheet[row] if cell.value is not None)
    return next(filled, 1)
