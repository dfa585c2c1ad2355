"""Words of one sentence that contradict each other: a fall beside 持平, a rise by less than nothing,
a rise from one amount to a smaller one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words
from budgetgraph.validate.wording.said import sign
from budgetgraph.values.money import in_yuan

_RULE = "change-percentage"
_CHANGE_THEN_SAME = pattern("contradictions", "change_then_same")
_SAME_THEN_CHANGE = pattern("contradictions", "same_then_change")
_SIGNED = pattern("contradictions", "signed")
_TURNED = pattern("contradictions", "turned")
_BASE = pattern("contradictions", "base")
_NAMED_YEAR = pattern("contradictions", "named_year")
_PLAN = pattern("contradictions", "plan")


def contradictions(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each place where a sentence says two things of one change.

    `公务接待费减少为0.00万元，与2024年持平` → it fell, and it is the same. `比上年增加-3.20万元` → it rose by less
    than nothing. `由100.00万元增加到90.00万元` → it fell.
    """
    for passage in paper.prose:
        text = fold_in_place(passage.text)
        yield from _changed_and_same(passage, text)
        for match in _SIGNED.finditer(text):
            if _number(match["digits"]) > 0:
                yield _signed(passage, match)
        for match in _TURNED.finditer(text):
            if _turns_otherwise(match):
                yield _turned(passage, match)


def _changed_and_same(passage: Passage, text: str) -> Iterator[Fault]:
    """Give each change beside 持平, before it or behind it.

    减少3.00万元，与上年持平 → one; 与上年持平，增长8% → one; 增加0.00万元，与上年持平 → none.
    """
    for match in _CHANGE_THEN_SAME.finditer(text):
        if _has_changed(match) and _is_of_one_base(match["lead"], match["other"]):
            yield _both(passage, match.start("verb"), match.end())
    for match in _SAME_THEN_CHANGE.finditer(text):
        if _number(match["digits"]) > 0:
            yield _both(passage, match.start(), match.end())


def _number(digits: str) -> Decimal:
    """Give the number of printed digits: 1,434.89 → 1434.89."""
    return Decimal(digits.replace(",", ""))


def _has_changed(match: re.Match[str]) -> bool:
    """Tell whether the words say that something changed: by more than nothing, or to an amount."""
    return bool(match["to"]) or _number(match["digits"]) > 0


def _is_of_one_base(lead: str, other: str) -> bool:
    """Tell whether a change is of the year that the words behind it name: 比上年, and no plan.

    `比预算减少2.00万元，与上年持平` compares with two things.
    """
    base = _BASE.search(lead)
    if base is None:
        return _PLAN.search(lead) is None
    year = _NAMED_YEAR.search(base[0])
    if year is None or _PLAN.search(base[0]):
        return False
    return year[0].isdecimal() != other.isdecimal() or year[0][:4] == other[:4]


def _turns_otherwise(match: re.Match[str]) -> bool:
    """Tell whether the amounts go the other way than the verb: 由100.00万元增加到90.00万元."""
    before = in_yuan(match["before"], match["unit"])
    now = in_yuan(match["now"], match["other"])
    if before is None or now is None or before == now:
        return False
    return (sign(match["verb"]) > 0) != (now > before)


def _both(passage: Passage, start: int, end: int) -> Fault:
    """Say that a sentence tells of a change and of none."""
    zh = "“{words}”，既写有增减，又写持平，前后不一致。"
    en = "“{words}” tells of a change and says that there is none."
    return _fault(passage, (start, end), passage.text[start:end], zh, en)


def _signed(passage: Passage, match: re.Match[str]) -> Fault:
    """Say that a word and the sign of its amount are not of one direction."""
    zh = "写为“{words}”，增减方向与负号不一致。"
    en = "it says “{words}”: the word and the sign are not of one direction."
    return _fault(passage, match.span(), match[0], zh, en)


def _turned(passage: Passage, match: re.Match[str]) -> Fault:
    """Say that the verb and the two amounts around it are not of one direction."""
    zh = "写为“{words}”，增减方向与所列金额不一致。"
    en = "it says “{words}”, but the amounts go the other way."
    return _fault(passage, match.span(), match[0], zh, en)


def _fault(passage: Passage, span: tuple[int, int], words: str, zh: str, en: str) -> Fault:
    """Say in both languages what is wrong with the words of a span; `{words}` stands for them."""
    told = (zh.format(words=words), en.format(words=words))
    return fault_of_words(_RULE, passage, span, words, told)
