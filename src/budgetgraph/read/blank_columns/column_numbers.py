"""Lines that number the columns of a table: 栏次 1 2 3."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import filterfalse, pairwise

#: So many numbers that count up from 1 or 2 are the numbers of the columns; of two sides, each
#: behind the same word (栏次), two are enough.
_FEWEST, _FEWEST_OF_SIDES = 3, 2


def numbers_columns(texts: Sequence[str]) -> bool:
    """Tell whether a line numbers the columns: `栏次 1 2 3`, or `栏次 1 栏次 2` of two sides."""
    numbers = list(map(int, filter(str.isdecimal, texts)))
    words = list(filterfalse(str.isdecimal, texts))
    is_of_sides = len(words) >= _FEWEST_OF_SIDES and len(set(words)) == 1
    fewest = _FEWEST_OF_SIDES if is_of_sides else _FEWEST
    counts_up = all(right == left + 1 for left, right in pairwise(numbers))
    return len(numbers) >= fewest and numbers[0] <= 2 and counts_up
