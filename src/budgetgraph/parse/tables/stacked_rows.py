"""Rows that one line of a table holds one below the other, each cell with a line for each of them.

2010301⏎2010302 | 行政运行⏎一般行政管理事务 | 80.00⏎5.00    → two rows
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetgraph.document import GridRow, Passage
from budgetgraph.recognise.columns import Column
from budgetgraph.values.code_notation import code_of_column

_CODE = "code"


def unstacked(cells: GridRow, columns: Sequence[Column]) -> tuple[GridRow, ...]:
    """Give the rows that one line of a table holds: the line itself, or a row for each of its
    codes, where every other cell has as many lines.
    """
    counts = {_count(cell) for cell in cells if cell}
    stacked = any(_is_stacked_code(*placed) for placed in zip(cells, columns, strict=False))
    if not stacked or len(counts) != 1:
        return (cells,)
    return tuple(_line(cells, number) for number in range(counts.pop()))


def holds_several_codes(text: str) -> bool:
    """Tell whether each line of a cell is a code of its own: 2010301⏎2010302."""
    lines = text.split("\n")
    return len(lines) > 1 and all(code_of_column(line) is not None for line in lines)


def _is_stacked_code(cell: Passage, column: Column) -> bool:
    return column.role == _CODE and holds_several_codes(cell.text)


def _count(cell: Passage) -> int:
    return cell.text.count("\n") + 1


def _line(cells: GridRow, number: int) -> GridRow:
    """Give the line with this number of every cell."""
    return tuple(_part(cell, number) for cell in cells)


def _part(cell: Passage, number: int) -> Passage:
    spans = list(_spans(cell.text))
    return cell.part(*spans[number]) if number < len(spans) else cell


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Give where each line of a text begins and ends."""
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1
