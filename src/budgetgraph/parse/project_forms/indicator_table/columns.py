"""The heading of an indicator table → what each of its columns is.

    一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 权重
    → level1, level2, level3, operator, target, unit, weight

A column whose heading is not known keeps its own name (`other:评分标准`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from budgetgraph.document import GridRow, passage
from budgetgraph.forms import forms, role
from budgetgraph.forms.indicator_headings import (
    levels_of,
    names_all,
    names_them_alone,
    without_block,
)
from budgetgraph.parse.project_forms.indicator_table.column_roles import (
    ASIDE,
    GOALS,
    LEVELS,
    NOWHERE,
    OTHER,
    VALUES,
    is_value,
)
from budgetgraph.parse.project_forms.indicator_table.rival_headings import settled
from budgetgraph.recognise.headings import texts

_FIRST_TWO = ("level1", "level2")


@dataclass(frozen=True, slots=True)
class Columns:
    """The roles of the columns under one heading, left to right.

    `whole` are those of a first list of indicators, for the whole project, beside that of the year.
    Where both lists are of the year, the first one has `first` columns.
    """

    roles: tuple[str, ...]
    whole: tuple[str, ...] = ()
    first: int = 0

    def role(self, column: int) -> str:
        """Give the role of a column; NOWHERE behind the last one."""
        return self.roles[column] if column < len(self.roles) else NOWHERE

    def __contains__(self, name: str) -> bool:
        return name in self.roles

    @property
    def unknown(self) -> tuple[str, ...]:
        """The headings that are not known, as printed, each once."""
        names: list[str] = []
        for name in (*self.roles, *self.whole):
            if name.startswith(OTHER):
                names.append(name.removeprefix(OTHER))
        return tuple(dict.fromkeys(names))

    @property
    def of_whole(self) -> Columns:
        """The columns of the first of two lists."""
        return Columns(self.whole)

    @property
    def of_both(self) -> Columns:
        """The columns of two lists side by side that are both of the year."""
        return Columns((*self.whole, *self.roles[len(self.whole) :]), first=len(self.whole))

    @property
    def of_year(self) -> Columns:
        """The columns where the first of two lists turns out to be that of all years."""
        return _of_two_lists(self.roles, self.first)

    @property
    def lists(self) -> list[Columns]:
        """The columns of each list: of one, or of two side by side."""
        if not self.first:
            return [self]
        blank = (NOWHERE,) * self.first
        return [Columns(self.roles[: self.first]), Columns((*blank, *self.roles[self.first :]))]


def columns_of(heading: GridRow, above: GridRow | None = None) -> Columns:
    """Tell the columns that a heading row names, with the row `above` it for merged headings.

    A heading merged over several columns names all of them; the label of the whole table at its
    left (绩效指标) names none.
    """
    words = _with_above(texts(heading), texts(above or ()))
    roles: list[str] = []
    for column, text in enumerate(words):
        if text:
            roles.append(_role(text, column))
        else:
            roles.append(_role_of_blank(roles))
    headed = _with_word_behind_levels(_with_word_for_all(roles, words), words)
    named = _with_names(_with_second_level(headed, words))
    return _parted(settled(_with_targets(named), words))


def _with_word_for_all(roles: list[str], words: Sequence[str]) -> list[str]:
    """Give the roles; where no level is printed one word for all indicators heads their names, or
    the level of the names beside it.

    绩效指标 | 度量单位 | 指标值 → level3, unit, target
    指标     | 指标内容 | 目标值 → level1, level3, target
    """
    if names_them_alone(words):
        own = "level3"
    elif "level3" in roles and roles.count("target") and not set(LEVELS) & set(roles):
        own = "level1"
    else:
        return roles
    block = len(words) - len(without_block(words))
    named = [at for at, text in enumerate(words) if names_all(text) and at >= block]
    return [own if at in named else name for at, name in enumerate(roles)]


def _with_word_behind_levels(roles: list[str], words: Sequence[str]) -> list[str]:
    """Give the roles; a word for all indicators right behind the second level heads their names.

    一级指标 | 二级指标 | 绩效指标 | 指标值 → level1, level2, level3, target
    """
    if "level2" not in roles or "level3" in roles:
        return roles
    behind = roles.index("level2") + 1
    is_word_for_all = names_all("".join(words[behind : behind + 1]))
    return [*roles[:behind], "level3", *roles[behind + 1 :]] if is_word_for_all else roles


def _with_second_level(roles: list[str], words: Sequence[str]) -> list[str]:
    """Give the roles; of two words for the first level, and none for the second, the second one
    heads the second level.

    指标类型 | 指标分类 | 指标名称 → level1, level2, level3
    """
    first = [text for name, text in zip(roles, words, strict=True) if name == "level1"]
    are_kinds = len(first) == len(_FIRST_TWO) and all(map(forms().indicator_second.role, first))
    if not are_kinds or "level2" in roles or "level3" not in roles:
        return roles
    levels = iter(_FIRST_TWO)
    return [next(levels) if name == "level1" else name for name in roles]


def _with_names(roles: list[str]) -> list[str]:
    """Give the roles; in a table of two levels the second one names the indicators.

    一级指标 | 二级指标 | 目标值 → level1, level3, target
    """
    is_of_two = "level3" not in roles and {"level1", "level2", "target"} <= set(roles)
    return ["level3" if name == "level2" and is_of_two else name for name in roles]


def _with_targets(roles: list[str]) -> list[str]:
    """Give the roles; behind the names of the indicators 年度目标 is their target where no other
    column is.

    年度目标 | 三级指标 | 指标值 → goals, level3, target
    三级指标 | 年度目标         → level3, target
    """
    if "level3" not in roles or "target" in roles or "operator" in roles:
        return roles
    behind = roles.index("level3") + 1
    targets = ["target" if name == GOALS else name for name in roles[behind:]]
    return [*roles[:behind], *targets]


def is_table_label(text: str) -> bool:
    """Tell whether a text is the label of the whole indicator table, printed in a column at its
    left.

    绩效指标 is, 产出指标 is not.
    """
    return text in forms().label["goals"] or text in forms().label["plain"]


def _with_above(words: list[str], above: list[str]) -> list[str]:
    """Give the words of a heading, with those of the row above where they are merged over both:
    behind its last level what values are called, before its first one labels of a form.

    年度目标 | 绩效指标 |          |          | 指标值
             | 一级指标 | 二级指标 | 三级指标 |          → 年度目标, 一级指标, 二级指标, 三级指标, 指标值
    """
    completed = list(words)
    width = min(len(words), len(above))
    for column in range(min(_first_level(words), width)):
        is_over_blank = not words[column]
        if is_over_blank and role(forms().label, above[column]) is not None:
            completed[column] = above[column]
    for column in range(_behind_levels(words), width):
        is_over_blank = not words[column]
        if is_over_blank and role(forms().indicator, above[column]) in VALUES:
            completed[column] = above[column]
    return completed


def _behind_levels(words: Sequence[str]) -> int:
    """Give the column behind the last level: 二级指标, 三级指标, 指标值 → 2; behind all without one."""
    behind = len(words)
    for column, text in enumerate(words):
        if role(forms().indicator, text) == "level3":
            behind = column + 1
    return behind


def _first_level(words: Sequence[str]) -> int:
    """Give the column of the first level: 年度目标, 一级指标, 二级指标 → 1; the first one without a level."""
    for column, text in enumerate(words):
        if role(forms().indicator, text) in LEVELS:
            return column
    return 0


def _role(text: str, column: int) -> str:
    """Tell what the heading of a column says: 指标值 → target, 评分标准 → other:评分标准."""
    known = role(forms().indicator, text)
    if known is not None and not known.endswith("_names"):
        return known
    levels = levels_of(text)
    if levels:
        return "level3" if "level3" in levels else NOWHERE
    if column == 0 and is_table_label(text):
        return NOWHERE
    return GOALS if text in forms().label["goals"] else OTHER + text


def _role_of_blank(before: Sequence[str]) -> str:
    """Give the role of a column without a word: that of a value at its left, merged over both.

    三级指标 | 指标值 |   → level3, target, target
    三级指标 |            → level3, nowhere
    """
    left = before[-1] if before else NOWHERE
    return left if is_value(left) else NOWHERE


# --- two lists of indicators side by side ---------------------------------------------------------
def _parted(roles: Sequence[str]) -> Columns:
    """Give the columns; of two lists side by side the second one, which is that of the year.

    一级指标 | 二级指标 | 三级指标 | 指标值 | 二级指标 | 三级指标 | 指标值
    → level1, aside, aside, aside, level2, level3, target: the first 指标值 is for all years, the
    first level is of both lists, if the second has none of its own.
    """
    names = [column for column, name in enumerate(roles) if name == "level3"]
    if len(names) < 2:
        return Columns(tuple(roles))
    start = names[1]
    while roles[start - 1] in LEVELS:
        start -= 1
    return _of_two_lists(roles, start)


def _of_two_lists(roles: Sequence[str], start: int) -> Columns:
    """Give the columns of a list of all years and, from a column on, of that of the year."""
    whole, of_year = tuple(roles[:start]), roles[start:]
    shared = [ASIDE] * len(whole)
    if "level1" in whole and "level1" not in of_year:
        shared[whole.index("level1")] = "level1"
    return Columns((*shared, *of_year), whole)


def parts_of(row: GridRow, columns: Columns) -> tuple[GridRow, GridRow]:
    """Give the parts of a row under two lists; what stands under the first one is blank in the
    second part.
    """
    blank = tuple(passage("", cell.where) for cell in row[: columns.first])
    return row[: columns.first], (*blank, *row[columns.first :])
