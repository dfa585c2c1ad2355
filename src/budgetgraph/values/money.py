"""Money: printed amounts to exact decimals in 元.

The scale of a figure is resolved here and nowhere else.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

#: What one printed unit is worth in 元, as a power of ten (the SDMX unit multiplier of the figure).
UNIT_MULTIPLIER = {"元": 0, "百元": 2, "千元": 3, "万元": 4, "百万元": 6, "亿元": 8}

_NUMBER = re.compile(r"[-+−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[-+−]?\.\d+")


def decimal_or_none(printed: str) -> Decimal | None:
    """The printed number as an exact decimal, thousands commas and full-width forms folded; None
    where it is no plain number.
    """
    text = "".join(unicodedata.normalize("NFKC", printed).split())
    if not _NUMBER.fullmatch(text):
        return None
    return Decimal(text.replace(",", "").replace("−", "-"))


def in_yuan(printed: str, unit: str) -> Decimal | None:
    """`printed` in `unit` as 元, exact and without an exponent; None where it is no number or the
    unit is unknown.
    """
    number, power = decimal_or_none(printed), UNIT_MULTIPLIER.get(unit)
    if number is None or power is None:
        return None
    sign, digits, exponent = number.as_tuple()
    return plain(Decimal((sign, digits, int(exponent) + power)))


def plain(number: Decimal) -> Decimal:
    """The same number, exact at any length, without exponent and trailing zeros (`2.49E+6` is
    2490000, 1.50 is 1.5).
    """
    text = format(number, "f")
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)
