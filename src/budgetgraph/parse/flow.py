"""Running text put together again: paragraphs that a line or page end cut in two are joined, white space is out, every character
keeps its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from budgetgraph.document import Paragraph, Passage, Piece, squeeze
from budgetgraph.forms import forms

#: What begins a paragraph of its own: `一、` `（二）` `3.` `（1）` `第一部分` `注：`.
_OPENING = re.compile(r"^\s*(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．](?!\d)|第[一二三四五六七八九十]+部分|注[:：]|[-•])")
_CLOSING = ("。", "！", "？", "；", "：", ":", ";")
#: A heading is short; a line cut by the page is long.
_SHORT = 20


def flow(paragraphs: Iterable[Paragraph]) -> Iterator[Passage]:
    """Whole paragraphs in order, each without white space."""
    pieces: list[Piece] = []
    closed = True
    for paragraph in paragraphs:
        text = paragraph.text
        if pieces and (closed or _OPENING.match(text) or text in forms().form["part"]):
            yield Passage(tuple(pieces))
            pieces = []
        pieces.extend(Piece(squeeze(piece.text), piece.where) for piece in paragraph.passage.pieces)
        closed = paragraph.ends or text.rstrip().endswith(_CLOSING) or (len(text) < _SHORT and not text.rstrip().endswith("，"))
    if pieces:
        yield Passage(tuple(pieces))
