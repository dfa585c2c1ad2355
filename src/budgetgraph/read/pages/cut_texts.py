"""Texts that the side of a page cuts: each of two pages prints a piece, and most of it twice.

    page 5: 财政拨款“三公”经费支出预�     page 6: �三公”经费支出预算表     → 财政拨款“三公”经费支出预算表

The sign � stands where the edge of a page cuts a text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from budgetgraph.document.folding import UNKNOWN
from budgetgraph.read.pages.page import Box, Line, Page, Ruled, Word

#: What stands nearer to a height than this (points) stands at it.
SAME_HEIGHT = 1.0
#: Two pieces that share fewer characters may share them by chance.
_FEWEST_SHARED = 2


def whole_text(left: str, right: str) -> str:
    """Give the text of which two pages print a piece each.

    Where both are cut and share no characters, it is not told what stands between them.
    """
    if not left or not right or left == right:
        return left or right
    begin, end = left.removesuffix(UNKNOWN), right.removeprefix(UNKNOWN)
    longest = min(len(begin), len(end))
    fewest = min(_FEWEST_SHARED, longest)
    for length in range(longest, fewest - 1, -1):
        if begin.endswith(end[:length]):
            return begin + end[length:]
    return begin + UNKNOWN + end


def whole_boxes(
    table: Ruled, moved: Sequence[Box], beside: Iterable[Line], before: Iterable[Line]
) -> Iterator[Box]:
    """Give the cells of a table and those of the next page, which are `moved` beside it; the two
    halves of a cell that the page cuts are one. Their texts may stand in the lines `beside` the
    table and `before` the other one, too.
    """
    right_of_table, left_of_more = list(beside), list(before)
    halves = {id(half): half for half in moved if half.open_left}
    width = max(box.x1 for box in moved)
    for box in table.boxes:
        if not box.open_right:
            yield box
            continue
        half = next((other for other in halves.values() if _is_in_row(other, box)), None)
        if half is None and any(_is_in_row(other, box) for other in moved):
            yield box
            continue
        if half is not None:
            del halves[id(half)]
        yield _whole(box, half, width, right_of_table, left_of_more)
    yield from (box for box in moved if not box.open_left or id(box) in halves)


def with_cut_texts(page: Page) -> Page:
    """Give a page on which the cells that its side cuts hold the pieces of their texts that stand
    beside the table. The sign of a cut text stays in them.
    """
    lines = list(page.lines)
    tables: list[Ruled] = []
    for table in page.tables:
        beside = [line for line in lines if is_in_rows(line, table) and _is_aside(line, table)]
        tables.append(replace(table, boxes=tuple(_with_pieces(table, beside))))
        lines = [line for line in lines if line not in beside]
    return replace(page, lines=tuple(lines), tables=tuple(tables))


def _is_aside(line: Line, table: Ruled) -> bool:
    """Tell whether a line is a piece of a text that the side of the page cuts, beside a table in
    whose row a cell is open there.
    """
    if UNKNOWN not in (line.text[0], line.text[-1]):
        return False
    return any(_is_open_to(box, line) for box in table.boxes)


def _is_open_to(box: Box, line: Line) -> bool:
    """Tell whether a cell is open at the side where a line stands in its row."""
    is_right = line.segments[0].x0 >= box.x1 - SAME_HEIGHT
    is_open = box.open_right if is_right else box.open_left
    return is_open and box.top <= _middle(line) < box.bottom


def _with_pieces(table: Ruled, beside: Sequence[Line]) -> Iterator[Box]:
    """Give the cells of a table with the pieces of their texts beside it."""
    for box in table.boxes:
        own = [line for line in beside if _is_open_to(box, line)]
        after = [line.text for line in own if line.text.endswith(UNKNOWN)]
        before = [line.text for line in own if line.text.startswith(UNKNOWN)]
        text = "".join((*before, *box.lines, *after))
        yield replace(box, lines=(text,)) if own else box


def share_cut_cells(table: Ruled, more: Ruled) -> bool:
    """Tell whether the side of the page cuts a cell of a table whose other half is in the other
    one.
    """
    cut = [box for box in table.boxes if box.open_right]
    halves = [box for box in more.boxes if box.open_left]
    return any(_is_in_row(box, half) for box in cut for half in halves)


def _is_in_row(box: Box, other: Box) -> bool:
    """Tell whether two cells stand in one row, from top to bottom."""
    tops, feet = abs(box.top - other.top), abs(box.bottom - other.bottom)
    return max(tops, feet) <= SAME_HEIGHT


def _whole(
    box: Box, half: Box | None, width: float, beside: Sequence[Line], before: Sequence[Line]
) -> Box:
    """Give a cell with its other half; without one it goes over the whole of the other page, and
    on.
    """
    left = [*box.lines, *_texts_in_row(beside, box)]
    right = list(_texts_in_row(before, box))
    end, goes_on = width, True
    if half is not None:
        right += half.lines
        end, goes_on = half.x1, half.open_right
    lines = tuple(filter(None, [whole_text("".join(left), "".join(right))]))
    return replace(box, x1=end, lines=lines, open_right=goes_on)


def _texts_in_row(lines: Iterable[Line], box: Box) -> Iterator[str]:
    """Give the texts of lines that stand in the row of a cell."""
    for line in lines:
        if box.top <= _middle(line) < box.bottom:
            yield line.text


def _middle(line: Line) -> float:
    return line.top + line.height / 2


def is_in_rows(line: Line, table: Ruled) -> bool:
    """Tell whether a line stands at the height of the rows of a table."""
    return table.top <= _middle(line) < table.bottom


def is_of_cut_cell(line: Line, table: Ruled) -> bool:
    """Tell whether a line of the next page stands in the row of a cell that is open at its end."""
    return any(box.open_right and box.top <= _middle(line) < box.bottom for box in table.boxes)


def whole_line(line: Line, others: Iterable[Line]) -> Line:
    """Give a line above a table with the piece of it that stands at its height on the next page."""
    for other in others:
        if is_piece_of(other, line):
            last, first = line.segments[-1], other.segments[0]
            text = whole_text(last.text, first.text)
            return Line((*line.segments[:-1], _renamed(last, text), *other.segments[1:]))
    return line


def is_piece_of(line: Line, left: Line) -> bool:
    """Tell whether a line of the next page is the rest of one that the page cuts."""
    is_cut = left.text.endswith(UNKNOWN) or line.text.startswith(UNKNOWN)
    is_again = is_cut or left.text == line.text
    return is_again and abs(line.top - left.top) <= SAME_HEIGHT


def _renamed(word: Word, text: str) -> Word:
    return replace(word, text=text, parts=())
