"""Covers: the line or two with which a disclosure begins and which say whose budget of which year
it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from budgetgraph.document import Block, Paragraph, Passage
from budgetgraph.document.where import Where
from budgetgraph.forms import fold
from budgetgraph.forms.bodies import is_certain
from budgetgraph.forms.title_lines import TitleLine, read_title

#: 我局, 本部门: a heading inside a disclosure, not the beginning of one.
_SELF = re.compile("[我本](?:局|委|办|院|厅|部门|单位|中心)")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Cover:
    """Whose budget begins here: `year` and `level` (部门 or 单位) where the line prints them."""

    name: str
    year: int | None
    level: str | None
    where: Where
    kind: str = "budget"


def covers(blocks: Sequence[Block]) -> Iterator[tuple[int, Cover]]:
    """Every cover with the index of its block, in reading order.

    The name and `2025年部门预算…` may stand in two lines, in either order.
    """
    lines = [(index, line) for index, block in enumerate(blocks) for line in _lines(block)]
    taken = -1
    for at, (index, line) in enumerate(lines):
        if at <= taken:
            continue
        cover = _cover(line)
        following = lines[at + 1] if at + 1 < len(lines) else None
        if cover is None and following is not None and following[0] - index <= 1:
            cover = _pair(line, following[1])
            taken = at + 1 if cover is not None else taken
        if cover is not None:
            yield index, cover


def opens(paragraph: Paragraph) -> bool:
    """Whether a line may stand at the top of a disclosure: a name alone, `2025年部门预算公开表` alone."""
    return _is_name(paragraph.text) or _of_a_year(paragraph.text) is not None


def _is_name(text: str) -> bool:
    """Whether a line is the name of a body and nothing else."""
    folded = fold(text)
    return folded.isalpha() and is_certain(folded)


def _of_a_year(text: str) -> TitleLine | None:
    """What `2025年部门预算公开表` says; None for a line that names a body, or is no title."""
    title = read_title(text) if len(fold(text)) <= _LONGEST else None
    if title is None or not title.is_whole or title.year is None:
        return None
    return title if title.name is None and title.place is None else None


def _lines(block: Block) -> Iterator[Passage]:
    """The lines of a block that may be a cover: a paragraph, or the rows of one cell above the
    heading of a grid.
    """
    if isinstance(block, Paragraph):
        yield block.passage
        return
    for row in block.rows:
        filled = [cell for cell in row if cell]
        if len(filled) != 1:
            return
        yield filled[0]


def _cover(line: Passage) -> Cover | None:
    text = fold(line.text)
    if len(text) > _LONGEST or _SELF.search(text):
        return None
    title = read_title(text)
    if title is None or title.name is None or not title.is_whole or title.kind == "performance":
        return None
    return Cover(title.name, title.year, title.level, line.where, title.kind)


def _pair(one: Passage, two: Passage) -> Cover | None:
    """A cover of two lines, in either order."""
    for name, budget, where in ((one, two, one.where), (two, one, two.where)):
        text = fold(name.text)
        title = _of_a_year(budget.text) if _is_name(text) and not _SELF.search(text) else None
        if title is not None:
            return Cover(text, title.year, title.level, where, title.kind)
    return None
