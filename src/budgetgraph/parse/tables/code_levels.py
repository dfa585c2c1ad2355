"""The parts of a code that are printed only once, over the rows that they hold for.

类  | 款 | 项 |                 类  | 款 | 项 |
207 |    |    | 文化支出        207 |    |    | 文化支出
    | 01 |    | 文化和旅游  →   207 | 01 |    | 文化和旅游
    |    | 09 | 群众文化        207 | 01 | 09 | 群众文化
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from budgetgraph.document import GridRow, passage, row_where
from budgetgraph.recognise.columns import Column

#: The digits of a class, and of the parts below it.
_OF_CLASS, _OF_PART = 3, 2

Levels = list[str]
"""The parts of a code in one row, from the class down; blank where nothing is printed."""


def with_levels_above(lines: Sequence[GridRow], columns: Sequence[Column]) -> list[GridRow]:
    """Give the lines with the parts of their codes that stand only in a line above."""
    completed = list(lines)
    for places in _runs(columns):
        completed = list(_completed(completed, places))
    return completed


def _runs(columns: Sequence[Column]) -> Iterator[list[int]]:
    """Give the columns of each code of several parts: `类 | 款 | 名称 | 类 | 款 | 名称` → 0 1, 3 4."""
    for is_part, run in groupby(range(len(columns)), lambda at: columns[at].role == "code_part"):
        places = list(run)
        if is_part and len(places) > 1:
            yield places


def _completed(lines: Iterable[GridRow], places: Sequence[int]) -> Iterator[GridRow]:
    """Complete one code in all lines; a line without any part of it ends what stood above."""
    above: Levels = []
    for line in lines:
        own = [line[at].squeezed for at in places if at < len(line)]
        whole = _with_above(own, above)
        above = whole
        yield line if whole == own else _replaced(line, places, whole)


def _with_above(own: Levels, above: Levels) -> Levels:
    """Give the parts of a row, those in front of its first one from the row above.

    own _ 01 below 207 _ _ → 207 01; own _ _ 09 below 207 01 _ → 207 01 09
    """
    first = next((at for at, text in enumerate(own) if text), 0)
    upper = above[:first]
    is_below = first > 0 and _is_part_code(upper) and all(map(_is_part, filter(None, own)))
    return [*upper, *own[first:]] if is_below else own


def _is_part_code(levels: Levels) -> bool:
    """Tell whether these are the class and all parts down to some level: 207 01."""
    is_class = [len(text) == _OF_CLASS and text.isdigit() for text in levels[:1]]
    return is_class == [True] and all(map(_is_part, levels[1:]))


def _is_part(text: str) -> bool:
    """Tell whether a text is a part below the class: 01, 9."""
    return text.isdigit() and len(text) <= _OF_PART


def _replaced(line: GridRow, places: Sequence[int], levels: Levels) -> GridRow:
    """Give the line with other texts in the columns of its code."""
    cells = list(line)
    where = row_where(line)
    for at, text in zip(places, levels, strict=False):
        if not cells[at]:
            cells[at] = passage(text, where)
    return tuple(cells)
