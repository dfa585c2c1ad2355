"""What a sentence says of plan and spending of an expense that the same paragraph tells in figures
beside those of others.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from budgetgraph.disclosure import FINAL_ACCOUNTS
from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.wording.known import pattern, patterns
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words
from budgetgraph.validate.wording.percentages.completion import are_plan_and_spending
from budgetgraph.validate.wording.said import Quantity, SaidSentence

_RULE = "completion-rate"
_COMPARED = pattern("completion", "named_comparison")
_EXPENSES = patterns("expenses")


def named_comparisons(paper: CheckedPaper) -> Iterator[Fault]:
    """Give words on plan and spending of one expense that its figures contradict.

    `“三公”经费…预算为15.00万元，支出决算为12.60万元。其中：…。“三公”经费支出决算数大于年初预算数的主要原因` → less.
    """
    if paper.disclosure.kind != FINAL_ACCOUNTS:
        return
    for passage in paper.prose:
        text = fold_in_place(passage.text)
        pairs = dict(_pairs(SaidSentence(text)))
        for match in _COMPARED.finditer(text):
            named = _named(match["subject"])
            if len(pairs) > 1 and named in pairs:
                is_more = match["more"] is not None
                yield from _compared(paper, passage, (match.span(), is_more), pairs[named])


def _pairs(said: SaidSentence) -> Iterator[tuple[str | None, tuple[Quantity, Quantity]]]:
    """Give what was planned and spent of each expense, told right behind each other."""
    end = 0
    for planned, spent in pairwise(said.quantities):
        is_pair = are_plan_and_spending(said, planned, spent)
        name = _named(said.text[end : planned.start])
        if is_pair and name is not None:
            yield name, (planned, spent)
        end = planned.end


def _named(words: str) -> str | None:
    """Give the one expense that some words name last."""
    found = [name for name, expense in _EXPENSES.items() if expense.search(words)]
    return found[0] if len(found) == 1 else None


def _compared(
    paper: CheckedPaper,
    passage: Passage,
    told: tuple[tuple[int, int], bool],
    pair: tuple[Quantity, Quantity],
) -> Iterator[Fault]:
    """Give words that say another order of the two amounts than they have."""
    span, is_more = told
    planned, spent = pair
    gap = spent.value - planned.value
    if abs(gap) <= spent.half + planned.half or (gap > Decimal(0)) is is_more:
        paper.right["rates of completion"] += 1
        return
    words = passage.text[slice(*span)]
    zh = f"写为“{words}”，所列预算为 {planned.printed}，决算为 {spent.printed}。"
    en = f"it says “{words}”, but {planned.printed} was planned and {spent.printed} spent."
    yield fault_of_words(_RULE, passage, span, words, (zh, en), abs(gap))
