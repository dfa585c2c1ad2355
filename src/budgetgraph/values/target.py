"""Performance targets (指标值): a printed target to an operator, a value or a range, and a unit, or to
text alone.

    ≥31.76 万人           → ≥ 317600 人
    开展不少于5次的培训      → ≥ 5 次            (words around one figure)
    ≥ | 95 | %           → ≥ 95 %            (columns of their own)
    2024年12月31日之前      → text alone

A target is read only where the text holds one figure (or one range); dates, several figures,
formulas and words stay qualitative, so that no number is ever made up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from budgetgraph.values.amount import decimal_or_none
from budgetgraph.values.money import plain
from budgetgraph.values.target_folding import fold_target, folded_word
from budgetgraph.values.target_words import FIGURE, before_remark, target_words

#: 2022年 is a date, not a span of time; 12月, 5月内 and 25日 are too, ≥12月 and 30日内 are not.
_CALENDAR_YEARS = range(1900, 2101)
_DAYS_AND_MONTHS = frozenset({"月", "日"})
#: A longer text is a sentence, whose one figure may be anything.
_LONGEST_PHRASE = 40

_MONTH = re.compile(r"(?:19|20)[0-9]{2}\.(?:0?[1-9]|1[0-2])")
_BARE_FIGURE = re.compile(FIGURE)
_FIGURES = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)*")
#: With its 万亿 multiplied out a longer figure would no longer fit the 28 digits that decimal
#: arithmetic keeps.
_MOST_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Target:
    """A target as printed and what it says.

    `operator` is one of ≥ ≤ > < = and range, None where the target is qualitative. `value` is set
    for one figure, `low` and `high` for a range; 万 and 亿 are multiplied out (money is in 元), % is
    a unit.
    """

    text: str
    operator: str | None
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str | None


def read_target(text: str) -> Target:
    """Give the target that `text` (one table cell) states; qualitative unless it holds one figure
    or is one range.
    """
    folded = fold_target(text)
    if folded is None:
        return _qualitative(text)
    return _read(text, folded) or _with_remark(text, folded) or _qualitative(text)


def _read(text: str, folded: str) -> Target | None:
    """Read a text that is one figure or one range, alone or within words."""
    return _one(text, folded) or _range(text, folded) or _around(text, folded)


def _with_remark(text: str, folded: str) -> Target | None:
    """Read a text with a remark behind its unit: ≥12次(含线上); of ≥5(含线上) the unit is not told."""
    target = before_remark(folded)
    read = None if target is None else _read(text, target)
    return None if read is None or read.unit is None else read


def is_comparison(text: str) -> bool:
    """Tell whether a whole text says how a target compares, in a column of its own: ≥, 大于等于, 定性."""
    words = target_words()
    return compares(text) or folded_word(text) in words.qualitative | words.quantitative


def compares(text: str) -> bool:
    """Tell whether a whole text is a sign or word of comparison: ≥, 大于等于; 定性 is none."""
    return target_words().before.get(folded_word(text), "") != ""


def target_of_columns(operator: str, value: str, unit: str) -> Target:
    """Give the target whose operator, value and unit stand in columns of their own.

        ≥ | 12 | 公里 → ≥ 12 公里   ·   ＞ | 0.45 | 万人 → > 4500 人   ·   定性 | 明显 |  → text alone

    `text` is the three joined. An empty or unknown operator compares nothing; a value that brings
    its own comparison keeps it.
    """
    words = target_words()
    sign = folded_word(operator)
    text = "".join(map(str.strip, (operator, value, unit)))
    if sign in words.qualitative:
        return _qualitative(text)
    compared = words.before.get(sign)
    if compared is None and sign not in words.quantitative | {""}:
        return _qualitative(text)
    figure = fold_target(value) or ""
    if _BARE_FIGURE.fullmatch(figure):
        return _of_figure(text, compared or "=", figure, unit)
    whole = f"{compared or ''}{value.strip()}{unit.strip()}"
    return replace(read_target(whole), text=text)


def _of_figure(text: str, operator: str, figure: str, printed_unit: str) -> Target:
    """Give the target of a bare figure and the unit of its own column, known or not."""
    match = target_words().scaled_unit.fullmatch(_unbracketed(folded_word(printed_unit)))
    scale, unit = match.group("scale", "unit") if match else ("", "")
    value = _number(figure, target_words().scales[scale])
    if value is None:
        return _qualitative(text)
    is_date = unit in _DAYS_AND_MONTHS or _is_year(value, unit)
    if is_date and operator == "=":
        return _qualitative(text)
    return Target(text, operator, value, None, None, unit or None)


def _qualitative(text: str) -> Target:
    return Target(text, None, None, None, None, None)


def _one(text: str, folded: str) -> Target | None:
    """Read a text that is one figure, with its comparison and its unit: ≥12公里, 100%以上."""
    words = target_words()
    if _MONTH.fullmatch(folded):
        return None
    match = words.one.fullmatch(folded) or words.loose_unit.fullmatch(folded)
    if match is None:
        return None
    before = _compared_before(match["before"])
    operators = before | _compared_behind(match["behind"])
    value, unit = _figure(match["figure"], match["scale"], match["unit"])
    if value is None or len(operators) > 1:
        return None
    compared_by = before if unit == "月" else operators
    if _is_year(value, unit) or (not compared_by and unit in _DAYS_AND_MONTHS):
        return None
    return Target(text, _only(operators), value, None, None, unit)


def _compared_before(words_before: str) -> set[str]:
    """Give the operators of the words in front of a figure: 不低于 → ≥."""
    words = target_words()
    return {words.before[word] for word in words.first_word.findall(words_before)} - {""}


def _compared_behind(word: str | None) -> set[str]:
    """Give the operator of the word behind a figure: 以上 → ≥; none without a word."""
    return {target_words().behind[word]} if word else set()


def _only(operators: set[str]) -> str:
    """Give the one operator that words say; = where they say none."""
    return next(iter(operators), "=")


def _around(text: str, folded: str) -> Target | None:
    """Read words around one figure: `满意度不低于80%` → ≥ 80 %."""
    figure = _only_figure(folded)
    if figure is None or _is_inexact(folded[: figure.start()]):
        return None
    lead = folded[: figure.start()]
    behind = target_words().tail.match(folded, figure.end())
    if behind is None:
        return None
    value, unit = _figure(figure[0], behind["scale"], behind["unit"])
    if value is None or not _may_end(unit, behind["behind"], folded[behind.end() :]):
        return None
    operator = _compared(lead, behind["behind"])
    if operator is None or _is_date(value, unit, behind["behind"]):
        return None
    return Target(text, operator, value, None, None, unit)


def _only_figure(folded: str) -> re.Match[str] | None:
    """Find the one figure of a short phrase; None where it holds another number of them, or a
    second target.
    """
    if len(folded) > _LONGEST_PHRASE or _MONTH.fullmatch(folded):
        return None
    figures = list(_FIGURES.finditer(folded))
    if len(figures) != 1 or target_words().second.search(folded):
        return None
    return figures[0] if _BARE_FIGURE.fullmatch(figures[0][0]) else None


def _is_inexact(lead: str) -> bool:
    """Tell whether the words before a figure make it another thing than an amount: 约5, 第3, 2*5,
    A4.
    """
    if not lead:
        return False
    is_of_formula = lead[-1] in target_words().formula - {"="}
    is_of_name = lead[-1].isascii() and lead[-1].isalpha()
    return is_of_formula or is_of_name or target_words().inexact_before.search(lead) is not None


def _may_end(unit: str | None, compared: str, trail: str) -> bool:
    """Tell whether a figure may end where `trail` begins: behind its unit, and in no formula or
    date.
    """
    words = target_words()
    if not trail:
        return True
    is_of_formula = trail[0] in words.formula | {"%", "("}
    if is_of_formula or words.inexact_behind.match(trail):
        return False
    if compared:
        return True
    return unit is not None and words.date.match(trail) is None


def _compared(lead: str, behind: str) -> str | None:
    """Give the operator by the words directly around the figure; None where they contradict each
    other or another one compares from afar (低于上年5%).
    """
    words = target_words()
    match = words.lead.search(lead)
    rest = lead[: match.start()] if match else lead
    if _compared_before(rest):
        return None
    before = {words.before[match["before"]]} if match and match["before"] else set()
    operators = (before - {""}) | _compared_behind(behind)
    return None if len(operators) > 1 else _only(operators)


def _is_date(value: Decimal, unit: str | None, behind: str) -> bool:
    """Tell whether a figure within words is a date: 12月, 2024年, 每月25日; 30日内 is none."""
    if unit == "月" or _is_year(value, unit):
        return True
    return unit == "日" and not behind


def _range(text: str, folded: str) -> Target | None:
    """Read a range: `60-80分` → 60 to 80 分, `3-5万人` → 30000 to 50000 人."""
    match = target_words().spread.fullmatch(folded)
    if match is None:
        return None
    ends = _ends(match)
    if ends is None:
        return None
    low, high = ends
    printed = _unbracketed(match["unit"])
    if printed and target_words().unit.fullmatch(printed) is None:
        return None
    unit = printed or None
    if match["low_unit"] not in {"", unit}:
        return None
    is_of_years = _is_year(low, unit or "年") or _is_year(high, unit)
    if is_of_years or unit in _DAYS_AND_MONTHS:
        return None
    return Target(text, "range", None, low, high, unit)


def _ends(match: re.Match[str]) -> tuple[Decimal, Decimal] | None:
    """Give both ends of a range; None where they are no figures or fall: `5-3`.

    The scale of the high end counts for both (`3-5万`), but not where the low end would be higher
    then: `5000-1万` → 5000, 10000.
    """
    scales = target_words().scales
    high = _number(match["high"], scales[match["high_scale"]])
    low = _number(match["low"], scales[match["low_scale"] or match["high_scale"]])
    if low is None or high is None:
        return None
    if low > high and not match["low_scale"]:
        low = plain(low.scaleb(-scales[match["high_scale"]]))
    return None if low > high else (low, high)


def _figure(figure: str, scale: str, printed_unit: str) -> tuple[Decimal | None, str | None]:
    """Give the value with its scale multiplied out and the unit: 5.00, `(万人次)` → 50000, 人次."""
    bare = _unbracketed(printed_unit)
    within = target_words().scaled_unit.fullmatch(bare) if bare != printed_unit else None
    scales = target_words().scales
    if within is not None and within["unit"]:
        return _number(figure, scales[scale] + scales[within["scale"]]), within["unit"]
    return _number(figure, scales[scale]), bare or None


def _unbracketed(unit: str) -> str:
    return unit[1:-1] if unit[:1] + unit[-1:] == "()" else unit


def _is_year(value: Decimal, unit: str | None) -> bool:
    return unit == "年" and int(value) in _CALENDAR_YEARS


def _number(figure: str, power: int) -> Decimal | None:
    """Give a figure times a power of ten; None where it has too many digits to be one."""
    if sum(map(str.isdigit, figure)) > _MOST_DIGITS:
        return None
    number = decimal_or_none(figure)
    return None if number is None else plain(number.scaleb(power))
