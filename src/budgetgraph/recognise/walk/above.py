"""What stands above a table: its title, which may take several lines, and its captions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from budgetgraph.document import Paragraph, Passage, join
from budgetgraph.forms import fold, forms, is_caption
from budgetgraph.recognise.titles import Title, is_part, title_of

#: A longer line between a title and a grid is running text, so the title is not of the grid.
_LONGEST_BETWEEN = 80
#: No line of a broken title is longer.
_LONGEST_LINE = 40
_MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class Above:
    """The title and the captions of a grid, the lines between the two, and the paragraphs before them
    that are not of it.
    """

    title: Title | None
    captions: list[Passage]
    before: list[Paragraph]
    between: list[Paragraph]


def above(pending: Sequence[Paragraph]) -> Above:
    """What the paragraphs since the last grid say of the next one: its nearest title, with the
    captions between the two.
    """
    captions: list[Passage] = []
    between: list[Paragraph] = []
    for index in range(len(pending) - 1, -1, -1):
        paragraph = pending[index]
        found = _title_that_ends(pending, index)
        if found is not None:
            title, first = found
            return Above(title, captions[::-1], list(pending[:first]), between[::-1])
        if is_caption(paragraph.text):
            captions.append(paragraph.passage)
            continue
        between.append(paragraph)
        if len(paragraph.text) > _LONGEST_BETWEEN:
            break
    rest = [paragraph for paragraph in pending if not is_caption(paragraph.text)]
    return Above(None, captions[::-1], rest, [])


def _title_that_ends(pending: Sequence[Paragraph], index: int) -> tuple[Title, int] | None:
    """The title whose last line this is, with the index of its first line.

    公开09表：一般公共预算“三公”经费、会议费、培训费
    支出预算表                                          → one title, of a “三公” table
    """
    own = title_of(pending[index])
    for first in range(index - 1, max(index - _MOST_LINES, -1), -1):
        lines = pending[first : index + 1]
        if not _may_be_broken(lines):
            break
        title = title_of(Paragraph(join(line.passage for line in lines)))
        if title is not None and _is_better(title, own, lines[0]):
            return title, first
    return (own, index) if own is not None else None


def _may_be_broken(lines: Sequence[Paragraph]) -> bool:
    """Whether lines may be one title that a break parted: all short, none of them a title, a
    caption or a sentence of its own but the last.
    """
    others, last = lines[1:], lines[-1]
    if len(last.text) > _LONGEST_LINE or is_caption(last.text):
        return False
    return all(map(_may_go_on, lines[:-1])) and not any(map(is_part, others))


def _may_go_on(line: Paragraph) -> bool:
    text = fold(line.text)
    is_other = is_caption(line.text) or title_of(line) is not None
    is_mark = text in forms().form["furniture"]
    is_closed = text.endswith(("。", ";", ":", "表", "公开"))
    return len(text) <= _LONGEST_LINE and not (is_other or is_mark or is_closed)


def _is_better(title: Title, own: Title | None, first: Paragraph) -> bool:
    """Whether lines together are the title rather than the last one alone.

    The last one alone may name a table too; then the first line has to carry the table's number
    (公开09表：) or has to change what the table is.
    """
    if title.kind != "table":
        return False
    if own is None:
        return True
    is_marked = forms().form["table_mark"].match(first.text) is not None
    return own.kind == "table" and (is_marked or title.table_type != own.table_type)
