"""divide(document): the disclosures of one file.

Where a new department, unit or year begins (its cover, or the captions of a second set of tables)
the document is cut; every piece keeps the lines of the file. A body that is only mentioned begins
nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from budgetgraph.document import Block, Document, Grid, Paragraph, Passage
from budgetgraph.forms import captioned_body, fold, forms, is_caption
from budgetgraph.forms.bodies import bare, is_own_level, same_body
from budgetgraph.recognise import Recognised, recognise
from budgetgraph.recognise.covers import Cover, covers, opens
from budgetgraph.recognise.titles import title_of

_AMOUNT = re.compile(r"\d\s*(?:万元|亿元|元)")
_CONTENTS = re.compile("^.{0,30}目录$")
_FIRST_PART = re.compile("^第一部分")


@dataclass(frozen=True, slots=True)
class Piece:
    """One disclosure of a file, recognised, with the cover that it begins with."""

    found: Recognised
    cover: Cover | None


@dataclass(frozen=True, slots=True)
class _Opening:
    """Where a disclosure begins (the index of its first block), and what is known of it there."""

    index: int
    name: str
    year: int | None = None
    level: str | None = None
    cover: Cover | None = None

    def same(self, other: _Opening) -> bool:
        """Whether this may be the same disclosure: nothing that both say differs."""
        return self.of_same_body(other) and all(
            None in pair or pair[0] == pair[1]
            for pair in ((self.year, other.year), (self.level, other.level))
        )

    def of_same_body(self, other: _Opening) -> bool:
        return same_body(self.name, other.name)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A claimed table or form: the block that its title or first row stands in, its type, and the
    body that its captions name; of a form (`is_form`) the department of the 本级 unit above it.
    """

    index: int
    type: str
    name: str | None
    is_form: bool = False


def divide(document: Document) -> tuple[Piece, ...]:
    """The pieces in the order of the file; one where nothing tells of a second disclosure."""
    found = recognise(document)
    openings = _openings(found)
    if len(openings) < 2:
        return (Piece(found, openings[0].cover if openings else None),)
    blocks = found.document.blocks
    starts = [0, *(opening.index for opening in openings[1:]), len(blocks)]
    firsts = [
        1,
        *(blocks[start].where.first for start in starts[1:-1]),
        len(document.source.lines) + 1,
    ]
    pieces = []
    for opening, (start, end), (first, beyond) in zip(
        openings, pairwise(starts), pairwise(firsts), strict=True
    ):
        part = blocks[start:end]
        plain = document.source.media_type.startswith("text/") and not any(
            isinstance(block, Grid) for block in part
        )
        until = blocks[end].where.page if end < len(blocks) else None
        pictures = tuple(page for page in document.pictures if until is None or page < until)
        document = replace(
            document, pictures=tuple(page for page in document.pictures if page not in pictures)
        )
        piece = replace(
            document, blocks=part, plain=plain, extent=(first, beyond - 1), pictures=pictures
        )
        pieces.append(Piece(recognise(piece), opening.cover))
    return tuple(pieces)


def _openings(found: Recognised) -> list[_Opening]:
    """The beginnings of disclosures, in order; of one that comes again after another (a part about
    a unit inside it) only the first.
    """
    blocks = found.document.blocks
    marks = _marks(found)
    openings = list(_by_cover(blocks, marks))
    first = next((mark for mark in marks if mark.name), None)
    if first is not None and not any(opening.index <= first.index for opening in openings):
        openings.insert(0, _Opening(0, first.name or ""))
    openings = sorted(
        [*openings, *_by_caption(blocks, marks, openings)], key=lambda opening: opening.index
    )
    kept: list[_Opening] = []
    for number, opening in enumerate(openings):
        end = openings[number + 1].index if number + 1 < len(openings) else len(blocks)
        again = next((at for at, one in enumerate(kept) if one.same(opening)), None)
        if again is not None:
            del kept[again + 1 :]
        elif (
            not kept
            or not kept[-1].of_same_body(opening)
            or _restarts(marks, kept[-1].index, opening.index, end)
        ):
            kept.append(opening)
    return kept


def _restarts(marks: list[_Mark], start: int, middle: int, end: int) -> bool:
    """Whether a type of table before `middle` comes again behind it: 单位预算 or last year in a heading
    alone is no second disclosure.
    """
    before, behind = (
        {mark.type for mark in marks if low <= mark.index < high}
        for low, high in ((start, middle), (middle, end))
    )
    return bool(before & behind)


def _marks(found: Recognised) -> list[_Mark]:
    """The claimed tables and forms in reading order."""
    at = {
        id(passage.pieces[0]): index
        for index, block in enumerate(found.document.blocks)
        for passage in _passages(block)
        if passage.pieces
    }
    marks = []
    for table in found.tables:
        index = at[id(table.title.pieces[0])]
        marks.append(_Mark(index, table.type, _named(table.captions)))
    for form in found.forms:
        index = at[id(form.title.pieces[0])]
        named = _named(form.captions, of_form=True)
        marks.append(_Mark(index, form.kind, named, is_form=True))
    return sorted(marks, key=lambda mark: mark.index)


