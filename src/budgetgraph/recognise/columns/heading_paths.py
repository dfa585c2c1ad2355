"""The headings above each column, top to bottom.

预算数 |          | 决算数 |
合计   | 接待费   | 合计   | 接待费    → 预算数 › 合计, 预算数 › 接待费, 决算数 › 合计, 决算数 › 接待费
"""

from __future__ import annotations

from itertools import compress

from budgetgraph.forms import column_measure
from budgetgraph.recognise.headings import heads_names, is_amount, padded


def paths(words: list[list[str]], width: int) -> list[list[str]]:
    """Give one path for each of `width` columns; a parent is printed once and spans the blank cells
    on its right.
    """
    table = [padded(row, width) for row in words]
    table = _moved_to_blocks(table)
    return [_path(table, index) for index in range(width)]


def over_cells(paths: list[list[str]], rows: list[list[str]]) -> list[list[str]]:
    """Give the paths; one of amounts over a blank column goes to the amounts right of it, where
    these have no heading: a heading is merged over both, and only the right one is used.

    基本支出 | 项目支出 |              基本支出 |  | 项目支出
    9.00     |          | 4.00    →    9.00     |  | 4.00
    """
    moved = list(paths)
    for index in range(1, len(paths)):
        left = paths[index - 1]
        is_beside = bool(left) and not paths[index]
        if is_beside and column_measure(left[-1]) and _is_used_right(rows, index):
            moved[index - 1], moved[index] = [], left
    return moved


def _is_used_right(rows: list[list[str]], index: int) -> bool:
    """Tell whether a column holds amounts, and the one left of it nothing."""
    return _are_blank(rows, index - 1) and _hold_amount(rows, index)


def _are_blank(rows: list[list[str]], index: int) -> bool:
    return not any(any(row[index : index + 1]) for row in rows)


def _hold_amount(rows: list[list[str]], index: int) -> bool:
    return any(is_amount(text) for row in rows for text in row[index : index + 1])


def _path(table: list[list[str]], index: int) -> list[str]:
    """Give the headings of one column; the same word above itself counts once."""
    path: list[str] = []
    for depth, row in enumerate(table):
        text = row[index] or _parent(table, depth, index)
        if text and path[-1:] != [text]:
            path.append(text)
    return path


def _parent(table: list[list[str]], depth: int, index: int) -> str:
    """Give the heading on the left that spans this blank cell, "" where none does.

    It has a leaf of its own below, and no heading of a higher row begins between the two:

        合计 |    | 公务用车 |      |      |      | 接待费 |
             |    | 购置     |      | 运行 |      |        |      ← 运行 does not reach under 接待费
    """
    row, lower = table[depth], table[depth + 1 :]
    left = _last_filled(row[:index])
    if left is None or not (_holds_text(lower, index) and _holds_text(lower, left)):
        return ""
    between = slice(left + 1, index + 1)
    is_parted = any(any(higher[between]) for higher in table[:depth])
    return "" if is_parted else row[left]


def _last_filled(cells: list[str]) -> int | None:
    """Give the last column that holds a text: `公务用车 | 购置 |` → 1; None where all are blank."""
    for place in range(len(cells) - 1, -1, -1):
        if cells[place]:
            return place
    return None


def _holds_text(rows: list[list[str]], index: int) -> bool:
    """Tell whether one of the rows holds a text in this column."""
    return any(row[index] for row in rows)


def _filled_places(cells: list[str]) -> list[int]:
    """Give the places of the cells that print something."""
    return list(compress(range(len(cells)), cells))


def _moved_to_blocks(table: list[list[str]]) -> list[list[str]]:
    """Give the rows; parents that came apart from their columns stand over the block that they
    head.

    功能分类 | 支出用途 |      |              功能分类 |      | 支出用途 |
    科目名称 | 金额     | 项目 | 金额    →    科目名称 | 金额 | 项目     | 金额
    """
    if len(table) < 2:
        return table
    *upper, parents, leaves = table
    heads: list[int] = []
    starts: list[int] = []
    for place in _filled_places(leaves):
        if parents[place]:
            heads.append(place)
        if _begins_block(table, place):
            starts.append(place)
    if len(heads) != len(starts) or len(heads) < 2:
        return table
    moves = dict(zip(heads, starts, strict=True))
    if not _are_over_amounts(leaves, moves):
        return table
    return [*upper, _moved(parents, moves), leaves]


def _are_over_amounts(leaves: list[str], moves: dict[int, int]) -> bool:
    """Tell whether every parent that has to move stands over a column of amounts now."""
    for head, start in moves.items():
        if head != start and not column_measure(leaves[head]):
            return False
    return True


def _moved(parents: list[str], moves: dict[int, int]) -> list[str]:
    """Give a row with its words at other places: {1: 2} puts the second word into the third
    column.
    """
    moved = list(parents)
    for head in moves:
        moved[head] = ""
    for head, start in moves.items():
        moved[start] = parents[head]
    return moved


def _begins_block(table: list[list[str]], index: int) -> bool:
    """Tell whether the leaf in this column names the rows and the one on its left does not."""
    is_behind_names = index > 0 and _names_rows(table, index - 1)
    return _names_rows(table, index) and not is_behind_names


def _names_rows(table: list[list[str]], index: int) -> bool:
    """Tell whether the lowest heading of a column says what the rows are: 科目编码, 项目."""
    column = [row[index] for row in table if row[index]]
    return any(map(heads_names, column[-1:]))
