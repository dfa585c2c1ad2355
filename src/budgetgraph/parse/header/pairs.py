"""The values beside the labels that tell whose paper it is and of which year.

`部门名称 | 石桥县水务局` and `部门名称：石桥县水务局` give 石桥县水务局. The labels are patterns that a cell may
hold anywhere (部门（单位）名称), in any grid; `recognise/labels.py` finds the labels of projects' forms,
which are whole texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import zip_longest

from budgetgraph.document import GridRow, Passage
from budgetgraph.forms import fold
from budgetgraph.forms.titles import words

_NAMES = ("department", "supervisor", "year", "title")


@cache
def _labels() -> dict[str, re.Pattern[str]]:
    """Give the patterns of the labels by what they tell: 主管部门 → supervisor."""
    return {name: re.compile(words("pair", name)) for name in _NAMES}


def values_beside(row: GridRow, label: str) -> Iterator[tuple[str, Passage]]:
    """Give each value of a label in a row, folded, with the cell that it stands in.

    It stands behind the colon of the label, else in the next filled cell.
    """
    pattern = _labels()[label]
    filled = list(filter(None, row))
    for cell, behind in zip_longest(filled, filled[1:]):
        head, _, rest = fold(cell.text).partition(":")
        if not pattern.search(head):
            continue
        if rest:
            yield rest, cell
        elif behind is not None:
            yield fold(behind.text), behind
