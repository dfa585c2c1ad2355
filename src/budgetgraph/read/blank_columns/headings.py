"""Headings of a table told by blank space: which columns each of them stands over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations_with_replacement, pairwise

from budgetgraph.read.blank_columns.spans import Segment, Span, nearest, span_of

IsWord = Callable[[str], bool]
"""Tells a whole heading from a piece of a wrapped one."""
#: The first and the last column that a heading stands over, by their indices.
_Columns = tuple[int, int]
#: A budget table has few columns; a wider heading is not searched for the best placing.
WIDEST = 24


@dataclass(slots=True)
class _HeadingRow:
    """A heading row as it grows: its cells, and those of them that head one column alone."""

    number: int
    cells: list[str]
    single: set[int] = field(default_factory=set)

    def put(self, text: str, first: int, last: int) -> None:
        """Put a heading into the first of its columns."""
        self.cells[first] = text
        if first == last:
            self.single.add(first)
        else:
            self.single.discard(first)

    def goes_on(self, text: str, column: int, is_word: IsWord) -> bool:
        """Tell whether a text below a cell is the rest of its wrapped heading.

        政府性基金 above 预算 → yes, for the two together are a known heading
        项目 above 金额       → no, for both are known headings
        """
        if column not in self.single or is_word(text):
            return False
        above = self.cells[column]
        return not is_word(above) or is_word(above + text)


def heading_rows(
    lines: Sequence[Sequence[Segment]], spans: Sequence[Span], is_word: IsWord
) -> list[tuple[int, list[str]]]:
    """Give the rows of a heading, each with the number of its line.

    A heading over several columns stands in the first of them; the pieces of a wrapped heading are
    put together in the cell of the first piece.
    """
    rows: list[_HeadingRow] = []
    singles = _single_headings(lines, is_word)
    for number, line in enumerate(lines):
        row = _HeadingRow(number, [""] * len(spans))
        places = _placed(list(map(span_of, line)), singles, spans)
        for (text, _, _), (first, last) in zip(line, places, strict=True):
            above = _filled_above(rows, first)
            if above is not None and first == last and above.goes_on(text, first, is_word):
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


def _single_headings(lines: Sequence[Sequence[Segment]], is_word: IsWord) -> list[Span]:
    """Give the places where the headings of single columns stand.

    They are the words of the fullest line, and between these the pieces of wrapped headings in
    other lines.
    """
    fullest: Sequence[Segment] = max(lines, key=len, default=[])
    single_headings = list(map(span_of, fullest))
    for line in lines:
        pieces = [span_of(segment) for segment in line if not is_word(segment[0])]
        single_headings += [piece for piece in pieces if not _meets(piece, single_headings)]
    return single_headings


def _meets(span: Span, others: Sequence[Span]) -> bool:
    return any(span[0] <= right and left <= span[1] for left, right in others)


def _placed(row: Sequence[Span], singles: Sequence[Span], spans: Sequence[Span]) -> list[_Columns]:
    """Give the columns of the headings of one line.

    Where some of them head single columns (`singles`), the single headings of other lines that
    stand between them keep their columns.
    """
    between = [single for single in singles if not _meets(single, row)]
    joint = sorted([*row, *between])
    has_single = any(word in singles for word in row)
    if has_single and len(joint) <= len(spans):
        placed = dict(zip(joint, place(joint, spans), strict=True))
        if _stand_over(placed, spans):
            return [placed[word] for word in row]
    return place(row, spans)


def _stand_over(placed: dict[Span, _Columns], spans: Sequence[Span]) -> bool:
    """Tell whether every heading overlaps the columns that it was given."""
    for (left, right), (first, last) in placed.items():
        is_over = spans[first][0] <= right and left <= spans[last][1]
        if not is_over:
            return False
    return True


def place(row: Sequence[Span], spans: Sequence[Span]) -> list[_Columns]:
    """Give for each heading of a row the columns (first, last) that it is centred over.

    They go left to right and never overlap; of all ways to place them the one with the least cost
    is taken (`_cost`).

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
        for first, last in combinations_with_replacement(range(start, stop), 2):
            cost = _cost(
                row[index], (spans[first][0], spans[last][1]), edges[first], edges[last + 1]
            )
            rest, chosen = best(index + 1, last + 1)
            options.append((cost + rest, ((first, last), *chosen)))
        return min(options)

    _, chosen = best(0, 0)
    return list(chosen)


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
