"""divide(found): the disclosures of one recognised file.

Where a new department, unit or year begins (its cover, or the captions of a second set of tables)
what was recognised is cut; every part keeps the lines of the file. A body that is only mentioned
begins nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter
from typing import TypeVar

from budgetgraph.document import Block, Document, Grid, Paragraph, Passage, row_where
from budgetgraph.document.problems import Note
from budgetgraph.document.where import Where
from budgetgraph.recognise import FormClaim, Recognised, TableClaim, UnitClaim
from budgetgraph.recognise.covers import Cover
from budgetgraph.recognise.divided.by_captions import openings_by_captions
from budgetgraph.recognise.divided.by_covers import openings_by_covers
from budgetgraph.recognise.divided.marks import Mark, marks_of, types_between
from budgetgraph.recognise.divided.opening import Opening, openings_up_to

_T = TypeVar("_T")
#: First and last line.
_Lines = tuple[int, int]


@dataclass(frozen=True, slots=True)
class DividedPart:
    """One disclosure of a file, recognised, with the cover that it begins with."""

    found: Recognised
    cover: Cover | None


def divide(recognised: Recognised) -> tuple[DividedPart, ...]:
    """Give the disclosures in the order of the file; one where nothing tells of a second one."""
    openings = _openings(recognised)
    if len(openings) > 1:
        parts = _parts(recognised.document, openings)
        return tuple(
            DividedPart(_within(recognised, part), opening.cover)
            for part, opening in zip(parts, openings, strict=True)
        )
    cover = openings[0].cover if openings else None
    return (DividedPart(recognised, cover),)


# --- where disclosures begin ----------------------------------------------------------------------
def _openings(recognised: Recognised) -> list[Opening]:
    """Give the beginnings of disclosures, in order; of one that comes again after another (a part
    about a unit inside it) only the first.
    """
    blocks = recognised.document.blocks
    marks = marks_of(recognised)
    told = _told(blocks, marks)
    starts = [*map(_index, told), len(blocks)]
    kept: list[Opening] = []
    for opening, end in zip(told, starts[1:], strict=True):
        again = _place_of_same(opening, kept)
        if again is not None:
            del kept[again + 1 :]
        elif not kept or _is_another(opening, kept[-1], marks, end):
            kept.append(opening)
    return kept


def _told(blocks: Sequence[Block], marks: Sequence[Mark]) -> list[Opening]:
    """Give every place where a cover or captions tell of a disclosure.

    The first disclosure may have captions and no cover; then it begins with the file.
    """
    told = list(openings_by_covers(blocks, marks))
    captioned = list(filter(attrgetter("name"), marks))
    if captioned and not openings_up_to(told, captioned[0].index):
        told.insert(0, Opening(0, captioned[0].name or ""))
    told += openings_by_captions(blocks, marks, told)
    return sorted(told, key=_index)


def _index(opening: Opening) -> int:
    return opening.index


def _place_of_same(opening: Opening, kept: Sequence[Opening]) -> int | None:
    """Find an opening of the same disclosure among those before; None where there is none."""
    for place, earlier in enumerate(kept):
        if earlier.is_same(opening):
            return place
    return None


def _is_another(opening: Opening, before: Opening, marks: Sequence[Mark], end: int) -> bool:
    """Tell whether an opening begins another disclosure than the one before it.

    One of the same body does where a type of table comes again behind it: 单位预算 or last year in a
    heading alone is no second disclosure.
    """
    if not before.is_of_same_body(opening):
        return True
    above = types_between(marks, before.index, opening.index)
    below = types_between(marks, opening.index, end)
    return bool(above & below)


# --- the parts ------------------------------------------------------------------------------------
def _within(recognised: Recognised, part: Document) -> Recognised:
    """Give what of a recognised file stands in one part of it."""
    lines = part.extent or (1, len(part.source.lines))
    return Recognised(
        document=part,
        tables=_own(recognised.tables, _place_of_claim, lines),
        forms=_own(recognised.forms, _place_of_claim, lines),
        units=_own(recognised.units, _place_of_units, lines),
        captions=_own(recognised.captions, _place, lines),
        titles=_own(recognised.titles, _place, lines),
        prose=_own(recognised.prose, _place, lines),
        unclaimed=_own(recognised.unclaimed, _place, lines),
        notes=_own(recognised.notes, _place, lines),
    )


def _own(things: Iterable[_T], place_of: Callable[[_T], Where | None], lines: _Lines) -> list[_T]:
    """Give the things that begin on one of these lines."""
    first, last = lines
    own: list[_T] = []
    for thing in things:
        place = place_of(thing)
        if place is not None and first <= place.first <= last:
            own.append(thing)
    return own


def _place(thing: Passage | Paragraph | Grid | Note) -> Where | None:
    return thing.where


def _place_of_claim(claim: TableClaim | FormClaim) -> Where:
    return claim.title.where


def _place_of_units(claim: UnitClaim) -> Where:
    return row_where(claim.heading)


def _parts(document: Document, openings: Sequence[Opening]) -> list[Document]:
    """Cut a document where disclosures begin; what stands above the first one belongs to it."""
    blocks = document.blocks
    starts = [0, *map(_index, openings[1:]), len(blocks)]
    lines = [1, *(blocks[start].where.first for start in starts[1:-1])]
    lines.append(len(document.source.lines) + 1)
    pictures = document.pictures
    parts = []
    for (start, end), (first, beyond) in zip(pairwise(starts), pairwise(lines), strict=True):
        own, pictures = _pictures_before(pictures, blocks[end:])
        part = tuple(blocks[start:end])
        parts.append(replace(document, blocks=part, extent=(first, beyond - 1), pictures=own))
    return parts


def _pictures_before(
    pictures: tuple[int, ...], blocks_behind: Sequence[Block]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Part the pages of pictures into those in front of the blocks behind a part, and the others.

    (3, 9) before a block of page 5 → (3,), (9,)
    """
    until = blocks_behind[0].where.page if blocks_behind else None
    if until is None:
        return pictures, ()
    before = tuple(page for page in pictures if page < until)
    behind = tuple(page for page in pictures if page >= until)
    return before, behind
