"""Headings of an indicator table that name the same role: which of them has it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from budgetgraph.forms import forms, role
from budgetgraph.parse.project_forms.indicator_table.column_roles import NOWHERE, OTHER

_YEAR = re.compile(r"(?:20)?\d\d年")


def settled(roles: Sequence[str], words: Sequence[str]) -> list[str]:
    """Give the roles, each named by one heading only: the first one, further ones are not known.

    Some words name a column only where no other one does: beside 三级指标 a column 指标内容 is the
    description, beside 年度指标值 a column 实施期指标值 is a target that is not the year's.
    """
    settled_roles = list(roles)
    for column in range(len(roles)):
        rivals = _rivals(column, roles, words)
        if rivals:
            rename(settled_roles, words, column, _role_beside(rivals, column, roles, words))
    return settled_roles


def _rivals(column: int, roles: Sequence[str], words: Sequence[str]) -> list[int]:
    """Give the other columns of one role whose own words are others: 实施期指标值 beside 年度指标值."""
    if not words[column] or roles[column] == NOWHERE:
        return []
    rivals: list[int] = []
    for at, text in enumerate(words):
        is_other = text not in ("", words[column])
        if is_other and roles[at] == roles[column]:
            rivals.append(at)
    return rivals


def _role_beside(
    rivals: Sequence[int], column: int, roles: Sequence[str], words: Sequence[str]
) -> str:
    """Give the role of a column beside others that are called the same.

    Words with a second meaning take that one, and leave the first to the others: 指标内容 beside
    三级指标 is the description. Of other words the first heading has the role, and a further one is
    not known.
    """
    if _is_of_year(words[column]) and any(_is_of_year(words[at]) for at in rivals):
        return OTHER + words[column]
    second = _second_role(words[column])
    if second is None:
        firm = [at for at in rivals if at < column and _second_role(words[at]) is None]
        return OTHER + words[column] if firm else roles[column]
    if second == "other" and all(_means_something_else(words[at]) for at in rivals):
        return roles[column]
    is_free = second != "other" and second not in roles
    return second if is_free else OTHER + words[column]


def _means_something_else(text: str) -> bool:
    """Tell whether a heading has a field of its own beside another one of its kind: 指标内容 is the
    description beside 指标名称.
    """
    return _second_role(text) not in (None, "other")


def _is_of_year(text: str) -> bool:
    """Tell whether a heading names its year: 2024年指标值 does, 年度指标值 does not.

    Of several years none is known to be the budget's.
    """
    return _YEAR.match(text) is not None


def _second_role(text: str) -> str | None:
    """Tell what a heading says beside another one of its kind: 指标内容 → description."""
    return role(forms().indicator_second, text)


def rename(roles: list[str], words: Sequence[str], column: int, name: str) -> None:
    """Give a column, and those that its heading is merged over, another role.

    A column is merged over where the next ones have no word of their own: 指标值 | |
    """
    roles[column] = name
    for right in range(column + 1, len(roles)):
        if words[right]:
            return
        if roles[right] != NOWHERE:
            roles[right] = name