def _passages(block: Block) -> Iterator[Passage]:
    if isinstance(block, Paragraph):
        yield block.passage
    else:
        yield from (cell for row in block.rows for cell in row)


def _named(captions: list[Passage], *, of_form: bool = False) -> str | None:
    names = [
        body.name for caption in captions if (body := captioned_body(caption.text)) is not None
    ]
    if of_form:
        names = [bare(name) for name in names if is_own_level(name)]
    return names[0] if names else None


# --- by covers ------------------------------------------------------------------------------------
def _by_cover(blocks: tuple[Block, ...], marks: list[_Mark]) -> Iterator[_Opening]:
    """The covers below which something is disclosed.

    Several with nothing between them are a list of contents: it opens what the one printed again
    below it, else the first one, says; behind the first disclosure such a list opens nothing.
    """
    solid = [index for index, block in enumerate(blocks) if _is_solid(block)]
    runs = [
        list(run) for _, run in groupby(covers(blocks), key=lambda one: bisect_left(solid, one[0]))
    ]
    for number, run in enumerate(runs):
        end = runs[number + 1][0][0] if number + 1 < len(runs) else len(blocks)
        start, cover = run[0][0], _own([one for _, one in run], is_first=number == 0)
        captioned = next((mark.name for mark in marks if start <= mark.index < end), None)
        holds = bisect_left(solid, start) < bisect_left(solid, end)
        if cover is not None and holds and (captioned is None or _akin(cover.name, captioned)):
            yield _Opening(_contents(blocks, start), cover.name, cover.year, cover.level, cover)


def _contents(blocks: tuple[Block, ...], index: int) -> int:
    """The first block of the list of contents right above a cover; the cover's own where there is
    none.
    """
    for above in range(index - 1, -1, -1):
        block = blocks[above]
        if _is_solid(block) or isinstance(block, Grid):
            break
        if _CONTENTS.search(fold(block.text)):
            return above
    return index


def _is_solid(block: Block) -> bool:
    """Whether a block discloses something: a table, an amount in the prose."""
    return (
        len(block.rows) > 1 if isinstance(block, Grid) else _AMOUNT.search(block.text) is not None
    )


def _own(run: list[Cover], *, is_first: bool) -> Cover | None:
    names = [fold(cover.name) for cover in run]
    if len(set(names)) == 1 or names[-1] in names[:-1]:
        return run[-1]
    return run[0] if is_first else None


def _akin(one: str, other: str) -> bool:
    """Whether a cover and a caption may speak of one body: a unit's tables may be captioned with
    its department.
    """
    mine, its = fold(one), fold(other)
    return mine in its or its in mine or same_body(bare(one), bare(other))


# --- by captions ----------------------------------------------------------------------------------
def _by_caption(
    blocks: tuple[Block, ...], marks: list[_Mark], openings: list[_Opening]
) -> list[_Opening]:
    """The tables and forms that another body's name stands above than the disclosure's: two types
    of tables or more, at least one of which is there already (or no table at all is), or forms of
    another department's 本级.
    """
    found: list[_Opening] = []
    for _, group in groupby(
        (mark for mark in marks if mark.name),
        key=lambda mark: (mark.is_form, fold(mark.name or "")),
    ):
        run = list(group)
        first, name = run[0], run[0].name or ""
        current = max(
            (one for one in (*openings, *found) if one.index <= first.index),
            key=lambda one: one.index,
        )
        if _akin(current.name, name) if first.is_form else same_body(current.name, name):
            continue
        seen = {
            mark.type
            for mark in marks
            if current.index <= mark.index < first.index and not mark.is_form
        }
        types = {mark.type for mark in run}
        if first.is_form or (len(types) > 1 and (seen & types or not seen)):
            found.append(_Opening(_top(blocks, first.index), name))
    return found


def _top(blocks: tuple[Block, ...], index: int) -> int:
    """The first block of what stands above a table or form: its title, captions, a name alone,
    marks of the page; the first part of the disclosure, where only running text is between.
    """
    top = index
    while top > 0 and isinstance(block := blocks[top - 1], Paragraph) and _heads(block):
        top -= 1
    for above in range(top - 1, -1, -1):
        block = blocks[above]
        if isinstance(block, Grid):
            break
        if _FIRST_PART.match(fold(block.text)):
            return _top(blocks, above)
    return top


def _heads(paragraph: Paragraph) -> bool:
    furniture = fold(paragraph.text) in forms().form["furniture"]
    return (
        furniture
        or is_caption(paragraph.text)
        or opens(paragraph)
        or title_of(paragraph) is not None
    )
