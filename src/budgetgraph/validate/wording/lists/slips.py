"""Slips of typing that make a sum fail: two digits exchanged, a point that has moved, 元 written
for 万元.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from budgetgraph.validate.wording.said import Quantity

_FEWEST_DIGITS = 4
_FEWEST_MOVED = 2
#: An amount and its sign in the sum: -1 for what something fell by.
Signed = tuple[Quantity, int]


def meant(whole: Signed, parts: Sequence[Signed], slack: Decimal) -> tuple[Quantity, ...]:
    """Give the amounts that close the sum where one of its amounts was mistyped, each as it may
    have been meant.

    100.00 = 70.00 + 03.00 → 30.00. Nothing where no slip closes it, or where that tells nothing.
    """
    gap = signed(whole) - sum(map(signed, parts), Decimal(0))
    in_other_unit = tuple(_in_unit_of(whole[0], parts, gap, slack))
    if in_other_unit:
        return in_other_unit
    if not is_telling(whole[0].value, gap):
        return ()
    told, of_whole = whole
    found: list[Quantity] = []
    for quantity, sign in (*parts, (told, -of_whole)):
        for other in _mistyped(quantity):
            left = gap - sign * (other.value - quantity.value)
            if other.value and abs(left) <= slack:
                found.append(other)
    return tuple(found)


def _in_unit_of(
    whole: Quantity, parts: Sequence[Signed], gap: Decimal, slack: Decimal
) -> Iterator[Quantity]:
    """Give the one part that closes the sum in the unit of the whole: 310.24元 of 723.84万元.

    All parts but this one have the unit of the whole.
    """
    others = [told for told in parts if told[0].unit != whole.unit]
    if len(others) != 1:
        return
    quantity, sign = others[0]
    other = replace(quantity, unit=whole.unit)
    if abs(gap - sign * (other.value - quantity.value)) <= slack + other.half:
        yield other


def signed(told: Signed) -> Decimal:
    """Give an amount with its sign, in 元."""
    quantity, sign = told
    return sign * quantity.value


def is_telling(whole: Decimal, gap: Decimal) -> bool:
    """Tell whether a slip that closes a sum is no chance: the sum has more digits than its gap.

    A gap of 27.00 in 67.40 tells a slip, one of 90.00 in 300.00 may be a part that is left out.
    """
    if _last(whole) < _last(gap):
        return True
    digits = whole.normalize().as_tuple().digits
    return len(digits) >= _FEWEST_DIGITS and abs(gap) * 100 <= whole


def _last(amount: Decimal) -> int:
    """Give the place of the last digit that is not 0: 67.40 → -1, 300.00 → 2."""
    return int(amount.normalize().as_tuple().exponent)


def _mistyped(quantity: Quantity) -> Iterator[Quantity]:
    """Give what an amount may have been: with two digits exchanged, ten times, or a tenth.

    A point of 10.00 moves by chance too often.
    """
    text = quantity.digits.replace(",", "")
    places = [at for at, sign in enumerate(text) if sign != "."]
    for first, second in pairwise(places):
        digits = list(text)
        digits[first], digits[second] = digits[second], digits[first]
        if digits[first] != digits[second]:
            yield replace(quantity, digits="".join(digits))
    amount = Decimal(text)
    if len(amount.normalize().as_tuple().digits) < _FEWEST_MOVED:
        return
    decimals = len(text.partition(".")[2])
    for power in (1, -1):
        moved = amount.scaleb(power)
        yield replace(quantity, digits=f"{moved:.{max(decimals, 1 - power)}f}")
