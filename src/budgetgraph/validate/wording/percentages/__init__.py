"""Percentages and changes that a sentence tells, worked out again from its own amounts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from budgetgraph.document import Passage
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words
from budgetgraph.validate.wording.percentages import rates
from budgetgraph.validate.wording.percentages.bases import of_stated, on_this_year
from budgetgraph.validate.wording.percentages.nothing_before import was_nothing
from budgetgraph.validate.wording.percentages.rates import Rate
from budgetgraph.validate.wording.percentages.sides import (
    Change,
    Sides,
    of_this_year,
    of_year_before,
    shares_of,
    sides_of,
    told_before,
    with_subject,
)
from budgetgraph.validate.wording.said import Quantity, SaidSentence, Share, sentences

RULE = "change-percentage"


def wrong_changes(paper: CheckedPaper) -> Iterator[Fault]:
    """Give every percentage, and every rise, fall or sameness, that its amounts do not show.

    `2025年执行数为1690.69万元，2026年预算安排1434.89万元，比2025年执行数减少1.10%` → a fall of 15.13 %.
    """
    lead: list[SaidSentence] = []
    for passage in paper.prose:
        own = list(sentences(passage.text))
        every = [*told_before(lead, own), *own]
        lead = own
        for said in own:
            shares = list(_shares(paper, passage, said, every))
            differences = list(_differences(paper, passage, said))
            if len(shares) == len(differences) == 1:
                yield _joined(shares[0], differences[0])
            else:
                yield from (*shares, *differences)


def _joined(share: Fault, difference: Fault) -> Fault:
    """Give one fault for a percentage and a change in money that one wrong amount makes wrong both.

    `写为“增长4.63%”，…应为增加2.39%；写为“增加37.24万元”，…应为增加 19.24 万元`
    """
    zh, en = difference.zh.partition("：")[2], difference.en.partition(": ")[2]
    return replace(
        share,
        zh=f"{share.zh.removesuffix('。')}；{zh}",
        en=f"{share.en.removesuffix('.')}; {en}",
        gap=difference.gap,
    )


def _shares(
    paper: CheckedPaper, passage: Passage, said: SaidSentence, every: Sequence[SaidSentence]
) -> Iterator[Fault]:
    """Give each percentage of a sentence that none of its amounts show.

    It is certain where no other amounts can be meant; else a direction that contradicts the amount
    beside it is told, and the rest is counted as not checked.
    """
    year = paper.disclosure.year
    anywhere: list[Quantity] = []
    for other in every:
        anywhere += of_this_year(other, year)
    for told in shares_of(said):
        share = told.share
        sides = with_subject(sides_of(told, year), told, said, every, year)
        sides = of_stated(paper, told.part, sides)
        shown = sides.rates(sides.now)
        possible = [*shown, *sides.rates(anywhere)]
        if any(rate.allows(share.value, share.digit) for rate in possible):
            paper.right["percentages"] += 1
            continue
        words = _words(share, sides, anywhere)
        if words is not None:
            span = (said.start + share.start, said.start + share.end)
            yield fault_of_words(RULE, passage, span, share.printed, words)
        elif not was_nothing(paper, told, every[: every.index(said) + 1]):
            paper.unsure["percentages"] += 1


def _words(share: Share, sides: Sides, anywhere: Sequence[Quantity]) -> tuple[str, str] | None:
    """Say what is wrong with a percentage that no amounts show, where that is certain."""
    shown = sides.rates(sides.now)
    of_this = on_this_year(share, sides.by, anywhere)
    if shown and sides.is_certain:
        return _wrong_share(share, shown[-1])
    if of_this is not None:
        return _wrong_share(share, of_this)
    return _wrong_verb(share, sides.by) if _contradicts(sides.by, share) else None


def _wrong_share(share: Share, shown: Rate) -> tuple[str, str]:
    """Say what a percentage is printed as, and what its amounts show."""
    zh, en = rates.told(shown.exact)
    return (
        f"写为“{share.printed}”，按所列金额（{shown.zh}）应为{zh}。",
        f"it says “{share.printed}”, but its amounts ({shown.en}) show {en}.",
    )


def _contradicts(by: Change | None, share: Share) -> bool:
    """Tell whether an amount rises and the percentage beside it falls, or the other way round.

    增加3.50万元，下降7.00% → True.
    """
    return by is not None and by[0].value > 0 and share.value * by[1] < 0


def _wrong_verb(share: Share, by: Change | None) -> tuple[str, str]:
    """Say that an amount goes one way and the percentage beside it the other.

    `增加3.50万元，下降7.00%` → a rise, and then a fall.
    """
    assert by is not None
    zh, en = ("增加", "rise") if by[1] > 0 else ("减少", "fall")
    amount = by[0].printed
    return (
        f"前写{zh} {amount}，后写“{share.printed}”，增减方向不一致。",
        f"a {en} by {amount}, and then “{share.printed}”: one rises, the other falls.",
    )


# --- changes in money -----------------------------------------------------------------------------


def _differences(paper: CheckedPaper, passage: Passage, said: SaidSentence) -> Iterator[Fault]:
    """Give a change in money, or none, of a sentence that tells both amounts itself."""
    year = paper.disclosure.year
    now, before = tuple(of_this_year(said, year)), tuple(of_year_before(said, year))
    is_clear = len(now) == len(before) == 1 and len(said.changes) <= 1
    says_same = said.says_same and not said.changes and not said.shares
    if not is_clear or not (said.changes or says_same):
        return
    this_year, year_before = now[0], before[0]
    gap = this_year.value - year_before.value
    slack = this_year.half + year_before.half
    by, told = None, Decimal(0)
    if said.changes:
        by, direction = said.changes[0]
        told = direction * by.value
        slack += by.half
    if abs(gap - told) <= slack:
        paper.right["changes"] += 1
        return
    yield _wrong_difference(passage, said, (this_year, year_before), by)


def _wrong_difference(
    passage: Passage, said: SaidSentence, pair: tuple[Quantity, Quantity], by: Quantity | None
) -> Fault:
    """Say what a change in money is printed as, and what its amounts show."""
    now, before = pair
    gap = now.value - before.value
    changed = by if by is not None else now
    start = said.start + changed.start
    words = said.before(by) + by.printed if by is not None else "持平"
    shown = f"{abs(gap) / 10000:f}"
    zh, en = ("增加", "a rise of") if gap > 0 else ("减少", "a fall of")
    told = (
        f"写为“{words}”，按所列金额（上年 {before.printed}，本年 {now.printed}）应为{zh} {shown} 万元。",
        f"it says “{words}”, but its amounts ({before.printed} before, {now.printed} now)"
        f" show {en} {shown} 万元.",
    )
    return fault_of_words(RULE, passage, (start, start + 1), words, told, abs(gap))
