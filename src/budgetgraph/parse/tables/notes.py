"""What of a table was not read, or was understood by a makeshift."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from budgetgraph.disclosure import Table
from budgetgraph.document import GridRow, row_where, squeeze
from budgetgraph.document.problems import Note
from budgetgraph.parse.tables.rows import Layout, rows_of_line
from budgetgraph.parse.tables.stretches import Stretch
from budgetgraph.recognise import TableClaim
from budgetgraph.recognise.headings import is_amount
from budgetgraph.values.amount import cell_text, is_unclear

#: Columns of codes and of numbers of rows.
_NUMBERS = frozenset({"serial", "code", "code_part"})


def table_notes(claim: TableClaim, found: Sequence[Stretch], table: Table) -> Iterator[Note]:
    """The notes on one table that was read as `table`."""
    if not table.empty and not any(row.cells for row in table.rows):
        yield not_read(claim, "its columns cannot be told")
    if not claim.titled:
        reason = f"this table has no title; by its heading and its rows it is {claim.type}"
        yield Note("table-without-title", reason, claim.title.where)
    for stretch in found:
        for line in stretch.lines:
            yield from _unread(line, stretch.layout)


def not_read(claim: TableClaim, sign: str) -> Note:
    """Say that nothing is read of a table, and by which sign."""
    reason = f"{sign}, so nothing is read of {squeeze(claim.title.text)}"
    return Note("table-not-read", reason, claim.title.where)


def _unread(line: GridRow, layout: Layout) -> Iterator[Note]:
    """The amounts of a line that no row holds: cells without a heading, values beside no name."""
    for value in _unclear(line, layout):
        reason = f"the cell {value} cannot be read as one amount"
        yield Note("amount-not-read", reason, row_where(line))
    read = Counter(cell.value for row, _ in rows_of_line(line, layout) for cell in row.cells)
    for value in (_amounts(line, layout) - read).elements():
        reason = f"the cell {value} stands under no heading or beside no name"
        yield Note("cell-not-read", reason, row_where(line))


def _amounts(cells: GridRow, layout: Layout) -> Counter[str]:
    """The amounts of a line, those in columns of numbers and codes aside."""
    return Counter(
        cell_text(cell.text)[0]
        for cell, column in zip_longest(cells, layout.columns)
        if cell and is_amount(cell.text) and not (column and column.role in _NUMBERS)
    )


def _unclear(cells: GridRow, layout: Layout) -> list[str]:
    """The values of a line that are figures and no single amount: `150⏎50`, `-(3.00)`."""
    values = [
        cell.text
        for cell, column in zip(cells, layout.columns, strict=False)
        if cell and column.role == "value"
    ]
    return [cell_text(text)[0] for text in values if is_unclear(text)]
