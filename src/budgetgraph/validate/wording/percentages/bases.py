"""What a percentage was worked out from, where its sentence does not tell it: what another sentence
tells of the expense, or by mistake this year's amount.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from budgetgraph.validate.wording.known import patterns
from budgetgraph.validate.wording.paper import CheckedPaper
from budgetgraph.validate.wording.percentages import rates
from budgetgraph.validate.wording.percentages.rates import Rate
from budgetgraph.validate.wording.percentages.sides import Change, Sides
from budgetgraph.validate.wording.said import Quantity, SaidSentence, Share

#: What the expenses are called whose amount stands in another paragraph, by their measures.
_CALLED = patterns("expenses")
#: A percentage with fewer digits is that of another amount by chance.
_FINEST = Decimal("0.01")
_HUNDRED = Decimal(100)


def of_stated(paper: CheckedPaper, part: SaidSentence, sides: Sides) -> Sides:
    """Give the one amount that the paper tells of an expense to words that tell what it changed by
    and nothing else: `公务接待费较2024年预算减少0.80万元，下降20.00%` → 3.20万元.
    """
    amounts = (*sides.now, *sides.before)
    if amounts or sides.by is None:
        return sides
    stated = stated_in(paper, part, sides.by)
    if stated is None:
        return sides
    return Sides((stated,), (), sides.by, True)


def stated_in(paper: CheckedPaper, part: SaidSentence, by: Change) -> Quantity | None:
    """Give the one amount that the paper tells of the expense that the words before a percentage
    name, where they tell no amount but its change: `其中：公务接待费支出决算增加0.40万元` → 0.40万元.
    """
    if set(part.quantities) - {by[0]}:
        return None
    words = part.text[: by[0].start]
    named = [measure for measure, called in _CALLED.items() if called.search(words)]
    if len(named) != 1:
        return None
    stated = paper.stated(named[0])
    if stated is None:
        return None
    return Quantity.stated(stated)


def on_this_year(share: Share, by: Change | None, told: Sequence[Quantity]) -> Rate | None:
    """Tell what an amount of the paragraph shows whose change was divided by this year's amount.

    `1586.40万元…比上年增加66.40万元，增长4.19%` → 4.37 %: 66.40 of 1586.40 is 4.19 %, of 1520.00 4.37 %.
    """
    if by is None or share.digit > _FINEST or by[1] * share.value <= 0:
        return None
    for now in told:
        rate = rates.change_by(now, *by)
        on_now = by[1] * by[0].value / now.value * _HUNDRED if now.value else Decimal(0)
        if rate is not None and abs(on_now - share.value) <= share.digit / 2:
            return rate
    return None
