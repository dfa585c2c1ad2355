"""Basic expenditure against what persons and running cost, in a paragraph each below it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.shown_amounts import in_wan
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words
from budgetgraph.validate.wording.said import Quantity

_RULE = "statement-parts"
_WHOLE = pattern("expenditure", "basic_above")
_PARTS = (pattern("expenditure", "persons_below"), pattern("expenditure", "running_below"))


def basic_below(paper: CheckedPaper) -> Iterator[Fault]:
    """Give basic expenditure that is not the sum of both paragraphs below it, whatever fund pays.

    `基本支出1010.00万元，其中：` `人员经费980.00万元，主要包括…` `公用经费120.00万元，主要包括…` → 1100.00
    """
    prose = paper.prose
    for whole, *below in zip(prose, prose[1:], prose[2:], strict=False):
        match = _WHOLE.search(fold_in_place(whole.text))
        parts = [_part(passage, words) for passage, words in zip(below, _PARTS, strict=True)]
        listed = [part for part in parts if part is not None]
        if match is None or len(listed) < len(_PARTS):
            continue
        told = _quantity(match)
        total = sum((part.value for part in listed), Decimal(0))
        slack = told.half + sum((part.half for part in listed), Decimal(0))
        if abs(told.value - total) <= slack:
            paper.right["sums of a sentence"] += 1
        else:
            yield _fault(whole, told, listed, total)


def _part(passage: Passage, words: re.Pattern[str]) -> Quantity | None:
    match = words.match(fold_in_place(passage.text))
    return None if match is None else _quantity(match)


def _quantity(match: re.Match[str]) -> Quantity:
    return Quantity(match["digits"], match["unit"], match.start("digits"), match.end("unit"))


def _fault(passage: Passage, told: Quantity, listed: list[Quantity], total: Decimal) -> Fault:
    """Say what basic expenditure is told as, and what its parts add up to."""
    shown = in_wan(total)
    parts = " + ".join(part.printed for part in listed)
    zh = f"写为 {told.printed}，人员经费与公用经费之和为 {shown}（{parts}）。"
    en = f"it says {told.printed}, but persons and running cost {shown} ({parts})."
    gap = abs(told.value - total)
    return fault_of_words(_RULE, passage, (told.start, told.end), told.printed, (zh, en), gap)
