"""One amount that rises by a sum in one sentence and falls by the same sum in another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from budgetgraph.document import Passage
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words
from budgetgraph.validate.wording.said import Quantity, SaidSentence, sentences

_RULE = "statement-contradicted"
_COMPARED = pattern("comparisons", "compared")
_VERB = pattern("comparisons", "verb")
#: Two amounts with so many digits are not the same by chance.
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class _Told:
    """An amount that rose (1) or fell (-1) by another, and where a sentence says so."""

    now: Quantity
    by: Quantity
    sign: int
    passage: Passage
    said: SaidSentence

    @property
    def amounts(self) -> tuple[Decimal, Decimal]:
        """The amount and what it changed by, in 元."""
        return self.now.value, self.by.value


def opposite_changes(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each change that other sentences tell in the other direction, of the same amount.

    `收入18976.76万元，比上年减少3355.65万元；支出18976.76万元，比上年增加3355.65万元` → the first or the second. The
    rarer direction is told; where both are as frequent, the first.
    """
    told: dict[tuple[Decimal, Decimal], list[_Told]] = {}
    for passage in paper.prose:
        for said in sentences(passage.text):
            for change in _changes(passage, said):
                told.setdefault(change.amounts, []).append(change)
    for changes in told.values():
        counted = Counter(change.sign for change in changes)
        if len(counted) > 1:
            rare = min(counted, key=lambda sign: counted[sign])
            odd = next(change for change in changes if change.sign == rare)
            yield _fault(odd, len(changes) - counted[rare])


def _changes(passage: Passage, said: SaidSentence) -> Iterator[_Told]:
    """Give the changes of a sentence that stand right behind the amounts that changed."""
    for by, sign in said.changes:
        before = [one for one in said.quantities if one.end < by.start]
        if not before or not _has_digits(before[-1]) or not _has_digits(by):
            continue
        between = _VERB.split(said.text[before[-1].end : by.start])[0]
        if _COMPARED.fullmatch(between):
            yield _Told(before[-1], by, sign, passage, said)


def _has_digits(quantity: Quantity) -> bool:
    """Tell whether an amount has so many digits that another one has not the same by chance."""
    return len(quantity.digits.replace(",", "").replace(".", "").strip("0")) >= _DIGITS


def _fault(odd: _Told, others: int) -> Fault:
    """Say that a change goes one way here, and the other way elsewhere."""
    verb = ("增加", "rises") if odd.sign > 0 else ("减少", "falls")
    other = ("减少", "falls") if odd.sign > 0 else ("增加", "rises")
    words = f"{odd.now.printed} {verb[0]} {odd.by.printed}"
    zh = f"{odd.now.printed} 写为{verb[0]} {odd.by.printed}，其他 {others} 处写为{other[0]}。"
    en = (
        f"{odd.now.printed} {verb[1]} by {odd.by.printed} here; {others} other place(s) say that "
        f"it {other[1]}."
    )
    span = (odd.said.start + odd.by.start, odd.said.start + odd.by.end)
    return fault_of_words(_RULE, odd.passage, span, words, (zh, en), 2 * odd.by.value)
