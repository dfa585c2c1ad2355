"""Lines that hold a title and, at their other end, a caption: each on its own.

部门支出总表                         单位：万元      → 部门支出总表, 单位：万元
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from budgetgraph.document import Block, Document, Paragraph
from budgetgraph.forms import is_caption
from budgetgraph.recognise.titles import says_table, title_of

_GAP = re.compile(r"(?<=\S)\s++")
#: A title and its caption take no more characters.
_LONGEST = 100


def with_titles_alone(document: Document) -> Document:
    """Give the document with each title that shares its line with a caption alone in a line."""
    blocks: list[Block] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            blocks += _parts(block)
        else:
            blocks.append(block)
    if len(blocks) == len(document.blocks):
        return document
    return replace(document, blocks=tuple(blocks))


def _parts(paragraph: Paragraph) -> Iterator[Paragraph]:
    """Give a title and its caption, or the line as it is."""
    text = paragraph.text
    may_hold_title = "表" in text and len(text) <= _LONGEST
    gaps = _GAP.finditer(text) if may_hold_title else ()
    for gap in gaps:
        title = Paragraph(paragraph.passage.part(0, gap.start()), ends=paragraph.ends)
        if is_caption(text[gap.end() :]) and says_table(title.text) and title_of(title) is not None:
            yield title
            yield Paragraph(paragraph.passage.part(gap.end()), ends=paragraph.ends)
            return
    yield paragraph
