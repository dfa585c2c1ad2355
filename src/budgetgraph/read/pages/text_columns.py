"""Running text in two columns on a page → the left column, then the right one.

    一、收入预算情况                元，公务接待费1.50万元，公务
    2025年收入预算总额为1315.00     用车运行维护费5.00万元。
    万元，其中：一般公共预算拨款    四、机关运行经费

What runs over both columns, a title or the number of the page, stands above or below them. Two
sides of a table are no columns of text: their lines do not end at one margin, or have gaps.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby, pairwise
from operator import attrgetter, itemgetter

from budgetgraph.read.pages.page import Line, Page, Word

#: The gutter between columns is wider than this (heights); characters of a line are nearer.
_GUTTER = 0.8
#: A gap in a line of a column is no wider than this (heights).
_WIDE = 1.5
#: A full line ends nearer to the margin of its column than this (heights).
_SHORT = 1.6
#: A column of text has so many lines, and lines of so many characters.
_FEWEST_LINES, _FEWEST_CHARACTERS = 6, 10
#: Of its lines so many (a share) are full, and so many have no gap.
_FULL, _WHOLE = 0.5, 0.9
#: The right column begins right of this share of the page.
_RIGHT_HALF = 0.35
#: A line of a column may reach its margin where it has more characters than this.
_LONG_LINE = 8
_LEFT, _TEXT = attrgetter("x0"), attrgetter("text")
_Pieces = tuple[Word, ...]
_Parts = tuple[_Pieces, _Pieces]


def gutter_of(lines: Sequence[Line], width: float) -> float | None:
    """Tell where the right one of two columns of text begins; None where there are none."""
    begins = Counter(map(round, _begins(lines, width * _RIGHT_HALF)))
    begin, _ = max(begins.items(), key=itemgetter(1), default=(0, 0))
    gutter = begin - 1.0
    parted = filter(None, map(partial(_parts, gutter), lines))
    columns = list(zip(*parted, strict=True))
    return gutter if columns and all(map(_is_text, columns)) else None


def _begins(lines: Iterable[Line], least: float) -> Iterator[float]:
    """Give where pieces begin that stand behind a gap, or at the beginning of their line."""
    for line in lines:
        room = _GUTTER * line.height
        before = Word("", 0, 0, line.top, line.top)
        for left, right in pairwise((before, *line.pieces)):
            if right.x0 > max(left.x1 + room, least):
                yield right.x0


def _parts(gutter: float, line: Line) -> _Parts | None:
    """Part the pieces of a line by the gutter; None where the line runs over it."""
    pieces = line.pieces
    begun = [piece.x0 < gutter for piece in pieces].count(True)
    left, right = pieces[:begun], pieces[begun:]
    end = _margin([left])
    begin = min(map(_LEFT, right), default=math.inf)
    has_room = end <= gutter and end + _GUTTER * line.height <= begin
    return (left, right) if has_room else None


def _is_text(column: Iterable[_Pieces]) -> bool:
    """Tell whether the lines of a column are running text: long, without gaps, to one margin."""
    lines = list(filter(None, column))
    margin = _margin(lines)
    full = map(partial(_is_full, margin), lines)
    shares = (
        len(lines) / _FEWEST_LINES,
        sum(map(_length, lines)) / max(len(lines), 1) / _FEWEST_CHARACTERS,
        sum(full) / max(len(lines), 1) / _FULL,
        sum(map(_has_no_gap, lines)) / max(len(lines), 1) / _WHOLE,
    )
    return min(shares) >= 1


def _length(line: _Pieces) -> int:
    """Give the number of characters of a line."""
    return sum(map(len, map(_TEXT, line)))


def _is_full(margin: float, line: _Pieces) -> bool:
    """Tell whether a line reaches the margin of its column."""
    last = line[-1]
    return last.x1 > margin - _SHORT * last.height


def _has_no_gap(line: _Pieces) -> bool:
    """Tell whether a line has no gap in it, as it has between the cells of a table."""
    widest = max(map(_gap, line, line[1:]), default=0.0)
    return widest < _WIDE * line[0].height


def _gap(left: Word, right: Word) -> float:
    return right.x0 - left.x1


def one_column(pages: Iterable[Page]) -> Iterator[Page]:
    """Give the pages with their columns of text one behind the other, each as a page of its own."""
    for page in pages:
        yield from [page] if page.gutter is None else _bands(page, page.gutter)


def _bands(page: Page, gutter: float) -> Iterator[Page]:
    """Part a page at the lines that run over its gutter, and what is between them into columns."""
    is_over = partial(_runs_over, gutter)
    for runs_over, run in groupby(page.lines, is_over):
        lines = tuple(run)
        columns = [lines] if runs_over else _columns(gutter, lines)
        for column in filter(None, columns):
            yield replace(page, lines=column, gutter=None, long_line=_LONG_LINE)


def _runs_over(gutter: float, line: Line) -> bool:
    return _parts(gutter, line) is None


def _columns(gutter: float, lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Give the left and the right column of lines.

    The left one is moved to the place of the right one: its text runs on there.
    """
    left, right = [], []
    for line in lines:
        begun = [word.x0 < gutter for word in line.segments].count(True)
        left.append(line.segments[:begun])
        right.append(line.segments[begun:])
    distance = _margin(right) - _margin(left) if any(right) else 0.0
    move = partial(_moved, distance)
    moved = [tuple(map(move, words)) for words in left]
    return _lines(moved), _lines(right)


def _margin(column: Iterable[_Pieces]) -> float:
    """Give where the longest line of a column ends."""
    return max((words[-1].x1 for words in filter(None, column)), default=0.0)


def _lines(column: Iterable[_Pieces]) -> tuple[Line, ...]:
    return tuple(map(Line, filter(None, column)))


def _moved(distance: float, word: Word) -> Word:
    """Give a word so far to the right of where it stands."""
    parts = tuple(map(partial(_moved, distance), word.parts))
    return replace(word, x0=word.x0 + distance, x1=word.x1 + distance, parts=parts)
