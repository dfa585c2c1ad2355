"""Show a date by the section of a number format."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from budgetgraph.read.sheets.number_format.tokens import Token, kinds_of, literal
from budgetgraph.read.sheets.number_format.unformatted import plain

#: Excel counts days from here (its 1900 was a leap year).
_EPOCH = datetime.datetime(1899, 12, 30)
#: The part of a date that a letter prints, in at most two digits.
_PARTS: dict[str, Callable[[datetime.datetime], int]] = {
    "m": lambda moment: moment.month,
    "d": lambda moment: moment.day,
    "h": lambda moment: moment.hour,
    "s": lambda moment: moment.second,
}


def date_of(value: float) -> datetime.datetime:
    """Give the date that a number stands for: 45657 → 2024-12-31."""
    return _EPOCH + datetime.timedelta(days=value)


def shown_date(value: datetime.date, section: list[Token]) -> str:
    """Show a date: the last day of 2024 in `yyyy"年"m"月"` → 2024年12月.

    A minute is told from a month by the hour before it.
    """
    if "date" not in kinds_of(section):
        return plain(value)
    moment = _with_time(value)
    printed = ""
    is_after_hour = False
    for token in section:
        if token.kind == "date":
            printed += _part(moment, token.text, is_after_hour)
            letter = token.text[0].lower()
            is_after_hour = letter == "h" or (letter == "y" and is_after_hour)
        else:
            printed += "." if token.kind == "point" else literal(token)
    return printed.strip()


def _with_time(value: datetime.date) -> datetime.datetime:
    """Give a date as a moment; a date without a time is its midnight."""
    if isinstance(value, datetime.datetime):
        return value
    return datetime.datetime.combine(value, datetime.time())


def _part(moment: datetime.datetime, letters: str, is_after_hour: bool) -> str:
    """Give the part of a date that a row of equal letters prints: `yyyy` → 2024, `mm` → 07."""
    letter = letters[0].lower()
    if letter == "y":
        return str(moment.year) if len(letters) > 2 else f"{moment.year % 100:02}"
    is_minute = letter == "m" and is_after_hour
    number = moment.minute if is_minute else _PARTS[letter](moment)
    digits = min(len(letters), 2)
    return str(number).zfill(digits)
