"""Words, paragraphs and numbers of entries that stand twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from budgetgraph.disclosure import Disclosure
from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.document.list_marks import ListMark, MarkStyle, entry_mark, without_mark
from budgetgraph.validate.wording.broken.breaks import AROUND, Break
from budgetgraph.validate.wording.known import pattern

_TWICE, _DEFINED = pattern("repeats", "twice"), pattern("repeats", "defined")
#: A paragraph of so many characters is not the same as its neighbour by chance.
_LONGEST_BY_CHANCE = 40
#: So many lines apart, two paragraphs follow each other.
_NEAR = 3
_WIDEST = 16
_AGAIN = ("整段重复", "is a paragraph that stands twice")
_DEFINED_AGAIN = ("的解释与另一条相同", "is explained as another term is")
_TWICE_NUMBERED = ("序号重复", "has a number that stands twice")
_SKIPPED = ("前缺少一个序号", "comes behind a number that is left out")


def repeated(disclosure: Disclosure) -> Iterator[Break]:
    """Give what stands twice: 主要用于用于, a paragraph that its neighbour holds, two entries 2、."""
    passages = disclosure.prose
    for passage in passages:
        yield from _words(passage)
    yield from _paragraphs(disclosure)
    yield from _numbers(passages)
    yield from _headings(passages)


def _paragraphs(disclosure: Disclosure) -> Iterator[Break]:
    """Give a paragraph that the one right before it holds.

    The same note below each of two tables is none: a table stands between.
    """
    tables = {table.where.first for table in disclosure.tables}
    tables |= {table.where.first for table in disclosure.unclaimed}
    for before, passage in pairwise(disclosure.prose):
        text = passage.text
        is_again = len(text) >= _LONGEST_BY_CHANCE and text in before.text
        if is_again and _is_next(before, passage, tables):
            place = passage.place(0, len(text))
            yield Break(text[:AROUND], *_AGAIN, place)


def _is_next(before: Passage, passage: Passage, tables: Set[int]) -> bool:
    """Tell whether a paragraph follows another with no more than empty lines between, on one page:
    what a page shows no more of may be printed on the next one.
    """
    last, first = before.where.last, passage.where.first
    is_near = first - last <= _NEAR and before.where.page == passage.where.page
    return is_near and tables.isdisjoint(range(last, first))


def _words(passage: Passage) -> Iterator[Break]:
    """Give the words of a paragraph that are said twice: 情况情况."""
    for match in _TWICE.finditer(fold_in_place(passage.text)):
        start, end = match.span()
        yield Break(passage.text[start:end], "重复", "is said twice", passage.place(start, end))


def _numbers(passages: Sequence[Passage]) -> Iterator[Break]:
    """Give an entry with the number of the one before it, or the next but one, where the entries
    around them count on.

    1、 2、 2、 4、 → the second 2、; 1、 2、 4、 5、 → 4、.
    """
    for run in _runs(passages):
        numbers = [mark.number for _, mark in run]
        for at in range(1, len(run)):
            if _is_again(numbers, at):
                passage, mark = run[at]
                words = passage.text[:_WIDEST]
                place = passage.place(0, mark.end)
                yield Break(words, *_TWICE_NUMBERED, place)
            elif _is_skipped(run, numbers, at):
                passage, mark = run[at]
                words = passage.text[:_WIDEST]
                yield Break(words, *_SKIPPED, passage.place(0, mark.end))
        entries = [passage for passage, _ in run]
        yield from _entries(entries)
        yield from _definitions(entries)


def _entries(run: Sequence[Passage]) -> Iterator[Break]:
    """Give the entries of a list that stand in it before, word for word.

    7、… 8、… 9、… 7、… 8、… 9、… → the last three. A page may hold lines that it does not show, which the
    next one prints: only those of one page are looked at.
    """
    told: set[tuple[int | None, str]] = set()
    for before, passage in pairwise(run):
        text = passage.text
        is_again = (passage.where.page, text) in told
        if is_again and len(text) >= _LONGEST_BY_CHANCE:
            yield Break(text[:AROUND], *_AGAIN, passage.place(0, len(text)))
        told.add((before.where.page, before.text))


def _definitions(run: Sequence[Passage]) -> Iterator[Break]:
    """Give the entries of a glossary that explain a term in the words of another one.

    （二）事业收入：指…取得的收入。（三）经营收入：指…取得的收入。 → the second, where both are one sentence.
    """
    terms: dict[str, str] = {}
    for passage in run:
        match = _DEFINED.fullmatch(fold_in_place(without_mark(passage.text)))
        if match is None:
            continue
        term = terms.setdefault(match["words"], match["term"])
        if term != match["term"]:
            yield Break(match["term"], *_DEFINED_AGAIN, passage.where)


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


def _headings(passages: Sequence[Passage]) -> Iterator[Break]:
    """Give a heading with the number of the one before it, where the next counts on as if it had
    its own: 二、机关运行经费, 二、政府采购, 四、绩效目标 → the second.
    """
    marks = [(at, mark) for at, one in enumerate(passages) if (mark := entry_mark(one.text))]
    for style in (MarkStyle.numeral, MarkStyle.bracketed_numeral):
        of_style = [(at, mark.number) for at, mark in marks if mark.style is style]
        for before, this, after in zip(of_style, of_style[1:], of_style[2:], strict=False):
            at, number = this
            is_again = (before[1], after[1]) == (number, number + 2)
            is_apart = before[0] + 1 < at < after[0] - 1
            if is_again and is_apart and number:
                place = passages[at].where
                yield Break(passages[at].text[:_WIDEST], *_TWICE_NUMBERED, place)


def _is_skipped(run: Sequence[tuple[Passage, ListMark]], numbers: Sequence[int], at: int) -> bool:
    """Tell whether a number is left out before an entry of the same page: 1, 2, 4, 5 → at 4."""
    number = numbers[at]
    if number != numbers[at - 1] + 2 or number <= 2:
        return False
    counted_up = numbers[at - 1] == 1 if at == 1 else numbers[at - 2] == number - 3
    counts_on = at + 1 < len(numbers) and numbers[at + 1] == number + 1
    return counted_up and counts_on and run[at][0].where.page == run[at - 1][0].where.page


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
