"""Tables whose cells stand between bars.

    项目 | 预算数 |          项目 |
    合计 | 43 |              预算数 |
                             合计 |
                             43 |

A row a line on the left, a cell a line on the right. Further bars behind the last cell of a row say
that some of its cells are merged over several columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from budgetgraph.document import Block, Grid, GridRow, Paragraph, Passage, filled, passage
from budgetgraph.recognise.dumped import cells as dumped_cells
from budgetgraph.recognise.dumped.above import stands_above
from budgetgraph.recognise.dumped.barred import barred_tables
from budgetgraph.recognise.dumped.barred.bar_rows import (
    BarCell,
    BarRow,
    BarTable,
    cells_of,
    tables_at,
)
from budgetgraph.recognise.dumped.barred.barred_forms import form_rows
from budgetgraph.recognise.dumped.barred.form_cells import form_grid
from budgetgraph.recognise.dumped.barred.in_place import in_place
from budgetgraph.recognise.dumped.barred.parted_bars import with_bars_behind
from budgetgraph.recognise.dumped.form_lines import is_form_title
from budgetgraph.recognise.first_place import first_place

_FEWEST = 3


def without_bars(blocks: Iterable[Block]) -> Iterator[Block]:
    """Give the blocks; runs of lines with bars are tables."""
    run: list[Paragraph] = []
    for block in with_bars_behind(blocks):
        if isinstance(block, Paragraph) and "|" in block.text:
            run.append(block)
            continue
        yield from _of_bars(run)
        run = []
        yield block
    yield from _of_bars(run)


def _of_bars(run: Sequence[Paragraph]) -> Iterator[Block]:
    """Give lines with bars as a table: a row a line, or a cell a line; a few lines stay lines."""
    lines = list(map(_between_bars, run))
    if len(run) < _FEWEST and not _is_heading_over_row(lines):
        yield from run
        return
    merged = _with_merged_cells(run)
    if merged is not None:
        yield from merged
        return
    if not _are_rows(lines):
        yield from _of_cells(lines)
        return
    starts = sorted({0, *_starts_below_rows(lines), len(run)})
    for start, end in pairwise(starts):
        yield from _of_rows(run[start:end], lines[start:end])


def _is_heading_over_row(lines: Sequence[GridRow]) -> bool:
    """Tell whether two lines are a heading without a blank cell and the one row below it, which is
    as wide.

    科目编码 | 科目名称 | 合计 |
    204 | 公共安全支出 | 1250.00 |
    """
    widths = set(map(len, lines))
    headings = list(map(filled, lines[:1]))
    return len(lines) > 1 and len(widths) == 1 and min(widths) == max(map(len, headings)) > 2


def _starts_below_rows(lines: Sequence[GridRow]) -> Iterator[int]:
    """Tell where a title stands below rows, above those of another table."""
    is_below_rows = False
    for at, cells in enumerate(map(filled, lines)):
        is_title = len(cells) == 1 and stands_above(cells[0].text)
        if is_title and is_below_rows:
            yield at
        is_below_rows = len(cells) > 1 or (is_below_rows and not is_title)


def _are_rows(lines: Sequence[GridRow]) -> bool:
    """Tell whether each line is a row: at least half of the filled ones hold several cells, or all
    are equally wide, however few of their cells are filled: `公务接待费 | 7.50 |`, `因公出国费用 | |`.
    """
    counts = [len(filled(line)) for line in lines]
    several = sum(count > 1 for count in counts)
    if 2 * several >= sum(map(bool, counts)):
        return True
    return several >= _FEWEST and len(set(map(len, lines))) == 1


def _of_rows(run: Sequence[Paragraph], lines: Sequence[GridRow]) -> Sequence[Block]:
    """Give lines of several cells as a table.

    Where cells of its heading are merged the rows have to be equally wide: else nobody knows below
    which word an amount stands. Equally wide rows that print the blank cells of a merged one right
    behind it are read as they stand: `收入 ||| 支出 |||`.
    """
    rows = tuple(map(_bar_row, lines))
    width = max(map(len, lines))
    is_even = all(len(line) == width for line in lines)
    form = form_rows(rows) if is_even else None
    if form is not None:
        return [Grid(form)]
    is_in_place = is_even and barred_tables.has_blanks_in_place(rows)
    if is_in_place or not barred_tables.has_merged_heading(rows):
        return [Grid(tuple(_even(lines)))]
    if not is_even:
        return run
    return barred_tables.blocks(BarTable(width, rows, len(rows))) or run


def _bar_row(line: GridRow) -> BarRow:
    """Give a line with the blank cells at its end as columns of merged cells."""
    last = max((at for at, cell in enumerate(line, start=1) if cell), default=1)
    return BarRow(line[:last], len(line) - last)


def _with_merged_cells(run: Sequence[Paragraph]) -> list[Block] | None:
    """Give lines of one cell as tables by the bars of their merged cells; None where those do not
    tell every row.
    """
    cells = cells_of(run)
    if cells is None:
        return None
    start = first_place(cells, _is_below)
    if start is None:
        return None
    blocks: list[Block] = [Paragraph(line.cell) for line in cells[:start] if line.cell]
    while start < len(cells):
        read = _first_that_is_read(tables_at(cells, start))
        if read is None:
            return None
        table, of_table = read
        blocks += of_table
        start = table.end
    return blocks


def _first_that_is_read(tables: Sequence[BarTable]) -> tuple[BarTable, list[Block]] | None:
    """Give the first table of several widths that can be told, with its blocks."""
    for table in tables:
        blocks = barred_tables.blocks(table)
        if blocks is not None:
            return table, blocks
    return None


def _is_below(line: BarCell) -> bool:
    """Tell whether a cell does not stand above a table."""
    return not line.cell or not stands_above(line.cell.text)


def _of_cells(lines: Sequence[GridRow]) -> Iterator[Block]:
    """Give lines of one cell as what stands above each form or table, and it."""
    for part in _parted(list(_cells(lines))):
        start = first_place(part, _is_of_table)
        start = len(part) if start is None else start
        yield from map(Paragraph, filled(part[:start]))
        yield from _of_part(part[start:])


def _parted(cells: Sequence[Passage]) -> Iterator[Sequence[Passage]]:
    """Part cells before each title of a form."""
    starts = [at for at, cell in enumerate(cells) if cell and is_form_title(Paragraph(cell))]
    places = sorted({0, *starts, len(cells)})
    return (cells[start:end] for start, end in pairwise(places))


def _of_part(cells: Sequence[Passage]) -> Iterator[Block]:
    """Give the cells of one form or table as its grid; as lines where they make none."""
    count = 1 if cells and is_form_title(Paragraph(cells[0])) else 0
    rows = form_grid(cells[count:])
    if rows is None:
        rows, count = dumped_cells.grid(cells) or in_place(cells), 0
    if rows is None:
        yield from map(Paragraph, filled(cells))
    else:
        yield from map(Paragraph, cells[:count])
        yield Grid(rows, guessed=True)


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
