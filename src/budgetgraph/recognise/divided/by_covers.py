"""The beginnings of disclosures that covers tell."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from budgetgraph.document import Block, Grid
from budgetgraph.forms import fold
from budgetgraph.forms.bodies import bare, same_body
from budgetgraph.recognise.covers import Cover, covers
from budgetgraph.recognise.divided.marks import Mark
from budgetgraph.recognise.divided.opening import Opening

_AMOUNT = re.compile(r"\d\s*(?:万元|亿元|元)")
_CONTENTS = re.compile("^.{0,30}目录$")

#: A cover with the index of its block.
_Placed = tuple[int, Cover]


def openings_by_covers(blocks: Sequence[Block], marks: Sequence[Mark]) -> Iterator[Opening]:
    """Give the covers below which something is disclosed.

    Several with nothing between them are a list of contents: it opens what the one printed again
    below it, else the first one, says; behind the first disclosure such a list opens nothing.
    """
    solid = [index for index, block in enumerate(blocks) if _is_solid(block)]
    runs = _runs(blocks, solid)
    starts = [run[0][0] for run in runs] + [len(blocks)]
    for run, (start, end) in zip(runs, pairwise(starts), strict=True):
        cover = _own(run, is_first=run is runs[0])
        holds = bisect_left(solid, start) < bisect_left(solid, end)
        if cover is None or not holds:
            continue
        captioned = _captioned(marks, start, end)
        if captioned is None or may_be_of_one_body(cover.name, captioned):
            yield Opening(_contents(blocks, start), cover.name, cover.year, cover.level, cover)


def may_be_of_one_body(name: str, other: str) -> bool:
    """Tell whether a cover and a caption may speak of one body: a unit's tables may be captioned
    with its department.

    石桥县水务局, 石桥县水务局河道管理站 → True
    """
    mine, its = fold(name), fold(other)
    return mine in its or its in mine or same_body(bare(name), bare(other))


def _runs(blocks: Sequence[Block], solid: Sequence[int]) -> list[list[_Placed]]:
    """Put the covers together that have nothing solid between them."""

    def solid_before(placed: _Placed) -> int:
        return bisect_left(solid, placed[0])

    return [list(run) for _, run in groupby(covers(blocks), key=solid_before)]


def _own(run: Sequence[_Placed], *, is_first: bool) -> Cover | None:
    """Give the cover of a run that opens a disclosure: the one printed again, else the first one of
    the file.
    """
    names = [fold(cover.name) for _, cover in run]
    is_alone = len(names) == 1
    if is_alone or names[-1] in names[:-1]:
        return run[-1][1]
    return run[0][1] if is_first else None


def _captioned(marks: Sequence[Mark], start: int, end: int) -> str | None:
    """Give the body that the captions of the first table or form between two blocks name."""
    for mark in marks:
        if start <= mark.index < end:
            return mark.name
    return None


def _contents(blocks: Sequence[Block], index: int) -> int:
    """Find the first block of the list of contents right above a cover; give the cover's own where
    there is none.
    """
    for above in range(index - 1, -1, -1):
        block = blocks[above]
        if isinstance(block, Grid) or _is_solid(block):
            break
        if _CONTENTS.search(fold(block.text)):
            return above
    return index


def _is_solid(block: Block) -> bool:
    """Tell whether a block discloses something: a table, an amount in the prose."""
    if isinstance(block, Grid):
        return len(block.rows) > 1
    return _AMOUNT.search(block.text) is not None
