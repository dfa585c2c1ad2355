"""Headings of a table told by blank space: which columns each of them stands over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, combinations_with_replacement, pairwise
from operator import itemgetter

from budgetgraph.read.blank_columns.spans import (
    HeadingWords,
    Segment,
    Span,
    meets_any,
    nearest,
    overlap,
    span_of,
)

#: The first and the last column that a heading stands over, by their indices.
_Columns = tuple[int, int]
#: A budget table has few columns; a wider heading is not searched for the best placing.
WIDEST = 24


@dataclass(slots=True)
class _HeadingRow:
    """A heading row as it grows: its cells, those of them that head one column alone, and whether
    it is a row of a form, which goes on in no other.
    """

    number: int
    cells: list[str]
    is_of_form: bool = False
    single: set[int] = field(default_factory=set)

    def put(self, text: str, first: int, last: int) -> None:
        """Put a heading into the first of its columns."""
        self.cells[first] = text
        if first == last:
            self.single.add(first)
        else:
            self.single.discard(first)

    def goes_on(self, text: str, column: int, words: HeadingWords) -> bool:
        """Tell whether a text below a cell is the rest of its wrapped heading."""
        is_single = column in self.single and not self.is_of_form
        return is_single and words.are_one(self.cells[column], text)


def heading_rows(
    lines: Sequence[Sequence[Segment]], spans: Sequence[Span], words: HeadingWords
) -> list[tuple[int, list[str]]]:
    """Give the rows of a heading, each with the number of its line.

    A heading over several columns stands in the first of them; the pieces of a wrapped heading are
    put together in the cell of the first piece.
    """
    rows: list[_HeadingRow] = []
    singles = _single_headings(lines, spans, words.is_word)
    for number, line in enumerate(lines):
        row = _HeadingRow(number, [""] * len(spans), words.begins_form(line))
        places = _placed(line, singles, spans, words)
        goes_on = not words.is_of_form(line)
        for (text, _, _), (first, last) in zip(line, places, strict=True):
            above = _filled_above(rows, first) if goes_on else None
            if above is not None and first == last and above.goes_on(text, first, words):
                above.cells[first] += text
            else:
                row.put(text, first, last)
        if any(row.cells):
            rows.append(row)
    return [(row.number, row.cells) for row in rows]


def _filled_above(rows: Sequence[_HeadingRow], column: int) -> _HeadingRow | None:
    """Give the lowest row that has a text in a column."""
    for row in reversed(rows):
        if row.cells[column]:
            return row
    return None


def _single_headings(
    lines: Sequence[Sequence[Segment]], spans: Sequence[Span], is_word: Callable[[str], bool]
) -> list[Span]:
    """Give the places where the headings of single columns stand.

    They are the words of the fullest line, and between these, the pieces of wrapped
    headings, the words of lower lines, and those over a column that no lower word heads:

        功能分类             合计    基本支出     the fullest line
                  科目名称                        heads a column of its own
        科目编码                                  is the rest of 功能分类
    """
    fullest = max(range(len(lines)), key=lambda number: len(lines[number]), default=0)
    single_headings = list(map(span_of, chain.from_iterable(lines[fullest : fullest + 1])))
    for number, line in enumerate(lines):
        below = list(map(span_of, chain.from_iterable(lines[number + 1 :])))
        for segment in line:
            span = span_of(segment)
            is_lowest = number > fullest and not meets_any(span, below)
            is_alone = is_lowest or _heads_bare_column(span, below, spans)
            is_single = is_alone or not is_word(segment[0])
            if is_single and not meets_any(span, single_headings):
                single_headings.append(span)
    return single_headings


def _heads_bare_column(heading: Span, below: Sequence[Span], spans: Sequence[Span]) -> bool:
    """Tell whether a heading stands over one column alone, and no lower word over that column."""
    over = [span for span in spans if overlap(heading, span)]
    return len(over) == 1 and not meets_any(over[0], below)


def _placed(
    line: Sequence[Segment], singles: Sequence[Span], spans: Sequence[Span], words: HeadingWords
) -> list[_Columns]:
    """Give the columns of the headings of one line.

    Where some of them head single columns (`singles`), the single headings of other lines that
    stand between them keep their columns. The two sides of a table go over all columns.
    """
    row = list(map(span_of, line))
    if _are_sides(line, words):
        return place(row, spans, cover_all=True)
    among_singles = _placed_among(row, singles, spans)
    return among_singles or place(row, spans)


def _are_sides(line: Sequence[Segment], words: HeadingWords) -> bool:
    """Tell whether a line has several headings, and each is that of a side."""
    texts = map(itemgetter(0), line)
    return len(line) > 1 and all(map(words.is_side, texts))


def _placed_among(
    row: Sequence[Span], singles: Sequence[Span], spans: Sequence[Span]
) -> list[_Columns]:
    """Give the columns of headings that share them with single headings of other lines.

    Nothing where none of them is single, or where all together do not stand over the columns.
    """
    joint = sorted([*row, *_between(row, singles)])
    if len(joint) > len(spans) or set(row).isdisjoint(singles):
        return []
    placed = dict(zip(joint, place(joint, spans), strict=True))
    over_all = _stand_over(placed, spans)
    return list(map(placed.__getitem__, row)) if over_all else []


def _between(row: Sequence[Span], singles: Sequence[Span]) -> list[Span]:
    """Give the single headings of other lines that stand over or under none of a row."""
    between = []
    for single in singles:
        if not meets_any(single, row):
            between.append(single)
    return between


def _stand_over(placed: dict[Span, _Columns], spans: Sequence[Span]) -> bool:
    """Tell whether every heading overlaps the columns that it was given."""
    for heading, (first, last) in placed.items():
        columns = (spans[first][0], spans[last][1])
        if not overlap(heading, columns):
            return False
    return True


def place(row: Sequence[Span], spans: Sequence[Span], *, cover_all: bool = False) -> list[_Columns]:
    """Give for each heading of a row the columns (first, last) that it is centred over.

    They go left to right and never overlap; of all ways to place them the one with the least cost
    is taken (`_cost`). With `cover_all` each begins right behind the one before it, and no column
    is left out.

    headings (0, 10) (25, 35) over columns (0, 10) (20, 28) (32, 40) → (0, 0) (1, 2)
    """
    if len(row) > len(spans) or len(spans) > WIDEST:
        return [(nearest(span, spans),) * 2 for span in row]
    edges = _edges(spans)

    @cache
    def best(index: int, start: int) -> tuple[float, tuple[_Columns, ...]]:
        """Give the least cost of the headings from `index` on over the columns from `start` on."""
        if index == len(row):
            return 0.0, ()
        left_to_place = len(row) - index
        stop = len(spans) - left_to_place + 1
        options = []
        ways: Iterable[_Columns] = combinations_with_replacement(range(start, stop), 2)
        if cover_all:
            ways = _beginning_at(start, stop, is_last=left_to_place == 1)
        for first, last in ways:
            hull = (spans[first][0], spans[last][1])
            cost = _cost(row[index], hull, edges[first], edges[last + 1])
            rest, chosen = best(index + 1, last + 1)
            options.append((cost + rest, ((first, last), *chosen)))
        return min(options)

    _, chosen = best(0, 0)
    return list(chosen)


def _beginning_at(start: int, stop: int, *, is_last: bool) -> list[_Columns]:
    """Give the columns that a heading may stand over which begins at `start`; the last heading goes
    to the end.
    """
    ends = range(start, stop)
    if is_last:
        ends = ends[-1:]
    return [(start, end) for end in ends]


def _edges(spans: Sequence[Span]) -> list[float]:
    """Give the edges between columns, in the middle of each gap, with the two outer ones.

    (0, 10) (20, 30) → 0, 15, 30
    """
    between = [(left[1] + right[0]) / 2 for left, right in pairwise(spans)]
    return [spans[0][0], *between, spans[-1][1]]


def _cost(heading: Span, columns: Span, left_edge: float, right_edge: float) -> float:
    """Tell how badly a heading stands over columns.

    So far is it off their centre, and twice as much counts what of it reaches over their edges.
    """
    left, right = heading
    off_centre = abs((columns[0] + columns[1]) - (left + right)) / 2
    outside = max(left_edge - left, 0) + max(right - right_edge, 0)
    return off_centre + 2 * outside
