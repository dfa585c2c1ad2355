"""Tell which amounts are none by what stands behind them: a lower end (80万元至85万元), a difference
that is printed without its verb (支出8万元，较2024年决算数1万元，下降11.11%).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from operator import attrgetter

from budgetgraph.forms.prose import Kind, prose
from budgetgraph.parse.wording.clauses import CHANGES, begins_range
from budgetgraph.parse.wording.words import SentenceWord
from budgetgraph.values.amount import decimal_or_none

_WHOLE = Decimal(100)


def is_no_amount(words: Sequence[SentenceWord], begin: int, index: int) -> bool:
    """Tell whether the amount at `index` is none by what stands behind it: the lower end of a
    range, or a difference. `begin` is the place behind the amount before it.
    """
    behind = words[index + 1 : index + 3]
    if begins_range(behind):
        return True
    return begin > 0 and _is_a_difference(words[begin - 1 : index + 1], behind)


def _is_a_difference(before: Sequence[SentenceWord], behind: Sequence[SentenceWord]) -> bool:
    """Tell whether the last word of `before`, an amount that another one is compared with, is by
    its rate what the two differ by.

    8 | , | 较2024年 | 1 | , | 下降11.11% → yes: from 9 to 8; with 9 in the place of 1 → no.
    """
    now, *between, other = before
    kinds = set(map(attrgetter("kind"), between))
    if Kind.lead not in kinds or kinds & CHANGES or now.extra != other.extra:
        return False
    rate = next(
        filter(None, map(prose().rate_of_change.match, map(attrgetter("text"), behind))), None
    )
    former = None if rate is None else _former(_value(now), rate)
    if former is None:
        return False
    as_difference = abs(_value(other) - abs(former - _value(now)))
    as_former = abs(_value(other) - former)
    return as_difference < as_former


def _value(word: SentenceWord) -> Decimal:
    """Give the value of an amount; nothing for one that is none."""
    return decimal_or_none(word.name or "") or Decimal()


def _former(value: Decimal, rate: re.Match[str]) -> Decimal | None:
    """Give what a value was before it rose or fell by a rate: 8, 下降11.11% → 9."""
    percent = decimal_or_none(rate["rate"])
    if percent is None:
        return None
    change = percent if rate["fall"] is None else -percent
    return None if change == -_WHOLE else value * _WHOLE / (_WHOLE + change)
