"""Write amounts, numbers and sizes for a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal

_YUAN_A_WAN = 10_000
#: Amounts in 万元 have at least so many decimals.
_DECIMALS = 2


def wan(yuan: Decimal | int | None, places: int = _DECIMALS) -> str:
    """Write an amount in 元 as 万元, grouped, with at least so many decimals: `4,981.72`.

    An amount that needs more decimals has more: nothing is rounded.
    """
    if yuan is None:
        return ""
    return f"{Decimal(yuan) / _YUAN_A_WAN:,.{max(places, _needed(yuan))}f}"


def about(yuan: Decimal | int | None) -> str:
    """Write an amount in 元 as 万元 with two decimals, rounded half up: for lists and totals.

    Whoever needs every 元 finds them beside it.
    """
    if yuan is None:
        return ""
    rounded = (Decimal(yuan) / _YUAN_A_WAN).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{rounded:,}"


def places_of(amounts: Iterable[object]) -> int:
    """Count the decimals that all amounts of a column need in 万元; at least two."""
    needed = [_needed(yuan) for yuan in amounts if isinstance(yuan, int | Decimal)]
    return max([_DECIMALS, *needed])


def places_in(rows: Iterable[Mapping[str, object]], column: str) -> int:
    """Count the decimals that a column of rows needs in 万元, for the templates."""
    return places_of(row.get(column) for row in rows)


def _needed(yuan: Decimal | int) -> int:
    """Count the decimals of an amount in 万元: `160000` → 0, `125` → 4."""
    exponent = (Decimal(yuan) / _YUAN_A_WAN).normalize().as_tuple().exponent
    return max(0, -int(exponent))


def plain_wan(yuan: Decimal | int) -> str:
    """Write an amount in 元 as 万元 for a machine: no commas, no exponent."""
    return f"{Decimal(yuan) / _YUAN_A_WAN:f}"


def grouped(number: Decimal | int | str | None) -> str:
    """Write a number with thousands commas; text stays as it is."""
    if number is None:
        return ""
    if isinstance(number, str):
        return number
    return f"{number:,f}" if isinstance(number, Decimal) else f"{number:,}"


def size(octets: int) -> str:
    """Write a file's size for a person: `1.4 MB`."""
    if octets < 1000:
        return f"{octets} B"
    number = octets / 1000
    for unit in ("kB", "MB"):
        if number < 1000:
            return f"{number:.1f} {unit}"
        number /= 1000
    return f"{number:.1f} GB"
