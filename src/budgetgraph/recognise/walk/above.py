"""What stands above a table: its title, which may take several lines, and its captions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from budgetgraph.document import Paragraph, Passage, join
from budgetgraph.forms import fold, forms, is_caption, is_furniture, printed_scale
from budgetgraph.forms.captions import stands_as_caption
from budgetgraph.recognise.titles import Title, is_part, title_of

#: A longer line between a title and a grid is running text, so the title is not of the grid.
_LONGEST_BETWEEN = 80
#: No line of a broken title is longer.
_LONGEST_LINE = 40
_MOST_LINES = 3
#: A line that ends so is complete.
_ENDS = ("。", ";", ":", "表", "公开")


@dataclass(frozen=True, slots=True)
class Above:
    """The title and the captions of a grid, the lines between the two, and the paragraphs before
    them that are not of it.
    """

    title: Title | None
    captions: Sequence[Passage]
    before: list[Paragraph]
    between: list[Paragraph]


def above(pending: Sequence[Paragraph]) -> Above:
    """Say what the paragraphs since the last grid tell of the next one: its nearest title, with the
    captions between the two.
    """
    captions: list[Passage] = []
    between: list[Paragraph] = []
    for index in reversed(range(len(pending))):
        paragraph = pending[index]
        title_and_first = _title_that_ends(pending, index)
        if title_and_first is not None:
            title, first = title_and_first
            own = captions[::-1]
            unit = _unit_above(pending[:first], own)
            before = list(pending[: first - len(unit)])
            return Above(title, [*unit, *own], before, between[::-1])
        if stands_as_caption(paragraph.text):
            captions.append(paragraph.passage)
            continue
        between.append(paragraph)
        if len(paragraph.text) > _LONGEST_BETWEEN:
            break
    rest = [paragraph for paragraph in pending if not stands_as_caption(paragraph.text)]
    return Above(None, captions[::-1], rest, [])


def _unit_above(before: Sequence[Paragraph], own: Sequence[Passage]) -> list[Passage]:
    """Give the line right above a title that prints the unit of money, where none is below it.

    单位：万元 / 收支总表 / 项目 | 预算数
    """
    has_own = any(printed_scale(caption.text) for caption in own)
    last = [line.passage for line in before[-1:] if is_caption(line.text)]
    return [] if has_own else [line for line in last if printed_scale(line.text)]


def _title_that_ends(pending: Sequence[Paragraph], index: int) -> tuple[Title, int] | None:
    """Give the title whose last line this is, with the index of its first line.

    公开09表：一般公共预算“三公”经费、会议费、培训费
    支出预算表                                          → one title, of a “三公” table
    """
    own = title_of(pending[index])
    earliest = max(index - _MOST_LINES + 1, 0)
    for first in reversed(range(earliest, index)):
        lines = pending[first : index + 1]
        if not _may_be_broken(lines):
            break
        title = _title_of_lines(lines)
        if title is not None and _is_better(title, own, lines[0]):
            return title, first
    return None if own is None else (own, index)


def _title_of_lines(lines: Sequence[Paragraph]) -> Title | None:
    """Give the title that several lines are together."""
    return title_of(Paragraph(join(map(attrgetter("passage"), lines))))


def _may_be_broken(lines: Sequence[Paragraph]) -> bool:
    """Tell whether lines may be one title that a break parted: all short, none of them a title, a
    caption or a sentence of its own but the last.
    """
    *upper, last = lines
    if len(last.text) > _LONGEST_LINE or is_caption(last.text):
        return False
    return all(map(_may_go_on, upper)) and not any(map(is_part, lines[1:]))


def _may_go_on(line: Paragraph) -> bool:
    """Tell whether a line may be the beginning of a title that goes on in the next line."""
    text = fold(line.text)
    if len(text) > _LONGEST_LINE or text.endswith(_ENDS) or _is_remark(text):
        return False
    is_mark = is_caption(line.text) or is_furniture(line.text)
    return not is_mark and title_of(line) is None


def _is_remark(text: str) -> bool:
    """Tell whether a line explains the table above it: 注：本表为空, or all of it in brackets."""
    return text in forms().form["note"] or (text.startswith("(") and text.endswith("。)"))


def _is_better(title: Title, own: Title | None, first: Paragraph) -> bool:
    """Tell whether lines together are the title rather than the last one alone.

    The last one alone may name a table too; then the first line has to carry the table's number
    (公开09表：) or has to change what the table is.
    """
    if own is None or title.kind != "table":
        return title.kind == "table"
    changes = first.text in forms().form["table_mark"] or title.table_type != own.table_type
    return changes and own.kind == "table"
