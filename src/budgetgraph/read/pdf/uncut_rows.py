"""Tables that rule their columns and not their rows: where one row ends and the next begins.

──────────┬────────┬────────
 合计     │  90.00 │  60.00
 社会保障 │  12.00 │  12.00        no level ruling parts these rows
 支出     │        │               the rest of a name is nearer to its row than the next row
 农林水   │  78.00 │  48.00
──────────┴────────┴────────
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import attrgetter, itemgetter
from statistics import fmean, median

from budgetgraph.read.pdf.drawing.drawn import Thing
from budgetgraph.read.pdf.in_order import Along, ByHeight
from budgetgraph.read.pdf.rulings import SNAP, at_one_place, is_level, is_upright
from budgetgraph.values.amount import is_amount

#: Fewer lines that hold an amount may be the lines of one cell.
_FEWEST_AMOUNTS = 4
#: The lines of one cell are nearer to each other than this (heights of a character), and than this
#: part of the way from one row to the next.
_LEADING, _PART_OF_WAY = 1.3, 0.75
#: Characters of one line stand at heights that differ by less than this (heights of a character).
_LEVEL = 0.35


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of text across a table: its place, the columns that it fills, and whether one of its
    cells is an amount.
    """

    top: float
    bottom: float
    columns: frozenset[int]
    holds_amount: bool

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.top + self.bottom) / 2


def uncut_rows(
    edges: Sequence[Thing], chars: Sequence[Thing], open_ends: Sequence[float]
) -> Iterator[Thing]:
    """Give the level rulings that part the rows of a page between its upright rulings, where none
    is drawn; `open_ends` are the heights at which the page cuts a table.
    """
    upright = list(filter(is_upright, edges))
    level = list(filter(is_level, edges))
    rows, by_height = ByHeight(chars), Along(level, "top")
    heights = [fmean(map(itemgetter("top"), ends)) for ends in at_one_place(level, "top")]
    for top, bottom in pairwise(sorted({*heights, *open_ends})):
        if bottom - top < SNAP * _FEWEST_AMOUNTS:
            continue
        passing = [edge for edge in upright if edge["top"] < (top + bottom) / 2 < edge["bottom"]]
        ends = [*by_height.near(top, SNAP), *by_height.near(bottom, SNAP)]
        if passing:
            left, right = _ends([*passing, *ends])
            row = map(chars.__getitem__, rows.between(top, bottom))
            inside = [char for char in row if left <= char["x0"] <= right]
            cuts = list(_cuts(inside, sorted(map(itemgetter("x0"), passing))))
            cuts = cuts or list(_begins(upright, inside, top, bottom))
            closing = [end for end in (top, bottom) if end in open_ends]
            for height in (*cuts, *closing) if cuts else ():
                yield _ruling(left, right, height)


def _begins(
    upright: Sequence[Thing], chars: Sequence[Thing], top: float, bottom: float
) -> Iterator[float]:
    """Give the heights between two level rulings where upright ones begin that do not reach the
    upper one, text above and below: there the second row of a heading begins.
    """
    lower = [edge for edge in upright if top + SNAP < edge["top"] < bottom - SNAP]
    for edges in at_one_place(lower, "top"):
        height = fmean(map(itemgetter("top"), edges))
        places = [edge["x0"] for edge in upright if top - SNAP <= edge["top"] < height - SNAP]
        is_new = any(all(abs(edge["x0"] - place) > SNAP for place in places) for edge in edges)
        is_between = {_middle(char) < height for char in chars} == {True, False}
        if is_new and is_between:
            yield height


def _ends(edges: Sequence[Thing]) -> tuple[float, float]:
    return min(map(itemgetter("x0"), edges)), max(map(itemgetter("x1"), edges))


def _middle(char: Thing) -> float:
    return float(char["top"] + char["bottom"]) / 2


def _ruling(left: float, right: float, height: float) -> Thing:
    ends = {"x0": left, "x1": right, "top": height, "bottom": height}
    kind = {"object_type": "line", "orientation": "h"}
    return {**kind, "width": right - left, "height": 0.0, **ends}


# --- the lines of a table, and its rows -----------------------------------------------------------
def _cuts(chars: Sequence[Thing], columns: Sequence[float]) -> Iterator[float]:
    """Give the heights between the rows of a table; none where its lines are not rows."""
    if not chars:
        return
    size = median(float(char["bottom"] - char["top"]) for char in chars)
    lines = [_line(of_line, columns) for of_line in _level_with(chars, _LEVEL * size)]
    amounts = [line.middle for line in lines if line.holds_amount]
    if len(amounts) < _FEWEST_AMOUNTS:
        return
    way = min(lower - upper for upper, lower in pairwise(amounts))
    near = min(_LEADING * size, _PART_OF_WAY * way)
    for above, below in pairwise(_rows(lines, near)):
        yield (max(map(attrgetter("bottom"), above)) + min(map(attrgetter("top"), below))) / 2


def _level_with(chars: Sequence[Thing], most: float) -> Iterator[list[Thing]]:
    """Part characters into lines, from the top: the next one begins farther below than `most`."""
    line: list[Thing] = []
    for char in sorted(chars, key=_middle):
        if line and _middle(char) - _middle(line[-1]) > most:
            yield line
            line = []
        line.append(char)
    yield line


def _line(chars: Sequence[Thing], columns: Sequence[float]) -> _Line:
    """Give a line of characters."""

    def column(char: Thing) -> int:
        return bisect(columns, (char["x0"] + char["x1"]) / 2)

    cells: dict[int, str] = {}
    for number, of_cell in groupby(sorted(chars, key=itemgetter("x0")), column):
        cells[number] = "".join(map(itemgetter("text"), of_cell))
    top, bottom = min(map(itemgetter("top"), chars)), max(map(itemgetter("bottom"), chars))
    holds_amount = len(cells) > 1 and any(map(is_amount, cells.values()))
    return _Line(float(top), float(bottom), frozenset(cells), holds_amount)


def _rows(lines: Sequence[_Line], near: float) -> list[list[_Line]]:
    """Put lines together to rows: one is of the row that it is nearest to, if it is near to what
    stands in its own columns; of two lines with amounts each begins a row.
    """
    rows: list[list[_Line]] = []
    for line, below in zip(lines, (*lines[1:], None), strict=True):
        way = _way(line, rows[-1]) if rows else near
        way_below = near if below is None else below.middle - line.middle
        begins = line.holds_amount and any(map(attrgetter("holds_amount"), rows[-1:] and rows[-1]))
        if way < near and way <= way_below and not begins:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _way(line: _Line, row: Sequence[_Line]) -> float:
    """Give the way down from a row to a line: from the last line that fills one of its columns."""
    above = [other for other in row if other.columns & line.columns]
    return line.middle - (above or row)[-1].middle
