"""Fold the text of a document that a reader hands on: one place for every format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from budgetgraph.document import Block, Document, Paragraph, Passage
from budgetgraph.document.folding import UNKNOWN, as_read, count_own_figures
from budgetgraph.document.problems import Note
from budgetgraph.document.where import Where


def folded(document: Document) -> Document:
    """Give the document without radicals for ideographs and without invisible characters.

    Places are those of lines and cells, so they stay as they are.
    """
    lines = document.source.lines
    source = replace(document.source, lines=tuple(map(_line, lines)))
    blocks = tuple(map(_block, document.blocks))
    notes = (*document.notes, *_on_own_figures(lines))
    return replace(document, source=source, blocks=blocks, notes=notes)


def _on_own_figures(lines: Sequence[str]) -> Iterator[Note]:
    """Give a note for each line with figures that only a font of the page's own names."""
    for number, line in enumerate(lines, start=1):
        count = count_own_figures(line)
        if count:
            message = (
                f"{count} figure(s) of this line are known to the page's own font alone"
                f" (自定义字体); each is shown as {UNKNOWN}"
            )
            yield Note("part-not-read", message, Where(number, number))


def _line(text: str) -> str:
    """Keep a line one line."""
    return as_read(text).replace("\n", " ")


def _block(block: Block) -> Block:
    if isinstance(block, Paragraph):
        passage = _passage(block.passage)
        return block if passage is block.passage else replace(block, passage=passage)
    rows = tuple(tuple(map(_passage, row)) for row in block.rows)
    return replace(block, rows=rows)


def _passage(passage: Passage) -> Passage:
    pieces = passage.pieces
    if all(as_read(piece.text) == piece.text for piece in pieces):
        return passage
    return Passage(tuple(replace(piece, text=as_read(piece.text)) for piece in pieces))
