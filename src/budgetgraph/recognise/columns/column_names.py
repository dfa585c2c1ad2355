"""The names of the columns of values: a leaf alone, or with the parents that tell it apart.

基本支出        | 项目支出
小计   | 人员   | 小计          → 基本支出/小计, 人员, 项目支出/小计
"""

from __future__ import annotations

from collections import Counter


def names(paths: list[list[str]], roles: list[str], of_columns: list[str | None]) -> list[str]:
    """Give the name of each column; a leaf that occurs once on its side stays bare."""
    counts = _Counts()
    values: list[int] = []
    for index, role in enumerate(roles):
        if role == "value" and paths[index]:
            values.append(index)
            counts.add(of_columns[index], paths[index])
    of_leaves = ["".join(path[-1:]) for path in paths]
    for index in values:
        of_leaves[index] = counts.name(of_columns[index], paths[index])
    return of_leaves


class _Counts:
    """Counts how often a leaf, and a leaf under its parent, occurs on each side."""

    def __init__(self) -> None:
        self.leaves: Counter[tuple[str | None, str]] = Counter()
        self.pairs: Counter[tuple[str | None, tuple[str, ...]]] = Counter()

    def add(self, side: str | None, path: list[str]) -> None:
        """Count one column."""
        self.leaves[side, path[-1]] += 1
        self.pairs[side, tuple(path[-2:])] += 1

    def name(self, side: str | None, path: list[str]) -> str:
        """Give the name of a column: `小计`, `基本支出/小计`, on a side `支出/小计`."""
        name = "/".join(self._told_apart(side, path))
        return name if side is None else f"{side}/{name}"

    def _told_apart(self, side: str | None, path: list[str]) -> list[str]:
        """Give the part of a path that no other column has."""
        if self.leaves[side, path[-1]] == 1:
            return path[-1:]
        is_clash = self.pairs[side, tuple(path[-2:])] > 1
        return path if is_clash else path[-2:]
