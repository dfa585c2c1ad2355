"""Find the first of some items that fits."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

_Item = TypeVar("_Item")


def first_place(items: Iterable[_Item], fits: Callable[[_Item], object]) -> int | None:
    """Give the place of the first item that fits, None where none does: 项目, 43.00 → 1, for
    amounts.
    """
    for place, item in enumerate(items):
        if fits(item):
            return place
    return None
