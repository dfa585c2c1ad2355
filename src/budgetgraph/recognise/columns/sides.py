"""The sides of a summary: which columns are of the revenue, which of the expenditure.

A side is told by the heading over its columns (收入 | 支出), by the headings of its names (收入项目 |
支出项目), by the totals in its rows (收入总计 | 支出总计), or by its items (财政拨款收入 | 农林水支出).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from budgetgraph.forms import forms

REVENUE, EXPENDITURE = "收入", "支出"
_BOTH = frozenset({REVENUE, EXPENDITURE})
#: The columns that a block begins with.
_OF_NAMES = frozenset({"item", "code", "code_part"})

_Side = str | None


def told(paths: list[list[str]], roles: list[str], rows: list[list[str]]) -> list[_Side]:
    """Give the side of each column, None for one without; an empty list for a table of one side."""
    by_heading = _begun_by_names(list(map(_of_heading, paths)), roles)
    if _with_names(by_heading, roles) >= _BOTH <= _with_values(by_heading, roles):
        return by_heading
    blocks = _blocks(roles)
    if len(blocks) < 2:
        return []
    of_blocks = [_of_names(paths[block.start]) for block in blocks]
    if set(of_blocks) != _BOTH:
        of_blocks = list(map(partial(_of_totals, roles, rows), blocks))
    if set(of_blocks) != _BOTH:
        of_blocks = list(map(partial(_of_items, roles, rows), blocks))
    is_told = of_blocks[0] == REVENUE and EXPENDITURE in of_blocks
    return _spread(of_blocks, blocks) if is_told else []


def _with_names(sides: list[_Side], roles: list[str]) -> set[_Side]:
    """Give the sides that have names of their own; a table of 科目名称 | 本年收入 | 本年支出 has one list of
    names and no sides.
    """
    return {side for side, role in zip(sides, roles, strict=True) if role in _OF_NAMES}


def _with_values(sides: list[_Side], roles: list[str]) -> set[_Side]:
    """Give the sides that have amounts: of 收入 | 预算数 | 支出 | 预算数, where they head the names, none."""
    return {side for side, role in zip(sides, roles, strict=True) if role == "value"}


def without_side(path: list[str]) -> list[str]:
    """Give a path without the heading that only names the side: 收入 › 金额 → 金额."""
    is_told = len(path) > 1 and _of_heading(path) is not None
    return path[1:] if is_told else path


def _of_heading(path: list[str]) -> _Side:
    """Give the side that the highest heading of a column names: 收入 › 金额 → 收入.

    收入项目 is one only over other headings (收入项目 › 预算数); alone it heads names.
    """
    if len(path) > 1:
        return _side(path[:1], "revenue_block", "expenditure_block")
    return _side(path[:1], "revenue_side", "expenditure_side")


def _of_names(path: list[str]) -> _Side:
    """Give the side that the heading of names says: 支出项目 → 支出."""
    return _side(path, "revenue_names", "expenditure_names")


def _of_totals(roles: list[str], rows: list[list[str]], block: range) -> _Side:
    """Give the side of a block by the totals among its names: 收入总计, 本年支出合计."""
    return _side(_items(roles, rows, block), "revenue_total", "expenditure_total")


def _of_items(roles: list[str], rows: list[list[str]], block: range) -> _Side:
    """Give the side of a block by the words of its items: 一、财政拨款收入 or 一、农林水支出; None where it
    has those of both sides.
    """
    names = _items(roles, rows, block)
    told = _side(names, "revenue_items", "expenditure_items")
    spends = forms().heading["expenditure_items"].in_any(names)
    return None if told == REVENUE and spends else told


def _items(roles: list[str], rows: list[list[str]], block: range) -> list[str]:
    """Give all names in the columns of a block."""
    names: list[str] = []
    for row in rows:
        names += [row[at] for at in block if at < len(row) and roles[at] == "item"]
    return names


def _side(words: Iterable[str], of_revenue: str, of_expenditure: str) -> _Side:
    """Give the side that one of the words tells, by these two entries of the catalogue."""
    heading, words = forms().heading, list(words)
    if heading[of_revenue].in_any(words):
        return REVENUE
    if heading[of_expenditure].in_any(words):
        return EXPENDITURE
    return None


def _blocks(roles: list[str]) -> list[range]:
    """Part the columns into blocks: one begins at the first name column and at each behind values.

    serial, item, value, item, value     → columns 1-2, columns 3-4
    """
    starts: list[int] = []
    for index, role in enumerate(roles):
        is_open = not starts or roles[index - 1] == "value"
        if is_open and role in _OF_NAMES:
            starts.append(index)
    ends = [*starts[1:], len(roles)]
    return list(map(range, starts, ends))


def _spread(of_blocks: list[_Side], blocks: list[range]) -> list[_Side]:
    """Give the side of each column from that of its block; a block that tells none is of the side
    before it.
    """
    sides: list[_Side] = [None] * blocks[0].start
    side: _Side = None
    for of_block, block in zip(of_blocks, blocks, strict=True):
        side = of_block or side
        sides += [side] * len(block)
    return sides


def _begun_by_names(sides: list[_Side], roles: list[str]) -> list[_Side]:
    """Give the sides, corrected where a heading stands over the middle of its columns.

    A side whose first column holds values begins with the names right before it, where these stand
    behind values of the other side:

             | 收入 |      | 支出
        项目 | 金额 | 项目 | 金额     → the second 项目 is of 支出
    """
    result = list(sides)
    for index in range(2, len(result)):
        if _are_unlike(result[index - 1], result[index]) and _is_headed_late(roles, index):
            result[index - 1] = result[index]
    return result


def _are_unlike(left: _Side, other: _Side) -> bool:
    """Tell whether both sides are told and differ."""
    return {left, other} == _BOTH


def _is_headed_late(roles: list[str], index: int) -> bool:
    """Tell whether a value column stands behind its names, and further values before these."""
    names_and_value = roles[index - 1 : index + 1] == ["item", "value"]
    return names_and_value and "value" in roles[: index - 1]
