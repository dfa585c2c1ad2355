"""Ruled tables side by side on one page, each below a title of its own → one behind the other.

收支总表      支出总表        → 收支总表, 单位：万元, the table at the left,
单位：万元    单位：万元         then 支出总表, 单位：万元, the table at the right
[table]       [table]
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from budgetgraph.read.pages.page import Line, Page, Ruled

Item = Line | Ruled


def in_reading_order(page: Page, is_title: Callable[[str], bool]) -> list[Item]:
    """Give the lines and ruled tables of a page in the order in which they are read."""
    items: list[Item] = sorted([*page.lines, *page.tables], key=lambda item: item.top)
    ordered: list[Item] = []
    for abreast in _abreast(page.tables):
        last = max(table.top for table in abreast)
        above = [item for item in items if item.top <= last]
        first = _first_line(above, abreast, is_title)
        if first is not None:
            ordered += [*above[:first], *_columns(above[first:], abreast)]
            items = items[len(above) :]
    return [*ordered, *items]


def _abreast(tables: Sequence[Ruled]) -> Iterator[list[Ruled]]:
    """Give the tables that stand side by side, from left to right; those that stand alone not."""
    group: list[Ruled] = []
    for table in sorted(tables, key=lambda table: table.top):
        if not all(_stand_side_by_side(table, other) for other in group):
            yield from _in_columns(group)
            group = []
        group.append(table)
    yield from _in_columns(group)


def _in_columns(group: Sequence[Ruled]) -> Iterator[list[Ruled]]:
    if len(group) > 1:
        yield sorted(group, key=lambda table: table.x0)


def _stand_side_by_side(table: Ruled, other: Ruled) -> bool:
    is_at_its_height = table.top < other.bottom and other.top < table.bottom
    return is_at_its_height and (table.x1 <= other.x0 or other.x1 <= table.x0)


def _first_line(
    items: Sequence[Item], abreast: Sequence[Ruled], is_title: Callable[[str], bool]
) -> int | None:
    """Tell which line is the title of each table; None where none is.

    部门：县水利局 | 单位：万元 stand above the two halves of one table. What follows the titles stands above
    one of the tables, too, and does not run over a border.
    """
    first = None
    for at in range(len(items) - 1, -1, -1):
        item = items[at]
        if isinstance(item, Ruled):
            if item not in abreast:
                break
            continue
        parts = _parts(item, abreast)
        if parts is None:
            break
        if all(part is not None and is_title(part.text) for part in parts):
            first = at
    return first


def _parts(line: Line, abreast: Sequence[Ruled]) -> list[Line | None] | None:
    """Give the part of a line above each of the tables; None where a piece runs over a border."""
    borders = [(left.x1 + right.x0) / 2 for left, right in pairwise(abreast)]
    parts: list[Line | None] = []
    count = 0
    for left, right in pairwise([float("-inf"), *borders, float("inf")]):
        inside = [word for word in line.segments if left < word.x0 and word.x1 < right]
        part = Line(tuple(inside)) if inside else None
        parts.append(part)
        count += len(inside)
    return parts if count == len(line.segments) else None


def _columns(items: Sequence[Item], abreast: Sequence[Ruled]) -> Iterator[Item]:
    """Give what stands above each table, and then the table, from left to right."""
    lines = [item for item in items if isinstance(item, Line)]
    parts = [_parts(line, abreast) or [] for line in lines]
    for at, table in enumerate(abreast):
        yield from filter(None, (part[at] for part in parts))
        yield table
