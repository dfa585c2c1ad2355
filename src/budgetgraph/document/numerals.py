"""Chinese numerals: the numbers of headings (`十二`) and the digits of years (`二〇二四年`)."""

from __future__ import annotations

import re
import unicodedata

DIGITS = "〇一二三四五六七八九"
_ZERO = "零"
_TEN = "十"
#: Larger numbers are written in digits.
_LARGEST = 99
_YEAR = re.compile("二[〇○零0Oo]([一二三四五六七八九〇○零Oo])([一二三四五六七八九〇○零Oo])年")


def numeral(number: int) -> str:
    """Give a number from 1 to 99 as headings count: 12 → `十二`, 20 → `二十`; others in digits."""
    if not 0 < number <= _LARGEST:
        return str(number)
    tens, ones = divmod(number, 10)
    last = DIGITS[ones] if ones else ""
    if tens == 0:
        return last
    first = "" if tens == 1 else DIGITS[tens]
    return f"{first}{_TEN}{last}"


def numeral_value(text: str) -> int | None:
    """Give the value of a number below 100 as headings print it; None for another text.

    `十二` → 12, `二十` → 20, `3` → 3, `③` → 3.
    """
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition(_TEN)
    if not ten:
        return _digit(ones)
    first = _digit(tens) if tens else 1
    last = _digit(ones) if ones else 0
    if first is None or last is None:
        return None
    return 10 * first + last


def _digit(text: str) -> int | None:
    """Give the value of a single character: `二` → 2, `③` → 3; None for another text."""
    if len(text) != 1:
        return None
    value = unicodedata.numeric(text, None)
    is_whole = value is not None and value == int(value)
    return int(value) if value is not None and is_whole else None


def with_digits(folded: str) -> str:
    """Give a text with its years in digits: `二〇二四年` → `2024年`."""
    return _YEAR.sub(_year, folded)


def _year(match: re.Match[str]) -> str:
    last_two = "".join(str(_digit(character) or 0) for character in match.groups())
    return f"20{last_two}年"
