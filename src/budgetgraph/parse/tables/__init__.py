"""One claimed table → rows with codes, items and cells under their contract column names, its pages
put together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from budgetgraph.disclosure import Row, Table
from budgetgraph.document import GridRow, Passage, row_where, squeeze
from budgetgraph.document.list_marks import is_entry
from budgetgraph.document.problems import Note
from budgetgraph.document.where import Where, span
from budgetgraph.forms import fold, printed_scale
from budgetgraph.forms.amounts import is_money_column
from budgetgraph.parse.tables.cell_values import in_scale, unit_of_cells
from budgetgraph.parse.tables.closing import table_closes
from budgetgraph.parse.tables.doubts import doubt
from budgetgraph.parse.tables.notes import not_read, table_notes
from budgetgraph.parse.tables.rows import Block, Layout, rows_of_line
from budgetgraph.parse.tables.stretches import Stretch, stretches
from budgetgraph.recognise import TableClaim
from budgetgraph.recognise.headings import texts

_YEAR = re.compile(r"(?:19|20)\d\d年")
#: What a part of the item above begins with.
_PART = "其中"
#: Columns that hold no amounts.
_MARKS = frozenset({"serial", "code", "code_part", "item", "item_more"})


def parse_tables(claims: Sequence[TableClaim]) -> tuple[tuple[Table, ...], tuple[Note, ...]]:
    """Every table, and the notes on them; one that prints no money unit takes the one printed last
    above it.
    """
    tables: list[Table] = []
    notes: list[Note] = []
    scale: str | None = None
    for claim in claims:
        found = stretches(claim)
        table = _table(claim, found, scale)
        scale = table.scale
        sign = doubt(table.rows, _layouts(found), table.type, closes=table.closes)
        if sign is not None:
            notes.append(not_read(claim, sign))
            tables.append(replace(table, rows=(), closes=None))
            continue
        tables.append(table)
        notes.extend(table_notes(claim, found, table))
    return tuple(tables), tuple(notes)


def _layouts(found: Sequence[Stretch]) -> list[Layout]:
    return [stretch.layout for stretch in found]


def _table(claim: TableClaim, found: Sequence[Stretch], default_scale: str | None) -> Table:
    """The table as the contract prints it."""
    placed = _rows(found)
    kept = [row for row, _ in placed]
    own_scale = scale_of([claim.title, *claim.captions]) or _scale_in_heading(claim)
    scale = own_scale or unit_of_cells(kept) or default_scale
    title = squeeze(claim.title.text) if claim.titled else ""
    where = span([claim.title.where, *_places(claim)])
    if claim.fragments and _is_empty(found):
        return Table(claim.type, title, scale, True, (), where)
    shown = tuple(in_scale(row, scale) for row in kept)
    closes = table_closes(claim.type, placed, scale)
    return Table(claim.type, title, scale, False, shown, where, closes)


def _places(claim: TableClaim) -> Iterator[Where]:
    for fragment in claim.fragments:
        lines = (*fragment.heading, *fragment.rows)
        yield from (row_where(line) for line in lines if any(line))


def _rows(found: Sequence[Stretch]) -> list[tuple[Row, Block]]:
    """The rows that name something or hold something."""
    rows: list[tuple[Row, Block]] = []
    for stretch in found:
        _add_rows(rows, stretch.lines, stretch.layout)
    return [(row, block) for row, block in rows if row.item or row.cells]


def scale_of(captions: list[Passage]) -> str | None:
    """The money unit that the first caption with one prints."""
    return next((scale for caption in captions if (scale := printed_scale(caption.text))), None)


def _scale_in_heading(claim: TableClaim) -> str | None:
    """The unit that the heading of a column of amounts prints: `价值（金额单位：万元）`, `合计（万元）`."""
    cells = [
        cell for fragment in claim.fragments for row in fragment.heading for cell in row if cell
    ]
    return scale_of(
        [cell for cell in cells if is_money_column(claim.type, fold(cell.text).partition("(")[0])]
    )


def _add_rows(rows: list[tuple[Row, Block]], lines: Sequence[GridRow], layout: Layout) -> None:
    """Add the rows of some lines. A line that is only the rest of an item above is put to it."""
    for cells in lines:
        found = rows_of_line(cells, layout)
        above = _above(rows, cells, layout)
        is_unnumbered = layout.is_numbered and not _serial(cells, layout)
        if len(found) == 1 and above is not None:
            row, (upper, block) = found[0][0], rows[above]
            if _goes_on(row, upper, is_unnumbered):
                rows[above] = _merged(upper, row), block
                continue
        rows.extend(found)


def _above(rows: list[tuple[Row, Block]], cells: GridRow, layout: Layout) -> int | None:
    """The index of the last row on the side where this line has its item: the last one, or the one
    before where both sides had one.
    """
    if not rows:
        return None
    named: list[Block] = [
        (column.side, column.block)
        for cell, column in zip(cells, layout.columns, strict=False)
        if column.role == "item" and cell
    ]
    is_one_line = len(rows) > 1 and rows[-1][0].where == rows[-2][0].where
    both = is_one_line and len(layout.blocks) == 2
    return len(rows) - 2 if both and named == [layout.blocks[0]] else len(rows) - 1


def _serial(cells: GridRow, layout: Layout) -> str:
    marked = zip(texts(cells), layout.columns, strict=False)
    return "".join(text for text, column in marked if column.role == "serial")


def _goes_on(row: Row, above: Row, unnumbered: bool) -> bool:
    """Whether a row is only the rest of the item above it: a name alone, in a line that lacks the
    number or the code that a row of its own would have. In a table that has neither nothing is
    certain, so nothing is joined.
    """
    alone = bool(row.item) and row.code is None and not row.cells and not _begins_item(row.item)
    return alone and bool(above.item) and (unnumbered or above.code is not None)


def _begins_item(text: str) -> bool:
    """Whether a name begins an item of its own: `一、收入`, `其中：工资`."""
    return is_entry(text) or text.startswith(_PART)


def _merged(above: Row, rest: Row) -> Row:
    where = span((above.where, rest.where))
    return Row(above.code, above.item + rest.item, above.cells, where)


def _is_empty(found: Sequence[Stretch]) -> bool:
    """Whether a table is printed empty: no digit stands in a cell that could hold an amount.

    Codes, numbers of rows and columns, and years are no amounts; names may hold digits.
    """
    lines = ((line, stretch.layout) for stretch in found for line in stretch.lines)
    return not any(_holds_digit(line, layout) for line, layout in lines)


def _holds_digit(line: GridRow, layout: Layout) -> bool:
    for text, column in zip_longest(texts(line), layout.columns, fillvalue=None):
        is_mark = column is not None and column.role in _MARKS
        if text and not is_mark and any(map(str.isdigit, _YEAR.sub("", text))):
            return True
    return False


def passages(claim: TableClaim) -> Iterator[Passage]:
    """Every text of a table, for whoever looks for document numbers in it."""
    for fragment in claim.fragments:
        for row in fragment.rows:
            yield from (cell for cell in row if cell)
