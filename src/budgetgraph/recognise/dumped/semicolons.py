"""Rows of a table whose cells a semicolon ends, as programs export them into text.

项目;预算数          项目|预算数
合计;43.00      →    合计|43.00
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeGuard

from budgetgraph.document import Block, Paragraph, passage
from budgetgraph.values.amount import is_amount

_SEMICOLON = re.compile("[;；]")
_NO_CELLS = frozenset("。|")
#: So many lines of one width, and so many of them with an amount as a cell, are rows of a table.
_FEWEST, _FEWEST_OF_AMOUNTS = 3, 2


def with_bars_for_semicolons(blocks: Iterable[Block]) -> Iterator[Block]:
    """Give the blocks with bars between the cells of lines that semicolons part into as many."""
    for _, run in groupby(blocks, _count):
        of_run = list(run)
        lines = list(filter(_is_parted, of_run))
        is_table = len(lines) == len(of_run) and _are_rows(lines)
        yield from map(_with_bars, lines) if is_table else of_run


def _count(block: Block) -> int:
    """Count the semicolons of a line, none in a grid."""
    return len(_SEMICOLON.findall(block.text)) if isinstance(block, Paragraph) else 0


def _is_parted(block: Block) -> TypeGuard[Paragraph]:
    """Tell whether semicolons may part a line into cells: it is no sentence and has no bars."""
    if not isinstance(block, Paragraph):
        return False
    return _SEMICOLON.search(block.text) is not None and _NO_CELLS.isdisjoint(block.text)


def _are_rows(lines: Sequence[Paragraph]) -> bool:
    """Tell whether lines are rows: several hold a cell that is an amount and nothing else."""
    of_amounts = list(filter(_holds_amount, lines))
    return len(lines) >= _FEWEST and len(of_amounts) >= _FEWEST_OF_AMOUNTS


def _holds_amount(line: Paragraph) -> bool:
    return any(map(is_amount, map(str.strip, _SEMICOLON.split(line.text))))


def _with_bars(line: Paragraph) -> Paragraph:
    return Paragraph(passage(_SEMICOLON.sub("|", line.text), line.where))
