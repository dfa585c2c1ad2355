"""The two lists of the national template, of what comes in and what is spent, and the one amount of
both: 收入包括：…；支出包括：…。2025年收支总预算900.00万元。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.shown_amounts import in_wan
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words
from budgetgraph.validate.wording.parted import Parted
from budgetgraph.validate.wording.said import Quantity, SaidSentence

_RULE = "statement-parts"
_LISTS, _WHOLE = pattern("lists", "of_sides"), pattern("lists", "whole_of_sides")
_WITHIN = pattern("lists", "within_side")
_FEWEST = 2


@dataclass(frozen=True)
class _Sides:
    """The amount of both sides, divided by the list of each."""

    revenue: Parted
    expenditure: Parted


def both_sides(paper: CheckedPaper) -> Iterator[Fault]:
    """Give the list that does not add up to the amount of both sides where the other one does, or
    that amount where both lists add up to another one. Of other lists either may be cut short.

    `收入包括：拨款80.00万元、上年结转20.00万元。支出包括：农林水支出90.00万元、住房保障支出20.00万元。收支总预算100.00万元。`
    → 支出 110.00
    """
    for passage in paper.prose:
        text = fold_in_place(passage.text)
        for match in _LISTS.finditer(text):
            sides = _sides(text, match)
            if sides is not None:
                yield from _judged(paper, passage, sides)


def _sides(text: str, match: re.Match[str]) -> _Sides | None:
    """Read both lists and their whole, right before or behind them; None where one is not plain."""
    lists = [_listed(match, name) for name in ("revenue", "expenditure")]
    if any(len(listed) < _FEWEST for listed in lists):
        return None
    before = list(_WHOLE.finditer(text, 0, match.start()))
    whole = _WHOLE.search(text, match.end()) or (before[-1] if before else None)
    if whole is None:
        return None
    told = Quantity.matched(whole)
    return _Sides(*(Parted(told, listed) for listed in lists))


def _listed(match: re.Match[str], name: str) -> tuple[Quantity, ...]:
    """Give the amounts of a list; none where it holds parts of its parts."""
    listed = match[name]
    return () if _WITHIN.search(listed) else tuple(SaidSentence(listed).quantities)


def _judged(paper: CheckedPaper, passage: Passage, sides: _Sides) -> Iterator[Fault]:
    """Give the fault of the lists of a paragraph, where it is plain which amount is wrong."""
    revenue, expenditure = sides.revenue, sides.expenditure
    are_alike = revenue.total == expenditure.total
    if revenue.holds and expenditure.holds:
        paper.right["sums of a sentence"] += 1
    elif revenue.holds or are_alike:
        yield _fault(passage, expenditure, ("支出", "expenditure"))
    elif expenditure.holds:
        yield _fault(passage, revenue, ("收入", "revenue"))


def _fault(passage: Passage, side: Parted, names: tuple[str, str]) -> Fault:
    """Say what is listed, and what both sides are said to be."""
    zh_name, en_name = names
    whole, total = side.whole.printed, in_wan(side.total)
    parts = " + ".join(part.printed for part in side.parts)
    zh = f"收支总数写为 {whole}，所列{zh_name}各项之和为 {total}（{parts}）。"
    en = f"both sides are {whole}, but the {en_name} that it lists adds up to {total} ({parts})."
    span = (side.whole.start, side.whole.end)
    gap = abs(side.total - side.whole.value)
    return fault_of_words(_RULE, passage, span, whole, (zh, en), gap)
