"""The list of budget units as bare text: a line a row, one blank between its cells.

序号 单位名称 单位性质 单位规格 经费保障形式
1 青湖县水务局本级 行政 正科级 财政拨款
2 青湖县河道管理所 事业 股级 财政拨款
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from budgetgraph.document import Block, Grid, GridRow, Paragraph, passage
from budgetgraph.forms import forms, role
from budgetgraph.recognise.shapes import is_unit_heading

#: A heading of fewer words may be two words of a sentence.
_FEWEST = 3


def with_unit_lists(blocks: Sequence[Block]) -> Iterator[Block]:
    """Give the blocks, with the lines below a heading of units that have a word for each of its
    columns as a grid.
    """
    at = 0
    while at < len(blocks):
        heading = _words(blocks[at]) if _begins_heading(blocks[at]) else ()
        rows = list(_rows(blocks[at + 1 :], len(heading))) if _heads_units(heading) else []
        if rows:
            yield Grid((heading, *rows), guessed=True)
        else:
            yield blocks[at]
        at += 1 + len(rows)


def _rows(blocks: Sequence[Block], width: int) -> Iterator[GridRow]:
    """Give the lines that have as many words as the heading, down to the first other one."""
    return takewhile(lambda row: len(row) == width, map(_words, blocks))


def _words(block: Block) -> GridRow:
    """Give the words of a line; none for a table."""
    if not isinstance(block, Paragraph):
        return ()
    return tuple(passage(word, block.where) for word in block.text.split())


def _begins_heading(block: Block) -> bool:
    """Tell whether the first word of a line heads a column of units, as no line of prose does."""
    if not isinstance(block, Paragraph):
        return False
    first, _, behind = block.text.strip().partition(" ")
    return bool(behind) and role(forms().unit, first) is not None


def _heads_units(words: GridRow) -> bool:
    """Tell whether the words of a line are a heading of units, each of them."""
    are_known = all(role(forms().unit, word.text) is not None for word in words)
    return len(words) >= _FEWEST and are_known and is_unit_heading(words)
