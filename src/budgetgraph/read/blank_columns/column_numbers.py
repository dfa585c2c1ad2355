"""Lines that number the columns of a table, 栏次 1 2 3, and the columns that they tell."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import filterfalse, pairwise, repeat

from budgetgraph.read.blank_columns.spans import Span, hull, overlap

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


def with_numbered(spans: Sequence[Span], numbers: Sequence[Span], slack: float) -> list[Span]:
    """Give the columns of data with those that a number alone tells, because nothing is filled in:

    206 | 科学技术 | 213.72 |        | 6.50
        栏次       |      1 |      2 |    3    → the column of 2

    Each reaches from the end of the one before to its own number, so that headings stand centred
    over it. Where columns and numbers do not fit one by one, or the amounts do not end where their
    numbers do, the numbers tell nothing.
    """
    names = [span for span in spans if numbers and span[1] <= numbers[0][0]]
    amounts = spans[len(names) :]
    alone = [number for number in numbers if not _met(number, amounts, slack)]
    own = sorted([*amounts, *alone])
    is_one_each = len(own) == len(numbers)
    if (
        not amounts
        or not alone
        or not is_one_each
        or not all(map(_end_alike, own, numbers, repeat(slack)))
    ):
        return list(spans)
    ends = [names[-1][1] if names else own[0][0], *(span[1] for span in own)]
    reached = [(left + slack, right) for left, right in pairwise(ends)]
    return [*names, *map(hull, own, reached)]


def _met(number: Span, spans: Sequence[Span], slack: float) -> list[Span]:
    """Give the columns that a number stands over."""
    return [span for span in spans if overlap(number, span, slack)]


def _end_alike(span: Span, number: Span, slack: float) -> bool:
    """Tell whether the amounts of a column end where its number does."""
    return abs(span[1] - number[1]) <= slack
