"""A grid as it stands in the source → titles, captions, tables and notes.

公开01表   |      |           paragraph (mark)
收支总表   |      |           paragraph (title)
           | 单位：万元 |     paragraph (caption)
项目       | 金额 |           grid
合计       | 1.00 |
           |      |
支出总表   |      |           paragraph (title of the next table)
…
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from budgetgraph.document import Block, Grid, GridRow, Paragraph, Passage
from budgetgraph.forms import fold, forms, is_caption
from budgetgraph.recognise.titles import title_of
from budgetgraph.values.amount import is_amount

#: A heading of the prose may read like a title of a table; one that stands in its grid says 表.
_TABLE = re.compile(r"表(?:[(（].{0,60}[)）])?$")


def blocks(rows: Sequence[GridRow]) -> Iterator[Block]:
    """The grid parted into what it holds, in its order; a grid of one table comes back alone."""
    for region in _regions(rows):
        start = _length_above(region)
        end = _end_of_table(region, start)
        for row in region[:start]:
            yield from (Paragraph(cell) for cell in row if cell)
        if region[start:end]:
            yield Grid(tuple(region[start:end]))
        for row in region[end:]:
            yield from (Paragraph(cell) for cell in row if cell)


def _regions(rows: Sequence[GridRow]) -> Iterator[list[GridRow]]:
    """The rows parted where a table begins: at a title, and behind an empty row at what can only
    stand above a table. Empty rows are left out.
    """
    region: list[GridRow] = []
    has_body = is_behind_blank = False
    for row in rows:
        filled = [cell for cell in row if cell]
        if not filled:
            is_behind_blank = True
            continue
        begins = _is_title(filled, row) or (is_behind_blank and _is_mark(filled))
        if begins and has_body:
            yield region
            region, has_body = [], False
        region.append(row)
        has_body = has_body or not (_is_mark(filled) or _is_title(filled, row))
        is_behind_blank = False
    if region:
        yield region


def _length_above(region: Sequence[GridRow]) -> int:
    """How many rows stand above the table: single cells and captions, down to the last one that is
    a title, a caption or a mark of the page. A single cell behind it may be of the table.
    """
    length = 0
    for index, row in enumerate(region):
        filled = [cell for cell in row if cell]
        if _is_mark(filled) or _is_title(filled, row):
            length = index + 1
        elif len(filled) != 1 or len(row) == 1 or is_amount(filled[0].text):
            break
    return length


def _end_of_table(region: Sequence[GridRow], start: int) -> int:
    """Where the notes below the table begin: single cells that say so (注：…)."""
    end = len(region)
    while end > start and _is_note([cell for cell in region[end - 1] if cell]):
        end -= 1
    return end


def _is_title(filled: Sequence[Passage], row: GridRow) -> bool:
    if len(filled) != 1 or len(row) == 1:
        return False
    found = title_of(Paragraph(filled[0]))
    is_of_table = found is not None and found.kind == "table"
    return found is not None and (not is_of_table or _says_table(filled[0].text))


def _says_table(text: str) -> bool:
    return _TABLE.search(fold(text).rstrip("》")) is not None


def _is_mark(filled: Sequence[Passage]) -> bool:
    """Whether a row holds captions and marks of the page (公开01表) and nothing else."""
    return bool(filled) and all(
        is_caption(cell.text) or _is_furniture(fold(cell.text)) for cell in filled
    )


def _is_furniture(text: str) -> bool:
    """A mark such as 表一; a bare number may be a value."""
    return text in forms().form["furniture"] and not text.strip("-—").isdigit()


def _is_note(filled: Sequence[Passage]) -> bool:
    return len(filled) == 1 and filled[0].text in forms().form["note"]
