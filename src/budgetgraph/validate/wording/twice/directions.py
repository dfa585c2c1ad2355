"""One amount that rises by a sum in one sentence, and in another falls by it, or rises by the same
digits in another order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain

from budgetgraph.document import Passage
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words
from budgetgraph.validate.wording.said import Quantity, SaidSentence, sentences
from budgetgraph.validate.wording.twice.exchanged import is_exchanged

_RULE = "statement-contradicted"
_COMPARED = pattern("comparisons", "compared")
_CHANGED_BY = pattern("said", "changed_by")
_VERB, _NAMED = pattern("comparisons", "verb"), pattern("directions", "named")
#: Two amounts with so many digits are not the same by chance.
_DIGITS = 4
#: So many others tell what one amount changed by, and what anything did.
_OF_ONE, _OF_ANY = 2, 3


@dataclass(frozen=True, slots=True)
class _Told:
    """An amount that rose (1) or fell (-1) by another, and where a sentence says so."""

    now: Quantity
    by: Quantity
    sign: int
    passage: Passage
    said: SaidSentence
    name: str = ""

    @property
    def amounts(self) -> tuple[Decimal, Decimal]:
        """The amount and what it changed by, in 元."""
        return self.now.value, self.by.value


def contradicted_changes(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each change that other sentences tell otherwise, of the same amount."""
    told: dict[tuple[Decimal, Decimal], list[_Told]] = {}
    of_amount: dict[tuple[Decimal, int], list[_Told]] = {}
    of_name: dict[tuple[str, Decimal], list[_Told]] = {}
    every: dict[int, list[_Told]] = {1: [], -1: []}
    for passage in paper.prose:
        for said in sentences(passage.text):
            for change in _changes(passage, said):
                told.setdefault(change.amounts, []).append(change)
                of_amount.setdefault((change.now.value, change.sign), []).append(change)
            for by, sign in said.changes:
                every[sign].append(_Told(by, by, sign, passage, said))
            for change in _named_changes(passage, said):
                of_name.setdefault((change.name, change.by.value), []).append(change)
    opposite = list(chain.from_iterable(map(_opposite, told.values())))
    if not opposite:
        opposite = list(chain.from_iterable(map(_opposite, of_name.values())))
    yield from opposite
    exchanged = [fault for told in of_amount.values() for fault in _exchanged(told, _OF_ONE)]
    anywhere = [fault for told in every.values() for fault in _exchanged(told, _OF_ANY)]
    yield from exchanged or anywhere


def _opposite(changes: Sequence[_Told]) -> Iterator[Fault]:
    """Give the change that goes the other way than the same one elsewhere.

    `收入18976.76万元，比上年减少3355.65万元；支出18976.76万元，比上年增加3355.65万元` → the first or the second. The
    rarer direction is told; where both are as frequent, the first.
    """
    counted = Counter(change.sign for change in changes)
    if len(counted) > 1:
        rare = min(counted, key=lambda sign: counted[sign])
        odd = next(change for change in changes if change.sign == rare)
        yield _fault(odd, len(changes) - counted[rare])


def _exchanged(changes: Sequence[_Told], fewest: int) -> Iterator[Fault]:
    """Give the one change in which two digits are exchanged, as so many others or more tell it:
    974.88 among 794.88, 794.88. Other sums may be of other money.
    """
    counted = Counter(change.by.value for change in changes)
    for odd in changes:
        for usual, times in counted.items():
            is_alone = counted[odd.by.value] == 1 and times >= fewest
            if is_alone and is_exchanged(odd.by.value, usual):
                other = next(change.by for change in changes if change.by.value == usual)
                yield _other_sum(odd, other, times)


def _changes(passage: Passage, said: SaidSentence) -> Iterator[_Told]:
    """Give the changes of a sentence that stand right behind the amounts that changed."""
    for by, sign in said.changes:
        before = [one for one in said.quantities if one.end < by.start]
        if not before or not _has_digits(before[-1]) or not _has_digits(by):
            continue
        between = _VERB.split(said.text[before[-1].end : by.start])[0]
        if _COMPARED.fullmatch(between):
            yield _Told(before[-1], by, sign, passage, said)


def _named_changes(passage: Passage, said: SaidSentence) -> Iterator[_Told]:
    """Give the changes of a sentence with the expenses that they are of, by their names.

    `基本支出1402.18万元，比2024年增加32.72万元`, `基本支出预算减少32.72万元` → 基本支出, twice.
    """
    for change in _changes(passage, said):
        match = _NAMED.search(said.before(change.now))
        if match is not None:
            yield replace(change, name=match["name"])
    for by, sign in said.changes:
        match = _NAMED.search(_CHANGED_BY.sub("", said.before(by)))
        if match is not None and _has_digits(by):
            yield _Told(by, by, sign, passage, said, match["name"])


def _has_digits(quantity: Quantity) -> bool:
    """Tell whether an amount has so many digits that another one has not the same by chance."""
    return len(quantity.digits.replace(",", "").replace(".", "").strip("0")) >= _DIGITS


def _fault(odd: _Told, others: int) -> Fault:
    """Say that a change goes one way here, and the other way elsewhere."""
    verb = ("增加", "rises") if odd.sign > 0 else ("减少", "falls")
    other = ("减少", "falls") if odd.sign > 0 else ("增加", "rises")
    subject = odd.name or odd.now.printed
    words = f"{subject} {verb[0]} {odd.by.printed}"
    zh = f"{subject} 写为{verb[0]} {odd.by.printed}，其他 {others} 处写为{other[0]}。"
    en = (
        f"{subject} {verb[1]} by {odd.by.printed} here; {others} other place(s) say that "
        f"it {other[1]}."
    )
    span = (odd.said.start + odd.by.start, odd.said.start + odd.by.end)
    return fault_of_words(_RULE, odd.passage, span, words, (zh, en), 2 * odd.by.value)


def _other_sum(odd: _Told, usual: Quantity, times: int) -> Fault:
    """Say what an amount changed by here, and elsewhere."""
    subject = odd.now.printed if odd.now is not odd.by else "一项"
    words = f"{subject} {odd.by.printed}"
    zh = f"{subject} 的增减额写为 {odd.by.printed}，其他 {times} 处写为 {usual.printed}。"
    en = (
        f"{subject} is said to change by {odd.by.printed} here, and by {usual.printed} in "
        f"{times} other places."
    )
    span = (odd.said.start + odd.by.start, odd.said.start + odd.by.end)
    gap = abs(odd.by.value - usual.value)
    return fault_of_words(_RULE, odd.passage, span, words, (zh, en), gap)
