"""Amounts of the prose that are told nowhere else, and are an important amount of the paper but for
two digits exchanged: 涉及财政性资金1,856.92万元, where 1,586.92 is told in many places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from budgetgraph.document import Passage
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words
from budgetgraph.validate.wording.said import Quantity
from budgetgraph.validate.wording.twice.exchanged import is_exchanged, long_amounts

_RULE = "statement-contradicted"
#: Amounts with fewer digits are alike by chance.
_FEWEST_DIGITS = 6
#: So often an amount stands in a paper that is one of its main ones.
_FEWEST_PLACES = 3

_Told = tuple[Passage, int, Quantity]


def exchanged_with_printed(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each amount that stands once, where the paper tells the one with two digits exchanged in
    many places, in tables or prose.
    """
    told = list(_amounts(paper))
    counted = Counter(quantity.value for _, _, quantity in told) + Counter(paper.tabled)
    main = [amount for amount, places in counted.items() if places >= _FEWEST_PLACES]
    for passage, start, quantity in told:
        if counted[quantity.value] > 1:
            continue
        meant = [amount for amount in main if is_exchanged(amount, quantity.value)]
        if len(meant) == 1:
            yield _fault(passage, start, quantity, meant[0])


def _amounts(paper: CheckedPaper) -> Iterator[_Told]:
    """Give the amounts of many digits that the prose tells of the paper's own year."""
    for passage in paper.prose:
        for quantity, start in long_amounts(passage, paper.disclosure.year, _FEWEST_DIGITS):
            yield passage, start, quantity


def _fault(passage: Passage, start: int, quantity: Quantity, meant: Decimal) -> Fault:
    """Say the amount, and the one that all other places tell."""
    other = Quantity(f"{meant / 10_000:,f}", "万元", 0, 0).printed
    zh = f"写为 {quantity.printed}，其他各处均为 {other}，疑有两位数字颠倒。"
    en = f"it says {quantity.printed}, but {other} everywhere else: two digits are exchanged."
    span = (start, start + len(quantity.printed))
    gap = abs(quantity.value - meant)
    return fault_of_words(_RULE, passage, span, quantity.printed, (zh, en), gap)
