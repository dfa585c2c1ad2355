"""Why lines that hold no value are passed over: headings, labels without a value, running text by
the part that it stands in, marks between pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain, compress, filterfalse
from operator import attrgetter

from budgetgraph.disclosure import Disclosure, Table
from budgetgraph.document import GridRow, Paragraph, Passage, row_where
from budgetgraph.document.where import Where
from budgetgraph.forms import fold, forms, role
from budgetgraph.recognise import Fragment, Recognised, TableClaim, is_indicator_heading
from budgetgraph.recognise.columns import columns
from budgetgraph.recognise.labels import UNKNOWN, labelled_cells

#: A place with the reason why it is passed over.
Reason = tuple[Where, str]

#: The reason of the first heading of a table or of indicators where no value stands in it.
HEADING = "heading"

#: The dots of a line of a table of contents, with a page number or without.
_LEADER = re.compile(r"(?:(?<!\.)\.{3,}+|(?<!…)…{2,}+|(?<!·)·{3,}+)\d*+$")
#: The line under the heading of a table in Markdown: | --- | --- |
_RULE = re.compile(r"[-|:]{3,}+")
#: A heading that opens a part of a disclosure is no longer; a note to a table is shorter than this.
_LONGEST_HEADING, _LONGEST_NOTE = 40, 120
#: What says which row or class a row is, and is no amount.
_OF_ROWS = frozenset({"serial", "code_aside", "code", "code_part"})


def reasons(recognised: Recognised, disclosure: Disclosure, mapped: set[int]) -> Iterator[Reason]:
    """Give the reason for each place that may be passed over; a place without one was not
    understood. The first reason for a line counts. `mapped` are the lines that hold a value.
    """
    yield from ((caption.where, "repeated caption") for caption in recognised.captions)
    yield from ((title.where, "repeated title") for title in recognised.titles)
    for table, claim in zip(disclosure.tables, recognised.tables, strict=True):
        yield from _of_table(table, claim, mapped)
    for form in recognised.forms:
        rows = list(filter(any, chain.from_iterable((*form.pages, *form.rest))))
        yield from _of_form(rows, mapped)
    yield from _prose(recognised)


# --- tables ---------------------------------------------------------------------------------------
def _of_table(table: Table, claim: TableClaim, mapped: set[int]) -> Iterator[Reason]:
    """Give the headings of a table, the rows of an empty one, and the numbers of rows; nothing of a
    table that could not be read.
    """
    if not table.rows and not table.empty:
        return
    reason = HEADING
    for fragment in claim.fragments:
        yield from _because(reason, fragment.heading)
        reason = "repeated heading"
        if table.empty:
            yield from _because("row of an empty table", fragment.rows)
        else:
            yield from _numbers_of_rows(fragment, mapped)


def _because(reason: str, rows: Iterable[GridRow]) -> Iterator[Reason]:
    """Give the places of the rows that hold anything, with one reason."""
    for row in filter(any, rows):
        yield row_where(row), reason


def _numbers_of_rows(fragment: Fragment, mapped: set[int]) -> Iterator[Reason]:
    """Give the cells that only number a row or tell its class, where they have a line of their
    own.
    """
    is_mapped = partial(_is_mapped, mapped=mapped)
    open_rows = list(filterfalse(is_mapped, filter(any, fragment.rows)))
    if not open_rows:
        return
    roles = list(map(attrgetter("role"), columns(fragment.heading, fragment.rows)))
    numbering = list(map(_OF_ROWS.__contains__, roles))
    for row in open_rows:
        for cell in filter(None, compress(row, numbering)):
            yield cell.where, "number of a row"


def _is_mapped(row: GridRow, mapped: set[int]) -> bool:
    """Tell whether every line of a row holds a value."""
    where = row_where(row)
    return mapped.issuperset(range(where.first, where.last + 1))


# --- forms ----------------------------------------------------------------------------------------
def _of_form(rows: Iterable[GridRow], mapped: set[int]) -> Iterator[Reason]:
    """Give the rows of a form without a value of a field: other fields (联系人), labels alone, the
    headings of indicators, and rows that are printed again.
    """
    seen: set[str] = set()
    for row in rows:
        text = fold("".join(map(attrgetter("text"), row)))
        where = row_where(row)
        if text in seen:
            yield where, "repeated row of a form"
        elif not _is_mapped(row, mapped):
            yield from _of_row(row, where)
        seen.add(text)


def _of_row(row: GridRow, where: Where) -> Iterator[Reason]:
    if is_indicator_heading(row):
        yield where, HEADING
        return
    if _is_other_field(row):
        yield where, "other field of a form"
        return
    for cell in row:
        if cell and _is_label(cell):
            yield cell.where, "label"


def _is_other_field(row: GridRow) -> bool:
    """Tell whether a row is of a field that is read into nothing: 联系人 | …"""
    first = next(filter(None, row), row[0])
    label = forms().label
    return any(first.text in label[name] for name in ("plain", "end", "behind"))


def _is_label(cell: Passage) -> bool:
    """Tell whether a cell is a known label or a known heading of indicators, and no value."""
    if role(forms().indicator, cell.text.strip()) is not None:
        return True
    parts = labelled_cells((cell,))
    return all(part.key not in (None, UNKNOWN) for part in parts)


# --- running text ---------------------------------------------------------------------------------
def _prose(recognised: Recognised) -> Iterator[Reason]:
    """Give running text by the part it stands in, and the marks between pages.

    What the cells of a sheet hold may be running text too: a list of contents, sentences.
    """
    claimed = {id(paragraph) for paragraph in recognised.prose}
    blocks = [block for block in recognised.document.blocks if isinstance(block, Paragraph)]
    own = set(map(id, blocks))
    of_cells = [paragraph for paragraph in recognised.prose if id(paragraph) not in own]
    part = "prose"
    for paragraph in sorted([*blocks, *of_cells], key=_first_line):
        reason = mark(paragraph.text)
        if id(paragraph) in claimed and reason is None:
            part = _part(paragraph.text) or part
        yield paragraph.where, reason or part


def _first_line(paragraph: Paragraph) -> int:
    return paragraph.where.first


def mark(text: str) -> str | None:
    """Give the reason of a mark between the pages of a document; None for another line."""
    folded = fold(text)
    if folded in forms().form["furniture"]:
        return "page mark"
    if _RULE.fullmatch(folded):
        return "rule between rows"
    if folded in forms().form["note"] and len(folded) < _LONGEST_NOTE:
        return "note to a table"
    return "contents" if _LEADER.search(folded) else None


def _part(text: str) -> str | None:
    """Give the part of a disclosure that a heading opens: 名词解释 → glossary."""
    folded = fold(text)
    if len(folded) > _LONGEST_HEADING:
        return None
    parts = forms().part
    return next((name for name in parts if folded in parts[name]), None)
