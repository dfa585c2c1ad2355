"""Columns told by blank space alone: segments of text with their left and right ends → the cells of a table. Pure geometry; the unit of
length (points, character cells) is the caller's."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise

#: A segment: its text, its left and its right end.
Segment = tuple[str, float, float]
#: A row of a table: the number of its (first) line, and its cells.
Row = tuple[int, list[str]]
_Span = tuple[float, float]
_NUMBER = re.compile(r"[-+−]?[\d,.]+%?")
#: A budget table has few columns; a wider heading is not searched for the best placing.
_WIDEST = 24


def table(lines: Sequence[Sequence[Segment]], height: float, is_word: Callable[[str], bool]) -> list[Row]:
    """The rows of a table: first its heading, one row a level, then its data. `height` is that of a character; `is_word` tells a whole
    heading from a piece of a wrapped one."""
    data = [any(_NUMBER.fullmatch(text) for text, _, _ in line) for line in lines]
    first = data.index(True) if True in data else len(lines)
    body = [line for line, is_data in zip(lines, data, strict=True) if is_data]
    spans = columns([[(left, right) for _, left, right in line] for line in body], height / 4)
    spans = _without_bare(_with_empty(spans, lines[:first], height), lines[:first], body, height)
    rows = _heading(lines[:first], spans, is_word)
    for number, line in enumerate(lines[first:], start=first):
        cells = [""] * len(spans)
        for text, left, right in line:
            cells[nearest((left, right), spans)] += text
        rows.append((number, cells))
    return rows


def columns(rows: Sequence[Sequence[_Span]], least: float) -> list[_Span]:
    """The columns of data rows: gaps that no segment crosses part them. `least` is the narrowest gap that counts."""
    found: list[list[float]] = []
    for left, right in sorted(span for row in rows for span in row):
        if found and left < found[-1][1] + least:
            found[-1][1] = max(found[-1][1], right)
        else:
            found.append([left, right])
    return [(left, right) for left, right in found]


def _with_empty(spans: list[_Span], heading: Sequence[Sequence[Segment]], height: float) -> list[_Span]:
    """The columns, widened by their headings where these stand beside the data (short codes below a centred word), and with those
    that have a heading and no data: words of the fullest heading line, or below it, over no column."""
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
    spans: list[_Span], heading: Sequence[Sequence[Segment]], body: Sequence[Sequence[Segment]], height: float
) -> list[_Span]:
    """The columns, a column of words without a heading put to the one on its left: a centred 合计 beside the names that it sums up."""
    found = list(spans)
    words = [(left, right) for line in heading for _, left, right in line]
    for index in range(len(spans) - 1, 0, -1):
        mine = [{nearest((left, right), spans): text for text, left, right in line} for line in body]
        both = any(index in row and index - 1 in row for row in mine)
        numbers = any(_NUMBER.fullmatch(row[at]) for row in mine for at in (index - 1, index) if at in row and not row[at].isdigit())
        if words and not both and not numbers and not any(_overlap(word, spans[index], height) for word in words):
            found[index - 1 : index + 1] = [(found[index - 1][0], found[index][1])]
    return found


def _overlap(one: _Span, other: _Span, height: float) -> bool:
    return one[1] + height / 4 >= other[0] and one[0] - height / 4 <= other[1]


def nearest(span: _Span, spans: Sequence[_Span]) -> int:
    """The column that shares most with a segment, else the nearest one."""

    def score(index: int) -> tuple[float, float]:
        left, right = spans[index]
        return min(right, span[1]) - max(left, span[0]), -abs((left + right) - (span[0] + span[1]))

    return max(range(len(spans)), key=score)


def _heading(lines: Sequence[Sequence[Segment]], spans: list[_Span], is_word: Callable[[str], bool]) -> list[Row]:
    """Heading rows: a parent in the first column that it spans; the pieces of a wrapped heading put together in one cell."""
    found: list[Row] = []
    widths: dict[tuple[int, int], bool] = {}
    for number, line in enumerate(lines):
        cells = [""] * len(spans)
        for (text, _, _), (first, last) in zip(line, place([(left, right) for _, left, right in line], spans), strict=True):
            above = next((row for _, row in reversed(found) if row[first]), None)
            wraps = above is not None and first == last and widths.get((id(above), first)) and not is_word(text)
            if above is not None and wraps and not is_word(above[first]):
                above[first] += text
            else:
                cells[first] = text
                widths[id(cells), first] = first == last
        if any(cells):
            found.append((number, cells))
    return found


def place(row: Sequence[_Span], spans: Sequence[_Span]) -> list[tuple[int, int]]:
    """For each heading of a row the columns (first, last) that it is centred over, left to right and without overlap."""
    if len(row) > len(spans) or len(spans) > _WIDEST:
        return [(nearest(span, spans),) * 2 for span in row]
    edges = [spans[0][0], *((left[1] + right[0]) / 2 for left, right in pairwise(spans)), spans[-1][1]]

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
