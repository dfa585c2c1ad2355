"""Which amounts a percentage compares: those of this year, those of the year before, the change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.percentages import rates
from budgetgraph.validate.wording.percentages.rates import Rate
from budgetgraph.validate.wording.said import Quantity, SaidSentence, Share

_ADJACENT = pattern("changes", "adjacent")
_ADJACENT_BEHIND = pattern("changes", "adjacent_behind")
_COMPARED = pattern("changes", "compared")
_SPENT_COMPARED = pattern("changes", "spent_compared")
_PLANNED = pattern("completion", "planned")
_SPENT = pattern("completion", "spent")
_BEGINS_COMPARED = pattern("changes", "begins_compared")
_YEAR_OF_COMPARISON = pattern("changes", "year_of_comparison")
_DIVIDED = pattern("changes", "divided")
_OF_YEAR = pattern("changes", "of_year")
_BEHIND_NAME = pattern("changes", "behind_name")
_CARRIED = pattern("changes", "carried")

#: A name of so many characters is no part of another's: 资产总额, but 支出 is.
_SHORTEST_NAME = 4

#: An amount that something changed by, with the sign of its verb.
Change = tuple[Quantity, int]


@dataclass(frozen=True, slots=True)
class Sides:
    """The amounts that a comparison may be of: those of this year, those of the year before, and
    the one that it changed by, with its sign. `is_certain` says that no others can be meant.
    """

    now: tuple[Quantity, ...]
    before: tuple[Quantity, ...]
    by: Change | None
    is_certain: bool

    def rates(self, now: Sequence[Quantity]) -> list[Rate]:
        """Tell what the amounts show, each of this year's against each of the year before, or
        against the change where the year before is not told.
        """
        shown: list[Rate | None] = []
        if self.before:
            for pair in product(now, self.before):
                shown.append(rates.change(*pair))
        elif self.by is not None:
            for quantity in now:
                shown.append(rates.change_by(quantity, *self.by))
        return [rate for rate in shown if rate is not None]


@dataclass(frozen=True, slots=True)
class SentenceShare:
    """A percentage, the words before it that belong to it, and the change in money right beside it
    with its sign.
    """

    share: Share
    part: SaidSentence
    by: Change | None


def shares_of(said: SaidSentence) -> Iterator[SentenceShare]:
    """Give each percentage of a sentence with the words from the one before it.

    `收入增加20.00万元，增长5%，支出下降3%` → 5 % with the change 20.00万元, and -3 % with none.
    """
    begins = 0
    for share in said.shares:
        part = said.part(begins, share.start)
        begins = share.end
        beside = _change_before(part, share)
        if beside is None:
            beside = _change_behind(said, share)
        yield SentenceShare(share, part, beside)


def sides_of(told: SentenceShare, year: int) -> Sides:
    """Give the amounts that a percentage compares.

    `2025年执行数1690.69万元，2026年预算1434.89万元，减少1.10%` → now 1434.89, before 1690.69.
    """
    part, by = told.part, told.by
    before = tuple(of_year_before(part, year))
    now = tuple(of_this_year(part, year))
    compared = _is_compared(part, now)
    if before:
        is_certain = len(before) == 1 and (len(now) == 1 or compared)
        return Sides(now, before, by, is_certain)
    if compared:
        return Sides(_possible(now, by)[-1:], (), by, by is not None)
    spent = _spent(part, now)
    if by is not None and spent is not None:
        return Sides((spent,), (), by, True)
    likely = _possible(now, by)
    is_only = len(likely) == 1 < len(now) and _is_followed(part, now)
    meant = likely if is_only else now
    return Sides(meant, (), by, is_only)


def _possible(now: Sequence[Quantity], by: Change | None) -> tuple[Quantity, ...]:
    """Give the amounts that a change may be of: none rises by more than it is.

    `总计1428.93万元，其中年初结转62.18万元，较上年增加118.42万元` → 1428.93万元.
    """
    if by is None or by[1] < 0:
        return tuple(now)
    return tuple(one for one in now if one.value >= by[0].value)


def _spent(part: SaidSentence, now: Sequence[Quantity]) -> Quantity | None:
    """Give what was spent, where nothing but a budget stands beside it and the comparison follows
    without a subject of its own.

    `预算为5.80万元，支出决算为4.26万元，完成预算的73.45%，与上年相比减少` → 4.26万元.
    """
    spent = _only_spent(part, now)
    if spent is None:
        return None
    return spent if _SPENT_COMPARED.match(part.text, spent.end) else None


def _only_spent(part: SaidSentence, now: Sequence[Quantity]) -> Quantity | None:
    """Give what was spent, where nothing but a budget stands beside it: 预算为5.80万元，支出决算为4.26万元."""
    others = [one for one in now if not _PLANNED.search(part.before(one))]
    if len(others) != 1 or not _SPENT.search(part.before(others[0])):
        return None
    return others[0]


def _is_compared(part: SaidSentence, now: Sequence[Quantity]) -> bool:
    """Tell whether the comparison stands right behind the last amount: 46.50万元，比上年…

    46.50万元，比上年 → True; 46.50万元，用于办公 and 含上年结转46.50万元，比上年 → False.
    """
    if not now or _CARRIED.search(part.before(now[-1])):
        return False
    return _is_followed(part, now)


def _is_followed(part: SaidSentence, now: Sequence[Quantity]) -> bool:
    """Tell whether a comparison stands right behind the last amount, whatever that is of."""
    return _COMPARED.match(part.text, now[-1].end) is not None


def told_before(
    lead: Sequence[SaidSentence], own: Sequence[SaidSentence]
) -> Iterator[SaidSentence]:
    """Give the sentence of the paragraph before that tells what a paragraph begins to compare, by
    its name: `收入合计1836.27万元。其中：…`, and then `与上年相比，收入合计增加133.37万元`.
    """
    comparison = _BEGINS_COMPARED.match(own[0].text.lstrip()) if own else None
    if comparison is None or comparison["subject"]:
        return
    subject = _subject_of(comparison)
    named = (said for said in lead if _amounts_of(said, subject))
    yield from islice(named, 1)


def with_subject(
    sides: Sides,
    told: SentenceShare,
    said: SaidSentence,
    every: Sequence[SaidSentence],
    year: int,
) -> Sides:
    """Give the amount of the sentence before to a comparison that tells none of this year itself:
    `收入总计9859.38万元。与2023年度相比，收入总计增加1062.85万元，增长12.08%`. What follows in the sentence
    (其中：财政拨款收入增加121.72万元，增长7.30%) is of something else.
    """
    has_amounts = bool(sides.now) or bool(sides.before) or told.share != said.shares[0]
    comparison = _BEGINS_COMPARED.match(said.text.lstrip())
    before = every[: every.index(said)]
    if has_amounts or sides.by is None or comparison is None:
        return sides
    amounts: list[Quantity] = []
    for sentence in before[-1:]:
        named = _amounts_of(sentence, _subject_of(comparison))
        amounts += named or _whole_of(sentence, comparison, year)
    # 收入总计900.00万元，支出总计900.00万元: two names of one amount.
    if len({quantity.value for quantity in amounts}) != 1:
        return sides
    return Sides(tuple(amounts[:1]), (), sides.by, True)


def _subject_of(comparison: re.Match[str]) -> str:
    """Give what a comparison names before it or, by a name long enough to be one thing, behind it.

    与上年相比，本年资产总额增加 → 资产总额; 支出增加 may be of 基本支出.
    """
    behind = _OF_YEAR.sub("", comparison["behind"] or "")
    return comparison["subject"] or (behind if len(behind) >= _SHORTEST_NAME else "")


def _whole_of(sentence: SaidSentence, comparison: re.Match[str], year: int) -> Sequence[Quantity]:
    """Give the amounts of a sentence that the next one may compare: where that names nothing, the
    whole alone, which is divided behind 其中.

    `总收入120.00万元，其中：财政拨款100.00万元，其他20.00万元。与上年相比增加` → 120.00万元.
    """
    told = list(of_this_year(sentence, year))
    names_nothing = not comparison["subject"] and not comparison["behind"]
    spent = _only_spent(sentence, told)
    if names_nothing and spent is not None:
        return [spent]
    if names_nothing and len(told) > 1:
        between = sentence.text[told[0].end : told[1].start]
        return told[:1] if _DIVIDED.match(between) else told
    return told


def _amounts_of(sentence: SaidSentence, subject: str) -> list[Quantity]:
    """Give the amounts that a sentence tells right behind the name of a subject.

    收入预算 in `2025年收入预算1860.00万元，其中：财政拨款收入1660.00万元` → 1860.00万元.
    """
    if not subject:
        return []
    amounts: list[Quantity] = []
    for quantity in sentence.quantities:
        words = sentence.before(quantity)
        if _BEHIND_NAME.sub("", words).endswith(subject):
            amounts.append(quantity)
    return amounts


def of_year_before(part: SaidSentence, year: int) -> Iterator[Quantity]:
    """Give the amounts told of the year before: of the one that is named, or of 上年.

    `2023年决算90.00万元，2024年预算80.00万元，比2024年增加` in a paper of 2025 → 80.00万元.
    """
    match = _YEAR_OF_COMPARISON.search(part.text)
    named = int(match[1]) if match else None
    for quantity, told in part.others:
        is_named = told is not None and told < year and named in (None, told)
        if told is None or is_named:
            yield quantity


def of_this_year(part: SaidSentence, year: int) -> Iterator[Quantity]:
    """Give the amounts told of this year, or of no year, that are no changes.

    `2025年80.00万元，2026年100.00万元，增加20.00万元` in a paper of 2026 → 100.00万元.
    """
    changed = {quantity for quantity, _ in part.changes}
    others = dict(part.others)
    for quantity in part.quantities:
        is_of_year = others.get(quantity, year) == year
        if quantity not in changed and is_of_year and not _is_cut_off(part, quantity):
            yield quantity


def _is_cut_off(part: SaidSentence, quantity: Quantity) -> bool:
    """Tell whether a paragraph begins with an amount: the words that say of what are before it.

    `5.07万元，增长42.68%，其中：…` may be the end of a sentence about a rise.
    """
    return part.start == 0 and not part.text[: quantity.start].strip()


def _change_before(part: SaidSentence, share: Share) -> Change | None:
    """Give the change in money that stands right before the percentage: 减少3.50万元，下降7.00%."""
    for quantity, sign in part.changes:
        if _ADJACENT.fullmatch(part.text, quantity.end, share.start):
            return quantity, sign
    return None


def _change_behind(said: SaidSentence, share: Share) -> Change | None:
    """Give the change in money right behind the percentage, where the sentence tells one of each:
    下降7.00%，减少3.50万元.
    """
    if len(said.shares) != 1 or len(said.changes) != 1:
        return None
    quantity, sign = said.changes[0]
    between = said.text[share.end : quantity.start]
    return (quantity, sign) if _ADJACENT_BEHIND.fullmatch(between) else None
