"""Where the running text of pages ends at the right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from budgetgraph.read.pages.page import Line, Page

_LEADER = re.compile(r"\.{4,}|…{2,}|·{4,}")
#: What a word processor lets hang over the margin, rather than begin the next line with it.
_HANGING = tuple("。，、；：”）》！？")
#: Lines that end nearer to each other than this (points) end at one place.
_SAME_END = 6.0
#: So many long lines show by their end where the margin is.
_LINES_AT_MARGIN = 3


class Margin(NamedTuple):
    """The right margin of running text; `is_shared` says that several lines show where it is."""

    right: float
    is_shared: bool


def margin(pages: Sequence[Page], width: float) -> Margin:
    """Tell the right margin of the running text on pages of one width.

    It is the rightmost place where three long lines end, or else where one does.
    """
    ends = list(_ends_of_long_lines(pages, width))
    shared = list(filter(partial(_is_shared, ends), ends))
    return Margin(max(shared or ends, default=width), bool(shared))


def _ends_of_long_lines(pages: Sequence[Page], width: float) -> Iterator[float]:
    """Give where the long lines of running text end on pages of one width."""
    for page in pages:
        if page.width == width:
            running = filter(partial(_is_running, page.long_line), page.lines)
            yield from map(_end, running)


def _end(line: Line) -> float:
    """Give the right end of a line, without the mark that may hang over the margin.

    …根据实际情况支出，  → where 出 ends
    """
    right = line.segments[-1].x1
    return right - line.height if line.text.endswith(_HANGING) else right


def _is_shared(ends: Sequence[float], end: float) -> bool:
    """Tell whether enough lines end at one place, one of them here."""
    near = 0
    for other in ends:
        near += abs(other - end) < _SAME_END
    return near >= _LINES_AT_MARGIN


def _is_running(long_line: int, line: Line) -> bool:
    """Tell whether a line is one of running text that is long enough to reach the margin."""
    is_long = len(line.text) > long_line
    return is_long and len(line.segments) == 1 and not has_leader(line)


def has_leader(line: Line) -> bool:
    """Tell whether dots lead from a text to its page number: 一、概况……3."""
    return _LEADER.search(line.text) is not None
