"""The heading of an indicator table, told by its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from budgetgraph.forms import forms, role

_LEVELS = frozenset({"level1", "level2", "level3"})
#: So many of the three levels tell a heading; one alone may be a word of a sentence.
_FEWEST_LEVELS = 2
#: Fewer words beside 绩效指标 may be the row above a heading, its blank cells left out.
_FEWEST_BESIDE = 3
#: Stands for a word that names the kinds of indicators.
_KIND = "kind"
#: What stands between the levels that one heading names.
_BETWEEN = re.compile(r"[-－—–/／\\→>》、，+和及\s]{1,3}")


def names_levels(words: Iterable[str]) -> bool:
    """Tell whether words name two of the three levels of indicators.

    一级指标 | 二级指标 | 指标值 → True; 三级指标 | 指标值 → False
    """
    return _count_levels(map(_role_of_word, words)) >= _FEWEST_LEVELS


def heads_indicators(words: Iterable[str]) -> bool:
    """Tell whether words are the heading of indicators: two levels, or the indicators and targets.

    一级指标 | 二级指标 → True; 三级指标 | 指标值 → True; 三级指标 | 备注 → False
    """
    row = list(words)
    roles = list(map(_role, row))
    if _count_levels(roles) >= _FEWEST_LEVELS:
        return True
    return "target" in roles and ("level3" in roles or names_them_alone(row))


def names_them_alone(words: Sequence[str]) -> bool:
    """Tell whether one word for all indicators heads their names, beside a column of targets.

    绩效指标 | 计量单位 | 指标性质 | 指标值 → True; over several columns (绩效指标 | | | 指标值) it stands above
    the levels → False. All other words have to be known; 指标类型 may stand before it.
    """
    others: list[str | None] = []
    alone = 0
    for word, following in pairwise((*without_block(words), "")):
        if names_all(word):
            alone += bool(following)
        elif word:
            others.append(_role_beside_names(word))
    is_known = None not in others and not _LEVELS.intersection(others)
    is_wide = alone + len(others) >= _FEWEST_BESIDE
    return alone == 1 and is_known and is_wide and "target" in others


def without_block(words: Sequence[str]) -> Sequence[str]:
    """Give the words of a heading without the one over all of its rows: 绩效指标 | 指标 | 指标值."""
    return words[1:] if len(words) > 1 and all(map(names_all, words[:2])) else words


def _role_beside_names(word: str) -> str | None:
    """Give the role of a word beside the names of indicators; 指标类型 is no level there."""
    return _KIND if names_kinds(word) else _role_of_word(word)


def names_kinds(word: str) -> bool:
    """Tell whether a word names the kinds of indicators, which are no level beside 一级指标: 指标类型."""
    return role(forms().indicator_second, word) == "aside"


def names_all(word: str) -> bool:
    """Tell whether a word is one for all indicators: 绩效指标."""
    return role(forms().indicator_alone, word) is not None


def levels_of(heading: str) -> list[str]:
    """Give the levels that one heading names together: 一级指标/二级指标 → level1, level2.

    An empty list where it names one, or something else.
    """
    roles = list(map(_role_of_word, filter(None, _BETWEEN.split(heading))))
    return [name for name in roles if name] if len(roles) > 1 and _LEVELS.issuperset(roles) else []


def _role(word: str) -> str | None:
    levels = levels_of(word)
    return levels[-1] if levels else _role_of_word(word)


def _role_of_word(word: str) -> str | None:
    return role(forms().indicator, word)


def _count_levels(roles: Iterable[str | None]) -> int:
    return sum(role in _LEVELS for role in roles)
