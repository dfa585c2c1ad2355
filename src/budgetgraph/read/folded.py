"""Fold the text of a document that a reader hands on: one place for every format."""

from __future__ import annotations

from dataclasses import replace

from budgetgraph.document import Block, Document, Paragraph, Passage
from budgetgraph.document.folding import as_read


def folded(document: Document) -> Document:
    """Give the document without radicals for ideographs and without invisible characters.

    Places are those of lines and cells, so they stay as they are.
    """
    source = replace(document.source, lines=tuple(map(_line, document.source.lines)))
    return replace(document, source=source, blocks=tuple(map(_block, document.blocks)))


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
