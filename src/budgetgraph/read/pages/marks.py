"""What the lines of a page are: furniture between the pages, running headers, headings of tables,
tables without rulings.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain, filterfalse, pairwise
from operator import attrgetter

from budgetgraph.forms import fold, forms, is_caption, is_one_of, role, table_type
from budgetgraph.forms.heading_words import is_word
from budgetgraph.forms.title_kinds import names_table
from budgetgraph.read.pages.page import Line, Page, Word
from budgetgraph.values.amount import is_amount, is_number, is_precise

_text, _segments = attrgetter("text"), attrgetter("segments")
_LEADER = re.compile(r"\.{4,}|…{2,}|·{4,}")
#: Running headers and footers are among so many lines at each end of a page.
_EDGE_LINES = 2
#: So many items without an amount may follow each other in a table.
_BLANK_ROWS = 30
#: A line of a table that is one segment is no longer than this (characters).
_LONGEST_ITEM = 30
#: So many upper lines of a heading may be one segment, each no longer than this (characters).
_HEADING_LINES, _LONGEST_HEADING = 6, 60
#: No heading ends so.
_STOPS = ("。", "；", "，", ";", ",")
#: The lines of one cell follow each other in less than this (heights).
_SAME_CELL = 1.6
#: A line of running text that may reach the margin is longer than this (characters).
_SHORT_LINE = 20
#: Lines that end nearer to each other than this (points) end at one place.
_SAME_END = 6.0
#: So many long lines show by their end where the margin is.
_LINES_AT_MARGIN = 3
#: The headings of the catalogue that head columns of words.
_WORD_COLUMNS = ("serial", "code", "code_parts", "item", "revenue_side", "expenditure_side")


def is_heading(cells: Sequence[str]) -> bool:
    """Tell whether a row at the top of a page is a heading: at least half of its cells are words
    that head columns, and no amount stands in it.

    科目编码, 科目名称, 本年预算 → yes     2080501, 行政单位离退休, 120.00 → no
    """
    filled = list(filter(None, cells))
    if len(filled) < 2 or any(map(is_amount, filled)):
        return False
    known = list(filter(heads_column, filled))
    return 2 * len(known) >= len(filled)


def heads_column(text: str) -> bool:
    """Tell whether a text heads a column of words, of indicators or of units."""
    if is_one_of(forms().heading, _WORD_COLUMNS, text):
        return True
    roles = (role(forms().indicator, text), role(forms().unit, text))
    return any(roles)


def unruled_length(lines: Sequence[Line], titled: bool, goes_on: bool = False) -> int:
    """Tell how many lines from the first one on are a table without rulings.

    They are lines of several segments, two of them with amounts. Below a title of a table
    (`titled`) and on the page after a table (`goes_on`) one line with amounts is enough, below a
    title the heading alone, too.
    """
    above = _length_of_heading_above(lines) if titled else 0
    body = lines[above:]
    if not _begins_table(body):
        return 0
    length, amounts = _table_length(body)
    enough = 1 if goes_on or titled else 2
    has_heading_alone = titled and not above and _has_heading(body[:length])
    if amounts < enough and not has_heading_alone:
        return 0
    return above + length + _length_of_rest(body, length)


def _begins_table(lines: Sequence[Line]) -> bool:
    """Tell whether a table may begin with the first of some lines."""
    return bool(lines) and (_may_begin_table(lines[0]) or _is_group(lines))


def _length_of_heading_above(lines: Sequence[Line]) -> int:
    """Tell how many lines right below a title are the upper lines of a heading, each one segment:
    words that are narrow apart, or over several columns.

               2025年预算数
    科目名称   小计    基本支出      → 1
    """
    for length, line in enumerate(lines[:_HEADING_LINES]):
        if _begins_table(lines[length:]):
            return length
        if not _may_be_upper(line):
            return 0
    return 0


def _may_be_upper(line: Line) -> bool:
    """Tell whether a line may be an upper line of a heading: it is short and no sentence."""
    is_short = len(line.text) <= _LONGEST_HEADING
    is_sentence = line.text.endswith(_STOPS)
    return is_short and not is_sentence and not _ends_table(line)


def _length_of_rest(lines: Sequence[Line], length: int) -> int:
    """Tell how many lines right below a table are the rest of its last cells."""
    rest = 0
    for above, line in pairwise(lines[length - 1 :]):
        is_far = line.top - above.top >= _SAME_CELL * line.height
        if is_far or _is_no_item(line):
            break
        rest += 1
    return rest


def _is_no_item(line: Line) -> bool:
    """Tell whether a line is too long for a row of one cell, or belongs to no table."""
    return len(line.text) > _LONGEST_ITEM or _ends_table(line)


def _may_begin_table(line: Line) -> bool:
    """Tell whether a line has several cells and is no caption (单位：万元) and no page mark."""
    return _has_cells(line) and not is_caption(line.text) and not is_furniture(line)


def _has_cells(line: Line) -> bool:
    """Tell whether a line has several segments, or amounts right beside each other."""
    return len(line.segments) > 1 or _has_amounts_beside(line)


def _has_amounts_beside(line: Line) -> bool:
    """Tell whether an amount stands beside another number with no word between, as in full
    cells.
    """
    return any(map(_are_amounts_beside, line.pieces, line.pieces[1:]))


def _are_amounts_beside(left: Word, right: Word) -> bool:
    """Tell whether two pieces are numbers, one of them an amount: 27 | 9,500.00."""
    is_amount_there = is_precise(left.text) or is_precise(right.text)
    return is_amount_there and is_number(left.text) and is_number(right.text)


def _has_amount(line: Line) -> bool:
    """Tell whether an amount stands in a cell of a line."""
    is_told = any(map(is_precise, map(_text, line.segments)))
    return is_told or _has_amounts_beside(line)


def _is_group(lines: Sequence[Line]) -> bool:
    """Tell whether a heading of several columns stands alone in its line: 本年收入 above 小计, 上年结转."""
    is_alone = len(lines[0].segments) == 1 and is_word(lines[0].text)
    return is_alone and len(lines) > 1 and _may_begin_table(lines[1])


def _table_length(lines: Sequence[Line]) -> tuple[int, int]:
    """Give how many lines belong together as rows, and how many of these have amounts."""
    length = amounts = 0
    for index, line in enumerate(lines):
        if index - length > _BLANK_ROWS or _ends_table(line):
            break
        has_amount = _has_amount(line)
        follows_row = index == length
        may_be_row = has_amount or follows_row or amounts == 0
        if may_be_row and _has_cells(line):
            length = index + 1
            amounts += has_amount
        elif _is_no_item(line):
            break
    return length, amounts


def _ends_table(line: Line) -> bool:
    """Tell whether a line belongs to no table: a page mark, a line of a table of contents
    (一、概况……3), a note below a table, a caption or the title of the next table.
    """
    text = line.text
    if is_furniture(line) or is_caption(text) or _has_leader(line):
        return True
    return fold(text) in forms().form["note"] or bool(table_type(text))


def _has_leader(line: Line) -> bool:
    """Tell whether dots lead from a text to its page number: 一、概况……3."""
    return _LEADER.search(line.text) is not None


def _has_heading(lines: Sequence[Line]) -> bool:
    segments = chain.from_iterable(map(_segments, lines))
    return any(map(is_word, map(_text, segments)))


def is_furniture(line: Line) -> bool:
    """Tell whether a line is a page number or a mark between pages.

    Several numbers side by side are none: `5  5  0` is the rest of three amounts.
    """
    numbers = list(filter(str.isdecimal, map(_text, line.segments)))
    return len(numbers) < 2 and fold(line.text) in forms().form["furniture"]


def margin(pages: Sequence[Page], width: float) -> float:
    """Tell the right margin of the running text on pages of one width.

    It is the rightmost place where three long lines end, or else where one does.
    """
    ends = list(_ends_of_long_lines(pages, width))
    shared = list(filter(partial(_is_shared, ends), ends))
    return max(shared or ends, default=width)


def _ends_of_long_lines(pages: Sequence[Page], width: float) -> Iterator[float]:
    """Give where the long lines of running text end on pages of one width."""
    for page in pages:
        if page.width == width:
            running = filter(_is_running, page.lines)
            yield from map(_end, running)


def _end(line: Line) -> float:
    """Give the right end of a line."""
    return line.segments[-1].x1


def _is_shared(ends: Sequence[float], end: float) -> bool:
    """Tell whether enough lines end at one place, one of them here."""
    near = 0
    for other in ends:
        near += abs(other - end) < _SAME_END
    return near >= _LINES_AT_MARGIN


def _is_running(line: Line) -> bool:
    """Tell whether a line is one of running text that is long enough to reach the margin."""
    is_long = len(line.text) > _SHORT_LINE
    return is_long and len(line.segments) == 1 and not _has_leader(line)


def without_digits(text: str) -> str:
    """Give what a running header has in common with those of other pages: 第 3 页 → 第页."""
    return fold(re.sub(r"\d", "", text))


def running_headers(pages: Sequence[Page]) -> frozenset[str]:
    """Give the running headers and footers, without their digits.

    They are the first and last lines that stand, but for their digits, on most pages.
    """
    count: Counter[str] = Counter()
    for page in pages:
        count.update(_edge_texts(page))
    most = max(2, len(pages) // 2)
    return frozenset(filter(lambda text: count[text] > most, count))


def _edge_texts(page: Page) -> set[str]:
    """Give the first and last lines of a page without digits; captions and titles are none."""
    edges = (*page.lines[:_EDGE_LINES], *page.lines[-_EDGE_LINES:])
    texts = filterfalse(names_table, map(_text, edges))
    return set(map(without_digits, texts))
