"""What of a table was not read, or was understood by a makeshift."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from operator import attrgetter

from budgetgraph.disclosure import Table
from budgetgraph.document import GridRow, row_where
from budgetgraph.document.problems import Note
from budgetgraph.parse.tables.rows import Layout, rows_of_line
from budgetgraph.parse.tables.stretches import Stretch
from budgetgraph.recognise import TableClaim
from budgetgraph.recognise.headings import is_amount, texts
from budgetgraph.values.amount import cell_text, is_hidden, is_unclear

#: Columns of codes and of numbers of rows.
_NUMBERS = frozenset({"serial", "code_aside", "code", "code_part"})


def table_notes(claim: TableClaim, stretches: Sequence[Stretch], table: Table) -> Iterator[Note]:
    """Give the notes on one table that was read as `table`."""
    if not table.empty and not any(map(attrgetter("cells"), table.rows)):
        yield not_read(claim, "its columns cannot be told")
    if not claim.titled:
        reason = f"this table has no title; by its heading and its rows it is {claim.type}"
        yield Note("table-without-title", reason, claim.title.where)
    yield from _headed_alike(claim, table)
    yield from _hidden(claim, stretches)
    for stretch in stretches:
        for line in stretch.lines:
            yield from _unread(line, stretch.layout)


def _headed_alike(claim: TableClaim, table: Table) -> Iterator[Note]:
    """Say which columns have one name, so that one of them may be another one's: where a page cuts
    a sheet within a merged heading, its second half stands under no word.
    """
    names: set[str] = set()
    for row in table.rows:
        counts = Counter(map(attrgetter("column"), row.cells))
        names.update(name for name, count in counts.items() if count > 1)
    for name in sorted(names):
        reason = f"several columns of {claim.title.squeezed} are headed {name}"
        yield Note("column-not-known", reason, claim.title.where)


def _hidden(claim: TableClaim, stretches: Sequence[Stretch]) -> Iterator[Note]:
    """Say how many amounts of a table are not shown: `###` where the column is too narrow."""
    count = 0
    for stretch in stretches:
        for line in stretch.lines:
            count += sum(map(is_hidden, texts(line)))
    if count:
        reason = (
            f"{count} cell(s) show ### or an error in the place of an amount (列宽不足或公式出错)"
        )
        yield Note("amount-not-read", reason, claim.title.where)


def scale_taken_over(claim: TableClaim, table: Table) -> Iterator[Note]:
    """Say that a table with amounts prints no money unit, and which one is taken."""
    if table.scale is not None and any(map(attrgetter("cells"), table.rows)):
        title = claim.title.squeezed
        reason = f"no unit of money is printed with {title}: {table.scale} of another table counts"
        yield Note("unit-not-told", reason, claim.title.where)


def not_read(claim: TableClaim, sign: str) -> Note:
    """Say that nothing is read of a table, and by which sign."""
    reason = f"{sign}, so nothing is read of {claim.title.squeezed}"
    return Note("table-not-read", reason, claim.title.where)


def _unread(line: GridRow, layout: Layout) -> Iterator[Note]:
    """Give the amounts of a line that no row holds: cells without a heading, values beside no
    name.
    """
    where = row_where(line)
    for value in _unclear(line, layout):
        yield Note("amount-not-read", f"the cell {value} cannot be read as one amount", where)
    for value in unread_amounts(line, layout):
        reason = f"the cell {value} stands under no heading or beside no name"
        yield Note("cell-not-read", reason, where)


def unread_amounts(line: GridRow, layout: Layout) -> list[str]:
    """Give the amounts of a line that no row holds."""
    return list((_amounts(line, layout) - _read(line, layout)).elements())


def _read(line: GridRow, layout: Layout) -> Counter[str]:
    """Give the values that the rows of a line hold."""
    values: Counter[str] = Counter()
    for row, _ in rows_of_line(line, layout):
        values.update(map(attrgetter("value"), row.cells))
    return values


def _amounts(cells: GridRow, layout: Layout) -> Counter[str]:
    """Give the amounts of a line, those in columns of numbers and codes aside."""
    amounts: Counter[str] = Counter()
    for cell, column in zip_longest(cells, layout.columns):
        is_a_number = column is not None and column.role in _NUMBERS
        if cell and not is_a_number and is_amount(cell.text):
            amounts[cell_text(cell.text)[0]] += 1
    return amounts


def _unclear(cells: GridRow, layout: Layout) -> Iterator[str]:
    """Give the values of a line that are figures and no single amount: `150⏎50`, `-(3.00)`."""
    for cell, column in zip(cells, layout.columns, strict=False):
        if cell and column.role == "value" and is_unclear(cell.text):
            yield cell_text(cell.text)[0]
