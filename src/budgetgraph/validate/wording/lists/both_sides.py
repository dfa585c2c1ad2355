"""The two lists of the national template, of what comes in and what is spent, and the one amount of
both: 收入包括：…；支出包括：…。2025年收支总预算900.00万元。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.shown_amounts import in_wan
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words
from budgetgraph.validate.wording.said import Quantity, SaidSentence

_RULE = "statement-parts"
_LISTS, _WHOLE = pattern("lists", "of_sides"), pattern("lists", "whole_of_sides")
_WITHIN = pattern("lists", "within_side")
_FEWEST = 2


@dataclass(frozen=True)
class _Sides:
    """The amount of both sides, and the amounts that each of their lists gives."""

    whole: Quantity
    revenue: tuple[Quantity, ...]
    expenditure: tuple[Quantity, ...]

    @cached_property
    def gaps(self) -> tuple[Decimal, Decimal]:
        """How far each list is from the whole, in 元; nothing where rounding explains it."""
        return self._gap(self.revenue), self._gap(self.expenditure)

    def _gap(self, listed: tuple[Quantity, ...]) -> Decimal:
        gap = abs(_sum(listed) - self.whole.value)
        slack = self.whole.half + sum((one.half for one in listed), Decimal(0))
        return gap if gap > slack else Decimal(0)


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
    told = Quantity(whole["digits"], whole["unit"], whole.start("digits"), whole.end("unit"))
    return _Sides(told, *lists)


def _listed(match: re.Match[str], name: str) -> tuple[Quantity, ...]:
    """Give the amounts of a list; none where it holds parts of its parts."""
    listed = match[name]
    return () if _WITHIN.search(listed) else tuple(SaidSentence(listed).quantities)


def _judged(paper: CheckedPaper, passage: Passage, sides: _Sides) -> Iterator[Fault]:
    """Give the fault of the lists of a paragraph, where it is plain which amount is wrong."""
    revenue, expenditure = sides.gaps
    are_alike = _sum(sides.revenue) == _sum(sides.expenditure)
    if not revenue and not expenditure:
        paper.right["sums of a sentence"] += 1
    elif not revenue or are_alike:
        yield _fault(passage, sides, ("支出", "expenditure"), sides.expenditure)
    elif not expenditure:
        yield _fault(passage, sides, ("收入", "revenue"), sides.revenue)


def _fault(
    passage: Passage, sides: _Sides, names: tuple[str, str], listed: tuple[Quantity, ...]
) -> Fault:
    """Say what is listed, and what both sides are said to be."""
    zh_name, en_name = names
    whole, total = sides.whole.printed, in_wan(_sum(listed))
    parts = " + ".join(one.printed for one in listed)
    zh = f"收支总数写为 {whole}，所列{zh_name}各项之和为 {total}（{parts}）。"
    en = f"both sides are {whole}, but the {en_name} that it lists adds up to {total} ({parts})."
    span = (sides.whole.start, sides.whole.end)
    gap = abs(_sum(listed) - sides.whole.value)
    return fault_of_words(_RULE, passage, span, whole, (zh, en), gap)


def _sum(listed: tuple[Quantity, ...]) -> Decimal:
    return sum((one.value for one in listed), Decimal(0))
