"""What a sentence says that was spent less or more than planned, against both of its amounts."""

from __future__ import annotations

from collections.abc import Iterator

from budgetgraph.document import Passage
from budgetgraph.validate.shown_amounts import in_wan
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words
from budgetgraph.validate.wording.percentages.completion import are_plan_and_spending
from budgetgraph.validate.wording.said import Quantity, SaidSentence, sentences

_RULE = "change-percentage"
_PLANNED = pattern("completion", "planned")
_FROM_PLAN = pattern("against_plan", "from_plan")
#: A plan, what was spent of it, and the difference.
_AMOUNTS = 3
_WORDS = {1: ("增加", "a rise"), -1: ("减少", "a fall"), 0: ("持平", "no change")}


def differences_from_plan(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each difference from the plan that is not that of plan and expense right before it.

    `预算4.50万元，支出决算3.92万元，…，决算数较预算数减少0.85万元` → 0.58.
    """
    for passage in paper.prose:
        for said in sentences(passage.text):
            signs = dict(said.changes)
            for at in range(len(said.quantities) - _AMOUNTS + 1):
                planned, spent, by = said.quantities[at : at + _AMOUNTS]
                is_told = by in signs and _is_told(said, planned, spent, by)
                if is_told and not _is_of_another_plan(said, planned):
                    yield from _compared(paper, passage, said, (planned, spent, by, signs[by]))


def _is_told(said: SaidSentence, planned: Quantity, spent: Quantity, by: Quantity) -> bool:
    """Tell whether three amounts that follow each other are a plan, what was spent of it, and the
    difference.
    """
    is_from_plan = _FROM_PLAN.search(said.text, spent.end, by.start) is not None
    return is_from_plan and are_plan_and_spending(said, planned, spent)


def _is_of_another_plan(said: SaidSentence, planned: Quantity) -> bool:
    """Tell whether a sentence has two plans: 年初预算50.00万元，调整预算60.00万元，支出决算45.00万元."""
    before = (one for one in said.quantities if one.start < planned.start)
    return any(_PLANNED.search(said.before(one)) for one in before)


def _compared(
    paper: CheckedPaper,
    passage: Passage,
    said: SaidSentence,
    told: tuple[Quantity, Quantity, Quantity, int],
) -> Iterator[Fault]:
    """Give a difference that is another one."""
    planned, spent, by, sign = told
    exact = spent.value - planned.value
    if abs(sign * by.value - exact) <= planned.half + spent.half + by.half:
        paper.right["changes"] += 1
        return
    zh, en = _WORDS[(exact > 0) - (exact < 0)]
    shown = in_wan(abs(exact))
    words = f"{_WORDS[sign][0]}{by.printed}"
    about = f"预算 {planned.printed}，决算 {spent.printed}"
    told_zh = f"写为“{words}”，按所列金额（{about}）应为{zh} {shown}。"
    told_en = (
        f"it says “{words}”, but {planned.printed} planned and {spent.printed} spent are {en} of"
        f" {shown}."
    )
    span = (said.start + by.start, said.start + by.end)
    gap = abs(sign * by.value - exact)
    yield fault_of_words(_RULE, passage, span, words, (told_zh, told_en), gap)
