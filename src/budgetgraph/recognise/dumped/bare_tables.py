"""Tables of bare text below their titles: a cell a line, or one blank between the cells of a row.

项目           项目 预算数
预算数         合计 43
合计
43
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from operator import attrgetter

from budgetgraph.document import (
    Block,
    Grid,
    GridRow,
    Paragraph,
    Passage,
    passage,
    squeeze,
)
from budgetgraph.document.list_marks import MarkStyle, entry_mark, heads_part
from budgetgraph.forms import fold, forms, is_furniture
from budgetgraph.recognise.columns.sides import EXPENDITURE, REVENUE
from budgetgraph.recognise.dumped import cells as dumped_cells
from budgetgraph.recognise.dumped import rows as dumped_rows
from budgetgraph.recognise.dumped.above import captions_apart, stands_above
from budgetgraph.recognise.dumped.adding_up.across import contradicts, proven
from budgetgraph.recognise.dumped.blank_lines import tables as with_blank_lines
from budgetgraph.recognise.dumped.form_lines import is_form_title
from budgetgraph.recognise.dumped.heading import headings, over_spans, words_of
from budgetgraph.recognise.first_place import first_place
from budgetgraph.values.amount import is_amount
from budgetgraph.values.sums import is_total

_LONGEST_CELL = 40
_LONGEST_ROW = 160
#: Of a longer line right below a title nobody knows that it is a heading.
_LONGEST_FIRST = 60
_FEWEST = 3
_FEWEST_AMOUNTS = 2
#: So many lines of a heading that follow each other are the heading again.
_FEWEST_AGAIN = 2
#: A table of bare text has not more lines; so many lines of other text may follow it.
_LONGEST_TABLE = 2000
_MOST_BEHIND = 6
#: So many columns may be blank in every row.
_MOST_BLANK = 2
#: So many lines are a heading whose upper words may span several of the lower ones.
_LINES_OF_SPANS = 2
_SENTENCE = re.compile(r"[。；！？]|，.*，")

Rows = tuple[GridRow, ...]
_Words = list[Passage]


@dataclass(frozen=True, slots=True)
class _Found:
    """A table, those of its lines that are no row, and how many lines it takes."""

    table: Grid
    aside: list[Paragraph]
    lines: int


def with_bare_tables(given: Sequence[Block]) -> Iterator[Block]:
    """Give the blocks; what stands below the title or the captions of a table, or begins with both
    sides of one, is read as its cells.
    """
    blocks = list(chain.from_iterable(map(captions_apart, given, (*given[1:], None))))
    at = 0
    while at < len(blocks):
        block = blocks[at]
        names_sides = _names_sides(block)
        if not names_sides:
            yield block
            at += 1
        bare = _table(_body(blocks, at)) if names_sides or _is_above(block) else None
        if bare is not None:
            yield bare.table
            yield from bare.aside
            at += bare.lines
        elif names_sides:
            yield block
            at += 1


def _is_above(block: Block) -> bool:
    """Tell whether a block is the title or a caption of a table."""
    return isinstance(block, Paragraph) and stands_above(block.text)


def _names_sides(block: Block) -> bool:
    """Tell whether a line is the upper heading of a table of two sides: 收入 支出."""
    return isinstance(block, Paragraph) and tuple(map(fold, block.text.split())) == (
        REVENUE,
        EXPENDITURE,
    )


def _body(blocks: Sequence[Block], start: int) -> list[Paragraph]:
    """Give the lines that may be of a table: up to the next title, sentence or grid."""
    lines: list[Paragraph] = []
    for block in blocks[start : start + _LONGEST_TABLE]:
        if not isinstance(block, Paragraph) or _ends_table(block, is_first=not lines):
            break
        lines.append(block)
    return lines[: _end_of_rows(lines)]


def _end_of_rows(lines: Sequence[Paragraph]) -> int:
    """Tell where the next heading begins behind the last line that holds an amount: a line with a
    number of a style that no line above it has.

    合计 332.25 310.25
    二、说明                 is a heading, where no row is numbered in this style
    """
    behind = max((at for at, line in enumerate(lines, 1) if _holds_amount(line)), default=0)
    styles = set(map(_style, lines[:behind]))
    if not behind:
        return len(lines)
    for at in range(behind, len(lines)):
        if _style(lines[at]) not in {None, *styles}:
            return at
    return len(lines)


def _style(line: Paragraph) -> MarkStyle | None:
    """Give the style of the number that a line begins with."""
    mark = entry_mark(line.text)
    return None if mark is None else mark.style


def _ends_table(line: Paragraph, *, is_first: bool) -> bool:
    """Tell whether a line cannot be of a table: too long, running text, a note, the next title."""
    if len(line.text) > _LONGEST_ROW:
        return True
    if _is_page_mark(line.text):
        return False
    folded = fold(line.text)
    if is_first and len(folded) > _LONGEST_FIRST:
        return True
    return _is_prose(line.text, folded) or stands_above(line.text) or is_form_title(line)


def _is_prose(text: str, folded: str) -> bool:
    """Tell whether a line is a sentence, a note below a table, or the heading of a part."""
    if _SENTENCE.search(text) is not None or folded in forms().form["note"]:
        return True
    return heads_part(folded)


def _table(body: Sequence[Paragraph]) -> _Found | None:
    """Give the table that the lines begin with; None where they begin none.

    Some lines of other text may follow it, none of which holds an amount.
    """
    shortest = max(len(body) - _MOST_BEHIND, _FEWEST)
    for end in range(len(body), shortest - 1, -1):
        lines, aside = _without_pages(body[:end])
        rows = _of_rows(lines) or _of_cells(lines)
        if rows is not None:
            return _Found(Grid(rows, guessed=True), aside, end)
        if _holds_amount(body[end - 1]):
            return None
    return None


def _without_pages(body: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Paragraph]]:
    """Part the lines of a table from what its pages print between them: marks of the page, and the
    lines of the heading again.
    """
    heading = _lines_of_heading(body)
    lines: list[Paragraph] = []
    aside: list[Paragraph] = []
    for is_again, of_run in groupby(body[len(heading) :], lambda line: fold(line.text) in heading):
        run = list(of_run)
        # 合计 alone is the name of a row, though it heads a column, too
        is_heading_again = is_again and len(run) >= min(_FEWEST_AGAIN, len(heading))
        (aside if is_heading_again else lines).extend(run)
    marks = list(filter(_is_mark_of_page, lines))
    kept = [line for line in (*body[: len(heading)], *lines) if not _is_mark_of_page(line)]
    return kept, sorted([*marks, *aside], key=lambda line: line.where.first)


def _lines_of_heading(body: Sequence[Paragraph]) -> list[str]:
    """Give the lines above the first one that holds an amount, as they are compared."""
    length = first_place(body, _holds_amount)
    return [fold(line.text) for line in body[:length]]


def _is_mark_of_page(line: Paragraph) -> bool:
    return _is_page_mark(line.text)


def _holds_amount(line: Paragraph) -> bool:
    """Tell whether a word of a line is an amount."""
    return any(map(is_amount, map(squeeze, line.text.split())))


def _is_page_mark(text: str) -> bool:
    """Tell whether a line is the number of a page and none of a cell: `- 3 -`, 第3页."""
    holds_digit = any(map(str.isdigit, fold(text)))
    return holds_digit and is_furniture(text) and not is_amount(text)


# --- a row a line ---------------------------------------------------------------------------------
def _of_rows(body: Sequence[Paragraph]) -> Rows | None:
    """Read a row a line, one blank between the cells; two blanks are an empty cell."""
    lines, is_joined = _with_totals(list(map(_tokens, body)))
    first = first_place(lines, _is_row)
    if first is None or sum(map(_is_row, lines)) < _FEWEST_AMOUNTS:
        return None
    upper, lower = lines[:first], lines[first:]
    width = max(map(len, lines))
    for heading in headings(upper, width):
        rows = dumped_rows.grid(heading, lower)
        if rows is None or contradicts(heading, rows):
            continue
        if not is_joined or dumped_rows.adds_up(heading, rows):
            return (*heading, *rows)
    return _closing(upper, lower, width)


def _closing(upper: Sequence[_Words], lower: Sequence[_Words], width: int) -> Rows | None:
    """Give heading and rows where the words of two lines stand over each other in exactly one way
    in which the rows add up; the column of codes may be blank in all of them.
    """
    if len(upper) != _LINES_OF_SPANS:
        return None
    above, below = upper
    closing: dict[Rows, list[Rows]] = {}
    for wide in range(width, width + _MOST_BLANK + 1):
        for heading in over_spans(above, below, wide):
            rows = dumped_rows.grid(heading, lower)
            if rows is not None and dumped_rows.adds_up(heading, rows):
                closing.setdefault(rows, []).append(heading)
    return _proven(closing)


def _proven(closing: dict[Rows, list[Rows]]) -> Rows | None:
    """Give the one table of rows that close, where they have one heading, or prove one of several
    by the amounts of each row.
    """
    if len(closing) != 1:
        return None
    ((rows, possible),) = closing.items()
    heading = possible[0] if len(possible) == 1 else proven(possible, rows)
    return None if heading is None else (*heading, *rows)


def _tokens(line: Paragraph) -> _Words:
    """Give the words of a line: `项 目 金额` → 项目, 金额."""
    return [passage(word, line.where) for word in words_of(line.text.strip())]


def _is_row(line: _Words) -> bool:
    """Tell whether a line holds an amount behind its first word."""
    return any(is_amount(cell.text) for cell in line[1:])


def _with_totals(lines: Sequence[_Words]) -> tuple[list[_Words], bool]:
    """Give the lines, and whether some were joined: a total that stands alone above the line of its
    amounts is put before them.
    """
    joined: list[_Words] = []
    for line in lines:
        is_below_total = bool(joined) and _is_total(joined[-1])
        if is_below_total and all(map(is_amount, map(attrgetter("text"), line))):
            joined[-1] = [*joined[-1], *line]
        else:
            joined.append(line)
    return joined, len(joined) < len(lines)


def _is_total(line: _Words) -> bool:
    """Tell whether a line is the word of a total alone: 合计."""
    return len(line) == 1 and is_total(line[0].text)


# --- a cell a line --------------------------------------------------------------------------------
def _of_cells(body: Sequence[Paragraph]) -> Rows | None:
    """Read a cell a line; a longer line is none, and fewer amounts make no table."""
    texts = list(map(attrgetter("text"), body))
    is_too_long = max(map(len, texts), default=0) > _LONGEST_CELL
    if is_too_long or sum(map(is_amount, texts)) < _FEWEST_AMOUNTS:
        return None
    lines = list(map(attrgetter("passage"), body))
    return with_blank_lines.grid(lines) or dumped_cells.grid(lines)
