"""Words, paragraphs and numbers of entries that stand twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.document.list_marks import ListMark, entry_mark
from budgetgraph.validate.wording.broken.breaks import AROUND, Break
from budgetgraph.validate.wording.known import pattern

_TWICE = pattern("repeats", "twice")
#: A paragraph of so many characters is not the same as its neighbour by chance.
_LONGEST_BY_CHANCE = 40
#: So many lines apart, two entries follow each other.
_NEAR = 3
_WIDEST = 16


def repeated(passages: Sequence[Passage]) -> Iterator[Break]:
    """Give what stands twice: 主要用于用于, a paragraph that its neighbour holds, two entries 2、."""
    for passage in passages:
        yield from _words(passage)
    for before, passage in pairwise(passages):
        text = passage.text
        if len(text) >= _LONGEST_BY_CHANCE and text in before.text:
            place = passage.place(0, len(text))
            yield Break(text[:AROUND], "整段重复", "is a paragraph that stands twice", place)
    yield from _numbers(passages)


def _words(passage: Passage) -> Iterator[Break]:
    """Give the words of a paragraph that are said twice: 情况情况."""
    for match in _TWICE.finditer(fold_in_place(passage.text)):
        start, end = match.span()
        yield Break(passage.text[start:end], "重复", "is said twice", passage.place(start, end))


def _numbers(passages: Sequence[Passage]) -> Iterator[Break]:
    """Give an entry with the number of the one before it, where the entries around them count on.

    1、 2、 2、 4、 → the second 2、.
    """
    for run in _runs(passages):
        numbers = [mark.number for _, mark in run]
        for at in range(1, len(run)):
            if _is_again(numbers, at):
                passage, mark = run[at]
                words = passage.text[:_WIDEST]
                place = passage.place(0, mark.end)
                yield Break(words, "序号重复", "has a number that stands twice", place)


def _is_again(numbers: Sequence[int], at: int) -> bool:
    """Tell whether a number is the one before it, and the entries around both count on.

    Two lists of one entry each, which both begin with 1, do not.
    """
    number = numbers[at]
    if number != numbers[at - 1] or number == 0:
        return False
    counted_up = at >= 2 and numbers[at - 2] == number - 1
    counts_on = at + 1 < len(numbers) and numbers[at + 1] in (number + 1, number + 2)
    return counted_up and (counts_on or at + 1 == len(numbers))


def _runs(passages: Sequence[Passage]) -> Iterator[list[tuple[Passage, ListMark]]]:
    """Give the entries of one style that follow each other with nothing between them."""
    run: list[tuple[Passage, ListMark]] = []
    for passage in passages:
        mark = entry_mark(passage.text)
        if run and not _goes_on(run[-1], passage, mark):
            yield run
            run = []
        if mark is not None:
            run.append((passage, mark))
    if run:
        yield run


def _goes_on(last: tuple[Passage, ListMark], passage: Passage, mark: ListMark | None) -> bool:
    """Tell whether a paragraph is the next entry of a list."""
    before, style = last
    if mark is None or mark.style is not style.style:
        return False
    return passage.where.first - before.where.last <= _NEAR
