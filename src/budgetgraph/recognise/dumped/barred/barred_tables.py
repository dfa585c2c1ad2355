"""Rows between bars → the table or the form that they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, takewhile
from operator import attrgetter

from budgetgraph.document import Block, Grid, GridRow, Paragraph, filled
from budgetgraph.forms import fold, forms, is_caption
from budgetgraph.recognise.columns import columns
from budgetgraph.recognise.dumped import rows as dumped_rows
from budgetgraph.recognise.dumped.above import stands_above
from budgetgraph.recognise.dumped.barred import merged_heading
from budgetgraph.recognise.dumped.barred.bar_rows import BarRow, BarTable
from budgetgraph.recognise.dumped.barred.barred_forms import form_rows
from budgetgraph.recognise.first_place import first_place
from budgetgraph.values.amount import is_amount

#: No more rows are heading, and no more headings are tried.
_MOST_ROWS, _MOST_HEADINGS = 4, 40

Rows = tuple[GridRow, ...]


def blocks(table: BarTable) -> list[Block] | None:
    """Give what stands above a table, and the table or the form; None where it cannot be told."""
    above = _count_above(table.rows)
    notes = _count_notes(table.rows)
    body = table.rows[above : len(table.rows) - notes]
    if not body:
        return None
    grid = form_rows(body) or _table(body, table.width) or _narrow_table(body, table.width)
    if grid is None:
        return None
    below = _lines(table.rows[above + len(body) :])
    return [*_lines(table.rows[:above]), Grid(grid), *below]


def has_merged_heading(rows: Sequence[BarRow]) -> bool:
    """Tell whether cells are merged in the heading of a table, which ends with its first amount."""
    return any(row.padding > 1 for row in _heading(rows))


def has_blanks_in_place(rows: Sequence[BarRow]) -> bool:
    """Tell whether the heading of a table has a blank cell before a filled one.

    项目 || 本年支出 |||          the blank cells of merged ones stand where they belong
    项目 | 本年支出 | |||         they stand behind the last cell, wherever they belong
    """
    return any(not all(map(attrgetter("text"), row.cells)) for row in _heading(rows))


def _heading(rows: Sequence[BarRow]) -> Sequence[BarRow]:
    """Give the rows above the first amount, without the titles and captions above the table."""
    below = rows[_count_above(rows) :]
    return below[: first_place(below, _holds_amount)]


def _count_above(rows: Sequence[BarRow]) -> int:
    """Count the rows at the beginning that stand above the table: its title, its captions."""
    first = first_place(rows, lambda row: not _stands_above(row))
    return len(rows) if first is None else first


def _count_notes(rows: Sequence[BarRow]) -> int:
    """Count the notes at the end of a table, each merged over all of it: 注：按公开口径填列。"""
    return sum(1 for _ in takewhile(_is_note, reversed(rows)))


def _is_note(row: BarRow) -> bool:
    printed = list(map(attrgetter("text"), filled(row.cells)))
    return len(printed) == 1 and fold(printed[0]) in forms().form["note"]


def _stands_above(row: BarRow) -> bool:
    """Tell whether a row is a title or captions: 石桥县水务局 | 预算年度：2025 | 单位：万元; or one cell that
    is merged over the whole table.
    """
    printed = list(map(attrgetter("text"), filled(row.cells)))
    if len(printed) == 1 and row.padding > 1:
        return True
    has_caption = any(map(is_caption, printed))
    if has_caption and row.padding:
        return True
    return all(map(stands_above, printed))


def _lines(rows: Sequence[BarRow]) -> Iterator[Paragraph]:
    for row in rows:
        yield from map(Paragraph, filled(row.cells))


# --- tables ---------------------------------------------------------------------------------------
def _table(rows: Sequence[BarRow], width: int) -> Rows | None:
    """Give heading and rows: of the headings that fit the first that closes, else the likeliest
    where no other one is as likely.
    """
    first = first_place(rows, _holds_amount)
    if first is None or not 0 < first <= _MOST_ROWS:
        return None
    lines = [row.padded() for row in rows[first:]]
    fitting: list[tuple[int, Rows]] = []
    for score, heading in islice(merged_heading.headings(rows[:first], width), _MOST_HEADINGS):
        below = dumped_rows.grid(heading, lines) or _nameless(heading, lines)
        if below is None:
            continue
        if dumped_rows.adds_up(heading, below):
            return (*heading, *below)
        fitting.append((score, (*heading, *below)))
    return _likeliest(fitting)


def _narrow_table(rows: Sequence[BarRow], width: int) -> Rows | None:
    """Give heading and rows without the columns at the end that no row with amounts reaches: some
    pages print more bars than the table has columns.
    """
    reached = max((len(row.cells) for row in rows if _holds_amount(row)), default=width)
    narrower = [replace(row, padding=row.padding + reached - width) for row in rows]
    is_narrower = 0 < reached < width and all(row.padding >= 0 for row in narrower)
    return _table(narrower, reached) if is_narrower else None


def _likeliest(fitting: Sequence[tuple[int, Rows]]) -> Rows | None:
    """Give the first of the tables that fit, the likelier first; None where two are as likely."""
    if not fitting:
        return None
    (score, rows), *others = fitting
    return None if others and others[0][0] == score else rows


def _nameless(heading: Rows, lines: Sequence[GridRow]) -> Rows | None:
    """Give the line of a table that has amounts alone, one below each heading: “三公” tables."""
    roles = set(map(attrgetter("role"), columns(heading)))
    if not roles <= {"value"} or len(lines) != 1:
        return None
    (line,) = lines
    are_amounts = all(map(is_amount, map(attrgetter("text"), line)))
    return (line,) if are_amounts else None


def _holds_amount(row: BarRow) -> bool:
    return any(is_amount(cell.text) for cell in row.cells)
