"""Columns told by blank space alone: segments of text with their left and right ends → the cells of
a table. Pure geometry; the unit of length (points, character cells) is the caller's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise

from budgetgraph.forms import opens_paragraph
from budgetgraph.values.amount import is_money, is_number

#: A segment: its text, its left and its right end.
Segment = tuple[str, float, float]
#: A row of a table: the number of its (first) line, and its cells.
Row = tuple[int, list[str]]
_Span = tuple[float, float]
_TOTAL = re.compile(r"(?:合|总|小)\s*计|(?:收入|支出)(?:合|总)计")
#: A budget table has few columns; a wider heading is not searched for the best placing.
_WIDEST = 24


def table(
    lines: Sequence[Sequence[Segment]],
    height: float,
    is_word: Callable[[str], bool],
    is_side: Callable[[str], bool] = lambda _: False,
) -> list[Row]:
    """The rows of a table: first its heading, one row a level, then its data.

    `height` is that of a character; `is_word` tells a whole heading from a piece of a wrapped one,
    `is_side` the heading of several columns (收入, 支出), which is over none of its own.
    """
    data = [any(is_number(text) for text, _, _ in line) for line in lines]
    first = data.index(True) if True in data else len(lines)
    body = [line for line, is_data in zip(lines, data, strict=True) if is_data]
    spans = columns([[(left, right) for _, left, right in line] for line in body], height / 4)
    leaves = [[segment for segment in line if not is_side(segment[0])] for line in lines[:first]]
    if not any(leaves):
        leaves = [list(line) for line in lines[:first]]
    spans = _without_bare(_with_empty(spans, leaves, height), leaves, body, height)
    rows = _heading(lines[:first], spans, is_word)
    for number, line in enumerate(lines[first:], start=first):
        cells = [""] * len(spans)
        for text, left, right in line:
            cells[nearest((left, right), spans)] += text
        rows.append((number, cells))
    return rows


def unwrapped(rows: Sequence[Row], lines: Sequence[float]) -> list[Row]:
    """The rows of a text, `lines` its line numbers, cells that wrap put together.

    Of three lines in a row the middle one alone may have amounts: then the two others are halves of
    cells that it lacks. Where blank lines part most rows, lines without one between are one row: at
    most one of them has amounts, and no cell below another begins an item of its own.
    """
    rows = _halves(rows, lines)
    has = [any(is_number(cell) for cell in row) for _, row in rows]
    first = has.index(True) if True in has else len(rows)
    near = [lines[lower] - lines[upper] <= 1 for (upper, _), (lower, _) in pairwise(rows[first:])]
    found = list(rows[: first + 1])
    filled = has[first : first + 1]
    for index in range(first + 1, len(rows)):
        number, row = rows[index]
        both = any(
            above and cell and opens_paragraph(cell)
            for above, cell in zip(found[-1][1], row, strict=True)
        )
        if (
            3 * sum(near) <= len(near)
            and near[index - first - 1]
            and not both
            and not (filled[-1] and has[index])
        ):
            found[-1] = (
                found[-1][0],
                [above + cell for above, cell in zip(found[-1][1], row, strict=True)],
            )
            filled[-1] = filled[-1] or has[index]
        else:
            found.append((number, row))
            filled.append(has[index])
    return found


def _halves(rows: Sequence[Row], lines: Sequence[float]) -> list[Row]:
    """The rows, each with the halves of its vertically centred cells, which stand in the lines
    right above and below it.
    """
    found: list[Row] = []
    at = 0
    while at < len(rows):
        three = rows[at : at + 3]
        filled = [{column for column, cell in enumerate(row) if cell} for _, row in three]
        has = [any(is_money(cell) for cell in row) for _, row in three]
        if (
            has == [False, True, False]
            and filled[0] == filled[2]
            and not filled[0] & filled[1]
            and lines[three[2][0]] - lines[three[0][0]] == 2
        ):
            cells = zip(*(row for _, row in three), strict=True)
            found.append((three[0][0], ["".join(pieces) for pieces in cells]))
            at += 3
        else:
            found.append(rows[at])
            at += 1
    return found


def columns(rows: Sequence[Sequence[_Span]], least: float) -> list[_Span]:
    """The columns of data rows: gaps that no segment crosses part them.

    `least` is the narrowest gap that counts.
    """
    found: list[list[float]] = []
    for left, right in sorted(span for row in rows for span in row):
        if found and left < found[-1][1] + least:
            found[-1][1] = max(found[-1][1], right)
        else:
            found.append([left, right])
    return [(left, right) for left, right in found]


def _with_empty(
    spans: list[_Span], heading: Sequence[Sequence[Segment]], height: float
) -> list[_Span]:
    """The columns, widened by their headings where these stand beside the data (short codes below a
    centred word), and with those that have a heading and no data: words of the fullest heading
    line, or below it, over no column.
    """
    fullest = max(range(len(heading)), key=lambda index: len(heading[index]), default=0)
    words = sorted({(left, right) for line in heading[fullest:] for _, left, right in line})
    found = list(spans)
    bare = [span for span in found if not any(_overlap(word, span, height) for word in words)]
    for word in words:
        if any(_overlap(word, span, height) for span in found):
            continue
        place = sorted([*found, word]).index(word)
        beside = [span for span in found[max(place - 1, 0) : place + 1] if span in bare]
        found.append(word)
        if beside:
            nearer = min(beside, key=lambda span: abs(span[0] + span[1] - word[0] - word[1]))
            bare.remove(nearer)
            found.remove(nearer)
            found[-1] = (min(word[0], nearer[0]), max(word[1], nearer[1]))
        found.sort()
    return found


def _without_bare(
    spans: list[_Span],
    heading: Sequence[Sequence[Segment]],
    body: Sequence[Sequence[Segment]],
    height: float,
) -> list[_Span]:
    """The columns; of two beside each other that hold words and never share a line, one without a
    heading is put to the other: a centred 合计 beside the names that it sums up, names beside what
    stands below their centred heading.
    """
    found = list(spans)
    words = [(left, right) for line in heading for _, left, right in line]
    for index in range(len(spans) - 1, 0, -1):
        mine = [
            {nearest((left, right), spans): text for text, left, right in line} for line in body
        ]
        both = any(index in row and index - 1 in row for row in mine)
        numbers = any(
            is_number(row[at])
            for row in mine
            for at in (index - 1, index)
            if at in row and not row[at].isdigit()
        )
        bare = [
            at
            for at in (index - 1, index)
            if not any(_overlap(word, spans[at], height) for word in words)
        ]
        centred = _sums_up(mine, index) and not any(
            row[index - 1].isdigit() for row in mine if index - 1 in row
        )
        if (
            words
            and not both
            and not numbers
            and (centred or (bare and (bare[-1] == index or _leads(mine, index - 1))))
        ):
            found[index - 1 : index + 1] = [(found[index - 1][0], found[index][1])]
    return found


def _sums_up(rows: Sequence[dict[int, str]], index: int) -> bool:
    """Whether a column holds nothing but the words that stand centred beside totals."""
    words = [row[index] for row in rows if index in row]
    return bool(words) and all(_TOTAL.fullmatch(word) for word in words)


def _leads(rows: Sequence[dict[int, str]], index: int) -> bool:
    """Whether most lines have a word in this column rather than in the next one: names, not marks
    before them.
    """
    return sum(index in row for row in rows) > sum(index + 1 in row for row in rows)


def _overlap(one: _Span, other: _Span, height: float) -> bool:
    return one[1] + height / 4 >= other[0] and one[0] - height / 4 <= other[1]


def nearest(span: _Span, spans: Sequence[_Span]) -> int:
    """The column that shares most with a segment, else the nearest one."""

    def score(index: int) -> tuple[float, float]:
        left, right = spans[index]
        return min(right, span[1]) - max(left, span[0]), -abs((left + right) - (span[0] + span[1]))

    return max(range(len(spans)), key=score)


def _heading(
    lines: Sequence[Sequence[Segment]], spans: list[_Span], is_word: Callable[[str], bool]
) -> list[Row]:
    """Heading rows: a parent in the first column that it spans; the pieces of a wrapped heading put
    together in one cell.
    """
    found: list[Row] = []
    widths: dict[tuple[int, int], bool] = {}
    leaves = _leaves(lines, is_word)
    for number, line in enumerate(lines):
        cells = [""] * len(spans)
        placed = _placed([(left, right) for _, left, right in line], leaves, spans)
        for (text, _, _), (first, last) in zip(line, placed, strict=True):
            above = next((row for _, row in reversed(found) if row[first]), None)
            wraps = (
                above is not None
                and first == last
                and widths.get((id(above), first))
                and not is_word(text)
            )
            if (
                above is not None
                and wraps
                and (not is_word(above[first]) or is_word(above[first] + text))
            ):
                above[first] += text
            else:
                cells[first] = text
                widths[id(cells), first] = first == last
        if any(cells):
            found.append((number, cells))
    return found


def _leaves(lines: Sequence[Sequence[Segment]], is_word: Callable[[str], bool]) -> list[_Span]:
    """Where the headings of single columns stand: those of the fullest line, and between them
    pieces of wrapped ones in other lines.
    """
    found = [(left, right) for _, left, right in max(lines, key=len, default=[])]
    for line in lines:
        found += [
            (left, right)
            for text, left, right in line
            if not is_word(text) and not _meets((left, right), found)
        ]
    return found


def _meets(span: _Span, others: Sequence[_Span]) -> bool:
    return any(span[0] <= right and left <= span[1] for left, right in others)


def _placed(
    row: Sequence[_Span], leaves: Sequence[_Span], spans: Sequence[_Span]
) -> list[tuple[int, int]]:
    """The columns of the headings of one line; where they are headings of single columns the others
    between them keep theirs.
    """
    joint = sorted([*row, *(leaf for leaf in leaves if not _meets(leaf, row))])
    if len(joint) > len(spans) or not any(word in leaves for word in row):
        return place(row, spans)
    placed = dict(zip(joint, place(joint, spans), strict=True))
    over = all(
        spans[first][0] <= right and left <= spans[last][1]
        for (left, right), (first, last) in placed.items()
    )
    return [placed[word] for word in row] if over else place(row, spans)


def continued(above: Sequence[Sequence[str]], rows: Sequence[Row]) -> list[Row]:
    """The rows of the next page of a table in the columns of the page above, where these can be
    told with certainty: as many columns hold data on both, or all but one column are the amounts.
    Else as they are, and too wide to be taken for a part of that table.
    """
    if (
        not rows
        or any(len(row) >= len(above[0]) for _, row in rows)
        or not any(is_money(cell) for cell in rows[0][1])
    ):
        return list(rows)
    data = [row for row in above if any(is_money(cell) for cell in row)]
    used = [column for column in range(len(above[0])) if any(row[column] for row in data)]
    amounts = [column for column in used if any(is_money(row[column]) for row in data)]
    mine = range(len(rows[0][1]))
    its = [column for column in mine if any(is_money(row[column]) for _, row in rows)]
    if len(used) == len(mine) and [used.index(column) for column in amounts] == its:
        columns = used
    elif len(its) == len(amounts) and its == list(mine)[1:] and amounts and amounts[0] > 0:
        columns = [amounts[0] - 1, *amounts]
    else:
        apart = [""] * (len(above[0]) + 2 - len(rows[0][1]))
        return [(number, [*row, *apart]) for number, row in rows]
    return [
        (number, [row[columns.index(at)] if at in columns else "" for at in range(len(above[0]))])
        for number, row in rows
    ]


def place(row: Sequence[_Span], spans: Sequence[_Span]) -> list[tuple[int, int]]:
    """For each heading of a row the columns (first, last) that it is centred over, left to right
    and without overlap.
    """
    if len(row) > len(spans) or len(spans) > _WIDEST:
        return [(nearest(span, spans),) * 2 for span in row]
    edges = [
        spans[0][0],
        *((left[1] + right[0]) / 2 for left, right in pairwise(spans)),
        spans[-1][1],
    ]

    @cache
    def best(index: int, start: int) -> tuple[float, tuple[tuple[int, int], ...]]:
        if index == len(row):
            return 0.0, ()
        left, right = row[index]
        stop = len(spans) - (len(row) - index) + 1
        options = []
        for first in range(start, stop):
            for last in range(first, stop):
                off = abs((spans[first][0] + spans[last][1]) - (left + right)) / 2
                outside = max(edges[first] - left, 0) + max(right - edges[last + 1], 0)
                rest, chosen = best(index + 1, last + 1)
                options.append((off + 2 * outside + rest, ((first, last), *chosen)))
        return min(options)

    return list(best(0, 0)[1])
