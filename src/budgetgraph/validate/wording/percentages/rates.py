"""How much something changed, as exact as the rounding of its printed amounts allows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from budgetgraph.validate.wording.said import Quantity

_HUNDRED = Decimal(100)
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Rate:
    """A percentage that two amounts show: `exact` of the printed figures, and between which bounds
    the figures that they were rounded from keep it.
    """

    lowest: Decimal
    highest: Decimal
    exact: Decimal
    zh: str
    en: str

    def allows(self, value: Decimal, digit: Decimal) -> bool:
        """Tell whether a printed percentage may be this one, up to one unit of its last digit."""
        return self.lowest - digit <= value <= self.highest + digit


def change(now: Quantity, before: Quantity) -> Rate | None:
    """Tell what two amounts show; None where the first was nothing."""
    pairs = list(product(_ends(now), _ends(before)))
    return _rate(
        pairs,
        (now.value, before.value),
        f"上年 {before.printed}，本年 {now.printed}",
        f"{before.printed} before, {now.printed} now",
    )


def change_by(now: Quantity, by: Quantity, sign: int) -> Rate | None:
    """Tell what an amount and its change show: 46.50 after a fall by 3.50 is 46.50 of 50.00."""
    pairs = [(end, end - sign * other) for end, other in product(_ends(now), _ends(by))]
    verb = ("增加", "a rise of") if sign > 0 else ("减少", "a fall of")
    return _rate(
        pairs,
        (now.value, now.value - sign * by.value),
        f"本年 {now.printed}，{verb[0]} {by.printed}",
        f"{now.printed} now, {verb[1]} {by.printed}",
    )


def share(part: Quantity, whole: Quantity) -> Rate | None:
    """Tell how much of a whole an amount is."""
    pairs = list(product(_ends(part), _ends(whole)))
    spent = _rate(
        pairs,
        (part.value, whole.value),
        f"预算 {whole.printed}，决算 {part.printed}",
        f"{whole.printed} planned, {part.printed} spent",
    )
    if spent is None:
        return None
    lowest, highest = spent.lowest + _HUNDRED, spent.highest + _HUNDRED
    return Rate(lowest, highest, spent.exact + _HUNDRED, spent.zh, spent.en)


def told(value: Decimal) -> tuple[str, str]:
    """Give a change as a message says it: 减少15.13%, a fall of 15.13 %."""
    printed = f"{abs(value).quantize(_CENT)}"
    if value > 0:
        return f"增加{printed}%", f"a rise of {printed} %"
    return (f"减少{printed}%", f"a fall of {printed} %") if value < 0 else ("持平", "no change")


def _ends(quantity: Quantity) -> Iterator[Decimal]:
    """Give the least and the most that an amount may have been before it was rounded."""
    yield quantity.value - quantity.half
    yield quantity.value + quantity.half


def _rate(
    pairs: list[tuple[Decimal, Decimal]], exact: tuple[Decimal, Decimal], zh: str, en: str
) -> Rate | None:
    """Give the rate of exact amounts, and its bounds over the pairs that they were rounded from;
    None where there was nothing before.
    """
    if exact[1] <= 0 or any(before <= 0 for _, before in pairs):
        return None
    rates = [(now / before - 1) * _HUNDRED for now, before in pairs]
    return Rate(min(rates), max(rates), (exact[0] / exact[1] - 1) * _HUNDRED, zh, en)
