"""The part of a project's money from the treasury where no label says 财政拨款: its sources do.

年度资金总额 | 145.00
其中：一般公共预算拨款 | 100.00
其他资金 | 45.00                    → 100.00, for it and what stands beside it make the total
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from budgetgraph.disclosure import Amount
from budgetgraph.forms import forms, is_one_of
from budgetgraph.values.money import in_yuan


@dataclass(frozen=True, slots=True)
class FundSource:
    """An amount beside the label of a source that has no field of its own."""

    label: str
    amount: Amount


def treasury_of(sources: Iterable[FundSource]) -> list[Amount]:
    """Give the amounts that come from the treasury, those of zero aside."""
    patterns = forms().label["treasury"]
    return [of.amount for of in sources if of.label in patterns and _yuan(of.amount)]


def sole_treasury(
    total: Amount | None, sources: Sequence[FundSource], other: Amount | None
) -> Amount | None:
    """Give the amount of the one source that is of the treasury, where all sources and the `other`
    money (其他资金) make the total, and of each it is told whose it is.
    """
    of_treasury = treasury_of(sources)
    if len(of_treasury) != 1 or not _is_told(sources):
        return None
    [part] = of_treasury
    amounts = (*(source.amount for source in sources), other)
    beside = [amount for amount in amounts if amount is not None and amount is not part]
    return _sole_part(total, beside, part)


def only_source(sources: Iterable[FundSource]) -> Amount | None:
    """Give the amount of the one source that gives any: all that is printed beside it is zero."""
    giving = [source.amount for source in sources if _yuan(source.amount)]
    return giving[0] if len(giving) == 1 else None


def _is_told(sources: Iterable[FundSource]) -> bool:
    """Tell whether of every source it is certain whether it is of the treasury; not of 地方资金."""
    keys = ("treasury", "no_treasury")
    return all(is_one_of(forms().label, keys, of.label) for of in sources if _yuan(of.amount))


def _sole_part(total: Amount | None, beside: Sequence[Amount], part: Amount) -> Amount | None:
    """Give a part where it and the amounts beside it make the total, None where they do not."""
    if total is None:
        return None
    return part if _yuan(total) == _yuan(part) + sum(map(_yuan, beside)) else None


def _yuan(amount: Amount) -> Decimal:
    """Give an amount in 元, zero for a text that is none."""
    return in_yuan(amount.value, amount.unit) or Decimal(0)
