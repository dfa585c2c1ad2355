"""Tables that a copied web page left as bare text: cells between bars, a cell a line, or one blank
between the cells of a row.

    项目 | 预算数 |          项目 |             项目 预算数
    合计 | 43 |              预算数 |           合计 43
                             合计 |
                             43 |
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from budgetgraph.document import (
    Block,
    Document,
    Grid,
    GridRow,
    Paragraph,
    Passage,
    passage,
    squeeze,
)
from budgetgraph.forms import fold, forms, is_caption, table_type
from budgetgraph.recognise.dumped import cells as dumped_cells
from budgetgraph.recognise.dumped import rows as dumped_rows
from budgetgraph.recognise.dumped.form_lines import with_forms
from budgetgraph.recognise.dumped.heading import headings, words_of
from budgetgraph.recognise.dumped.plain_tables import ends_in_blank
from budgetgraph.values.amount import is_amount

_LONGEST_CELL = 40
_LONGEST_ROW = 160
_FEWEST = 3
#: A table of bare text has not more lines; so many lines of other text may follow it.
_LONGEST_TABLE = 2000
_MOST_BEHIND = 6
_SENTENCE = re.compile(r"[。；！？]|，.*，")


def with_grids(document: Document) -> Document:
    """The document with the tables that stand in it as bare text as grids.

    In plain text whose cells end in a blank the lines are no rows; `plain_tables` reads it.
    """
    blocks = tuple(_unbarred(document.blocks))
    is_marked = document.plain and any(
        isinstance(block, Paragraph) and ends_in_blank(document, block) for block in blocks
    )
    if not is_marked:
        blocks = tuple(_below_titles(tuple(with_forms(blocks))))
    if len(blocks) == len(document.blocks):
        return document
    return replace(document, blocks=blocks)


# --- bars -----------------------------------------------------------------------------------------
def _unbarred(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks; runs of lines with bars are tables."""
    run: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph) and "|" in block.text:
            run.append(block)
            continue
        yield from _of_bars(run)
        run = []
        yield block
    yield from _of_bars(run)


def _of_bars(run: list[Paragraph]) -> Iterator[Block]:
    if len(run) < _FEWEST:
        yield from run
        return
    lines = [_between_bars(line) for line in run]
    several = sum(1 for cells in lines if sum(map(bool, cells)) > 1)
    if 2 * several >= len(lines):
        yield Grid(tuple(_even(lines)))
        return
    above, cells = _cells_of_lines(lines)
    yield from (Paragraph(cell) for cell in above)
    found = dumped_cells.grid(cells)
    if found is None:
        yield from (Paragraph(cell) for cell in cells if cell)
    else:
        yield Grid(found)


def _between_bars(line: Paragraph) -> list[Passage]:
    """The cells of a line; a bar at its end ends the last one."""
    cells = line.text.strip().removesuffix("|").split("|")
    return [passage(cell.strip(), line.where) for cell in cells]


def _even(lines: list[list[Passage]]) -> Iterator[GridRow]:
    width = max(map(len, lines))
    for cells in lines:
        blank = passage("", cells[0].where)
        yield (*cells, *[blank] * (width - len(cells)))


def _cells_of_lines(lines: list[list[Passage]]) -> tuple[list[Passage], list[Passage]]:
    """What stands above a table of one cell a line, and its cells; bars behind a filled cell only
    show how many columns it is merged over.
    """
    cells: list[Passage] = []
    for line in lines:
        filled = [cell for cell in line if cell]
        cells.extend(filled or line[:1])
    start = 0
    while start < len(cells) and _stands_above(cells[start].text):
        start += 1
    return cells[:start], cells[start:]


def _stands_above(text: str) -> bool:
    is_mark = fold(text) in forms().form["furniture"] and not text.strip().isdigit()
    return is_caption(text) or _is_title(text) or is_mark


def _is_title(text: str) -> bool:
    return table_type(text) is not None and fold(text).rstrip("》)").endswith("表")


