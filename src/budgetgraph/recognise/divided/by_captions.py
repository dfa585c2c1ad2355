"""The beginnings of disclosures that the captions of tables and forms tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from budgetgraph.document import Block, Grid, Paragraph
from budgetgraph.forms import fold, is_caption, is_furniture
from budgetgraph.forms.bodies import same_body
from budgetgraph.recognise.covers import opens
from budgetgraph.recognise.divided.by_covers import may_be_of_one_body
from budgetgraph.recognise.divided.marks import Mark, types_between
from budgetgraph.recognise.divided.opening import Opening, openings_up_to
from budgetgraph.recognise.titles import title_of

_FIRST_PART = re.compile("^第一部分")


def openings_by_captions(
    blocks: Sequence[Block], marks: Sequence[Mark], openings: Sequence[Opening]
) -> list[Opening]:
    """Give the tables and forms that another body's name stands above than the disclosure's.

    It takes two types of tables or more, at least one of which is there already (or no table at all
    is), or forms of another department's 本级.
    """
    tables = [mark for mark in marks if not mark.is_form]
    by_captions: list[Opening] = []
    for run in _runs(marks):
        first, name = run[0], run[0].name or ""
        current = max(openings_up_to((*openings, *by_captions), first.index), key=_index)
        if _is_of(current, first):
            continue
        seen = types_between(tables, current.index, first.index)
        types = set(map(attrgetter("type"), run))
        is_second_set = len(types) > 1 and (not seen or bool(seen & types))
        if first.is_form or is_second_set:
            by_captions.append(Opening(_top(blocks, first.index), name))
    return by_captions


def _runs(marks: Sequence[Mark]) -> Iterator[list[Mark]]:
    """Put tables, and forms, together that are captioned with one body and follow each other."""
    named = list(filter(attrgetter("name"), marks))
    for _, run in groupby(named, key=_kind_and_body):
        yield list(run)


def _kind_and_body(mark: Mark) -> tuple[bool, str]:
    return mark.is_form, fold(mark.name or "")


def _index(opening: Opening) -> int:
    return opening.index


def _is_of(opening: Opening, mark: Mark) -> bool:
    """Tell whether a table or form may be of the disclosure that it stands in, by its captions."""
    name = mark.name or ""
    if mark.is_form:
        return may_be_of_one_body(opening.name, name)
    return same_body(opening.name, name)


def _top(blocks: Sequence[Block], index: int) -> int:
    """Find the first block of what stands above a table or form: its title, captions, a name alone,
    marks of the page; the first part of the disclosure, where only running text is between.
    """
    top = index
    while top > 0 and _stands_above(blocks[top - 1]):
        top -= 1
    for above in range(top - 1, -1, -1):
        block = blocks[above]
        if isinstance(block, Grid):
            break
        if _FIRST_PART.match(fold(block.text)):
            return _top(blocks, above)
    return top


def _stands_above(block: Block) -> bool:
    """Tell whether a block may stand above a table: a mark of the page, a caption, a cover, a
    title.
    """
    if not isinstance(block, Paragraph):
        return False
    is_mark = is_furniture(block.text) or is_caption(block.text)
    return is_mark or opens(block) or title_of(block) is not None
