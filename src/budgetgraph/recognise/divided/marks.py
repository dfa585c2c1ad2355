"""The claimed tables and forms of a file, as marks of whose disclosure stands there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from budgetgraph.document import Block, Paragraph, Passage
from budgetgraph.forms import captioned_body
from budgetgraph.forms.bodies import bare, is_own_level
from budgetgraph.recognise import Recognised


@dataclass(frozen=True, slots=True)
class Mark:
    """A claimed table or form: the block that its title or first row stands in, its type, and the
    body that its captions name; of a form (`is_form`) the department of the 本级 unit above it.
    """

    index: int
    type: str
    name: str | None
    is_form: bool = False


def marks_of(recognised: Recognised) -> list[Mark]:
    """Give the claimed tables and forms in reading order."""
    block_of = _blocks_of_pieces(recognised.document.blocks)
    marks: list[Mark] = []
    for table in recognised.tables:
        index = block_of[id(table.title.pieces[0])]
        marks.append(Mark(index, table.type, _first(_bodies(table.captions))))
    for form in recognised.forms:
        index = block_of[id(form.title.pieces[0])]
        own = filter(is_own_level, _bodies(form.captions))
        marks.append(Mark(index, form.kind, _first(map(bare, own)), is_form=True))
    return sorted(marks, key=_index)


def types_between(marks: Sequence[Mark], start: int, end: int) -> set[str]:
    """Give the types of tables and forms from one block up to another."""
    return {mark.type for mark in marks if start <= mark.index < end}


def _index(mark: Mark) -> int:
    return mark.index


def _blocks_of_pieces(blocks: Sequence[Block]) -> dict[int, int]:
    """Say for the first piece of every passage, by its identity, in which block it stands."""
    by_piece: dict[int, int] = {}
    for index, block in enumerate(blocks):
        for passage in _passages(block):
            if passage.pieces:
                by_piece[id(passage.pieces[0])] = index
    return by_piece


def _passages(block: Block) -> Iterator[Passage]:
    """Give the texts of a block: its one passage, or its cells."""
    if isinstance(block, Paragraph):
        return iter((block.passage,))
    return chain.from_iterable(block.rows)


def _bodies(captions: Sequence[Passage]) -> Iterator[str]:
    """Give the names of the departments and units that captions name."""
    for caption in captions:
        body = captioned_body(caption.text)
        if body is not None:
            yield body.name


def _first(names: Iterator[str]) -> str | None:
    return next(names, None)
