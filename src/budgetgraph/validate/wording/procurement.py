"""Procurement that a sentence divides into goods, works and services, added up again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words
from budgetgraph.validate.wording.said import Quantity, SaidSentence

_RULE = "statement-parts"
_SENTENCE = re.compile(r"[^。]+")
_WHOLE = pattern("procurement", "whole")
_KINDS = (
    pattern("procurement", "goods"),
    pattern("procurement", "works"),
    pattern("procurement", "services"),
)


def procurement_parts(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each amount of procurement that is not the sum of the three kinds that follow it.

    `政府采购预算100.00万元，其中：货物10.00万元、工程20.00万元、服务60.00万元` → 90.00.
    """
    for passage in paper.prose:
        for match in _SENTENCE.finditer(fold_in_place(passage.text)):
            said = SaidSentence(match[0], match.start())
            divided = _divided(said)
            if divided is None:
                continue
            whole, parts = divided
            gap = abs(whole.value - sum((part.value for part in parts), Decimal(0)))
            slack = whole.half + sum((part.half for part in parts), Decimal(0))
            if gap <= slack:
                paper.right["sums of procurement"] += 1
            else:
                yield _fault(passage, said, whole, parts)


def _divided(said: SaidSentence) -> tuple[Quantity, tuple[Quantity, ...]] | None:
    """Give the first amount of a sentence about procurement, and those of the three kinds, which
    are the next three; None where another amount stands among them.
    """
    whole, *rest = said.quantities[:4] or (None,)
    if whole is None or not _WHOLE.search(said.text[: whole.start]):
        return None
    parts: list[Quantity] = []
    for kind in _KINDS:
        for quantity in rest:
            if kind.search(said.before(quantity)):
                parts.append(quantity)
    is_clear = len(parts) == len(_KINDS) and set(parts) == set(rest)
    return (whole, tuple(parts)) if is_clear else None


def _fault(
    passage: Passage, said: SaidSentence, whole: Quantity, parts: tuple[Quantity, ...]
) -> Fault:
    """Say what the whole is printed as, and what the three kinds add up to.

    100.00万元 with 10.00, 20.00 and 60.00 → 货物、工程、服务之和为 90 万元.
    """
    total = sum((part.value for part in parts), Decimal(0))
    told = " + ".join(part.printed for part in parts)
    shown = f"{total / 10_000:f} 万元"
    span = (said.start + whole.start, said.start + whole.end)
    zh = f"写为 {whole.printed}，货物、工程、服务之和为 {shown}（{told}）。"
    en = f"it says {whole.printed}, but goods, works and services add up to {shown} ({told})."
    gap = abs(whole.value - total)
    return fault_of_words(_RULE, passage, span, whole.printed, (zh, en), gap)
