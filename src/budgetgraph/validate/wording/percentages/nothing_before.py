"""Rates of growth of what was nothing the year before: no percentage can be told of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetgraph.document import Passage
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words
from budgetgraph.validate.wording.percentages.bases import stated_in
from budgetgraph.validate.wording.percentages.sides import (
    SentenceShare,
    of_this_year,
    of_year_before,
    shares_of,
)
from budgetgraph.validate.wording.said import Quantity, SaidSentence, sentences

_RULE = "rate-without-base"


def rates_without_base(paper: CheckedPaper) -> Iterator[Fault]:
    """Give every rise in per cent of an amount that was nothing before.

    `公务接待费支出决算0.40万元，比上年增加0.40万元，增长100%` → last year's was 0, so no rate can be told.
    """
    for passage in paper.prose:
        every = list(sentences(passage.text))
        for at, said in enumerate(every):
            so_far = every[: at + 1]
            for told in shares_of(said):
                if was_nothing(paper, told, so_far):
                    yield _fault(passage, said, told)


def was_nothing(paper: CheckedPaper, told: SentenceShare, so_far: Sequence[SaidSentence]) -> bool:
    """Tell whether the amount that rose was nothing the year before: the sentence says so, or it
    rose by all that it is now, as the paragraph or else the paper tells it.
    """
    year = paper.disclosure.year
    if told.share.value <= 0:
        return False
    before = list(of_year_before(told.part, year))
    if before:
        return len(before) == 1 and before[0].value == 0
    if told.by is None or told.by[1] * told.by[0].value <= 0:
        return False
    stated = stated_in(paper, told.part, told.by)
    if stated is not None:
        return _is_all(stated, told.by[0])
    return _rose_by_all(told.by[0], so_far, year)


def _rose_by_all(rise: Quantity, so_far: Sequence[SaidSentence], year: int) -> bool:
    """Tell whether an amount of the paragraph is all that it rose by.

    One that is twice the rise may be the one that is meant: left alone.
    """
    is_all = False
    for said in so_far:
        for quantity in of_this_year(said, year):
            if quantity.value == 2 * rise.value:
                return False
            is_all = is_all or _is_all(quantity, rise)
    return is_all


def _is_all(now: Quantity, rise: Quantity) -> bool:
    """Tell whether what there is now is what it rose by, printed alike.

    增加0.40万元 of 0.40万元 → True; of 0.4万元 → False, which may be 0.44.
    """
    return now.value == rise.value and now.half == rise.half


def _fault(passage: Passage, said: SaidSentence, told: SentenceShare) -> Fault:
    """Say that the year before was 0."""
    share = told.share
    zh = f"上年为 0，不能计算增长率，写为“{share.printed}”。"
    en = f"it says “{share.printed}”, but the year before was 0 and has no rate."
    span = (said.start + share.start, said.start + share.end)
    return fault_of_words(_RULE, passage, span, share.printed, (zh, en))