# --- a cell a line, or one blank between cells ----------------------------------------------------
def _below_titles(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """The blocks; what stands below the title or the captions of a table is read as its cells."""
    at = 0
    while at < len(blocks):
        block = blocks[at]
        yield block
        at += 1
        if not isinstance(block, Paragraph) or not _stands_above(block.text):
            continue
        body = _body(blocks, at)
        found = _table(body)
        if found is not None:
            table, aside, used = found
            yield table
            yield from aside
            at += used


def _body(blocks: tuple[Block, ...], start: int) -> list[Paragraph]:
    """The lines that may be of a table: up to the next title, sentence or grid."""
    lines: list[Paragraph] = []
    for block in blocks[start : start + _LONGEST_TABLE]:
        is_line = isinstance(block, Paragraph) and len(block.text) <= _LONGEST_ROW
        if not is_line or not isinstance(block, Paragraph) or _ends_table(block, lines):
            break
        lines.append(block)
    return lines


def _ends_table(line: Paragraph, above: list[Paragraph]) -> bool:
    text = fold(line.text)
    if _is_page_mark(line.text):
        return False
    is_prose = _SENTENCE.search(line.text) is not None or text in forms().form["note"]
    is_heading = re.match(r"第[一二三四五六七八九十]+部分", text) is not None
    return is_prose or is_heading or _stands_above(line.text) or (not above and len(text) > 60)


def _table(body: list[Paragraph]) -> tuple[Grid, list[Paragraph], int] | None:
    """The table that the lines begin with, those of its lines that are no row, and how many lines
    it takes; None where it is none.
    """
    for end in range(len(body), max(len(body) - _MOST_BEHIND, _FEWEST) - 1, -1):
        lines, aside = _without_pages(body[:end])
        rows = _of_rows(lines) or _of_cells(lines)
        if rows is not None:
            return Grid(rows), aside, end
        if any(map(is_amount, _words(body[end - 1]))):
            return None
    return None


def _without_pages(body: list[Paragraph]) -> tuple[list[Paragraph], list[Paragraph]]:
    """The lines of a table, and what its pages print between them: marks of the page, and the lines
    of the heading again.
    """
    lines: list[Paragraph] = []
    aside: list[Paragraph] = []
    heading: set[str] = set()
    is_below = False
    for line in body:
        is_below = is_below or any(map(is_amount, _words(line)))
        if _is_page_mark(line.text) or (is_below and fold(line.text) in heading):
            aside.append(line)
            continue
        lines.append(line)
        if not is_below:
            heading.add(fold(line.text))
    return lines, aside


def _is_page_mark(text: str) -> bool:
    """A number of a page that is none of a cell: `- 3 -`, 第3页."""
    folded = fold(text)
    return (
        folded in forms().form["furniture"]
        and any(map(str.isdigit, folded))
        and not is_amount(text)
    )


def _of_rows(body: list[Paragraph]) -> tuple[GridRow, ...] | None:
    """A row a line, one blank between the cells; two blanks are an empty cell."""
    lines, is_joined = _with_totals([_tokens(line) for line in body])
    with_amount = [any(is_amount(cell.text) for cell in line[1:]) for line in lines]
    if sum(with_amount) < _FEWEST - 1 or True not in with_amount:
        return None
    first = with_amount.index(True)
    upper, lower = lines[:first], lines[first:]
    width = max(len(line) for line in lines)
    for wide in (width, *range(width + 1, width + 3)):
        for heading in headings(upper, wide):
            rows = dumped_rows.grid(heading, lower)
            if rows is not None and (not is_joined or dumped_rows.adds_up(heading, rows)):
                return (*heading, *rows)
    return None


def _with_totals(lines: list[list[Passage]]) -> tuple[list[list[Passage]], bool]:
    """The lines; a total that stands alone above the line of its amounts is put before them."""
    found: list[list[Passage]] = []
    is_joined = False
    for line in lines:
        above = found[-1] if found else []
        is_total = len(above) == 1 and above[0].text in forms().heading["total_words"]
        if is_total and all(is_amount(cell.text) for cell in line):
            found[-1] = [*above, *line]
            is_joined = True
        else:
            found.append(line)
    return found, is_joined


def _of_cells(body: list[Paragraph]) -> tuple[GridRow, ...] | None:
    """A cell a line."""
    if any(len(line.text) > _LONGEST_CELL for line in body):
        return None
    if sum(1 for line in body if is_amount(line.text)) < _FEWEST - 1:
        return None
    return dumped_cells.grid([line.passage for line in body])


def _tokens(line: Paragraph) -> list[Passage]:
    return [passage(word, line.where) for word in words_of(line.text.strip())]


def _words(line: Paragraph) -> Sequence[str]:
    return [squeeze(word) for word in line.text.split()]
