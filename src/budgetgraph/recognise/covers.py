"""Covers: the line or two with which a disclosure begins and which say whose budget of which year
it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from budgetgraph.document import Block, Paragraph, Passage, filled
from budgetgraph.document.where import Where
from budgetgraph.forms import fold
from budgetgraph.forms.bodies import is_certain
from budgetgraph.forms.title_lines import TitleLine, read_title

#: 我局, 本部门: a heading inside a disclosure, not the beginning of one.
_SELF = re.compile("[我本](?:局|委|办|院|厅|部门|单位|中心)")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Cover:
    """Whose budget begins here: `year`, `level` (部门 or 单位) and `kind` where the line tells them."""

    name: str
    year: int | None
    level: str | None
    where: Where
    kind: str | None = "budget"


def covers(blocks: Sequence[Block]) -> Iterator[tuple[int, Cover]]:
    """Give every cover with the index of its block, in reading order.

    The name and `2025年部门预算…` may stand in two lines, in either order.
    """
    lines = list(_all_lines(blocks))
    if not lines:
        return
    followings = [*lines[1:], None]
    is_taken = False
    for (index, line), following in zip(lines, followings, strict=True):
        if is_taken:
            is_taken = False
            continue
        cover = _cover(line)
        if cover is None and following is not None and following[0] - index <= 1:
            cover = _pair(line, following[1])
            is_taken = cover is not None
        if cover is not None:
            yield index, cover


def opens(paragraph: Paragraph) -> bool:
    """Tell whether a line may stand at the top of a disclosure: a name alone, `2025年部门预算公开表`
    alone.
    """
    return _is_name(paragraph.text) or _of_a_year(paragraph.text) is not None


def _is_name(text: str) -> bool:
    """Tell whether a line is the name of a body and nothing else."""
    folded = fold(text)
    return folded.isalpha() and is_certain(folded)


def _of_a_year(text: str) -> TitleLine | None:
    """Say what `2025年部门预算公开表` says; None for a line that names a body, is no title, or is that
    of an approval: the body above it is the bureau that approves.
    """
    if len(fold(text)) > _LONGEST:
        return None
    title = read_title(text)
    if title is None or title.is_approval:
        return None
    names_body = title.name is not None or title.place is not None
    is_of_a_year = title.is_whole and title.year is not None
    return title if is_of_a_year and not names_body else None


def _all_lines(blocks: Sequence[Block]) -> Iterator[tuple[int, Passage]]:
    """Give every line that may be a cover, with the index of its block."""
    for index, block in enumerate(blocks):
        for line in _lines(block):
            yield index, line


def _lines(block: Block) -> Iterator[Passage]:
    """Give the lines of a block that may be a cover: a paragraph, or the rows of one cell above the
    heading of a grid.
    """
    if isinstance(block, Paragraph):
        yield block.passage
        return
    for row in block.rows:
        cells = filled(row)
        if len(cells) != 1:
            return
        yield cells[0]


def _cover(line: Passage) -> Cover | None:
    """Read a cover of one line: 石桥县水务局2025年部门预算; None for another line."""
    text = fold(line.text)
    if len(text) > _LONGEST or _SELF.search(text):
        return None
    title = read_title(text)
    if title is None or title.name is None:
        return None
    if not _opens_budget(title):
        return None
    return Cover(title.name, title.year, title.level, line.where, title.told_kind)


def _opens_budget(title: TitleLine) -> bool:
    """Tell whether a title is a whole line, and not one of 绩效 alone."""
    return title.is_whole and title.kind != "performance"


def _pair(first: Passage, two: Passage) -> Cover | None:
    """Read a cover of two lines, in either order."""
    return _named_by(first, two) or _named_by(two, first)


def _named_by(name: Passage, budget: Passage) -> Cover | None:
    """Read a cover of a line that is a name and one that says the year: 石桥县水务局, 2025年部门预算."""
    text = fold(name.text)
    if not _is_name(text) or _SELF.search(text):
        return None
    title = _of_a_year(budget.text)
    return Cover(text, title.year, title.level, name.where, title.told_kind) if title else None
