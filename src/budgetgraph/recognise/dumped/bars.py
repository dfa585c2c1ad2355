"""Tables whose cells stand between bars.

    项目 | 预算数 |          项目 |
    合计 | 43 |              预算数 |
                             合计 |
                             43 |

A row a line on the left, a cell a line on the right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from budgetgraph.document import Block, Grid, GridRow, Paragraph, Passage, filled, passage
from budgetgraph.recognise.dumped import cells as dumped_cells
from budgetgraph.recognise.dumped.above import stands_above
from budgetgraph.recognise.first_place import first_place

_FEWEST = 3


def without_bars(blocks: Iterable[Block]) -> Iterator[Block]:
    """Give the blocks; runs of lines with bars are tables."""
    run: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph) and "|" in block.text:
            run.append(block)
            continue
        yield from _of_bars(run)
        run = []
        yield block
    yield from _of_bars(run)


def _of_bars(run: Sequence[Paragraph]) -> Iterator[Block]:
    """Give lines with bars as a table: a row a line, or a cell a line; a few lines stay lines."""
    if len(run) < _FEWEST:
        yield from run
        return
    lines = list(map(_between_bars, run))
    several = sum(len(filled(line)) > 1 for line in lines)
    if 2 * several >= len(lines):
        yield Grid(tuple(_even(lines)))
    else:
        yield from _of_cells(lines)


def _of_cells(lines: Sequence[GridRow]) -> Iterator[Block]:
    """Give lines of one cell as what stands above a table, and the table."""
    cells = list(_cells(lines))
    start = first_place(cells, _is_of_table)
    start = len(cells) if start is None else start
    yield from map(Paragraph, cells[:start])
    found = dumped_cells.grid(cells[start:])
    if found is None:
        yield from map(Paragraph, filled(cells[start:]))
    else:
        yield Grid(found, guessed=True)


def _between_bars(line: Paragraph) -> GridRow:
    """Give the cells of a line; a bar at its end ends the last one: `合计 | 43 |` → 合计, 43."""
    cells = line.text.strip().removesuffix("|").split("|")
    return tuple(passage(cell.strip(), line.where) for cell in cells)


def _even(lines: Sequence[GridRow]) -> Iterator[GridRow]:
    """Give lines all of one width, with blank cells at the end of the shorter ones."""
    width = max(map(len, lines))
    for cells in lines:
        blank = passage("", cells[0].where)
        yield (*cells, *[blank] * (width - len(cells)))


def _cells(lines: Sequence[GridRow]) -> Iterator[Passage]:
    """Give the cells of lines of one cell; bars behind a filled cell only show how many columns it
    is merged over.
    """
    for line in lines:
        yield from filled(line) or line[:1]


def _is_of_table(cell: Passage) -> bool:
    return not stands_above(cell.text)
