"""A pattern for any of several words."""

from __future__ import annotations

import re
from collections.abc import Iterable


def any_of(words: Iterable[str]) -> str:
    """Give a pattern for any of the words, the longest first: 元, 万元 → 万元|元.

    The longest comes first, because a pattern takes the first of its choices that fits.
    """
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
