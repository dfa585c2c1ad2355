"""The sides of a summary: which columns are of the revenue, which of the expenditure.

A side is told by the heading over its columns (收入 | 支出), by the headings of its names (收入项目 |
支出项目), or by the totals in its rows (收入总计 | 支出总计).
"""

from __future__ import annotations

from budgetgraph.forms import forms

REVENUE, EXPENDITURE = "收入", "支出"
_BOTH = {REVENUE, EXPENDITURE}
#: The roles of columns that say what a row is of.
_NAMES = {"item", "code", "code_part"}


def told(paths: list[list[str]], roles: list[str], rows: list[list[str]]) -> list[str | None]:
    """The side of each column, None for one without; an empty list for a table of one side."""
    by_heading = _begun_by_names([_of_heading(path) for path in paths], roles)
    if all(_has_names(by_heading, roles, side) for side in _BOTH):
        return by_heading
    starts = _starts(roles)
    if len(starts) < 2:
        return []
    by_names = [_of_names(paths[start]) for start in starts]
    if set(by_names) != _BOTH:
        by_names = [
            _of_totals(roles, rows, start, end)
            for start, end in zip(starts, [*starts[1:], len(roles)], strict=True)
        ]
    if by_names[0] != REVENUE or not set(by_names) >= _BOTH:
        return []
    return _spread(by_names, starts, len(roles))


def _has_names(found: list[str | None], roles: list[str], side: str) -> bool:
    """Whether a side has names of its own; a table of 科目名称 | 本年收入 | 本年支出 has one list of names
    and no sides.
    """
    return any(own == side and role in _NAMES for own, role in zip(found, roles, strict=True))


def without_side(path: list[str]) -> list[str]:
    """A path without the heading that only names the side."""
    return path[1:] if len(path) > 1 and _of_heading(path) else path


def _of_heading(path: list[str]) -> str | None:
    if not path:
        return None
    heading = forms().heading
    if path[0] in heading["revenue_side"]:
        return REVENUE
    return EXPENDITURE if path[0] in heading["expenditure_side"] else None


def _of_names(path: list[str]) -> str | None:
    heading = forms().heading
    if any(word in heading["revenue_names"] for word in path):
        return REVENUE
    return EXPENDITURE if any(word in heading["expenditure_names"] for word in path) else None


def _of_totals(roles: list[str], rows: list[list[str]], start: int, end: int) -> str | None:
    """The side of a block by its totals: 收入总计, 本年支出合计."""
    heading = forms().heading
    names = [
        row[index]
        for row in rows
        for index in range(start, min(end, len(row)))
        if roles[index] == "item"
    ]
    if any(name in heading["revenue_total"] for name in names):
        return REVENUE
    return EXPENDITURE if any(name in heading["expenditure_total"] for name in names) else None


def _starts(roles: list[str]) -> list[int]:
    """The name column that each block begins with: the first one, and those behind values."""
    starts: list[int] = []
    for index, role in enumerate(roles):
        is_behind_value = bool(starts) and roles[index - 1] == "value"
        if role in _NAMES and (not starts or is_behind_value):
            starts.append(index)
    return starts


def _spread(of_blocks: list[str | None], starts: list[int], width: int) -> list[str | None]:
    """The side of each column from that of its block; a block that tells none is of the side before
    it.
    """
    found: list[str | None] = [None] * starts[0]
    side: str | None = None
    for of_block, start, end in zip(of_blocks, starts, [*starts[1:], width], strict=True):
        side = of_block or side
        found.extend([side] * (end - start))
    return found


def _begun_by_names(found: list[str | None], roles: list[str]) -> list[str | None]:
    """The sides; one whose first column holds values while names stand right before it, behind
    values of the other side, begins with these names: its heading stands over the middle of its
    columns.
    """
    result = list(found)
    for index in range(2, len(result)):
        before, here = result[index - 1], result[index]
        is_other = before is not None and here is not None and before != here
        is_headed_late = roles[index] == "value" and roles[index - 1] == "item"
        if is_other and is_headed_late and "value" in roles[: index - 1]:
            result[index - 1] = here
    return result
