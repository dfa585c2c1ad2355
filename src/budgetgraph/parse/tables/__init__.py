"""One claimed table → rows with codes, items and cells under their contract column names, its pages
put together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from budgetgraph.disclosure import Row, Table
from budgetgraph.document import GridRow, Passage, Source, row_where
from budgetgraph.document.problems import Note
from budgetgraph.document.where import Where, span
from budgetgraph.forms import fold
from budgetgraph.parse.tables.around import is_followed, sign_around
from budgetgraph.parse.tables.by_sum import notes_on_sums
from budgetgraph.parse.tables.cell_values import in_scale, unit_of_cells
from budgetgraph.parse.tables.closing import settled
from budgetgraph.parse.tables.doubts import doubt, sign_in_numbers
from budgetgraph.parse.tables.empty import is_empty
from budgetgraph.parse.tables.foreign_titles import is_foreign
from budgetgraph.parse.tables.notes import not_read, scale_taken_over, table_notes
from budgetgraph.parse.tables.rows import Block, Layout, begins_item, rows_of_line
from budgetgraph.parse.tables.scales import other_scale, scale_above, scale_in_heading, two_scales
from budgetgraph.parse.tables.stacked_rows import unstacked
from budgetgraph.parse.tables.stretches import Stretch, stretches
from budgetgraph.parse.tables.torn_headings import sign_in_heading
from budgetgraph.parse.tables.whole_names import official_name, with_whole_names
from budgetgraph.recognise import TableClaim
from budgetgraph.recognise.headings import texts
from budgetgraph.values.sums import is_sum

_AMOUNT = re.compile(r"\d\.\d\d")
_FOREIGN_TITLES = "titles stand above the rows of other tables"


def parse_tables(
    claims: Sequence[TableClaim], source: Source
) -> tuple[tuple[Table, ...], tuple[Note, ...]]:
    """Give every table, and the notes on them.

    In a text whose titles stand above the rows of other tables nothing is read of any titled one.
    """
    read = list(_read(claims, source.lines))
    told = [of.table for of in read if of.own_scale is not None]
    scales = {of.own_scale for of in read if of.own_scale}
    are_titles_foreign = any(map(_has_foreign_title, read))
    tables: list[Table] = []
    notes: list[Note] = []
    for as_read in read:
        of = _in_its_scale(as_read, told)
        sign = _sign_of_doubt(of, tables, source)
        if sign is None and are_titles_foreign and _is_below_guessed_title(of.claim):
            sign = _FOREIGN_TITLES
        if sign is not None:
            notes.append(not_read(of.claim, sign))
            tables.append(replace(of.table, rows=(), closes=None, empty=False))
            continue
        tables.append(of.table)
        is_of_another_scale = of.table is not as_read.table
        is_scale_open = of.own_scale is None and (is_of_another_scale or len(scales) > 1)
        notes.extend(_notes(of, is_scale_open=is_scale_open))
    return tuple(tables), tuple(notes)


def _in_its_scale(of: _ReadTable, told: Sequence[Table]) -> _ReadTable:
    """Give a table in the money unit in which it agrees with others; as it is where it prints one,
    or where none is told. `told` are the tables that print one.
    """
    if of.own_scale is not None or not of.table.scale:
        return of
    scale = other_scale(of.table, told)
    return of if scale is None else of._replace(table=replace(of.table, scale=scale))


def _sign_of_doubt(of: _ReadTable, above: Sequence[Table], source: Source) -> str | None:
    """Give a sign that a table was not read as it is printed; `above` are those before it."""
    claim, table = of.claim, of.table
    is_sheet = bool(source.sheets)
    sign = sign_in_heading(claim)
    sign = sign or doubt(table, of.stretches, guessed=claim.guessed, is_sheet=is_sheet)
    if sign is not None or not claim.guessed:
        return sign
    return sign_in_numbers(table, claim) or sign_around(table, above, source.lines)


def _notes(of: _ReadTable, *, is_scale_open: bool) -> Iterator[Note]:
    """Give the notes on a table that was read."""
    yield from table_notes(of.claim, of.stretches, of.table)
    yield from notes_on_sums(of.table)
    if is_scale_open:
        yield from scale_taken_over(of.claim, of.table)
    yield from two_scales(of.claim)


def _is_below_guessed_title(claim: TableClaim) -> bool:
    """Tell whether nothing but the order of a text tells that a title is that of a table."""
    return claim.guessed and claim.titled


class _ReadTable(NamedTuple):
    """A table that was read, with its claim, its stretches of rows, and the money unit that is
    printed with it; None where that of the table above counts.
    """

    claim: TableClaim
    table: Table
    stretches: Sequence[Stretch]
    own_scale: str | None


def _has_foreign_title(read: _ReadTable) -> bool:
    """Tell whether the title of a table is another one's."""
    return _is_below_guessed_title(read.claim) and is_foreign(read.table, read.stretches)


def _read(claims: Sequence[TableClaim], lines: Sequence[str]) -> Iterator[_ReadTable]:
    """Read every table; one that prints no money unit takes the one printed last above it."""
    scale: str | None = None
    for claim in claims:
        of_table = stretches(claim)
        placed = _rows(of_table)
        if claim.guessed:
            placed = with_whole_names(placed)
        own_scale = _own_scale(claim, placed)
        scale = own_scale or scale
        table = _table(claim, of_table, placed, scale, lines)
        yield _ReadTable(claim, table, of_table, own_scale)


