"""Of several readings of a line, those that add up with the lines around it.

201  30.00 20.00 10.00       合计 | 基本 | 项目
20101  20.00 20.00       →   20.00 | 20.00 |         or   20.00 |       | 20.00
20102  10.00 10.00           only the first for 20101 and the second for 20102 give 30 = 20 + 10
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product
from math import prod
from operator import attrgetter, getitem

from budgetgraph.recognise.closing import Figures, sums

#: More combinations of one whole and its parts are not tried.
_MOST = 4096
_ROUNDS = 8
_CENT = Decimal("0.01")

#: The readings of one line, each as its figures.
Readings = Sequence[Figures]


def consistent(lines: Sequence[Readings]) -> list[list[int]]:
    """Give for each line the numbers of its readings that are left: those that add up with some
    reading of every whole and part that they belong to.
    """
    left = [list(range(len(readings))) for readings in lines]
    groups = list(_groups(lines))
    for _ in range(_ROUNDS):
        before = sum(map(len, left))
        for group in groups:
            _narrow(group, lines, left)
        if sum(map(len, left)) == before:
            break
    return left


def _groups(lines: Sequence[Readings]) -> Iterator[list[int]]:
    """Give each whole and its parts as numbers of lines, the whole first; lines whose readings
    differ in code or name are of none.
    """
    number = {id(readings[0]): at for at, readings in enumerate(lines)}
    certain = [readings[0] for readings in lines if _is_certain(readings)]
    for whole, parts in sums(certain):
        yield [number[id(row)] for row in (whole, *parts)]


def _is_certain(readings: Readings) -> bool:
    """Tell whether all readings of a line have one code and one name."""
    return len({(reading.code, reading.item) for reading in readings}) == 1


def _narrow(group: Sequence[int], lines: Sequence[Readings], left: list[list[int]]) -> None:
    """Keep the readings that stand in a combination that adds up; all of them where none does."""
    numbers = [left[at] for at in group]
    if not 1 < prod(map(len, numbers)) <= _MOST:
        return
    adding: list[tuple[int, ...]] = []
    readings = [lines[at] for at in group]
    for choice in product(*numbers):
        rows = list(map(getitem, readings, choice))
        if _adds_up(rows):
            adding.append(choice)
    kept = map(set, zip(*adding, strict=True))
    for at, of_line in zip(group, kept, strict=False):
        left[at] = sorted(of_line)


def _adds_up(rows: Sequence[Figures]) -> bool:
    """Tell whether every column of the whole, a blank one as nothing, is the sum of the parts."""
    whole, *parts = rows
    columns: set[str] = set().union(*map(attrgetter("amounts"), rows))
    return all(_is_sum(whole, parts, column) for column in columns)


def _is_sum(whole: Figures, parts: Sequence[Figures], column: str) -> bool:
    """Tell whether one column adds up; each part may be off by a cent."""
    gap = _in(whole, column) - sum(_in(part, column) for part in parts)
    return abs(gap) <= _CENT * len(parts)


def _in(row: Figures, column: str) -> Decimal:
    return row.amounts.get(column, Decimal())
