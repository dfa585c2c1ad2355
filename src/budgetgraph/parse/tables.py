"""One claimed table → rows with codes, items and cells under their contract column names, its pages
put together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from budgetgraph.disclosure import Cell, Row, Table
from budgetgraph.document import GridRow, Paragraph, Passage, row_where, squeeze
from budgetgraph.document.problems import Note
from budgetgraph.document.where import span
from budgetgraph.forms import fold, forms, is_money_column, printed_scale
from budgetgraph.recognise import Fragment, TableClaim
from budgetgraph.recognise.headings import Column, columns, is_amount, texts
from budgetgraph.recognise.titles import title_of
from budgetgraph.values.codes import join_code

_NO_TEXT = Passage(())
_BARE_AMOUNT = re.compile(r"(?<![\d.,])-?\d[\d,]*\.\d\d(?![\d.%元万亿])")
_LONGEST_ROW = 120
#: What may part the levels of a code: 213.03.01, 213-03-01.
_POINTS = re.compile(r"[.．\-]")
#: What begins an item of its own: `一、` `（二）` `1.` `其中：`.
_OPENING = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、.．]|其中"
)


def parse_table(claim: TableClaim, default_scale: str | None) -> Table:
    """The table as the contract prints it.

    `default_scale` is the money unit last printed above, for tables that print none.
    """
    rows: list[Row] = []
    places = [claim.title.where]
    for index, fragment in enumerate(claim.fragments):
        places.extend(row_where(row) for row in (*fragment.heading, *fragment.rows) if any(row))
        _add_rows(rows, fragment, _columns(claim, index))
    kept = [row for row in rows if row.item or row.cells]
    empty = not any(is_amount(cell.value) for row in kept for cell in row.cells)
    scale = scale_of([claim.title, *claim.captions]) or _scale_in_heading(claim) or default_scale
    return Table(
        claim.type,
        squeeze(claim.title.text),
        scale,
        empty,
        () if empty else tuple(kept),
        span(places),
    )


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


def _columns(claim: TableClaim, index: int) -> list[Column]:
    """The columns of a fragment: by its own heading, else by the last one printed before it."""
    heading = next(
        (
            fragment.heading
            for fragment in reversed(claim.fragments[: index + 1])
            if fragment.heading
        ),
        (),
    )
    return columns(heading)


def _add_rows(rows: list[Row], fragment: Fragment, layout: list[Column]) -> None:
    """The rows of a fragment; each side of a two-sided line that names an item is a row of its own.
    A line that is only the rest of an item above is put to it.
    """
    blocks = _blocks(layout)
    numbered = any(column.role == "serial" for column in layout)
    for cells in fragment.rows:
        if not any(cells) or _is_note(cells):
            continue
        found = [
            row
            for part in _parts(cells, layout, blocks)
            if (row := _row(part, cells, sided=len(blocks) > 1)) is not None
        ]
        above = _above(rows, cells, layout, blocks)
        if (
            len(found) == 1
            and above is not None
            and _goes_on(found[0], rows[above], numbered and not _serial(cells, layout))
        ):
            rows[above] = _merged(rows[above], found[0])
        else:
            rows.extend(found)


def _is_note(cells: GridRow) -> bool:
    """A row of one cell that explains the table: 注：…"""
    filled = [cell for cell in cells if cell]
    return len(filled) == 1 and filled[0].text in forms().form["note"]


def _above(
    rows: list[Row], cells: GridRow, layout: list[Column], blocks: list[_Block]
) -> int | None:
    """The index of the last row on the side where this line has its item: the last one, or the one
    before where both sides had one.
    """
    if not rows:
        return None
    filled = [
        (column.side, column.block)
        for cell, column in zip(cells, layout, strict=False)
        if column.role == "item" and cell
    ]
    both = len(rows) > 1 and rows[-1].where == rows[-2].where and len(blocks) == 2
    return len(rows) - 2 if both and filled == [blocks[0]] else len(rows) - 1


def _serial(cells: GridRow, layout: list[Column]) -> str:
    return "".join(
        text for text, column in zip(texts(cells), layout, strict=False) if column.role == "serial"
    )


_Part = list[tuple[Passage, Column]]
_Block = tuple[str | None, int]


def _blocks(layout: list[Column]) -> list[_Block]:
    """The lists of names side by side, each (side, number on its side); one without a side where
    the table has no sides.
    """
    sided = any(column.side for column in layout)
    return list(
        dict.fromkeys((column.side, column.block) for column in layout if column.side or not sided)
    ) or [(None, 0)]


def _parts(cells: GridRow, layout: list[Column], blocks: list[_Block]) -> list[_Part]:
    """The cells of each block.

    Values whose own block names nothing belong to the name on their left, which is merged over
    them.
    """
    parts: dict[_Block, _Part] = {block: [] for block in blocks}
    for cell, column in zip(cells, layout, strict=False):
        if blocks == [(None, 0)]:
            parts[None, 0].append((cell, column))
        elif (column.side, column.block) in parts:
            parts[column.side, column.block].append((cell, column))
    for side, number in blocks[1:]:
        part = parts[side, number]
        if number and not any(cell and column.role in _NAMES for cell, column in part):
            left = parts[side, number - 1]
            left.extend(one for one in part if one[0])
            part.clear()
    return list(parts.values())


_NAMES = frozenset({"item", "item_more"})


def _row(part: _Part, cells: GridRow, sided: bool) -> Row | None:
    items = [(cell, column) for cell, column in part if column.role == "item" and cell]
    item = next(
        (cell for cell, column in items if column.preferred), items[0][0] if items else _NO_TEXT
    )
    more = [cell for cell, column in part if column.role == "item_more" and cell]
    codes = [
        (squeeze(cell.text), column)
        for cell, column in part
        if column.role in {"code", "code_part"}
    ]
    words = [
        text for text, _ in codes if text and not any(character.isdigit() for character in text)
    ]
    merged = [
        text
        for cell, column in part
        if column.role == "serial" and (text := squeeze(cell.text)) and not text[0].isdigit()
    ]
    name = squeeze(item.text) or "".join(words) or "".join(merged)
    values = tuple(
        Cell(column.name, squeeze(cell.text), cell.where)
        for cell, column in part
        if cell
        and (
            column.role == "value"
            or (column.role == "item" and column.further and cell is not item)
        )
    )
    name += "".join(squeeze(cell.text) for cell in more)
    code = _code([(text, column) for text, column in codes if text not in words])
    if not name and (sided or not (values or code)):
        return None
    return Row(code, name, values, row_where(cells))


def _code(cells: list[tuple[str, Column]]) -> str | None:
    """The code as printed in one cell (213.03.01 without its points), or joined from the columns 类,
    款, 项. Of two codes side by side that of the preferred name.
    """
    whole = [text for text, column in cells if column.role == "code" and text]
    parts = [text for text, column in cells if column.role == "code_part"]
    if whole and not any(parts):
        preferred = [
            text for text, column in cells if column.role == "code" and column.preferred and text
        ]
        code = (preferred or whole)[0]
        return join_code(*_POINTS.split(code)) or code
    return join_code(*whole, *parts)


def _goes_on(row: Row, above: Row, unnumbered: bool) -> bool:
    """Whether a row is only the rest of the item above it: a name alone, in a line that lacks the
    number or the code that a row of its own would have. In a table that has neither nothing is
    certain, so nothing is joined.
    """
    alone = bool(row.item) and row.code is None and not row.cells and not _OPENING.match(row.item)
    return alone and bool(above.item) and (unnumbered or above.code is not None)


def _merged(above: Row, rest: Row) -> Row:
    where = span((above.where, rest.where))
    return Row(above.code, above.item + rest.item, above.cells, where)


def unread_cells(claim: TableClaim) -> Iterator[Note]:
    """The amounts of a table that no row holds: cells without a heading, values beside no name."""
    for index, fragment in enumerate(claim.fragments):
        layout = _columns(claim, index)
        blocks = _blocks(layout)
        for cells in fragment.rows:
            parts = _parts(cells, layout, blocks)
            rows = [
                row
                for part in parts
                if (row := _row(part, cells, sided=len(blocks) > 1)) is not None
            ]
            read = Counter(cell.value for row in rows for cell in row.cells)
            marks = {"serial", "code", "code_part"}
            found = Counter(
                squeeze(cell.text)
                for cell, column in zip_longest(cells, layout)
                if cell and is_amount(squeeze(cell.text)) and not (column and column.role in marks)
            )
            missed = list((found - read).elements())
            where = row_where(cells) if missed else None
            for value in missed:
                yield Note(
                    "cell-not-read",
                    f"the cell {value} stands under no heading or beside no name",
                    where,
                )


def unread_tables(prose: Iterable[Paragraph]) -> Iterator[Note]:
    """The tables whose columns could not be told: amounts without a unit in the running text below
    a title.
    """
    title: Paragraph | None = None
    for paragraph in prose:
        found = title_of(paragraph)
        if found is not None or len(paragraph.text) > _LONGEST_ROW:
            title = paragraph if found is not None and found.kind == "table" else None
        elif title is not None and len(_BARE_AMOUNT.findall(paragraph.text)) > 1:
            yield Note(
                "table-not-read",
                f"its columns cannot be told, so nothing is read of {squeeze(title.text)}",
                title.where,
            )
            title = None


def passages(claim: TableClaim) -> Iterator[Passage]:
    """Every text of a table, for whoever looks for document numbers in it."""
    for fragment in claim.fragments:
        for row in fragment.rows:
            yield from (cell for cell in row if cell)
