"""What a cell without a number format shows."""

from __future__ import annotations

import datetime
from decimal import Decimal

#: The name of the format of a cell that has none.
GENERAL = "General"
#: The most digits that a cell without a format shows.
_DIGITS = 11


def plain(value: float | datetime.date) -> str:
    """Give a value without a format.

    120.0 → 120     0.1 + 0.2 → 0.3     midnight of the last day of 2024 → 2024-12-31
    """
    if isinstance(value, datetime.date):
        return _plain_date(value)
    if value == int(value):
        return str(int(value))
    rounded = Decimal(format(value, f".{_DIGITS}g"))
    return format(rounded.normalize(), "f")


def _plain_date(value: datetime.date) -> str:
    if not isinstance(value, datetime.datetime):
        return value.isoformat()
    if value.time() == datetime.time():
        return value.date().isoformat()
    return value.isoformat(" ")
