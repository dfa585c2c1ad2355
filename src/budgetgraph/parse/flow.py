"""Running text put together again: paragraphs that a line or page end cut in two are joined, white
space is out, every character keeps its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetgraph.document import Paragraph, Passage, Piece, squeeze
from budgetgraph.forms import forms, opens_paragraph

_CLOSING = ("。", "！", "？", "；", "：", ":", ";")
#: A heading is short; a line cut by the page is long.
_SHORT = 20


def flow(paragraphs: Iterable[Paragraph]) -> Iterator[Passage]:
    """Whole paragraphs in order, each without white space."""
    pieces: list[Piece] = []
    closed = True
    for paragraph in paragraphs:
        text = paragraph.text
        if pieces and (closed or opens_paragraph(text) or text in forms().form["part"]):
            yield Passage(tuple(pieces))
            pieces = []
        pieces.extend(Piece(squeeze(piece.text), piece.where) for piece in paragraph.passage.pieces)
        closed = (
            paragraph.ends
            or text.rstrip().endswith(_CLOSING)
            or (len(text) < _SHORT and not text.rstrip().endswith("，"))
        )
    if pieces:
        yield Passage(tuple(pieces))
