"""Cells whose bar stands in a line of its own, as some copied web pages print them.

项目
|
预算数        →   项目 |
|                 预算数 |
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from budgetgraph.document import Block, Paragraph, passage

_FEWEST = 3


def with_bars_behind(blocks: Iterable[Block]) -> Iterator[Block]:
    """Give the blocks with each such bar behind its cell, where at least three cells in a row have
    theirs so; a bar below another one ends a blank cell and stays.
    """
    run: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph) and _goes_on(run, block):
            run.append(block)
            continue
        yield from _joined(run)
        run = []
        if isinstance(block, Paragraph) and "|" not in block.text:
            run.append(block)
        else:
            yield block
    yield from _joined(run)


def _goes_on(run: Sequence[Paragraph], line: Paragraph) -> bool:
    """Tell whether a line goes on a run of cells: a bar does, and a cell does behind a bar."""
    if not run:
        return False
    return _is_bar(line) or (_is_bar(run[-1]) and "|" not in line.text)


def _joined(run: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Give a run with its bars behind their cells; a run of few cells, and what stands behind the
    last bar, as it is.
    """
    if sum(map(_is_bar, run)) < _FEWEST:
        yield from run
        return
    befores, followings = [None, *run[:-1]], [*run[1:], None]
    for before, line, following in zip(befores, run, followings, strict=True):
        if not _is_bar(line):
            has_bar = following is not None and _is_bar(following)
            text = f"{line.text} |" if has_bar else line.text
            yield Paragraph(passage(text, line.where))
        elif before is not None and _is_bar(before):
            yield line


def _is_bar(line: Paragraph) -> bool:
    """Tell whether a line is bars and nothing else."""
    return set(line.text.strip()) == {"|"}
