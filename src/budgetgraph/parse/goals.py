"""The cell of a form that holds its 绩效目标 → one goal each, without list marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from budgetgraph.disclosure import Goal
from budgetgraph.document import Passage

#: The number in front of a goal: 1. 1、 (1) （1） ①
_MARK = re.compile(r"(?<![\d.])(?:[(（](\d{1,2})[)）]|(\d{1,2})\s*[.．、](?!\d))|([①-⑳])")
#: A cell may number its goals in words: 目标1：… 目标2：…
_NUMBERED = re.compile(r"目标\s?\d{1,2}\s?[:：]")
#: A number behind one of these counts something: 第2、3季度.
_COUNTED = frozenset("第年月至和与、")

_Span = tuple[int, int]
"""Where a goal begins in the text of its cell, and where it ends."""


def goals_of(cells: Iterable[Passage]) -> tuple[Goal, ...]:
    """Give the goals of all cells, in their order."""
    goals: list[Goal] = []
    for cell in cells:
        goals += split_goals(cell)
    return tuple(goals)


def split_goals(passage: Passage) -> Iterator[Goal]:
    """Give the goals of one cell; a cell without list marks is one goal.

    `1.提高参保率。2.降低负担。` → 提高参保率。 and 降低负担。
    `目标1：治理 目标2：养护` → 目标1：治理 and 目标2：养护
    """
    text = passage.text
    spans = _numbered_in_words(text) or _behind_marks(text) or [(0, len(text))]
    for start, end in spans:
        yield from goal_between(passage, start, end)


def goal_between(passage: Passage, start: int, end: int) -> Iterator[Goal]:
    """Give the goal between two places of a text, without the blanks around it; none for blanks."""
    printed = passage.text[start:end]
    goal = printed.strip()
    if goal:
        first = start + printed.index(goal)
        place = passage.place(first, first + len(goal))
        yield Goal(goal.replace("\n", ""), place)


def _numbered_in_words(text: str) -> list[_Span]:
    """Find the goals that words number, the words with them; none where only one is numbered.

    What stands before the first of them is a goal too: `总体目标。目标1：… 目标2：…` holds three.
    """
    starts = [match.start() for match in _NUMBERED.finditer(text)]
    if len(starts) < 2:
        return []
    if starts[0] > 0:
        starts.insert(0, 0)
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def _behind_marks(text: str) -> list[_Span]:
    """Find what stands behind each list mark of a cell that begins with one.

    A mark counts only where it is the next number in order: `1.检查 3.整改` is one goal. The first
    may be 2, where a page breaks the list. Where wrapped lines were joined a mark may stand right
    behind a word.
    """
    marks = list(_MARK.finditer(text))
    if not marks or text[: marks[0].start()].strip():
        return []
    first = _number(marks[0])
    kept = marks[:1]
    for mark in marks[1:]:
        is_next = _number(mark) == first + len(kept)
        if is_next and not _counts_something(mark):
            kept.append(mark)
    ends = [mark.start() for mark in kept[1:]] + [len(text)]
    return [(mark.end(), end) for mark, end in zip(kept, ends, strict=True)]


def _number(mark: re.Match[str]) -> int:
    """Give the number of a list mark: `（2）` → 2, `②` → 2."""
    return int(unicodedata.normalize("NFKC", mark[1] or mark[2] or mark[3]))


def _counts_something(mark: re.Match[str]) -> bool:
    """Tell whether a number is a word of a sentence, not a list mark: the 3 of `第2、3季度`."""
    before = mark.string[: mark.start()].rstrip()
    return before[-1] in _COUNTED
