"""The heading of a table whose merged cells are known only by how many columns its rows lack.

    三公经费合计 | 出国费 | 用车购置及运行费 | 接待费   + 2 columns
    小计 | 用车购置费 | 用车运行费                   + 3 columns

→   三公经费合计 | 出国费 | 用车购置及运行费 |          |          | 接待费
                |       | 小计           | 用车购置费 | 用车运行费 |

A cell over one column reaches down to the rows, one over several has the next line below it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, pairwise
from operator import attrgetter, itemgetter

from budgetgraph.document import GridRow, Passage, passage
from budgetgraph.forms import forms, is_one_of
from budgetgraph.recognise.dumped.barred.bar_rows import BarRow
from budgetgraph.recognise.headings import heads_names

Rows = tuple[GridRow, ...]
_SIDES = ("revenue_side", "expenditure_side")
#: More ways to place the cells of one heading are not tried.
_MOST_WAYS = 4000
#: Words that sum up what stands beside them below the same parent.
_SUMS = frozenset({"小计", "合计"})


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cell of a heading and the columns that it is over."""

    cell: Passage
    columns: tuple[int, ...]


_Level = tuple[_Placed, ...]
_Way = tuple[_Level, ...]


def headings(rows: Sequence[BarRow], width: int) -> list[tuple[int, Rows]]:
    """Give the headings that rows of merged cells may be, each with how much speaks for it, the
    likelier first.
    """
    ways: list[_Way] = []
    for way in _ways(list(map(attrgetter("cells"), rows)), tuple(range(width))):
        ways.append(way)
        if len(ways) > _MOST_WAYS:
            return []
    told = [(_likelihood(way), tuple(_row(level, width) for level in way)) for way in ways]
    return sorted(told, key=itemgetter(0), reverse=True)


def _ways(lines: Sequence[GridRow], free: tuple[int, ...]) -> Iterator[_Way]:
    """Give every way to place lines of cells over the free columns, from top to bottom."""
    line, *below = lines
    if not below:
        if len(line) == len(free):
            yield (tuple(_Placed(cell, (at,)) for cell, at in zip(line, free, strict=True)),)
        return
    for level in _levels(line, free):
        open_below = tuple(chain.from_iterable(map(_open_below, level)))
        if open_below:
            for rest in _ways(below, open_below):
                yield (level, *rest)


def _open_below(placed: _Placed) -> tuple[int, ...]:
    """Give the columns of a cell that has the next line below it: one over several columns."""
    return placed.columns if len(placed.columns) > 1 else ()


def _levels(line: GridRow, free: tuple[int, ...]) -> Iterator[_Level]:
    """Give every way to place the cells of one line, each over one free column or several."""
    if not line:
        if not free:
            yield ()
        return
    cell, *rest = line
    widest = len(free) - len(rest)
    for count in range(1, widest + 1):
        columns = free[:count]
        are_neighbours = columns[-1] - columns[0] == count - 1
        if not are_neighbours:
            break
        for others in _levels(tuple(rest), free[count:]):
            yield (_Placed(cell, columns), *others)


def _row(level: _Level, width: int) -> GridRow:
    """Give a line of a heading as a row: each cell at the first of its columns."""
    row = [passage("", level[0].cell.where)] * width
    for placed in level:
        row[placed.columns[0]] = placed.cell
    return tuple(row)


# --- which way is the likelier --------------------------------------------------------------------
def _likelihood(way: _Way) -> int:
    """Say how much speaks for a way: what stands below each cell that is over several columns."""
    score = 0
    for level, below in pairwise(way):
        for placed in level:
            if len(placed.columns) > 1:
                under = [_text(other.cell) for other in below if other.columns[0] in placed.columns]
                score += _fit(_text(placed.cell), under)
    return score


def _fit(parent: str, under: Sequence[str]) -> int:
    """Say how well words fit below a parent: 项目, 预算数 below 收入; 小计 below any; 用车购置费 below
    用车购置及运行费.
    """
    names = list(filter(heads_names, under))
    begins_with_name = names[:1] == list(under[:1])
    if is_one_of(forms().heading, _SIDES, parent):
        return 3 if begins_with_name else -1
    if heads_names(parent):
        return 3 if len(names) == len(under) else -4
    begins_with_sum = under[0] in _SUMS
    lengths = map(partial(_length_of_shared_words, parent), under)
    return int(begins_with_sum) - 2 * len(names) + sum(lengths)


def _length_of_shared_words(parent: str, text: str) -> int:
    """Count the characters that a text begins with and a parent holds: 用车购置及运行费, 用车运行费 → 2;
    比上年增减情况, 增减额 → 2.
    """
    lengths = range(len(text), 0, -1)
    return next((length for length in lengths if text[:length] in parent), 0)


def _text(cell: Passage) -> str:
    return cell.squeezed
