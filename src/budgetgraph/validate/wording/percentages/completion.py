"""Rates of completion, and what is said of them in words, against what was planned and spent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from budgetgraph.disclosure import FINAL_ACCOUNTS
from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words
from budgetgraph.validate.wording.percentages import rates
from budgetgraph.validate.wording.percentages.rates import Rate
from budgetgraph.validate.wording.said import Quantity, SaidSentence, sentences
from budgetgraph.values.amount import last_digit

_RULE = "completion-rate"
_PLANNED = pattern("completion", "planned")
_SPENT = pattern("completion", "spent")
_RATES = (pattern("completion", "rate"), pattern("completion", "rate_of"))
_COMPARED = pattern("completion", "compared")
_FULL = pattern("completion", "full")
_OF_NOTHING = pattern("completion", "of_nothing")
_WORDS = {1: ("大于", "more than"), 0: ("等于", "exactly"), -1: ("小于", "less than")}


@dataclass(frozen=True, slots=True)
class _Completed:
    """What was spent, and the budgets that it may be compared with."""

    spent: Quantity
    planned: tuple[Quantity, ...]


def completion_rates(paper: CheckedPaper) -> Iterator[Fault]:
    """Give a rate of completion that is not that of the two amounts in its sentence:
    `年初预算为50万元，支出决算为45万元，完成年初预算的95%` → 90.00 %.
    """
    for passage in paper.prose:
        before: SaidSentence | None = None
        for said in sentences(passage.text):
            begins = 0
            for match in _rates_of(said):
                told = _between(said, begins, match.end())
                pair = _pair(said, told, match["of"])
                if not told and not begins and before is not None:
                    pair = _pair(before, before.quantities, match["of"])
                begins = match.end()
                yield from _completion(paper, passage, said, match, pair)
            before = said
        if paper.disclosure.kind == FINAL_ACCOUNTS:
            yield from _comparison(paper, passage)


def are_plan_and_spending(said: SaidSentence, planned: Quantity, spent: Quantity) -> bool:
    """Tell whether the words before two amounts say that one was planned and the other spent."""
    is_planned = _PLANNED.search(said.before(planned)) is not None
    return is_planned and _SPENT.search(said.before(spent)) is not None


def completions_of_nothing(paper: CheckedPaper) -> Iterator[Fault]:
    """Give a rate of what was planned at the beginning of the year, where that was nothing:
    `年初预算为0万元，支出决算为307.80万元，完成年初预算的95.89%`.
    """
    for passage in paper.prose:
        for match in _OF_NOTHING.finditer(fold_in_place(passage.text)):
            rate, span = match["rate"], match.span("rate")
            zh = f"年初预算为 0，不能计算完成率，写为“{rate}”。"
            en = f"it says “{rate}”, but nothing was planned, and there is no rate of it."
            yield fault_of_words(_RULE, passage, span, rate, (zh, en))


def _rates_of(said: SaidSentence) -> list[re.Match[str]]:
    """Give the rates of a sentence in their order.

    完成年初预算的95.00%，…，执行率90.00% → both, in this order.
    """
    matches: list[re.Match[str]] = []
    for rate in _RATES:
        matches += rate.finditer(said.text)
    return sorted(matches, key=re.Match.start)


def _between(said: SaidSentence, start: int, end: int) -> list[Quantity]:
    """Give the amounts from one rate to the end of the next: 完成年初预算50.00万元的 holds one."""
    amounts: list[Quantity] = []
    for quantity in said.quantities:
        if start <= quantity.start < end:
            amounts.append(quantity)
    return amounts


def _pair(said: SaidSentence, told: Sequence[Quantity], of: str | None) -> _Completed | None:
    """Give what was spent, and the budgets that it may be compared with: the one that the rate is
    said to be of, where that is more than nothing.

    支出决算45.00万元，年初预算50.00万元，调整预算60.00万元，完成年初预算的 → 45.00 of 50.00.
    """
    planned: list[Quantity] = []
    named: list[Quantity] = []
    spent: list[Quantity] = []
    for quantity in told:
        before = said.before(quantity)
        if _PLANNED.search(before):
            if quantity.value > 0:
                planned.append(quantity)
                if of and of in before:
                    named.append(quantity)
        elif _SPENT.search(before):
            spent.append(quantity)
    if len(spent) != 1 or not planned:
        return None
    return _Completed(spent[0], tuple(named or planned))


def _completion(
    paper: CheckedPaper,
    passage: Passage,
    said: SaidSentence,
    match: re.Match[str],
    pair: _Completed | None,
) -> Iterator[Fault]:
    """Give a rate that none of the budgets of its sentence shows; it is not checked without one."""
    possible = _possible(pair)
    if not possible:
        paper.unsure["rates of completion"] += 1
        return
    told = Decimal(match["digits"])
    for rate in possible:
        if rate.allows(told, last_digit(told)):
            paper.right["rates of completion"] += 1
            return
    rate = possible[0]
    exact, words = f"{rate.exact:.2f}", match[0].lstrip(",")
    start = said.start + match.start()
    zh = f"写为“{words}”，按所列金额（{rate.zh}）应为 {exact}%。"
    en = f"it says “{words}”, but its amounts ({rate.en}) give {exact} %."
    yield fault_of_words(_RULE, passage, (start, start + 1), words, (zh, en))


def _possible(pair: _Completed | None) -> list[Rate]:
    """Give the rates that the amounts show, one for each budget.

    45.00 spent of 50.00 planned → 90 %.
    """
    possible: list[Rate] = []
    for planned in pair.planned if pair else ():
        rate = rates.share(pair.spent, planned) if pair else None
        if rate is not None:
            possible.append(rate)
    return possible


# --- in words -------------------------------------------------------------------------------------


def _comparison(paper: CheckedPaper, passage: Passage) -> Iterator[Fault]:
    """Give what a paragraph with one budget and one amount spent says of them wrongly:
    `年初预算为50.00万元，支出决算为45.00万元。决算数大于预算数的主要原因…` → less than.
    """
    pair: _Completed | None = None
    for said in sentences(passage.text):
        match = _COMPARED.search(said.text)
        told = _pair(said, said.quantities, None)
        if told is not None:
            if pair is not None or len(told.planned) > 1 or len(said.quantities) > 2:
                return
            pair = told
        elif said.quantities:
            return
        if match is not None and pair is not None:
            yield from _wrong_words(paper, passage, said, match, pair)


def _wrong_words(
    paper: CheckedPaper,
    passage: Passage,
    said: SaidSentence,
    match: re.Match[str],
    pair: _Completed,
) -> Iterator[Fault]:
    """Give words that say another order of the two amounts than they have.

    决算数大于预算数 of 45.00万元 spent and 50.00万元 planned → less than. What is printed alike may have
    been rounded to it, but not where 100.00% of it was spent.
    """
    said_direction = _direction(match)
    spent, planned = pair.spent, pair.planned[0]
    gap = spent.value - planned.value
    if said_direction is None:
        return
    is_same = gap == 0 and said_direction != 0 and _FULL.search(fold_in_place(passage.text))
    if not is_same and _holds(said_direction, gap, spent.half + planned.half):
        paper.right["rates of completion"] += 1
        return
    zh, en = _WORDS[int(gap.compare(Decimal(0)))]
    told = (
        f"写为“{match[0]}”，按所列金额（预算 {planned.printed}，决算 {spent.printed}），"
        f"决算数{zh}预算数。",
        f"it says “{match[0]}”, but what was spent ({spent.printed}) is {en} what was"
        f" planned ({planned.printed}).",
    )
    span = (said.start + match.start(), said.start + match.end())
    yield fault_of_words(_RULE, passage, span, match[0], told, abs(gap))


def _holds(direction: int, gap: Decimal, slack: Decimal) -> bool:
    """Tell whether the amounts may be as the words say: what is printed alike may have been rounded
    to it from above or below.
    """
    if direction == 0:
        return abs(gap) <= slack
    return gap * direction >= 0


def _direction(match: re.Match[str]) -> int | None:
    """Give what the words say: 大于 is 1, 小于 -1, 等于 and 持平 0; None where they say neither.

    决算数与预算数持平 → 0.
    """
    if match["more"]:
        return 1
    if match["less"]:
        return -1
    return 0 if match["same"] else None
