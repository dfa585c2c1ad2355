"""A table that came out one cell a line → its heading and its lines of cells.

收入 · 支出 · 项目 · 金额 · 项目 · 金额 · 一、拨款 · 5.00 · 一、教育支出 · 5.00
→   heading of two rows and four columns, one row of four cells
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter

from budgetgraph.document import GridRow, Passage, filled
from budgetgraph.document.folding import fold
from budgetgraph.document.list_marks import list_mark
from budgetgraph.recognise.closing import closes
from budgetgraph.recognise.columns import columns
from budgetgraph.recognise.dumped import rows as dumped_rows
from budgetgraph.recognise.dumped.adding_up import figures as dumped_figures
from budgetgraph.recognise.dumped.adding_up.across import contradicts, proven
from budgetgraph.recognise.dumped.heading import headings, is_known, over_spans
from budgetgraph.values.amount import is_amount
from budgetgraph.values.sums import is_total

_NARROWEST, _WIDEST = 2, 16
#: The cells of a heading, at most.
_LONGEST_HEADING = 40
#: At least every second cell of the columns of amounts holds one.
_PART_FILLED = 2

Rows = tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    """A heading that some words may be, and the rows below it."""

    words: Sequence[Passage]
    heading: Rows
    rows: Rows


def grid(cells: Sequence[Passage]) -> Rows | None:
    """Give heading and rows; None where the cells fall into columns in no way, or in several.

    The first table that closes wins; one of which nothing can be added up has to be the only one.
    """
    unknown: list[_Reading] = []
    closing: list[_Reading] = []
    for reading in _readings(cells):
        is_closed = closes(dumped_figures.figures(reading.rows, columns(reading.heading)))
        if is_closed:
            closing.append(reading)
        elif is_closed is None:
            unknown.append(reading)
    if closing:
        return _fitting(closing[0])
    return _fitting(unknown[0]) if len(unknown) == 1 else _with_blanks(cells)


def _with_blanks(cells: Sequence[Passage]) -> Rows | None:
    """Give heading and rows of a table of one list of names whose blank cells were left out; None
    unless the rows close in exactly one way, under known words. Of their headings the one that the
    amounts of each row prove is taken, else the likeliest that they do not contradict.
    """
    closing: dict[Rows, _Reading] = {}
    for words, rest in _possible_headings(cells):
        if not all(map(is_known, words)) or _may_be_exchanged(words[-1], rest[0]):
            continue
        lines = list(_lines(rest))
        for heading in _headings(words):
            rows = _closed(heading, lines)
            if rows is not None:
                closing.setdefault(rows, _Reading(words, heading, rows))
    return _fitting(next(iter(closing.values()))) if len(closing) == 1 else None


def _fitting(reading: _Reading) -> Rows | None:
    """Give the rows below the heading that their amounts prove, else below the likeliest one; None
    where they contradict that one.
    """
    words, rows = reading.words, reading.rows
    possible = [reading.heading]
    for cut in range(1, len(words)):
        possible += over_spans(words[:cut], words[cut:], len(rows[0]))
    heading = proven(possible, rows)
    if heading is None and not contradicts(reading.heading, rows):
        heading = reading.heading
    return None if heading is None else (*heading, *rows)


def _may_be_exchanged(last: Passage, first: Passage) -> bool:
    """Tell whether the last word of a heading may be the name of the first row, and what seems to
    be that name the last heading: a heading that goes over two lines is printed behind 合计.

    科目名称 · 合计 · 金额 · 10,070.48 · 201      → yes: 合计 is the row, 金额 the heading
    科目名称 · 合计 · 201 · 教育支出 · 10,070.48  → no
    """
    text = fold(first.text)
    is_code = text.isdecimal()
    return is_total(last.text) and not is_code and list_mark(text) is None


def _headings(words: Sequence[Passage]) -> Iterator[Rows]:
    """Give every heading that a list of words may be."""
    for width in range(_NARROWEST, min(len(words), _WIDEST) + 1):
        yield from headings([words], width)


def _closed(heading: Rows, lines: Sequence[Sequence[Passage]]) -> Rows | None:
    """Give the rows of lines under a heading of one list of names, where they add up."""
    of_table = columns(heading)
    is_one_list = len(set(map(dumped_figures.list_of_names, of_table))) == 1
    rows = dumped_rows.grid(heading, lines) if is_one_list else None
    return rows if rows is not None and dumped_rows.adds_up(heading, rows) else None


def _lines(cells: Sequence[Passage]) -> Iterator[Sequence[Passage]]:
    """Part cells into the rows that they are: a row begins at the name, or the code, behind an
    amount.

    教育支出 · 5.00 · 205 · 其他 · 2.00     → 教育支出 5.00, 205 其他 2.00
    """
    start = 0
    for at in range(1, len(cells)):
        is_behind_amount = is_amount(cells[at - 1].text) and at - 1 > start
        if is_behind_amount and _begins_row(cells, at):
            yield cells[start:at]
            start = at
    yield cells[start:]


def _begins_row(cells: Sequence[Passage], at: int) -> bool:
    """Tell whether a cell behind an amount is a name, or a code before a name."""
    if not is_amount(cells[at].text):
        return True
    is_before_name = at + 1 < len(cells) and not is_amount(cells[at + 1].text)
    return is_before_name and cells[at].text.strip().isdecimal()


def _readings(cells: Sequence[Passage]) -> Iterator[_Reading]:
    """Give every heading with its rows that the cells may be."""
    for words, rest in _possible_headings(cells):
        for heading, lines in _cuts_below(words, rest):
            rows = dumped_rows.grid(heading, lines)
            if rows is not None and _holds_amounts_alike(rows, heading):
                yield _Reading(words, heading, rows)


def _possible_headings(
    cells: Sequence[Passage],
) -> Iterator[tuple[Sequence[Passage], Sequence[Passage]]]:
    """Give every list of words that the cells may begin with as a heading, and the rest."""
    # a code in front of the first row looks like an amount: the heading may reach up to it
    longest = min(_first_amount(cells), _LONGEST_HEADING)
    for length in range(_NARROWEST, longest + 1):
        words, rest = cells[:length], cells[length:]
        if rest[0] and _may_be_heading(words):
            yield words, rest


def _first_amount(cells: Sequence[Passage]) -> int:
    """Find the first cell that is an amount; 0 where none is."""
    for at, cell in enumerate(cells):
        if is_amount(cell.text):
            return at
    return 0


def _may_be_heading(words: Sequence[Passage]) -> bool:
    """Tell whether cells may be a heading: none is blank, and one is known at least."""
    return all(words) and any(map(is_known, words))


def _cuts_below(
    words: Sequence[Passage], rest: Sequence[Passage]
) -> Iterator[tuple[Rows, list[Sequence[Passage]]]]:
    """Give the headings of one list of words, with the rest in lines of their width."""
    widest = min(len(words), _WIDEST)
    for width in range(_NARROWEST, widest + 1):
        if len(rest) % width:
            continue
        lines = [rest[at : at + width] for at in range(0, len(rest), width)]
        for heading in headings([words], width):
            yield heading, lines


def _holds_amounts_alike(rows: Rows, heading: Rows) -> bool:
    """Tell whether the columns that are known to hold amounts do so in most rows."""
    roles = list(map(attrgetter("role"), columns(heading)))
    values = max(roles.count("value"), 1)
    cells = filled(chain.from_iterable(rows))
    amounts = sum(is_amount(cell.text) for cell in cells)
    return amounts >= len(rows) * values // _PART_FILLED
