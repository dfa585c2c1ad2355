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

from budgetgraph.recognise.closing import Figures, sums

#: More combinations of one whole and its parts are not tried.
_MOST = 4096
_ROUNDS = 8
_CENT = Decimal("0.01")

#: The readings of one line, each as its figures.
Readings = Sequence[Figures]


def consistent(lines: Sequence[Readings]) -> list[list[int]]:
    """For each line the numbers of its readings that are left: those that add up with some reading
    of every whole and part that they belong to.
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
    """Each whole and its parts as numbers of lines, the whole first; lines whose readings differ in
    code or name are of none.
    """
    certain = [
        readings[0] for readings in lines if len({(one.code, one.item) for one in readings}) == 1
    ]
    number = {id(readings[0]): at for at, readings in enumerate(lines)}
    for whole, parts in sums(certain):
        yield [number[id(row)] for row in (whole, *parts)]


def _narrow(group: list[int], lines: Sequence[Readings], left: list[list[int]]) -> None:
    """Keep the readings that stand in a combination that adds up; all of them where none does."""
    if not 1 < prod(len(left[at]) for at in group) <= _MOST:
        return
    adding = [
        choice
        for choice in product(*(left[at] for at in group))
        if _adds_up([lines[at][one] for at, one in zip(group, choice, strict=True)])
    ]
    if not adding:
        return
    for place, at in enumerate(group):
        left[at] = sorted({choice[place] for choice in adding})


def _adds_up(rows: Sequence[Figures]) -> bool:
    """Whether every column of the whole, a blank one as nothing, is the sum of the parts."""
    whole, *parts = rows
    columns = {column for row in rows for column in row.amounts}
    return all(
        abs(_in(whole, column) - sum(_in(part, column) for part in parts)) <= _CENT * len(parts)
        for column in columns
    )


def _in(row: Figures, column: str) -> Decimal:
    return row.amounts.get(column, Decimal())
