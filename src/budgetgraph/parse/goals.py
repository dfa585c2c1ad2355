"""The cell of a form that holds its 绩效目标 → one goal each, without list marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetgraph.disclosure import Goal
from budgetgraph.document import Passage

_MARK = re.compile(r"(?<![\d.])(?:[(（](\d{1,2})[)）]|(\d{1,2})\s*[.．、](?!\d))")
#: A cell may number its goals in words: 目标1：… 目标2：…
_NUMBERED = re.compile(r"目标\s?\d{1,2}\s?[:：]")
#: A number behind one of these counts something: 第2、3季度.
_COUNTED = frozenset("第年月至和与、")


def split_goals(passage: Passage) -> Iterator[Goal]:
    """The goals of one cell.

    A mark counts only where it is the next number in order; where wrapped lines were joined it may
    stand right behind a word.
    """
    text = passage.text
    numbered = [match.start() for match in _NUMBERED.finditer(text)]
    if len(numbered) > 1:
        yield from _pieces(passage, [0, *numbered[1:]] if numbered[0] == 0 else [0, *numbered])
        return
    cuts: list[tuple[int, int]] = []
    for mark in _MARK.finditer(text):
        number = int(mark.group(1) or mark.group(2))
        before = text[: mark.start()].rstrip()
        if (number == len(cuts) + _first(text) and cuts and before[-1] not in _COUNTED) or (
            not cuts and not before
        ):
            cuts.append(mark.span())
    ends = [start for start, _ in cuts[1:]] + [len(text)]
    spans = [(end, following) for (_, end), following in zip(cuts, ends, strict=False)]
    for start, end in spans or [(0, len(text))]:
        goal = text[start:end].strip()
        if goal:
            start += text[start:end].index(goal)
            yield Goal(goal.replace("\n", ""), passage.place(start, start + len(goal)))


def _pieces(passage: Passage, starts: list[int]) -> Iterator[Goal]:
    """The goals that begin at `starts`, with the words that number them: 目标1：…"""
    for start, end in zip(starts, [*starts[1:], len(passage.text)], strict=True):
        goal = passage.text[start:end].strip()
        if goal:
            yield Goal(goal.replace("\n", ""), passage.place(start, end))


def _first(text: str) -> int:
    """The number that the cell begins with: a page may break a list, so that its rest begins with
    2.
    """
    mark = _MARK.search(text)
    return int(mark.group(1) or mark.group(2)) if mark else 1
