"""The headings above each column, top to bottom.

预算数 |          | 决算数 |
合计   | 接待费   | 合计   | 接待费    → 预算数 › 合计, 预算数 › 接待费, 决算数 › 合计, 决算数 › 接待费
"""

from __future__ import annotations

from budgetgraph.forms import column_measure, forms


def paths(words: list[list[str]], width: int) -> list[list[str]]:
    """One path for each of `width` columns; a parent is printed once and spans the blank cells on
    its right.
    """
    table = [[*row, *[""] * (width - len(row))] for row in words]
    table = _moved_to_blocks(table)
    return [_path(table, index) for index in range(width)]


def _path(table: list[list[str]], index: int) -> list[str]:
    path: list[str] = []
    for depth, row in enumerate(table):
        text = row[index] or _parent(table, depth, index)
        if text and (not path or path[-1] != text):
            path.append(text)
    return path


def _parent(table: list[list[str]], depth: int, index: int) -> str:
    """The heading on the left that spans this blank cell, "" where none does.

    It has a leaf of its own below, and no heading of a higher row begins between the two:

        合计 |    | 公务用车 |      |      |      | 接待费 |
             |    | 购置     |      | 运行 |      |        |      ← 运行 does not reach under 接待费
    """
    lower = table[depth + 1 :]
    if not any(row[index] for row in lower):
        return ""
    row = table[depth]
    left = next((place for place in range(index - 1, -1, -1) if row[place]), None)
    if left is None or not any(below[left] for below in lower):
        return ""
    is_parted = any(any(higher[left + 1 : index + 1]) for higher in table[:depth])
    return "" if is_parted else row[left]


def _moved_to_blocks(table: list[list[str]]) -> list[list[str]]:
    """The rows; parents that came apart from their columns stand over the block that they head.

    功能分类 | 支出用途 |      |              功能分类 |      | 支出用途 |
    科目名称 | 金额     | 项目 | 金额    →    科目名称 | 金额 | 项目     | 金额
    """
    if len(table) < 2:
        return table
    *upper, parents, leaves = table
    heads = [index for index, text in enumerate(parents) if text and leaves[index]]
    starts = [index for index, text in enumerate(leaves) if text and _begins_block(table, index)]
    if len(heads) != len(starts) or len(heads) < 2:
        return table
    apart = [head for head, start in zip(heads, starts, strict=True) if head != start]
    if not all(column_measure(leaves[head]) for head in apart):
        return table
    moved = [text if index not in heads else "" for index, text in enumerate(parents)]
    for head, start in zip(heads, starts, strict=True):
        moved[start] = parents[head]
    return [*upper, moved, leaves]


def _begins_block(table: list[list[str]], index: int) -> bool:
    """Whether the leaf in this column names the rows and the one on its left does not."""
    return _names_rows(table, index) and not (index and _names_rows(table, index - 1))


def _names_rows(table: list[list[str]], index: int) -> bool:
    heading = forms().heading
    leaf = next((row[index] for row in reversed(table) if row[index]), "")
    return any(leaf in heading[name] for name in ("serial", "code", "item", "code_parts"))
