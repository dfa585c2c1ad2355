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

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, takewhile
from operator import attrgetter

from budgetgraph.document import Block, Grid, GridRow, Paragraph, filled, lines_of_cells
from budgetgraph.forms import forms
from budgetgraph.forms.captions import are_captions
from budgetgraph.recognise.shapes import is_form
from budgetgraph.recognise.titles import says_table, title_of
from budgetgraph.values.amount import is_amount

#: A sentence of so many characters below a table is running text.
_SHORTEST_SENTENCE = 20


def blocks(rows: Sequence[GridRow]) -> Iterator[Block]:
    """Part a grid into what it holds, in its order; a grid of one table comes back alone."""
    for region in _regions(rows):
        start = _length_above(region)
        end = _end_of_table(region, start)
        yield from _paragraphs(region[:start])
        if region[start:end]:
            yield Grid(tuple(region[start:end]))
        yield from _paragraphs(region[end:])


def _paragraphs(rows: Sequence[GridRow]) -> Iterator[Paragraph]:
    """Give the filled cells of rows that are of no table, each as a line of its own; a label and
    what it names are one: 单位： | 元.
    """
    return map(Paragraph, chain.from_iterable(map(lines_of_cells, rows)))


def _regions(rows: Sequence[GridRow]) -> Iterator[list[GridRow]]:
    """Part the rows where a table begins: at a title, and behind an empty row at what can only
    stand above a table. Empty rows are left out.
    """
    region: list[GridRow] = []
    has_body = is_behind_blank = False
    for row in rows:
        if not any(row):
            is_behind_blank = True
            continue
        if has_body and _begins_table(row, is_behind_blank):
            yield region
            region, has_body = [], False
        region.append(row)
        has_body = has_body or not _stands_above(row)
        is_behind_blank = False
    if region:
        yield region


def _length_above(region: Sequence[GridRow]) -> int:
    """Count the rows that stand above the table: single cells and captions, down to the last one
    that is a title, a caption or a mark of the page. A single cell behind it may be of the table.
    """
    length = 0
    for index, row in enumerate(region):
        if _is_mark(row) or _is_title(row):
            length = index + 1
        elif not _is_single_text(row):
            break
    return length


def _is_single_text(row: GridRow) -> bool:
    """Tell whether one cell of several is filled, with words: `水务局 |  |`."""
    cells = filled(row)
    return len(cells) == 1 and len(row) > 1 and not is_amount(cells[0].text)


def _begins_table(row: GridRow, is_behind_blank: bool) -> bool:
    """Tell whether a row begins another table, by itself or behind an empty row."""
    return _stands_above(row) if is_behind_blank else _is_title(row)


def _stands_above(row: GridRow) -> bool:
    """Tell whether a row can only stand above a table."""
    return _is_title(row) or _is_mark(row)


def _end_of_table(region: Sequence[GridRow], start: int) -> int:
    """Find where the notes and the running text below the table begin.

    Notes are single cells that say so (注：…). Running text are lines of a sheet right below its
    table, each in the first cell of its row, with a sentence among them.
    """
    rows = region[start:]
    end = len(rows) - _count_last(rows, _is_note)
    end_of_rows = end - _count_last(rows[:end], _is_first_cell_alone)
    has_sentence = any(map(_is_sentence, rows[end_of_rows:end]))
    if has_sentence and end_of_rows and not is_form(tuple(rows[:end_of_rows])):
        return start + end_of_rows
    return start + end


def _count_last(rows: Sequence[GridRow], is_of_kind: Callable[[GridRow], bool]) -> int:
    """Count the rows of a kind at the end."""
    return sum(1 for _ in takewhile(is_of_kind, reversed(rows)))


def _is_first_cell_alone(row: GridRow) -> bool:
    """Tell whether of the several cells of a row the first one alone is filled."""
    return len(row) > 1 and bool(row[0]) and not any(row[1:])


def _is_sentence(row: GridRow) -> bool:
    """Tell whether the first cell of a row is a sentence, longer than the name of an item is."""
    text = row[0].text.strip()
    return len(text) >= _SHORTEST_SENTENCE and text.endswith("。")


def _is_title(row: GridRow) -> bool:
    """Tell whether one cell of several is filled, with the title of a table or of a form; captions
    may stand beside it: 支出总表 | | 单位：万元.
    """
    cells = filled(row)
    beside = list(map(attrgetter("text"), cells[1:]))
    if not cells or len(row) == 1 or (beside and not are_captions(beside)):
        return False
    if beside and not says_table(cells[0].text):
        return False
    title = title_of(Paragraph(cells[0]))
    if title is None:
        return False
    return title.kind != "table" or says_table(cells[0].text)


def _is_mark(row: GridRow) -> bool:
    """Tell whether a row holds captions and marks of the page (公开01表) and nothing else."""
    return are_captions(map(attrgetter("text"), filled(row)))


def _is_note(row: GridRow) -> bool:
    """Tell whether a row holds nothing but notes below the table: 注：…, 填表人： | 联系电话：."""
    cells = filled(row)
    return bool(cells) and all(cell.text in forms().form["note"] for cell in cells)
