"""Two amounts of one paragraph that are the same but for two digits, of which the tables print one:
会议费1496.73万元，其中人大会议1469.73万元.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import permutations

from budgetgraph.document import Passage
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words
from budgetgraph.validate.wording.said import Quantity
from budgetgraph.validate.wording.twice.exchanged import is_exchanged, long_amounts

_RULE = "statement-contradicted"
#: Amounts with fewer digits are alike by chance.
_FEWEST_DIGITS = 5

#: An amount, and where the text of its paragraph holds it.
_Told = tuple[Quantity, int]


def exchanged_beside(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each amount of a paragraph that no table prints, and that is another amount of it with
    two digits exchanged, which a table prints.
    """
    printed = frozenset(paper.tabled)
    if not printed:
        return
    for passage in paper.prose:
        told = list(long_amounts(passage, paper.disclosure.year, _FEWEST_DIGITS))
        for odd, other in permutations(told, 2):
            is_slip = is_exchanged(odd[0].value, other[0].value)
            if is_slip and _is_in(other[0], printed) and not _is_in(odd[0], printed):
                yield _fault(passage, odd, other[0])


def _is_in(quantity: Quantity, printed: frozenset[Decimal]) -> bool:
    """Tell whether a table prints an amount, up to the rounding of the prose."""
    if quantity.value in printed:
        return True
    return any(abs(amount - quantity.value) <= quantity.half for amount in printed)


def _fault(passage: Passage, odd: _Told, other: Quantity) -> Fault:
    """Say both amounts, and which one the tables print."""
    quantity, start = odd
    zh = f"写为 {quantity.printed}，同一段另有 {other.printed}，报表列示的是后者。"
    en = f"it says {quantity.printed} beside {other.printed}, which is what a table prints."
    span = (start, start + quantity.end - quantity.start)
    gap = abs(quantity.value - other.value)
    return fault_of_words(_RULE, passage, span, quantity.printed, (zh, en), gap)