def _has_amounts_near(claim: TableClaim, lines: Sequence[str], where: Where) -> bool:
    """Tell whether amounts stand on the lines of a table, or follow one whose cells are guessed, or
    of which a page holds the heading alone: its rows may stand on the next page.
    """
    if _holds_amount(lines, where):
        return True
    has_rows = any(map(attrgetter("rows"), claim.fragments))
    is_open = claim.guessed or (where.page is not None and not has_rows)
    return is_open and is_followed(lines, where.last)


def _own_scale(claim: TableClaim, placed: Sequence[tuple[Row, Block]]) -> str | None:
    """Give the money unit that is printed with a table: above it, in its heading, in its cells."""
    above = scale_above(claim)
    return above or scale_in_heading(claim) or unit_of_cells([row for row, _ in placed])


def _table(
    claim: TableClaim,
    of_table: Sequence[Stretch],
    placed: list[tuple[Row, Block]],
    scale: str | None,
    lines: Sequence[str],
) -> Table:
    """Give the table with its rows as the contract prints it."""
    title = claim.title.squeezed if claim.titled else ""
    where = span([claim.title.where, *_places(claim)])
    prints_nothing = bool(claim.fragments) and is_empty(of_table)
    if prints_nothing and not _has_amounts_near(claim, lines, where):
        return Table(claim.type, title, scale, True, (), where)
    placed, closes = settled(claim.type, placed, scale)
    shown = tuple(in_scale(row, scale) for row, _ in placed)
    return Table(claim.type, title, scale, False, shown, where, closes)


def _places(claim: TableClaim) -> Iterator[Where]:
    """Give the places of all lines of a table that hold anything."""
    for fragment in claim.fragments:
        lines = filter(any, (*fragment.heading, *fragment.rows))
        yield from map(row_where, lines)


def _rows(of_table: Sequence[Stretch]) -> list[tuple[Row, Block]]:
    """Give the rows that name something or hold something."""
    rows: list[tuple[Row, Block]] = []
    for stretch in of_table:
        _add_rows(rows, stretch.lines, stretch.layout)
    return [row for row in rows if _says_something(row[0])]


def _says_something(row: Row) -> bool:
    """Tell whether a row names an item or holds a value."""
    return bool(row.item or row.cells)


def _add_rows(rows: list[tuple[Row, Block]], lines: Sequence[GridRow], layout: Layout) -> None:
    """Add the rows of some lines. A line that is only the rest of an item above is put to it."""
    for cells in chain.from_iterable(unstacked(line, layout.columns) for line in lines):
        of_line = rows_of_line(cells, layout)
        above = _above(rows, cells, layout)
        if len(of_line) == 1 and above is not None:
            row, (upper, block) = of_line[0][0], rows[above]
            is_unnumbered = layout.is_numbered and not _serial(cells, layout)
            if _goes_on(row, upper, is_unnumbered):
                rows[above] = _merged(upper, row), block
                continue
        rows.extend(of_line)


def _above(rows: list[tuple[Row, Block]], cells: GridRow, layout: Layout) -> int | None:
    """Give the index of the last row on the side where this line has its item: the last one, or the
    one before where both sides had one.
    """
    if not rows:
        return None
    is_left = _named_blocks(cells, layout) == [layout.blocks[0]]
    skips_right = is_left and len(layout.blocks) == 2 and _are_of_one_line(rows)
    return len(rows) - 2 if skips_right else len(rows) - 1


def _named_blocks(cells: GridRow, layout: Layout) -> list[Block]:
    """Give the blocks in which a line names an item."""
    named: list[Block] = []
    for cell, column in zip(cells, layout.columns, strict=False):
        if cell and column.role == "item":
            named.append((column.side, column.block))
    return named


def _are_of_one_line(rows: list[tuple[Row, Block]]) -> bool:
    """Tell whether the last two rows stand in one line, side by side."""
    return len(rows) > 1 and rows[-1][0].where == rows[-2][0].where


def _serial(cells: GridRow, layout: Layout) -> str:
    """Give the number of a row in the column 序号, empty where it has none."""
    marked = zip(texts(cells), layout.columns, strict=False)
    return "".join(text for text, column in marked if column.role == "serial")


def _goes_on(row: Row, above: Row, unnumbered: bool) -> bool:
    """Tell whether a row is only the rest of the item above it: a name alone, in a line that lacks
    the number or the code that a row of its own would have. In a table that has neither nothing is
    certain, so nothing is joined; nor is it to the whole name of a class.

        2080505 | 机关事业单位基本养老保险 | 9.00  /  缴费支出      → goes on
        2082801 | 行政运行               | 9.00  /  数据未经审计  → does not
    """
    if above.item == official_name(above):
        return False
    lacks_a_number = unnumbered or above.code is not None
    return lacks_a_number and bool(above.item) and _is_a_name_alone(row)


def _is_a_name_alone(row: Row) -> bool:
    """Tell whether a row is a name without code and values, and begins no item: 缴费支出; not 合计."""
    if row.code is not None or row.cells:
        return False
    return bool(row.item) and not begins_item(row.item) and not is_sum(row.item)


def _merged(above: Row, rest: Row) -> Row:
    """Give an item with its rest: 机关事业单位基本养老保险 | 缴费支出."""
    where = span((above.where, rest.where))
    return Row(above.code, above.item + rest.item, above.cells, where)


def _holds_amount(lines: Sequence[str], where: Where) -> bool:
    """Tell whether an amount stands in the lines of a table, at whatever place: a row was taken for
    a part of the heading, or for none of it.
    """
    return any(_AMOUNT.search(fold(line)) for line in lines[where.first - 1 : where.last])


def passages(claim: TableClaim) -> Iterator[Passage]:
    """Give every text of a table, for whoever looks for document numbers in it."""
    for fragment in claim.fragments:
        for row in fragment.rows:
            yield from filter(None, row)
