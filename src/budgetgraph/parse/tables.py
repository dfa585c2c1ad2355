"""One claimed table → rows with codes, items and cells under their contract column names, its pages
put together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from budgetgraph.disclosure import Row, Table
from budgetgraph.document import GridRow, Passage, row_where, squeeze
from budgetgraph.document.list_marks import is_entry
from budgetgraph.document.problems import Note
from budgetgraph.document.where import span
from budgetgraph.forms import fold, forms, printed_scale
from budgetgraph.forms.amounts import is_money_column
from budgetgraph.parse.cell_values import in_scale, unit_of_cells
from budgetgraph.parse.closing import table_closes
from budgetgraph.parse.table_rows import Block, Layout, layout_of, rows_of_line
from budgetgraph.recognise import Fragment, TableClaim
from budgetgraph.recognise.columns import columns
from budgetgraph.recognise.headings import is_amount, numbers_columns, texts
from budgetgraph.values.amount import cell_text, is_unclear

_BARE_AMOUNT = re.compile(r"(?<![\d.,])-?\d[\d,]*\.\d\d(?![\d.%元万亿])")
_LONGEST_ROW = 120
_YEAR = re.compile(r"(?:19|20)\d\d年")
#: What a part of the item above begins with.
_PART = "其中"
#: Columns that hold no amounts.
_NUMBERS = frozenset({"serial", "code", "code_part"})
_MARKS = frozenset({"serial", "code", "code_part", "item", "item_more"})


def parse_table(claim: TableClaim, default_scale: str | None) -> Table:
    """The table as the contract prints it.

    `default_scale` is the money unit last printed above, for tables that print none.
    """
    rows: list[tuple[Row, Block]] = []
    places = [claim.title.where]
    for fragment, layout in zip(claim.fragments, layouts(claim), strict=True):
        lines = (*fragment.heading, *fragment.rows)
        places.extend(row_where(line) for line in lines if any(line))
        _add_rows(rows, _data_lines(fragment), layout)
    empty = _is_empty(claim)
    placed = [(row, block) for row, block in rows if row.item or row.cells]
    kept = [row for row, _ in placed]
    own_scale = scale_of([claim.title, *claim.captions]) or _scale_in_heading(claim)
    scale = own_scale or unit_of_cells(kept) or default_scale
    shown = () if empty else tuple(in_scale(row, scale) for row in kept)
    title = squeeze(claim.title.text) if claim.titled else ""
    closes = None if empty else table_closes(claim.type, placed, scale)
    return Table(claim.type, title, scale, empty, shown, span(places), closes)


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


def layouts(claim: TableClaim) -> list[Layout]:
    """The columns of each fragment: by its own heading, else by the last one printed before it."""
    body = [row for fragment in claim.fragments for row in _data_lines(fragment)]
    found: list[Layout] = []
    for fragment in claim.fragments:
        if fragment.heading or not found:
            found.append(layout_of(columns(fragment.heading, body)))
        else:
            found.append(found[-1])
    return found


def _data_lines(fragment: Fragment) -> list[GridRow]:
    """The lines of a fragment that may hold data: no blank ones, no notes, no heading again."""
    heading = [_filled(line) for line in fragment.heading]
    return [
        line
        for line in fragment.rows
        if any(line) and not _is_note(line) and not _is_heading(line, heading)
    ]


def _filled(line: GridRow) -> list[str]:
    return [text for text in texts(line) if text]


def _is_note(cells: GridRow) -> bool:
    """A row of one cell that explains the table: 注：…"""
    filled = [cell for cell in cells if cell]
    return len(filled) == 1 and filled[0].text in forms().form["note"]


def _is_heading(line: GridRow, heading: list[list[str]]) -> bool:
    """Whether a line within the table prints a line of its heading again, or numbers its columns."""
    filled = _filled(line)
    return numbers_columns(texts(line)) or (len(filled) > 1 and filled in heading)


def _add_rows(rows: list[tuple[Row, Block]], lines: list[GridRow], layout: Layout) -> None:
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


def _is_empty(claim: TableClaim) -> bool:
    """Whether the table is printed empty: no digit stands in a cell that could hold an amount.

    Codes, numbers of rows and columns, and years are no amounts; names may hold digits.
    """
    lines = [
        (line, layout)
        for fragment, layout in zip(claim.fragments, layouts(claim), strict=True)
        for line in _data_lines(fragment)
    ]
    return bool(claim.fragments) and not any(_holds_digit(line, layout) for line, layout in lines)


def _holds_digit(line: GridRow, layout: Layout) -> bool:
    for text, column in zip_longest(texts(line), layout.columns, fillvalue=None):
        is_mark = column is not None and column.role in _MARKS
        if text and not is_mark and any(map(str.isdigit, _YEAR.sub("", text))):
            return True
    return False


def unread_cells(claim: TableClaim) -> Iterator[Note]:
    """The amounts of a table that no row holds: cells without a heading, values beside no name."""
    for fragment, layout in zip(claim.fragments, layouts(claim), strict=True):
        for cells in _data_lines(fragment):
            read = Counter(
                cell.value for row, _ in rows_of_line(cells, layout) for cell in row.cells
            )
            for value in _unclear(cells, layout):
                reason = f"the cell {value} cannot be read as one amount"
                yield Note("amount-not-read", reason, row_where(cells))
            for value in (_amounts(cells, layout) - read).elements():
                reason = f"the cell {value} stands under no heading or beside no name"
                yield Note("cell-not-read", reason, row_where(cells))


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


def unread_tables(claims: Iterable[TableClaim]) -> Iterator[Note]:
    """A note for each table that is not empty and of which no cell is read."""
    for claim in claims:
        if _is_empty(claim) or _is_read(claim):
            continue
        title = squeeze(claim.title.text)
        reason = f"its columns cannot be told, so nothing is read of {title}"
        yield Note("table-not-read", reason, claim.title.where)


def _is_read(claim: TableClaim) -> bool:
    return any(
        row.cells
        for fragment, layout in zip(claim.fragments, layouts(claim), strict=True)
        for line in _data_lines(fragment)
        for row, _ in rows_of_line(line, layout)
    )


def untitled_tables(claims: Iterable[TableClaim]) -> Iterator[Note]:
    """A note for each table that prints no title: what it was taken for, by what it holds."""
    for claim in claims:
        if not claim.titled:
            reason = f"this table has no title; by its heading and its rows it is {claim.type}"
            yield Note("table-without-title", reason, claim.title.where)


def passages(claim: TableClaim) -> Iterator[Passage]:
    """Every text of a table, for whoever looks for document numbers in it."""
    for fragment in claim.fragments:
        for row in fragment.rows:
            yield from (cell for cell in row if cell)
