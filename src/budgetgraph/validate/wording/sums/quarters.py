"""What is to be paid in the four quarters of a year, added up: 第一季度15万元，…，第四季度25万元."""

from __future__ import annotations

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
