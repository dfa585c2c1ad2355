"""Percentages and changes that a sentence tells, worked out again from its own amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from budgetgraph.document import Passage
from budgetgraph.document.where import Where
from budgetgraph.validate.wording import rates
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, head
from budgetgraph.validate.wording.rates import Rate
from budgetgraph.validate.wording.said import Quantity, SaidSentence, Share, sentences

RULE = "change-percentage"
#: Between an amount that something changed by and the percentage that says the same.
_ADJACENT = re.compile(r"(?:同比|比上年|较上年|环比|增幅|降幅|即|相应|约|[,、(]){0,4}")
#: Between an amount and what it is compared with: 46.50万元，比2023年…
_COMPARED = re.compile(r"[,、(]?(?:同?比|较|与|同|相比|增|减|下降|上升|提高|降低|上涨|持平)")
#: A sentence that compares what the one before it told.
_BEGINS_COMPARED = re.compile(r"(?:与|同|比|较)(?:20\d\d年|上年|上一年|去年)|同比")
_YEAR_OF_COMPARISON = re.compile(r"(?:比|较|与|同)(20\d\d)年")


@dataclass(frozen=True, slots=True)
class Sides:
    """The amounts that a comparison may be of: those of this year, those of the year before, and
    the one that it changed by, with its sign. `is_certain` says that no others can be meant.
    """

    now: tuple[Quantity, ...]
    before: tuple[Quantity, ...]
    by: tuple[Quantity, int] | None
    is_certain: bool

    def rates(self, now: Sequence[Quantity]) -> list[Rate]:
        """Tell what the amounts show, each of this year's against each of the year before, or
        against the change where the year before is not told.
        """
        if self.before:
            found = [rates.change(*pair) for pair in product(now, self.before)]
        elif self.by is not None:
            found = [rates.change_by(quantity, *self.by) for quantity in now]
        else:
            found = []
        return [rate for rate in found if rate is not None]


@dataclass(frozen=True, slots=True)
class SentenceShare:
    """A percentage, the words before it that belong to it, and the change in money right beside it
    with its sign.
    """

    share: Share
    part: SaidSentence
    by: tuple[Quantity, int] | None


def wrong_changes(paper: CheckedPaper) -> Iterator[Fault]:
    """Give every percentage, and every rise, fall or sameness, that its amounts do not show.

    `2025年执行数为1690.69万元，2026年预算安排1434.89万元，比2025年执行数减少1.10%` → a fall of 15.13 %.
    """
    for passage in paper.prose:
        every = list(sentences(passage.text))
        for said in every:
            yield from _shares(paper, passage, said, every)
            yield from _differences(paper, passage, said)


def _shares(
    paper: CheckedPaper, passage: Passage, said: SaidSentence, every: Sequence[SaidSentence]
) -> Iterator[Fault]:
    year = paper.disclosure.year
    anywhere = [quantity for other in every for quantity in of_this_year(other, year)]
    for told in shares_of(said):
        share = told.share
        sides = _with_subject(_sides(told, year), said, every, year)
        shown = sides.rates(sides.now)
        possible = [*shown, *sides.rates(anywhere)]
        if any(rate.allows(share.value, share.digit) for rate in possible):
            paper.right["percentages"] += 1
            continue
        place = passage.place(said.start + share.start, said.start + share.end)
        if shown and sides.is_certain:
            yield _wrong_share(head(passage.text), share, shown[-1], (place, passage.where))
        elif _contradicts(sides.by, share):
            yield _wrong_verb(head(passage.text), share, sides.by, (place, passage.where))
        else:
            paper.unsure["percentages"] += 1


def _wrong_share(
    name: str,
    share: Share,
    shown: Rate,
    places: Sequence[Where],
) -> Fault:
    zh, en = rates.told(shown.exact)
    return Fault(
        RULE,
        f"{name} {share.printed}",
        f"{name}：写为“{share.printed}”，按所列金额（{shown.zh}）应为{zh}。",
        f"{name}: it says “{share.printed}”, but its amounts ({shown.en}) show {en}.",
        places,
    )


# --- which amounts a comparison is of -------------------------------------------------------------


def shares_of(said: SaidSentence) -> Iterator[SentenceShare]:
    """Give each percentage of a sentence with the words from the one before it."""
    begins = 0
    for share in said.shares:
        part = said.part(begins, share.start)
        begins = share.end
        yield SentenceShare(share, part, _adjacent_change(part, share))


def _sides(told: SentenceShare, year: int) -> Sides:
    """Give the amounts that a percentage compares."""
    part, by = told.part, told.by
    before = tuple(of_year_before(part, year))
    now = tuple(of_this_year(part, year))
    compared = bool(now) and _COMPARED.match(part.text, now[-1].end) is not None
    if before:
        return Sides(now, before, by, len(before) == 1 and (len(now) == 1 or compared))
    if compared:
        return Sides(now[-1:], before, by, by is not None)
    return Sides(now, before, by, False)


def _with_subject(
    sides: Sides, said: SaidSentence, every: Sequence[SaidSentence], year: int
) -> Sides:
    """Give the amount of the sentence before to a comparison that tells none of this year itself:
    `收入总计9859.38万元。与2023年度相比，收入总计增加1062.85万元，增长12.08%`.
    """
    at = every.index(said)
    is_comparison = _BEGINS_COMPARED.match(said.text.lstrip()) is not None
    if sides.now or sides.before or sides.by is None or not is_comparison or at == 0:
        return sides
    told = tuple(of_this_year(every[at - 1], year))
    return Sides(told, (), sides.by, True) if len(told) == 1 else sides


def _contradicts(by: tuple[Quantity, int] | None, share: Share) -> bool:
    """Tell whether an amount rises and the percentage beside it falls, or the other way round."""
    return by is not None and by[0].value > 0 and share.value * by[1] < 0


def _wrong_verb(
    name: str, share: Share, by: tuple[Quantity, int] | None, places: Sequence[Where]
) -> Fault:
    assert by is not None
    zh, en = ("增加", "rise") if by[1] > 0 else ("减少", "fall")
    amount = by[0].printed
    return Fault(
        RULE,
        f"{name} {share.printed}",
        f"{name}：前写{zh} {amount}，后写“{share.printed}”，增减方向不一致。",
        f"{name}: a {en} by {amount}, and then “{share.printed}”: one rises, the other falls.",
        places,
    )


def of_year_before(part: SaidSentence, year: int) -> Iterator[Quantity]:
    """Give the amounts told of the year before: of the one that is named, or of 上年."""
    named = _YEAR_OF_COMPARISON.search(part.text)
    for one, told in part.others:
        is_before = told is None or told < year
        if is_before and (told is None or named is None or int(named[1]) == told):
            yield one


def of_this_year(part: SaidSentence, year: int) -> Iterator[Quantity]:
    """Give the amounts told of this year, or of no year."""
    changed = {one for one, _ in part.changes}
    others = dict(part.others)
    for quantity in part.quantities:
        if quantity not in changed and others.get(quantity, year) == year:
            yield quantity


def _adjacent_change(part: SaidSentence, share: Share) -> tuple[Quantity, int] | None:
    """Give the change in money that stands right before the percentage."""
    for one, sign in part.changes:
        if _ADJACENT.fullmatch(part.text, one.end, share.start):
            return one, sign
    return None


# --- changes in money -----------------------------------------------------------------------------


def _differences(paper: CheckedPaper, passage: Passage, said: SaidSentence) -> Iterator[Fault]:
    """Give a change in money, or none, of a sentence that tells both amounts itself."""
    year = paper.disclosure.year
    now, before = tuple(of_this_year(said, year)), tuple(of_year_before(said, year))
    is_clear = len(now) == len(before) == 1 and len(said.changes) <= 1
    says_same = said.says_same and not said.changes and not said.shares
    if not is_clear or not (said.changes or says_same):
        return
    one, other = now[0], before[0]
    gap = one.value - other.value
    by, sign = said.changes[0] if said.changes else (None, 0)
    told = sign * by.value if by is not None else 0
    slack = one.half + other.half + (by.half if by is not None else 0)
    if abs(gap - told) <= slack:
        paper.right["changes"] += 1
        return
    yield _wrong_difference(passage, said, (one, other), by)


def _wrong_difference(
    passage: Passage, said: SaidSentence, pair: tuple[Quantity, Quantity], by: Quantity | None
) -> Fault:
    one, other = pair
    gap = one.value - other.value
    start = said.start + (by.start if by is not None else one.start)
    place = passage.place(start, start + 1)
    name = head(passage.text)
    words = said.before(by) + by.printed if by is not None else "持平"
    shown = f"{abs(gap) / 10000:f}"
    zh, en = ("增加", "a rise of") if gap > 0 else ("减少", "a fall of")
    return Fault(
        RULE,
        f"{name} {words}",
        f"{name}：写为“{words}”，按所列金额（上年 {other.printed}，本年 {one.printed}）应为{zh} {shown} 万元。",
        f"{name}: it says “{words}”, but its amounts ({other.printed} before, {one.printed} now)"
        f" show {en} {shown} 万元.",
        (place, passage.where),
        gap=abs(gap),
    )
