"""What a year consists of, added up: what is to be paid in its four quarters (第一季度15万元，…，
第四季度25万元), and what is left at its end of what it began with, received and spent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.shown_amounts import in_wan
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words
from budgetgraph.validate.wording.parted import Parted
from budgetgraph.validate.wording.said import Quantity

_RULE = "statement-parts"
_QUARTER, _WHOLE = pattern("quarters", "quarter"), pattern("quarters", "whole")
_BALANCE = pattern("quarters", "balance")
_BALANCED = ("begun", "income", "spent", "left")
_QUARTERS = ("一", "二", "三", "四")
_ARABIC = str.maketrans("1234", "一二三四")


def quarters(paper: CheckedPaper) -> Iterator[Fault]:
    """Give the amount of a year that its four quarters do not add up to, told in one paragraph.

    A plan whose last quarter is the whole, or that names a quarter twice, adds up otherwise.
    """
    for passage in paper.prose:
        text = fold_in_place(passage.text)
        parts = list(_QUARTER.finditer(text))
        told = tuple(part["quarter"].translate(_ARABIC) for part in parts)
        whole = _WHOLE.search(text, 0, parts[0].start()) if parts else None
        if told == _QUARTERS and whole is not None:
            told_parts = [Quantity.matched(part) for part in parts]
            yield from _wrong(paper, passage, Quantity.matched(whole), told_parts)


def _wrong(
    paper: CheckedPaper, passage: Passage, whole: Quantity, parts: list[Quantity]
) -> Iterator[Fault]:
    """Give a year's amount that differs from the sum of its quarters by more than rounding."""
    parted = Parted(whole, tuple(parts))
    if parted.holds:
        paper.right["sums of a sentence"] += 1
        return
    if parts[-1].is_same(whole):
        return
    told = " + ".join(part.printed for part in parts)
    shown = in_wan(parted.total)
    zh = f"全年写为 {whole.printed}，四个季度之和为 {shown}（{told}）。"
    en = f"the year is {whole.printed}, but its quarters add up to {shown} ({told})."
    gap = abs(parted.total - whole.value)
    span = (whole.start, whole.end)
    yield fault_of_words(_RULE, passage, span, whole.printed, (zh, en), gap)


def years_balance(paper: CheckedPaper) -> Iterator[Fault]:
    """Give what is left at the end of a year where the sentence that tells all of it leaves another
    sum: `年初结转和结余80.00万元，本年收入1194.39万元，本年支出1258.69万元，年末结转和结余17.50万元` → 15.70.
    """
    for passage in paper.prose:
        for match in _BALANCE.finditer(fold_in_place(passage.text)):
            yield from _unbalanced(paper, passage, match)


def _unbalanced(paper: CheckedPaper, passage: Passage, match: re.Match[str]) -> Iterator[Fault]:
    """Give what a sentence says is left, where it is not what the three amounts before it leave."""
    told = [_amount(match, name) for name in _BALANCED]
    begun, income, spent, left = told
    exact = begun.value + income.value - spent.value
    gap = abs(exact - left.value)
    if gap <= sum(one.half for one in told):
        paper.right["sums of a sentence"] += 1
        return
    shown = in_wan(exact)
    amounts = f"{begun.printed} + {income.printed} - {spent.printed}"
    zh = f"年末结转和结余写为 {left.printed}，按年初结转和结余、收入和支出（{amounts}）应为 {shown}。"
    en = f"{left.printed} is said to be left, but {amounts} leaves {shown}."
    yield fault_of_words(_RULE, passage, (left.start, left.end), left.printed, (zh, en), gap)


def _amount(match: re.Match[str], name: str) -> Quantity:
    """Give one of the amounts of a match by the name of its group."""
    digits = match[name]
    start = match.start(name)
    return Quantity(digits, match["unit"], start, start + len(digits) + len(match["unit"]))
