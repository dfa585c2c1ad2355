"""Rows whose cells list several indicators, a line each → the cells of each indicator.

1.森林抚育面积 | ≥4300亩
2.修复林区道路 | ≥12公里      one row with two lines in each cell → 1.森林抚育面积 | ≥4300亩, …
"""

from __future__ import annotations

import re
from collections import Counter

from budgetgraph.document import Passage
from budgetgraph.forms import forms
from budgetgraph.parse.project_forms.indicator_table.cells import Cells
from budgetgraph.parse.project_forms.indicator_table.column_roles import LEVELS, OTHER
from budgetgraph.values.target import read_target

_LINE = re.compile(r"[^\n]+")
_SIGN = re.compile("[≥≤＞＜＝]")
#: Where the next target begins in a text without line ends: ≥4300亩≥12公里.
_AT_SIGN = re.compile(r"(?<=[^≥≤＞＜>=＝<])(?=[≥≤＞＜＝])")
#: A number that may begin the next name: 1. 2、 3）.
_NUMBER = re.compile(r"(?<![\d.])(?P<number>\d{1,2})[.．、)）](?!\d)")
#: What says nothing of its own, and may be of every indicator of the row.
_OF_ALL = frozenset({"basis", "description", "weight", "aside", "reason"})


def one_each(cells: Cells) -> list[Cells]:
    """Give the cells of each indicator that a row lists.

    Names and targets are put together only where there are as many of both, and where the names are
    numbered or each target is a figure: a line end alone may be a wrap.
    """
    if "level3" not in cells:
        return [cells]
    names = _names(cells["level3"])
    if len(names) < 2:
        cells["level3"] = names[0] if names else cells["level3"]
        return [cells]
    columns = {
        key: _column(key, cell, len(names)) for key, cell in cells.items() if key != "level3"
    }
    if not all(columns.values()):
        return [cells]
    rows = [
        {"level3": name} | {key: column[at] for key, column in columns.items()}
        for at, name in enumerate(names)
    ]
    return rows if _are_told_apart(names, rows) else [cells]


def are_in_one_cell(cells: Cells) -> bool:
    """Tell whether the target of a row is those of several indicators, which nothing tells apart:
    `≥3%≥60%`; `≥3%且≤5%` is one range.
    """
    target = cells["target"].text if "target" in cells else ""
    signs = Counter(_SIGN.findall(target))
    return max(signs.values(), default=0) > 1


def _are_told_apart(names: list[Passage], rows: list[Cells]) -> bool:
    """Tell whether the lines of a row are indicators and no wraps of one."""
    if all(name.text in forms().form["numbered_indicator"] for name in names):
        return True
    targets = ["".join(_text(row, key) for key in ("operator", "target", "unit")) for row in rows]
    return all(target and read_target(target).operator is not None for target in targets)


def _text(row: Cells, key: str) -> str:
    return row[key].text.strip() if key in row else ""


def _names(cell: Passage) -> list[Passage]:
    """Give the names of a cell, without lines that a template left blank: `指标2：`, `……`."""
    lines = _lines(cell)
    if len(lines) < 2:
        lines = _numbered(cell)
    blank = forms().form["blank_indicator"]
    return [line for line in lines if line.text not in blank]


def _column(key: str, cell: Passage, count: int) -> list[Passage]:
    """Give the parts of a cell for each of `count` indicators; none where it has another number."""
    if key in LEVELS:
        return [cell] * count
    for parts in (_lines(cell), _numbered(cell), _at_signs(cell)):
        if len(parts) == count:
            return parts
    is_of_all = key in _OF_ALL or key.startswith(OTHER)
    return [cell] * count if is_of_all else []


def _lines(cell: Passage) -> list[Passage]:
    """Give the lines of a cell that hold anything."""
    parts = [cell.part(*line.span()).stripped() for line in _LINE.finditer(cell.text)]
    return list(filter(None, parts))


def _numbered(cell: Passage) -> list[Passage]:
    """Give the parts of a text that numbers from 1 on begin: `1.甲2.乙` → 1.甲, 2.乙."""
    starts: list[int] = []
    for mark in _NUMBER.finditer(cell.text):
        if int(mark["number"]) == len(starts) + 1:
            starts.append(mark.start())
    if not starts or cell.text[: starts[0]].strip():
        return [cell]
    return _between(cell, starts)


def _at_signs(cell: Passage) -> list[Passage]:
    """Give the parts of a text that signs of comparison begin: `≥3%≥60%` → ≥3%, ≥60%."""
    return _between(cell, [0, *(sign.start() for sign in _AT_SIGN.finditer(cell.text))])


def _between(cell: Passage, starts: list[int]) -> list[Passage]:
    """Give the parts of a text that begin at some places."""
    ends = [*starts[1:], len(cell.text)]
    return [cell.part(start, end).stripped() for start, end in zip(starts, ends, strict=True)]
