"""A line of words between single blanks → the cells below a heading of an indicator table.

    一级指标 二级指标 三级指标 指标性质 指标值 度量单位 权重
    产出指标 数量指标 清淤长度 ≥ 12 公里 30        → a word a column
             质量指标 合格率   = 100 % 30          → the first level is blank

Every column takes some words, or none; of all ways the best is taken, by what each column may hold.
Where no way fits, the line is not read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from budgetgraph.document import Passage, passage
from budgetgraph.forms import fold, forms, is_one_of
from budgetgraph.recognise.dumped.beside import beside
from budgetgraph.values.amount import is_amount
from budgetgraph.values.target import is_comparison, read_target

#: What an assignment of words costs that cannot be right.
_WRONG = -100.0
#: No column takes more words.
_MOST_WORDS = 4
#: A weight or a score: 30, 9.7, 20%, 10分.
_POINTS = re.compile(r"\d{1,3}(?:\.\d{1,2})?[%分]?")
_LONGEST_UNIT = 8
_CJK = re.compile(r"[㐀-鿿]")
_NAMES_OF_LEVELS = ("level1_names", "level2_names")
#: What a blank cell costs: levels are merged over rows, a name never lacks.
_COST_OF_BLANK = {
    "level1": -0.2,
    "level2": -0.2,
    "level3": _WRONG,
    "operator": -2.0,
    "target": -6.0,
}
_COST_OF_OTHER_BLANK = -1.0
#: What it costs to join two words to a name; they are two cells as well as one.
_COST_OF_JOINING = 6.0

Way = list[list[Passage]]
"""The words of each column, left to right."""


@dataclass(frozen=True, slots=True)
class _Best:
    score: float
    way: Way


def cells(words: Sequence[Passage], roles: Sequence[str]) -> list[Passage] | None:
    """Give the words as one cell for each role, blank ones included; None where they fit in no way.

    Column by column, the best way is kept for every number of words that the columns so far may
    take; the next column goes on from each of them.
    """
    if not words:
        return None
    bests = [_Best(0.0, [])] + [_Best(_WRONG, [])] * len(words)
    for name in roles:
        bests = [_best(bests, words, end, name, roles) for end in range(len(words) + 1)]
    whole = bests[len(words)]
    if whole.score <= _WRONG / 2:
        return None
    blank = passage("", words[0].where)
    return [beside(column) if column else blank for column in whole.way]


def _best(
    before: Sequence[_Best], words: Sequence[Passage], end: int, name: str, roles: Sequence[str]
) -> _Best:
    """Give the best way to fill the columns up to `name` with the words up to `end`."""
    best = _Best(float("-inf"), [])
    for start in range(max(end - _MOST_WORDS, 0), end + 1):
        taken = list(words[start:end])
        score = before[start].score + _fit(taken, name, roles)
        if score > best.score:
            best = _Best(score, [*before[start].way, taken])
    return best


# --- how well words fit a column ------------------------------------------------------------------
def _fit(words: Sequence[Passage], name: str, roles: Sequence[str]) -> float:
    """Say how well words fit the column with this role; more is better."""
    if not words:
        return _COST_OF_BLANK.get(name, _COST_OF_OTHER_BLANK)
    text = fold("".join(map(attrgetter("text"), words)))
    if name in _OF_ONE_WORD:
        gain, fits = _OF_ONE_WORD[name]
        return gain if len(words) == 1 and fits(text) else _WRONG
    if name == "level3":
        return _fit_of_name(words, text)
    if name == "target":
        return _fit_as_target(words, text, is_behind_operator="operator" in roles)
    return 1 - len(words) + _fit_of_words(text, name)


def _fit_as_target(words: Sequence[Passage], text: str, *, is_behind_operator: bool) -> float:
    """Say how well words fit the column of targets; the figure alone stands behind an operator."""
    if is_behind_operator:
        return _fit_of_figure(text, len(words))
    is_name_and_figure = len(words) > 1 and _goes_on_to_figure(words)
    return _WRONG if is_name_and_figure else _fit_of_target(text, len(words))


def _are_words(left: Passage, right: Passage) -> bool:
    """Tell whether a blank stands between two Chinese words: they may be two cells as well as one.

    合格, 率 → yes     DRG, 付费 → no
    """
    return bool(_CJK.match(left.text[-1]) and _CJK.match(right.text[0]))


def _goes_on_to_figure(words: Sequence[Passage]) -> bool:
    """Tell whether words that begin with no figure go on to one: the rest of a name before a
    target.

    成率, ≥98 → yes     ≥98, % → no     足额, 拨付 → no
    """
    has_figure = [any(character.isdigit() for character in word.text) for word in words]
    begins_with_sign = is_comparison(words[0].text)
    return not has_figure[0] and not begins_with_sign and any(has_figure)


def _fit_of_figure(text: str, count: int) -> float:
    """Say how well words fit as the figure beside a column of comparisons: 12, not ≥."""
    if is_comparison(text):
        return _WRONG
    is_figure = is_amount(text) or _is_target(text)
    return 2.0 - count if is_figure else -float(count)


def _fit_of_target(text: str, count: int) -> float:
    """Say how well words fit as a whole target: ≥12公里, 100%; words of another kind fit less."""
    if is_comparison(text) or _is_level(text):
        return _WRONG
    gain = 3.0 if _is_target(text) else 0.0
    return gain - 0.2 * (count - 1)


def _fit_of_name(words: Sequence[Passage], text: str) -> float:
    """Say how well words fit as the name of an indicator: no word of it is a figure or a
    comparison.

    The name of a level may be one (服务对象满意度), but seldom is.
    """
    if any(_is_figure(word.text) for word in words):
        return _WRONG
    cost = _COST_OF_JOINING * sum(map(_are_words, words, words[1:]))
    gain = -1.0 if _is_level(text) else 0.5
    return gain - cost


def _fit_of_words(text: str, name: str) -> float:
    """Say how well a text fits as a description: it is no figure alone and no comparison."""
    return -3.0 if _is_figure(text) and name != "achieved" else 0.5


def _is_figure(text: str) -> bool:
    """Tell whether a text is a figure, a comparison or begins with one: 12, ≥, ≥12公里."""
    return is_amount(text) or is_comparison(text) or text[0] in "≥≤><="


def _is_target(text: str) -> bool:
    return read_target(text).operator is not None


def _is_level(text: str) -> bool:
    """Tell whether a text is the name of a first or a second level: 产出指标, 数量指标."""
    return is_one_of(forms().indicator, _NAMES_OF_LEVELS, text)


def _is_level1(text: str) -> bool:
    return text in forms().indicator["level1_names"]


def _is_level2(text: str) -> bool:
    return text in forms().indicator["level2_names"]


def _is_unit(text: str) -> bool:
    """Tell whether a word may be a unit: 公里, 万人次; not 12公里."""
    return len(text) <= _LONGEST_UNIT and not any(map(str.isdigit, text))


def _is_points(text: str) -> bool:
    return _POINTS.fullmatch(text) is not None


#: The columns that take one word: what it gains there, and what it has to be.
_OF_ONE_WORD: dict[str, tuple[float, Callable[[str], bool]]] = {
    "level1": (4.0, _is_level1),
    "level2": (4.0, _is_level2),
    "operator": (4.0, is_comparison),
    "weight": (3.0, _is_points),
    "score": (3.0, _is_points),
    "unit": (2.0, _is_unit),
}
