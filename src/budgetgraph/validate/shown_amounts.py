"""Amounts as a reader of a message sees them: 12345678.90 元 is 1,234.56789 万元."""

from __future__ import annotations

import re
from decimal import Decimal

#: 万元 have two decimals or more.
_PLACES = 2
#: A figure of a message, with its unit behind a blank or with decimals and no unit at all. One
#: right before its unit is quoted from the paper: 1234.50万元.
_FIGURE = re.compile(
    r"(?<![\d.,\w≥≤<>=-])-?\d{4,15}(?:\.\d{1,8})?(?= [万亿]?元)"
    r"|(?<![\d.,A-Za-z_/≥≤<>=-])\d{4,15}\.\d{1,8}(?![\d.]|[万亿]?元|\s?%)"
)


def in_wan(amount: Decimal) -> str:
    """Give an amount in 元 in 万元: 12345600 → 1,234.56 万元."""
    wan = (amount / 10_000).normalize()
    places = max(_PLACES, -int(wan.as_tuple().exponent))
    return f"{wan:,.{places}f} 万元"


def with_separators(message: str) -> str:
    """Give a message with thousands separators in its figures, but in those that it quotes.

    `写为 1234.50万元，应为 5678.90 万元` → `写为 1234.50万元，应为 5,678.90 万元`.
    """
    return _FIGURE.sub(lambda match: f"{Decimal(match[0]):,f}", message)
