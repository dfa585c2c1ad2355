"""Pages between others on which nothing stands at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Protocol

from budgetgraph.disclosure import Disclosure
from budgetgraph.document.where import Where
from budgetgraph.validate.wording.broken.breaks import Break


def empty_pages(disclosure: Disclosure) -> Iterator[Break]:
    """Give the pages between others on which nothing stands at all.

    What is before the first page with words, or behind the last, is a cover or its back.
    """
    by_page = _lines_by_page(disclosure)
    pictures = _pictures(disclosure)
    for before, after in pairwise(sorted(by_page)):
        between = disclosure.source.lines[max(by_page[before]) : min(by_page[after]) - 1]
        if any(line.strip() for line in between):
            continue
        for page in range(before + 1, after):
            if page not in pictures:
                yield Break("", f"第 {page} 页为空页", f"page {page} is empty", Where(0, 0, page))


def _lines_by_page(disclosure: Disclosure) -> dict[int, list[int]]:
    """Give the lines of each page on which something was read."""
    by_page: dict[int, list[int]] = {}
    for where in _wheres(disclosure):
        if where.page is not None and where.first:
            by_page.setdefault(where.page, []).append(where.first)
    return by_page


def _pictures(disclosure: Disclosure) -> set[int | None]:
    """Give the pages of which a note tells something, and no line of theirs.

    A page that is only a picture is not empty.
    """
    pages: set[int | None] = set()
    for note in disclosure.notes:
        if note.where is not None and not note.where.first:
            pages.add(note.where.page)
    return pages


class _Placed(Protocol):
    @property
    def where(self) -> Where: ...


def _where(placed: _Placed) -> Where:
    """Give where something stands."""
    return placed.where


def _wheres(disclosure: Disclosure) -> Iterable[Where]:
    """Give the places of all that was read from a disclosure, and of its notes."""
    for passage in disclosure.prose:
        yield from map(_where, passage.pieces)
    for table in disclosure.tables:
        yield table.where
        yield from map(_where, table.rows)
    yield from map(_where, disclosure.unclaimed)
    for project in disclosure.projects:
        yield project.where
        yield from map(_where, project.indicators)
    for note in disclosure.notes:
        if note.where is not None:
            yield note.where
