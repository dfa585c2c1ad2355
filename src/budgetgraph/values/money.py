"""Money: printed amounts to exact decimals in 元.

The scale of a figure is resolved here and nowhere else.
"""

from __future__ import annotations

from decimal import Decimal

from budgetgraph.values.amount import UNIT_MULTIPLIER as UNIT_MULTIPLIER
from budgetgraph.values.amount import read_amount


def in_yuan(printed: str, unit: str | None) -> Decimal | None:
    """`printed` in `unit` as 元, exact and without an exponent: `1.50`, `万元` → 15000.

    A unit in the text itself comes first: `5元` in a table of 万元 is 5. None where the text is no
    number or no unit is known.
    """
    amount = read_amount(printed)
    if amount is None:
        return None
    power = UNIT_MULTIPLIER.get(amount.unit or unit or "")
    if power is None:
        return None
    sign, digits, exponent = amount.value.as_tuple()
    return plain(Decimal((sign, digits, int(exponent) + power)))


def plain(number: Decimal) -> Decimal:
    """Give the same number, exact at any length, without exponent and trailing zeros (`2.49E+6` is
    2490000, 1.50 is 1.5).
    """
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return Decimal(text)
