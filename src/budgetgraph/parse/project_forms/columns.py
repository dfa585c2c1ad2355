"""The heading of an indicator table → what each of its columns is.

    一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 权重
    → level1, level2, level3, operator, target, unit, weight

A column whose heading is not known keeps its own name (`other:评分标准`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from budgetgraph.document import GridRow
from budgetgraph.forms import forms, role
from budgetgraph.recognise.headings import texts

LEVELS = ("level1", "level2")
#: What stands behind the name of an indicator: its target, and what weighs or measures it.
VALUES = frozenset(
    "description target basis operator unit weight achieved score reason aside".split()
)
#: The column of a cell that stands under no heading.
NOWHERE = ""
#: The column of what has no field: a direction, a serial number, the list of all years.
ASIDE = "aside"
#: Begins the key of a column that is not known: `other:评分标准`.
OTHER = "other:"


@dataclass(frozen=True, slots=True)
class Columns:
    """The roles of the columns under one heading, left to right.

    `whole` are those of a first list of indicators, for the whole project, beside that of the year.
    """

    roles: tuple[str, ...]
    whole: tuple[str, ...] = ()

    def role(self, column: int) -> str:
        return self.roles[column] if column < len(self.roles) else NOWHERE

    def __contains__(self, name: str) -> bool:
        return name in self.roles

    @property
    def unknown(self) -> tuple[str, ...]:
        """The headings that are not known, as printed, each once."""
        names = (name for name in (*self.roles, *self.whole) if name.startswith(OTHER))
        return tuple(dict.fromkeys(name.removeprefix(OTHER) for name in names))

    @property
    def of_whole(self) -> Columns:
        """The columns of the first of two lists."""
        return Columns(self.whole)


def columns_of(heading: GridRow, above: GridRow | None = None) -> Columns:
    """The columns that a heading row names, with the row `above` it for merged headings.

    A heading merged over several columns names all of them; the label of the whole table at its
    left (绩效指标) names none.
    """
    words = _with_above(texts(heading), texts(above) if above else [])
    roles: list[str] = []
    for index, text in enumerate(words):
        roles.append(_role(text, index, roles))
    return _parted(_settled(roles, words))


def refined(columns: Columns, row: GridRow) -> Columns | None:
    """The columns when `row` is a second row of their heading, None where it is none.

    三级指标 | 指标值 |      |      | 权重
             | 符号   | 值   | 单位 |        → level3, operator, target, unit, weight
    """
    words = texts(row)
    parts = {index: _part(text) for index, text in enumerate(words) if text}
    is_below_values = all(columns.role(index) in VALUES for index in parts)
    is_heading = len(parts) > 1 and is_below_values and all(parts.values())
    if not is_heading:
        return None
    roles = [parts.get(index) or name for index, name in enumerate(columns.roles)]
    return Columns(tuple(roles), columns.whole)


def is_table_label(text: str) -> bool:
    """Whether a text is the label of the whole indicator table, printed in a column at its left."""
    return text in forms().label["goals"] or text in forms().label["plain"]


def _with_above(words: list[str], above: list[str]) -> list[str]:
    """The words of a heading, and behind its last level those of the row above, merged over both.

    绩效指标 |          |          | 指标值
    一级指标 | 二级指标 | 三级指标 |          → 一级指标, 二级指标, 三级指标, 指标值
    """
    levels = [
        index for index, text in enumerate(words) if role(forms().indicator, text) == "level3"
    ]
    behind = levels[-1] + 1 if levels else len(words)
    found = list(words)
    for index in range(behind, min(len(words), len(above))):
        is_value = role(forms().indicator, above[index]) in VALUES
        if not words[index] and is_value:
            found[index] = above[index]
    return found


def _role(text: str, index: int, before: Sequence[str]) -> str:
    if not text:
        is_merged = bool(before) and (before[-1] in VALUES or before[-1].startswith(OTHER))
        return before[-1] if is_merged else NOWHERE
    known = role(forms().indicator, text)
    if known is not None and not known.endswith("_names"):
        return known
    if index == 0 and is_table_label(text):
        return NOWHERE
    return OTHER + text


def _part(text: str) -> str | None:
    """What a word of the second row of a heading names."""
    own = role(forms().indicator_part, text)
    known = own or role(forms().indicator, text)
    return known if known in VALUES else None


def _settled(roles: list[str], words: Sequence[str]) -> list[str]:
    """The roles, each named by one heading only: the first one, further ones are not known.

    Some words name a column only where no other one does: beside 三级指标 a column 指标内容 is the
    description, beside 年度指标值 a column 实施期指标值 is a target that is not the year's.
    """
    found = list(roles)
    for index, text in enumerate(words):
        others = [at for at, one in enumerate(roles) if one == roles[index] and words[at] != text]
        rivals = [at for at in others if words[at]]
        if not text or roles[index] == NOWHERE or not rivals:
            continue
        second = role(forms().indicator_second, text)
        is_first = all(
            at > index or role(forms().indicator_second, words[at]) is not None for at in rivals
        )
        if second is not None and second != "other" and second not in roles:
            _rename(found, words, index, second)
        elif second is not None or not is_first:
            _rename(found, words, index, OTHER + text)
    return found


def _rename(roles: list[str], words: Sequence[str], index: int, name: str) -> None:
    """Give a column, and those that its heading is merged over, another role."""
    roles[index] = name
    for right in range(index + 1, len(roles)):
        if words[right]:
            return
        roles[right] = name if roles[right] != NOWHERE else NOWHERE


def _parted(roles: list[str]) -> Columns:
    """The columns; of two lists side by side the second one, which is that of the year.

    `一级指标 | 二级指标 | 三级指标 | 指标值 | 二级指标 | 三级指标 | 指标值`: the first 指标值 is for all years.
    """
    names = [index for index, name in enumerate(roles) if name == "level3"]
    if len(names) < 2:
        return Columns(tuple(roles))
    start = names[1]
    while roles[start - 1] in LEVELS:
        start -= 1
    first = [index for index, name in enumerate(roles) if name == "level1"]
    shared = [name if at in first[:1] else ASIDE for at, name in enumerate(roles[:start])]
    return Columns((*shared, *roles[start:]), tuple(roles[:start]))
