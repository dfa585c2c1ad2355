"""The heading of a budget table: which of its rows are heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from budgetgraph.document import GridRow, squeeze
from budgetgraph.forms import forms
from budgetgraph.values.amount import is_amount as is_amount
from budgetgraph.values.amount import is_number

#: The number of a column, or how it follows from others: 1=2+3.
_COLUMN_NUMBER = re.compile(r"\d{1,2}(?:=\d{1,2}(?:[-+]\d{1,2})*)?")


def texts(row: GridRow) -> list[str]:
    """The cells of a row without white space."""
    return [squeeze(cell.text) for cell in row]


def heading_length(rows: Sequence[GridRow]) -> int:
    """How many rows at the top are heading: down to the row that numbers the columns, else as long
    as columns are still open below.
    """
    for index, row in enumerate(rows[:6]):
        if numbers_columns(texts(row)):
            return index + 1
    length = 0
    for row in rows[:6]:
        above = [texts(one) for one in rows[:length]]
        if not _is_heading_row(texts(row), above) and not _is_piece(
            rows[length : length + 2], above
        ):
            break
        length += 1
    return length


def _is_piece(rows: Sequence[GridRow], above: list[list[str]]) -> bool:
    """Whether a row of one word is a piece of a heading that goes on in the row below it: that one
    names columns.
    """
    if (
        len(rows) < 2
        or not above
        or sum(1 for cell in texts(rows[0]) if cell) != 1
        or any(map(is_amount, texts(rows[0])))
    ):
        return False
    heading = forms().heading
    named = [
        cell
        for cell in texts(rows[1])
        if cell and any(cell in heading[key] for key in ("serial", "code", "item", "code_parts"))
    ]
    return len(named) > 1 and not any(map(is_amount, texts(rows[1])))


def numbers_columns(cells: list[str]) -> bool:
    """Whether a row only numbers the columns: 栏次 1 2 3, 甲 乙 1 2, 类 款 项 栏次 1 2, ** ** 1=2+3 2 3,
    or 1 2 3 alone.
    """
    heading = forms().heading
    filled = [cell for cell in cells if cell]
    words = [cell in heading["column_numbers"] or cell in heading["code_parts"] for cell in filled]
    numbers = [cell for cell, is_word in zip(filled, words, strict=True) if not is_word]
    if len(numbers) < len(filled) and filled[0] not in numbers:
        return bool(numbers) and all(_COLUMN_NUMBER.fullmatch(cell) for cell in numbers)
    if any("=" in cell for cell in filled):
        return len(filled) > 1 and all(_COLUMN_NUMBER.fullmatch(cell) for cell in filled)
    return len(filled) > 2 and filled == [str(number) for number in range(1, len(filled) + 1)]


def _is_heading_row(cells: list[str], above: list[list[str]]) -> bool:
    filled = [index for index, cell in enumerate(cells) if cell]
    if not filled or any(is_number(cells[index]) for index in filled):
        return False
    if not above:
        return True
    heading = forms().heading
    own_word = [
        any(cells[index] in heading[key] for key in ("serial", "code", "item", "code_parts"))
        for index in filled
    ]
    if filled == [0] and not own_word[0]:
        return False
    return all(word or _open(above, index) for word, index in zip(own_word, filled, strict=True))


def _open(above: list[list[str]], index: int) -> bool:
    """Whether a column still lacks its own heading: nothing above it, or only a parent that spans
    further columns.
    """
    row = above[-1]
    own = row[index] if index < len(row) else ""
    if not own:
        return not any(
            index < len(higher) and higher[index] and not _spans(higher, index)
            for higher in above[:-1]
        )
    return _spans(row, index)


def _spans(row: list[str], index: int) -> bool:
    return index + 1 < len(row) and not row[index + 1]
