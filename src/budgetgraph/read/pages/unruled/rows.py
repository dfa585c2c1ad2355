"""The rows of a table without rulings: lines of pieces → rows, wrapped cells put together.

A row has one line with amounts. The other lines of its cells stand around it (centred), above it
(the amounts at the foot of the row) or below it (at its head).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from operator import attrgetter

from budgetgraph.document.list_marks import is_entry
from budgetgraph.read.pages.page import Word
from budgetgraph.values.amount import is_number

_TOP, _BOTTOM = attrgetter("top"), attrgetter("bottom")
#: The pieces of one line, from left to right; or those of all lines of a row.
Pieces = Sequence[Word]
#: The lines of one row.
Row = list[Pieces]
#: Tells the line with amounts (its index) that another line belongs to, if there is one.
Owner = Callable[[Sequence[Pieces], Sequence[int], int], int | None]
#: Lines of one cell are nearer to each other than this (heights of a line).
_NEAR = 0.6
#: A piece that ends so near to the end of its column (heights) fills it.
_FULL = 1.5
#: So many digits without a sign between are the code of a project.
_LONG_CODE = 9
#: The amounts of a row whose cells are centred stand in its middle but for so much (heights).
_SLACK = 0.3


def rows_of(lines: Sequence[Pieces]) -> list[list[Word]] | None:
    """Give the pieces of each row; None where a line may be of two rows."""
    rows: list[list[Word]] = []
    for block in _blocks(lines):
        of_block = _rows_of_block(block)
        if of_block is None:
            return None
        rows += [list(chain.from_iterable(row)) for row in of_block]
    return rows


def has_number(line: Pieces) -> bool:
    """Tell whether a number stands in a line."""
    return any(is_number(piece.text) for piece in line)


def top_of(line: Pieces) -> float:
    """Give the top of the highest piece."""
    top: float = min(map(_TOP, line))
    return top


def bottom_of(line: Pieces) -> float:
    """Give the bottom of the lowest piece."""
    bottom: float = max(map(_BOTTOM, line))
    return bottom


def _blocks(lines: Sequence[Pieces]) -> Iterator[list[Pieces]]:
    """Part lines where more than the space between the lines of a cell is blank."""
    block = [lines[0]]
    for above, line in pairwise(lines):
        foot = max(map(bottom_of, block))
        if top_of(line) - foot > _NEAR * (bottom_of(above) - top_of(above)):
            yield block
            block = []
        block.append(line)
    yield block


def _rows_of_block(block: Sequence[Pieces]) -> list[Row] | None:
    """Give the lines of each row of a block; None where more than one way fits, or none."""
    if _wraps_code(block):
        return None
    if sum(map(has_number, block)) <= 1 and not _begins_second(block):
        return [list(block)]
    anchors = [index for index in range(len(block)) if _is_anchor(block, index)]
    if not anchors:
        return None
    if len(anchors) == len(block):
        return [[line] for line in block]
    options: list[list[Row]] = []
    centred = _around(block, anchors, _nearest)
    if _are_centred(centred):
        options.append(centred)
    ends = _ends(block)
    for owner in (_next, _last):
        option = _around(block, anchors, owner)
        if _fill_up_to_foot(option, ends):
            options.append(option)
    return options[0] if len(options) == 1 else None


def _wraps_code(block: Sequence[Pieces]) -> bool:
    """Tell whether the rest of a long code stands below it: 532525210000000 above 012345."""
    for index, line in enumerate(block):
        for piece in line:
            if piece.text.isdecimal() and len(piece.text) >= _LONG_CODE:
                below = _next_over(piece, block[index + 1 :])
                if below is not None and below.text.isdecimal() and len(below.text) < _LONG_CODE:
                    return True
    return False


def _begins_second(block: Sequence[Pieces]) -> bool:
    """Tell whether an item begins below another text: 二、基金 below 一、拨款."""
    for index, line in enumerate(block):
        for piece in line:
            if is_entry(piece.text) and _next_over(piece, block[:index]) is not None:
                return True
    return False


def _is_anchor(block: Sequence[Pieces], index: int) -> bool:
    """Tell whether a line is of a row of its own: it has a number, or it is an item that ends in
    it.
    """
    line = block[index]
    if has_number(line):
        return True
    below = _next_over(line[0], block[index + 1 :])
    goes_on = below is not None and not is_entry(below.text)
    return is_entry(line[0].text) and not goes_on


def _next_over(piece: Word, lines: Sequence[Pieces]) -> Word | None:
    """Give the first piece of lines that stands over or under a piece."""
    return next(filter(piece.stands_over, chain.from_iterable(lines)), None)


def _ends(block: Sequence[Pieces]) -> dict[Word, float]:
    """Give for each piece the right end of all that stands over or under it."""
    pieces = list(chain.from_iterable(block))
    return {
        piece: max(other.x1 for other in pieces if piece.stands_over(other)) for piece in pieces
    }


# --- whose the other lines are --------------------------------------------------------------------
def _around(block: Sequence[Pieces], anchors: Sequence[int], owner: Owner) -> list[Row]:
    """Give each line to the anchor that `owner` says; no row where one has no such anchor."""
    rows: dict[int, Row] = {anchor: [] for anchor in anchors}
    for index, line in enumerate(block):
        anchor = index if index in rows else owner(block, anchors, index)
        if anchor is None:
            return []
        rows[anchor].append(line)
    return list(rows.values())


def _nearest(block: Sequence[Pieces], anchors: Sequence[int], index: int) -> int | None:
    here = _middle(block[index])
    return min(anchors, key=lambda anchor: abs(_middle(block[anchor]) - here))


def _next(_: Sequence[Pieces], anchors: Sequence[int], index: int) -> int | None:
    return next((anchor for anchor in anchors if anchor > index), None)


def _last(_: Sequence[Pieces], anchors: Sequence[int], index: int) -> int | None:
    return next((anchor for anchor in reversed(anchors) if anchor < index), None)


def _middle(line: Pieces) -> float:
    return (top_of(line) + bottom_of(line)) / 2


def _are_centred(rows: Sequence[Row]) -> bool:
    """Tell whether the lines of each row stand as far above its amounts as below them."""
    for row in rows:
        anchor = next(filter(has_number, row), row[0])
        whole = (min(map(top_of, row)) + max(map(bottom_of, row))) / 2
        if abs(whole - _middle(anchor)) > _SLACK * (bottom_of(anchor) - top_of(anchor)):
            return False
    return bool(rows)


def _above_others(upper: Sequence[Word], lower: Sequence[Word]) -> list[Word]:
    """Give the words of a line that stand above words of the next one."""
    return [word for word in upper if any(map(word.stands_over, lower))]


def _fills(word: Word, ends: Mapping[Word, float]) -> bool:
    """Tell whether a word reaches the end of its column, but for a part of its height."""
    return ends[word] - word.x1 <= _FULL * word.height


def _fill_up_to_foot(rows: Sequence[Row], ends: Mapping[Word, float]) -> bool:
    """Tell whether each piece below which a cell goes on fills its column.

    一、一般公共预算拨                 fills its column
    款收入            1,820.45
    """
    for row in rows:
        for upper, lower in pairwise(row):
            above = _above_others(upper, lower)
            if not above or not all(_fills(word, ends) for word in above):
                return False
    return bool(rows)
