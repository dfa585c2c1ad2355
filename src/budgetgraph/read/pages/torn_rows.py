"""Rows of ruled tables that a page break cuts in two.

    301   工资福   1267.      the last row of a page
    ------------------------
          利支出   20         the first row of the next page

The page proves the cut: each cell that goes on is full to its end, and joined amounts are amounts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import partial

from budgetgraph.read.pages.page import Box
from budgetgraph.values.amount import is_amount
from budgetgraph.values.cut_amount import goes_on

#: Edges of columns nearer than this (points) are one, also across pages.
SAME_EDGE = 6.0
#: A full line may lack the room of one Chinese character (half widths): no line begins with a stop.
_ROOM = 2
#: So much of a cell (characters) may be blank at its sides.
_SIDES = 2
#: A sign that opens stands before its character, one that closes behind it.
_UNIT = re.compile(r"[（(〔《“]{0,2}[^（(〔《“）)〕》”，。、；：]{1,2}[）)〕》”，。、；：]{1,2}")


def is_same_edge(edge: float, other: float) -> bool:
    """Tell whether two edges are one but for the inaccuracy of rulings."""
    return abs(edge - other) <= SAME_EDGE


def have_same_edges(row: Sequence[Box], other: Sequence[Box]) -> bool:
    """Tell whether the cells of two rows begin and end at the same places."""
    return len(row) == len(other) and all(map(_is_in_column, row, other))


def _is_in_column(box: Box, other: Box) -> bool:
    return is_same_edge(box.x0, other.x0) and is_same_edge(box.x1, other.x1)


def cells_above(first: Sequence[Box], last_row: Sequence[Box], boxes: Sequence[Box]) -> list[Box]:
    """Give the cells of a page above that end at its foot, one above each cell of the first row of
    the next page; an empty list where one has none.

    A cell merged over several rows begins in another row than the last one.
    """
    foot = max((box.bottom for box in last_row), default=0.0)
    at_foot = [box for box in boxes if is_same_edge(box.bottom, foot)]
    above: list[Box] = []
    for box in first:
        above += [upper for upper in at_foot if _is_in_column(box, upper)][:1]
    return above if len(above) == len(first) else []


def is_rest_of_row(upper: Sequence[Box], lower: Sequence[Box], boxes: Sequence[Box]) -> bool:
    """Tell whether the first row of a page is the rest of the last row of the page above.

    `boxes` are all cells of the table, whose longest lines show how much a line of a column holds.
    A row that fills each cell that the row above fills is one of its own.
    """
    if not upper or not have_same_edges(upper, lower):
        return False
    pairs = list(zip(upper, lower, strict=True))
    going_on = [(above, below) for above, below in pairs if below.lines]
    ended = [above for above, below in pairs if above.lines and not below.lines]
    return bool(going_on and ended) and all(
        _goes_on(above, below, boxes) for above, below in going_on
    )


def _goes_on(above: Box, below: Box, boxes: Sequence[Box]) -> bool:
    """Tell whether a cell goes on in the one below it: it is full, and both make one text."""
    if not above.lines:
        return False
    text, rest = "".join(above.lines), "".join(below.lines)
    if is_amount(rest) and not _is_cut_figure(text, rest):
        return False
    if _is_vertical(above) and _are_characters(below):
        return True
    if _has_room(above, rest):
        return False
    column = filter(partial(_is_in_column, above), boxes)
    widest = max(_width(line) for box in column for line in box.lines)
    last = _width(above.lines[-1])
    return last >= widest - _ROOM or last + _width(_first_unit(rest)) > widest


def _is_vertical(box: Box) -> bool:
    """Tell whether the text of a cell runs downwards, a character a line: 满/意/度."""
    return len(box.lines) > 1 and _are_characters(box)


def _are_characters(box: Box) -> bool:
    return all(len(line) == 1 for line in box.lines)


def _has_room(above: Box, rest: str) -> bool:
    """Tell whether the last line of a cell has room for what would stand next, by the width of the
    cell: where no text of a column fills it, the longest one does not show how much a line holds.
    """
    return _has_room_behind(above.lines[-1], rest, above)


def _has_room_behind(line: str, rest: str, box: Box) -> bool:
    """Tell whether a line of a cell has room for what would stand next."""
    longer = _width(line) + _width(_first_unit(rest))
    return box.size > 0 and (longer / 2 + _SIDES) * box.size < box.x1 - box.x0


def text_of(box: Box) -> str:
    """Give the text of a cell. Two amounts below each other stay two where the upper one has room
    for more behind it: 150 and 30 are not 15030.
    """
    text = ""
    for line, above in zip(box.lines, ("", *box.lines), strict=False):
        are_two = is_amount(above) and is_amount(line) and _has_room_behind(above, line, box)
        text += f" {line}" if are_two else line
    return text


def _first_unit(text: str) -> str:
    """Give what of a text no line break parts, brackets with what they enclose: （境）费 → （境）."""
    unit = _UNIT.match(text)
    return unit.group() if unit else text[:1]


def _is_cut_figure(text: str, rest: str) -> bool:
    """Tell whether two figures are one: `1267.` and `20`; a code has no point: `208280` and `1`."""
    is_code = text.isdigit() and rest.isdigit()
    return is_code or goes_on(text, rest)


def _width(text: str) -> int:
    """Give the width of a text in half widths: 合计1 → 5."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide
