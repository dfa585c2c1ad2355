"""Journeys, vehicles and guests that the prose counts, against the rows of a table that do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from budgetgraph.disclosure import Row, Table
from budgetgraph.document import Passage
from budgetgraph.document.folding import fold, fold_in_place
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault
from budgetgraph.values.amount import decimal_or_none

_RULE = "statement-matches-table"
#: What is counted: what its row is called, and how the prose tells it.
_COUNTED = tuple(
    (pattern("table_counts", f"{name}_row"), pattern("table_counts", name))
    for name in ("journeys", "travellers", "bought", "kept", "visits", "guests")
)
_COMMA = ","


@dataclass(frozen=True, slots=True)
class _Counted:
    """The row of a table that counts something, and the whole numbers that it prints."""

    table: Table
    row: Row
    counts: frozenset[int]


def counted_otherwise(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each count of the prose that the row of a table for the same thing does not print.

    `国内公务接待63批次` beside `国内公务接待批次（个） 36`.
    """
    tables = [*paper.disclosure.tables, *paper.unknown_tables]
    for row_name, words in _COUNTED:
        rows = list(_rows(tables, row_name))
        told = list(_told(paper, words))
        counts = {count for _, _, count in told}
        if len(rows) != 1 or len(counts) != 1 or not any(rows[0].counts):
            continue
        passage, span, count = told[0]
        if count in rows[0].counts:
            paper.right["counts"] += 1
        else:
            yield _fault(rows[0], passage, span, count)


def _rows(tables: list[Table], name: re.Pattern[str]) -> Iterator[_Counted]:
    """Give the rows of this name that print whole numbers alone."""
    for table in tables:
        for row in table.rows:
            if table.where.picture is not None or not name.search(fold(row.item)):
                continue
            printed = [decimal_or_none(cell.value) for cell in row.cells]
            numbers = [number for number in printed if number is not None]
            counts = [int(number) for number in numbers]
            if counts and counts == numbers:
                yield _Counted(table, row, frozenset(counts))


def _told(
    paper: CheckedPaper, words: re.Pattern[str]
) -> Iterator[tuple[Passage, tuple[int, int], int]]:
    """Give each count of the prose with its paragraph and its place in it."""
    for passage in paper.prose:
        for match in words.finditer(fold_in_place(passage.text)):
            yield passage, match.span("count"), int(match["count"].replace(_COMMA, ""))


def _fault(counted: _Counted, passage: Passage, span: tuple[int, int], count: int) -> Fault:
    """Say what the prose counts, and what the row of the table prints."""
    name = counted.row.item
    printed = "、".join(map(str, sorted(counted.counts)))
    title = counted.table.title
    return Fault(
        _RULE,
        f"{name} {count}",
        f"{name}：说明文字为 {count}，{title}列示 {printed}。",
        f"{name}: the prose says {count}, {title} prints {printed}.",
        [passage.place(*span), counted.row.where],
    )
