"""A line of words between single blanks → the cells below a heading of an indicator table.

    一级指标 二级指标 三级指标 指标性质 指标值 度量单位 权重
    产出指标 数量指标 清淤长度 ≥ 12 公里 30        → a word a column
             质量指标 合格率   = 100 % 30          → the first level is blank

Every column takes some words, or none; of all ways the best is taken, by what each column may hold.
Where no way fits, the line is not read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from budgetgraph.document import Passage, join, passage
from budgetgraph.forms import fold, forms
from budgetgraph.values.amount import is_amount
from budgetgraph.values.target import is_comparison, read_target

#: What an assignment of words costs that cannot be right.
_WRONG = -100.0
#: No column takes more words.
_MOST_WORDS = 4
#: A weight or a score: 30, 9.7, 20%, 10分.
_POINTS = re.compile(r"\d{1,3}(?:\.\d{1,2})?[%分]?")
_LONGEST_UNIT = 8
_LEVELS = {"level1": "level1_names", "level2": "level2_names"}
_NUMBERS = frozenset({"weight", "score"})

Way = list[list[Passage]]
"""The words of each column, left to right."""


@dataclass(frozen=True, slots=True)
class _Best:
    score: float
    way: Way


def cells(words: Sequence[Passage], roles: Sequence[str]) -> list[Passage] | None:
    """The words as one cell for each role, blank ones included; None where they fit in no way."""
    found = [_Best(0.0, [])] + [_Best(_WRONG, [])] * len(words)
    for name in roles:
        found = [_best(found, words, end, name, roles) for end in range(len(words) + 1)]
    whole = found[len(words)]
    if not words or whole.score <= _WRONG / 2:
        return None
    blank = passage("", words[0].where)
    return [_joined(column) if column else blank for column in whole.way]


def _best(
    before: Sequence[_Best], words: Sequence[Passage], end: int, name: str, roles: Sequence[str]
) -> _Best:
    """The best way to fill the columns up to `name` with the words up to `end`."""
    ways: list[_Best] = []
    for start in range(max(end - _MOST_WORDS, 0), end + 1):
        taken = list(words[start:end])
        score = before[start].score + _fit(taken, name, roles)
        ways.append(_Best(score, [*before[start].way, taken]))
    return max(ways, key=lambda one: one.score)


def _joined(column: Sequence[Passage]) -> Passage:
    blank = passage(" ", column[0].where)
    parts = [part for word in column for part in (blank, word)]
    return join(parts[1:])


# --- how well words fit a column -------------------------------------------------------------------
def _fit(words: Sequence[Passage], name: str, roles: Sequence[str]) -> float:
    if not words:
        return _blank(name)
    text = fold("".join(word.text for word in words))
    alone = 1 - len(words)
    if name in _LEVELS:
        return 4.0 if not alone and text in forms().indicator[_LEVELS[name]] else _WRONG
    if name == "operator":
        return 4.0 if not alone and is_comparison(text) else _WRONG
    if name in _NUMBERS:
        return 3.0 if not alone and _POINTS.fullmatch(text) else _WRONG
    if name == "unit":
        return 2.0 if not alone and _is_unit(text) else _WRONG
    if name == "target":
        return _target(words, text, roles)
    return alone + _words(text, name)


def _blank(name: str) -> float:
    """What a blank cell costs: levels are merged over rows, a name never lacks."""
    if name == "level3":
        return _WRONG
    return {"target": -6.0, "operator": -2.0, "level1": -0.2, "level2": -0.2}.get(name, -1.0)


def _target(words: Sequence[Passage], text: str, roles: Sequence[str]) -> float:
    """A figure beside a column of comparisons, else a target; words of another kind fit it less."""
    if is_comparison(text) or ("operator" not in roles and _is_level(text)):
        return _WRONG
    is_read = read_target(text).operator is not None
    if "operator" in roles:
        return 2.0 - len(words) if is_amount(text) or is_read else -float(len(words))
    return (3.0 if is_read else 0.0) - 0.2 * (len(words) - 1)


def _words(text: str, name: str) -> float:
    """Words of a name or a description: no figure alone, no comparison, no name of a level."""
    is_figure = is_amount(text) or is_comparison(text) or text[0] in "≥≤><="
    if name == "level3" and (is_figure or _is_level(text)):
        return _WRONG
    return -3.0 if is_figure and name != "achieved" else 0.5


def _is_unit(text: str) -> bool:
    return len(text) <= _LONGEST_UNIT and not any(character.isdigit() for character in text)


def _is_level(text: str) -> bool:
    return any(text in forms().indicator[names] for names in _LEVELS.values())
