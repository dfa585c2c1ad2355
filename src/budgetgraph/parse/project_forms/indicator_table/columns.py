"""The heading of an indicator table → what each of its columns is.

    一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 权重
    → level1, level2, level3, operator, target, unit, weight

A column whose heading is not known keeps its own name (`other:评分标准`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from budgetgraph.document import GridRow, passage
from budgetgraph.forms import forms, role
from budgetgraph.forms.indicator_headings import levels_of
from budgetgraph.recognise.headings import texts

_YEAR = re.compile(r"(?:20)?\d\d年")
LEVELS = ("level1", "level2")
#: What stands behind the name of an indicator: its target, and what weighs or measures it.
VALUES = frozenset(
    "description target basis operator unit weight achieved score reason aside".split()
)
#: The column of a cell that stands under no heading.
NOWHERE = ""
#: The column of what has no field: a direction, a serial number, the list of all years.
ASIDE = "aside"
#: The column of the goals beside the indicators.
GOALS = "goals"
#: Begins the key of a column that is not known: `other:评分标准`.
OTHER = "other:"


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
    return _parted(_settled(_with_names(roles), words))


def _with_names(roles: list[str]) -> list[str]:
    """Give the roles; in a table of two levels the second one names the indicators.

    一级指标 | 二级指标 | 目标值 → level1, level3, target
    """
    is_of_two = "level3" not in roles and {"level1", "level2", "target"} <= set(roles)
    return ["level3" if name == "level2" and is_of_two else name for name in roles]


def refined(columns: Columns, row: GridRow) -> Columns | None:
    """Tell the columns when `row` is a second row of their heading, None where it is none.

    三级指标 | 指标值 |      |      | 权重
             | 符号   | 值   | 单位 |        → level3, operator, target, unit, weight
    """
    roles = list(columns.roles)
    parts = 0
    for column, text in enumerate(texts(row)):
        if not text:
            continue
        part = _part(text)
        if part is None or columns.role(column) not in VALUES:
            return None
        roles[column] = part
        parts += 1
    return replace(columns, roles=tuple(roles)) if parts > 1 else None


def is_table_label(text: str) -> bool:
    """Tell whether a text is the label of the whole indicator table, printed in a column at its
    left.

    绩效指标 is, 产出指标 is not.
    """
    return text in forms().label["goals"] or text in forms().label["plain"]


def is_value(name: str) -> bool:
    """Tell whether a column holds what stands behind an indicator's name: 指标值, or 评分标准."""
    return name in VALUES or name.startswith(OTHER)


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


def _part(text: str) -> str | None:
    """Tell what a word of the second row of a heading names: 符号 → operator."""
    own = role(forms().indicator_part, text)
    known = own or role(forms().indicator, text)
    return known if known in VALUES else None


# --- a role that several headings name ------------------------------------------------------------
def _settled(roles: Sequence[str], words: Sequence[str]) -> list[str]:
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
    is_free = second != "other" and second not in roles
    return second if is_free else OTHER + words[column]


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
