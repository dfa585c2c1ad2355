"""Cells that take several lines of a text, put together again."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from budgetgraph.document.list_marks import opens_paragraph
from budgetgraph.read.blank_columns.table import NumberedRow, has_number
from budgetgraph.values.amount import is_money


def unwrapped(rows: Sequence[NumberedRow], lines: Sequence[float]) -> list[NumberedRow]:
    """Give the rows of a text, `lines` its line numbers, with cells that wrap put together.

    Of three lines in a row the middle one alone may have amounts: then the two others are halves of
    cells that it lacks. Where blank lines part most rows, lines without one between are one row: at
    most one of them has amounts, and no cell below another begins an item of its own.
    """
    rows = _halves(rows, lines)
    first = _first_with_number(rows)
    if not _blank_lines_part_most(rows[first:], lines):
        return rows
    whole = rows[: first + 1]
    last_has_number = True
    for (upper, _), (number, row) in pairwise(rows[first:]):
        number_above, above = whole[-1]
        is_near = lines[number] - lines[upper] <= 1
        both_have_numbers = last_has_number and has_number(row)
        if is_near and not both_have_numbers and not _begins_item(above, row):
            whole[-1] = (number_above, _joined(above, row))
            last_has_number = last_has_number or has_number(row)
        else:
            whole.append((number, row))
            last_has_number = has_number(row)
    return whole


def _first_with_number(rows: Sequence[NumberedRow]) -> int:
    for index, (_, row) in enumerate(rows):
        if has_number(row):
            return index
    return len(rows)


def _blank_lines_part_most(rows: Sequence[NumberedRow], lines: Sequence[float]) -> bool:
    """Tell whether at most a third of the rows stand in the line right below the row above them."""
    near = 0
    pairs = list(pairwise(rows))
    for (upper, _), (lower, _) in pairs:
        near += lines[lower] - lines[upper] <= 1
    return 3 * near <= len(pairs)


def _begins_item(above: Sequence[str], row: Sequence[str]) -> bool:
    """Tell whether a cell below a filled one begins an item of its own: 三、教育 below 二、科技."""
    for upper, lower in zip(above, row, strict=True):
        if upper and lower and opens_paragraph(lower):
            return True
    return False


def _joined(above: Sequence[str], row: Sequence[str]) -> list[str]:
    return [upper + lower for upper, lower in zip(above, row, strict=True)]


def _halves(rows: Sequence[NumberedRow], lines: Sequence[float]) -> list[NumberedRow]:
    """Give the rows, each with the halves of its vertically centred cells.

    其他计算机设备及软                    in the line right above
                       集中采购   6.00    → 其他计算机设备及软件, 集中采购, 6.00
    件                                    in the line right below
    """
    whole: list[NumberedRow] = []
    at = 0
    while at < len(rows):
        three = rows[at : at + 3]
        if _are_halves_around_amounts(three, lines):
            (number, upper), (_, middle), (_, lower) = three
            whole.append((number, _joined(_joined(upper, middle), lower)))
            at += 3
        else:
            whole.append(rows[at])
            at += 1
    return whole


def _are_halves_around_amounts(three: Sequence[NumberedRow], lines: Sequence[float]) -> bool:
    """Tell whether of three lines the middle one alone has amounts, and the others what it
    lacks.
    """
    has_amounts = [any(map(is_money, row)) for _, row in three]
    if has_amounts != [False, True, False]:
        return False
    upper, middle, lower = (_filled(row) for _, row in three)
    first, last = three[0][0], three[-1][0]
    are_next_to_each_other = lines[last] - lines[first] == 2
    return are_next_to_each_other and upper == lower and not upper & middle


def _filled(row: Sequence[str]) -> set[int]:
    return {column for column, cell in enumerate(row) if cell}
