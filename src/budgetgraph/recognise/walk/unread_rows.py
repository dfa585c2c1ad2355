"""Rows of tables that stand as running text, because nothing tells their columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from operator import attrgetter

from budgetgraph.document import Paragraph
from budgetgraph.document.problems import Note
from budgetgraph.document.where import Where, span

#: An amount without a unit at the end of its line, or before the next amount: 公务接待费 1.80 0 0.
_BARE_AMOUNT = re.compile(r"(?:^|(?<=\s))-?\d[\d,]*\.\d+(?=\s*$|[ \t|]+-?\d)", re.MULTILINE)
#: A sentence ends so; its amounts are read or noted one by one.
_SENTENCE = "。"
#: So many amounts make a table of lines, and no more lines than this lie between two of them.
_FEWEST = 3
_WIDEST_GAP = 12


def unread_rows(prose: Sequence[Paragraph], titles: Sequence[Where]) -> Iterator[Note]:
    """Say where amounts without units stand in lines below each other that no table holds.

    A table of which only the title was claimed says so itself: `titles` are the places of those.
    """
    for run in _runs(prose):
        place = span(map(attrgetter("where"), run))
        count = sum(map(_count, run))
        if count >= _FEWEST and not any(_stands_above(title, place) for title in titles):
            reason = f"{count} amounts stand in lines whose columns cannot be told; none is read"
            yield Note("table-not-read", reason, place)


def _runs(prose: Sequence[Paragraph]) -> Iterator[list[Paragraph]]:
    """Give the paragraphs with bare amounts that stand close to each other."""
    run: list[Paragraph] = []
    for paragraph in filter(_count, prose):
        if run and not _is_close(run[-1].where, paragraph.where):
            yield run
            run = []
        run.append(paragraph)
    if run:
        yield run


def _count(paragraph: Paragraph) -> int:
    """Count the bare amounts of a paragraph; a sentence has none."""
    if _SENTENCE in paragraph.text:
        return 0
    return len(_BARE_AMOUNT.findall(paragraph.text))


def _is_close(left: Where, right: Where) -> bool:
    """Tell whether two places lie on one page with few lines between them."""
    return left.page == right.page and right.first - left.last <= _WIDEST_GAP


def _stands_above(title: Where, place: Where) -> bool:
    """Tell whether a title stands in a place or right above it."""
    return title.page == place.page and -_WIDEST_GAP <= title.first - place.first <= (
        place.last - place.first
    )
