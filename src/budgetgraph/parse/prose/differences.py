"""Tell which amounts are none by what stands behind them: a lower end (80万元至85万元), a difference
that is printed without its verb (支出8万元，较2024年决算数1万元，下降11.11%).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from budgetgraph.forms.prose import Kind
from budgetgraph.parse.wording.clauses import CHANGES, begins_range
from budgetgraph.parse.wording.words import SentenceWord
from budgetgraph.values.amount import decimal_or_none

_RATE = re.compile(r"(?P<verb>增长|增加|上升|提高|下降|减少|降低)[^\d]{0,8}(?P<rate>\d[\d.]*)%")
_FALLS = frozenset({"下降", "减少", "降低"})
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
    rate = next((word for word in behind if word.kind is Kind.share), None)
    now, *between, other = before
    kinds = {word.kind for word in between}
    if rate is None or Kind.lead not in kinds or kinds & CHANGES:
        return False
    match = _RATE.match(rate.text)
    value, compared = decimal_or_none(now.name or ""), decimal_or_none(other.name or "")
    if match is None or value is None or compared is None or now.extra != other.extra:
        return False
    former = _former(value, match)
    return former is not None and abs(compared - abs(former - value)) < abs(compared - former)


def _former(value: Decimal, rate: re.Match[str]) -> Decimal | None:
    """Give what a value was before it rose or fell by a rate: 8, 下降11.11% → 9."""
    percent = decimal_or_none(rate["rate"])
    if percent is None:
        return None
    change = -percent if rate["verb"] in _FALLS else percent
    return None if change == -_WHOLE else value * _WHOLE / (_WHOLE + change)
