"""Pages between others on which nothing stands at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import pairwise
from typing import Protocol

from budgetgraph.disclosure import Disclosure
from budgetgraph.document.folding import fold
from budgetgraph.document.where import Where
from budgetgraph.validate.wording.broken.breaks import Break
from budgetgraph.validate.wording.known import pattern

_PAGE_NUMBER = pattern("sentences", "page_number")
#: A line that stands so often, and on half of the pages, is a running header.
_FEWEST = 3


def empty_pages(disclosure: Disclosure) -> Iterator[Break]:
    """Give the pages between others on which nothing stands but what stands on every page.

    What is before the first page with words, or behind the last, is a cover or its back.
    """
    by_page = _lines_by_page(disclosure)
    pictures = _pictures(disclosure)
    running = _running(disclosure.source.lines, len(by_page))
    for before, after in pairwise(sorted(by_page)):
        between = disclosure.source.lines[max(by_page[before]) : min(by_page[after]) - 1]
        if not all(_is_furniture(line, running) for line in between):
            continue
        for page in range(before + 1, after):
            if page not in pictures:
                yield Break("", f"第 {page} 页为空页", f"page {page} is empty", Where(0, 0, page))


def _running(lines: Sequence[str], pages: int) -> set[str]:
    """Give the lines that stand on most pages, without their digits: a running header."""
    counted = Counter(map(_without_digits, lines))
    most = max(_FEWEST, pages // 2)
    return {text for text, count in counted.items() if count >= most}


def _is_furniture(line: str, running: Set[str]) -> bool:
    """Tell whether a line is the number of a page, a running header or nothing."""
    return _PAGE_NUMBER.fullmatch(fold(line)) is not None or _without_digits(line) in running


def _without_digits(line: str) -> str:
    """Give what a line has in common with those of other pages."""
    return re.sub(r"\d", "", fold(line))


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
