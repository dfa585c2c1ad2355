"""Columns told by blank space alone: segments of text with their left and right ends → the cells of a table. Pure geometry; the unit of
length (points, character cells) is the caller's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

#: A segment: its text, its left and its right end.
Segment = tuple[str, float, float]
_Span = tuple[float, float]
_NUMBER = re.compile(r"[-+−]?[\d,.]+%?")
#: Data rows that a column needs at least to be told from a stray word.
_FEWEST = 2


def table(lines: Sequence[Sequence[Segment]], height: float) -> list[list[str]]:
    """The rows of a table: first its heading, one row a level, then its data. `height` is the height (or width) of a character."""
    data = [any(_NUMBER.fullmatch(text) for text, _, _ in line) for line in lines]
    first = data.index(True) if True in data else len(lines)
    body = [line for line, is_data in zip(lines, data, strict=True) if is_data]
    spans = columns([[(left, right) for _, left, right in line] for line in body], height / 4)
    heading = _heading([list(line) for line in lines[:first]], spans, height)
    rows: list[list[str]] = []
    for line in lines[first:]:
        cells = [""] * len(spans)
        for text, left, right in line:
            cells[nearest((left, right), spans)] += text
        rows.append(cells)
    return [*heading, *rows]


def columns(rows: Sequence[Sequence[_Span]], least: float) -> list[_Span]:
    """The columns of data rows: places that no segment crosses part them. `least` is the narrowest gap that counts."""
    found: list[list[float]] = []
    for left, right in sorted(span for row in rows for span in row):
        if found and left < found[-1][1] + least:
            found[-1][1] = max(found[-1][1], right)
        else:
            found.append([left, right])
    return [(left, right) for left, right in found]


def nearest(span: _Span, spans: Sequence[_Span]) -> int:
    """The column that shares most with a segment, else the nearest one."""

    def score(index: int) -> tuple[float, float]:
        left, right = spans[index]
        return min(right, span[1]) - max(left, span[0]), -abs((left + right) - (span[0] + span[1]))

    return max(range(len(spans)), key=score)


def _heading(lines: list[list[Segment]], spans: list[_Span], height: float) -> list[list[str]]:
    """Heading rows: a parent in the first column that it spans; the pieces of a wrapped heading put together in one cell."""
    rows: list[list[tuple[str, int, int]]] = []
    for line in lines:
        placed = place([(left, right) for _, left, right in line], spans)
        rows.append([(text, first, last) for (text, _, _), (first, last) in zip(line, placed, strict=True)])
    found: list[list[str]] = []
    for row in rows:
        cells = [""] * len(spans)
        for text, first, last in row:
            above = next((level for level in reversed(found) if level[first]), None)
            wraps = first == last and above is not None and _leaf_above(rows[: rows.index(row)], first)
            if wraps and above is not None:
                above[first] += text
            else:
                cells[first] = text
        if any(cells):
            found.append(cells)
    return found


def _leaf_above(rows: list[list[tuple[str, int, int]]], column: int) -> bool:
    """Whether the nearest heading above a column is a column's own, not a parent of several."""
    for row in reversed(rows):
        for _, first, last in row:
            if first <= column <= last:
                return first == last
    return False


def place(row: Sequence[_Span], spans: Sequence[_Span]) -> list[tuple[int, int]]:
    """For each heading of a row the columns (first, last) that it is centred over, left to right and without overlap."""
    edges = [spans[0][0], *((a[1] + b[0]) / 2 for a, b in zip(spans, spans[1:], strict=False)), spans[-1][1]] if spans else [0.0]

    @cache
    def best(index: int, start: int) -> tuple[float, tuple[tuple[int, int], ...]]:
        if index == len(row):
            return 0.0, ()
        options = []
        left, right = row[index]
        for first in range(start, len(spans) - (len(row) - index) + 1):
            for last in range(first, len(spans) - (len(row) - index) + 1):
                low, high = spans[first][0], spans[last][1]
                off = abs((low + high) - (left + right)) / 2
                outside = max(edges[first] - left, 0) + max(right - edges[last + 1], 0)
                rest, chosen = best(index + 1, last + 1)
                options.append((off + 2 * outside + rest, ((first, last), *chosen)))
        return min(options) if options else (float("inf"), ((min(start, len(spans) - 1),) * 2,) * (len(row) - index))

    return list(best(0, 0)[1])
