"""Two tables side by side on one sheet, each below a title of its own → one behind the other.

收入总表 |    |    | 支出总表 |
项目     | 金额 |  | 科目     | 金额      → the three columns at the left, then the others
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

from budgetgraph.read.cells import NativeRow

_IsTitle = Callable[[str], bool]


def parted(rows: Sequence[NativeRow], is_title: _IsTitle) -> Iterator[Sequence[NativeRow]]:
    """Give the rows of a sheet, those with tables side by side once for each of the tables."""
    begin = at = 0
    while at < len(rows):
        starts = _starts(rows[at], is_title)
        block = list(takewhile(NativeRow.filled, rows[at:])) if len(starts) > 1 else []
        if _holds_tables(block, starts):
            yield rows[begin:at]
            yield from _columns(block, starts)
            begin = at = at + len(block)
        else:
            at += 1
    yield rows[begin:]


def _starts(row: NativeRow, is_title: _IsTitle) -> list[int]:
    """Give the columns where the titles of a row begin; none where it prints something else."""
    filled = row.filled()
    if not all(is_title(cell.text) for _, cell in filled):
        return []
    return [column for column, _ in filled]


def _holds_tables(block: Sequence[NativeRow], starts: Sequence[int]) -> bool:
    """Tell whether most rows below the titles print something below each of them, and no cell
    stands below two.
    """
    sides = [_sides(row, starts) for row in block[1:]]
    full = sum(len(below) == len(starts) for below in sides)
    return full > 1 and 2 * full > len(sides) and not any(_crosses(row, starts) for row in block)


def _sides(row: NativeRow, starts: Sequence[int]) -> set[int]:
    """Tell below which of the titles a row prints something."""
    return {sum(start <= column for start in starts) for column, _ in row.filled()}


def _crosses(row: NativeRow, starts: Sequence[int]) -> bool:
    """Tell whether a cell is merged over the border of two tables."""
    return any(
        column < start < column + cell.span for column, cell in row.filled() for start in starts
    )


def _columns(block: Sequence[NativeRow], starts: Sequence[int]) -> Iterator[list[NativeRow]]:
    """Give the rows of each table; the first one has the columns left of its title, too."""
    firsts = [0, *starts[1:]]
    ends = [*starts[1:], max(len(row.cells) for row in block)]
    for first, end in zip(firsts, ends, strict=True):
        yield [_part(row, first, end) for row in block]


def _part(row: NativeRow, first: int, end: int) -> NativeRow:
    """Give some columns of a row; they keep their places in the file."""
    cells = row.cells[first:end]
    columns = tuple(row.place(first + at) for at in range(len(cells)))
    return NativeRow(cells, row.number, columns)
