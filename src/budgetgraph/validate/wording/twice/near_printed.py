"""Amounts of the prose that are told nowhere else, and are an important amount of the paper but for
two digits exchanged: 涉及财政性资金1,856.92万元, where 1,586.92 is told in many places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from budgetgraph.document import Passage
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words
from budgetgraph.validate.wording.percentages.sides import of_this_year
from budgetgraph.validate.wording.said import Quantity, sentences
from budgetgraph.validate.wording.twice.exchanged import is_exchanged
from budgetgraph.values.money import in_yuan

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
    counted = Counter(quantity.value for _, _, quantity in told) + Counter(_tabled(paper))
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
        for said in sentences(passage.text):
            for quantity in of_this_year(said, paper.disclosure.year):
                digits = quantity.digits.replace(",", "").replace(".", "").strip("0")
                if len(digits) >= _FEWEST_DIGITS:
                    yield passage, said.start + quantity.start, quantity


def _tabled(paper: CheckedPaper) -> Iterator[Decimal]:
    """Give the amounts that the tables print, in 元."""
    for table in paper.disclosure.tables:
        for row in table.rows:
            amounts = (in_yuan(cell.value, table.scale) for cell in row.cells)
            yield from filter(None, amounts)


def _fault(passage: Passage, start: int, quantity: Quantity, meant: Decimal) -> Fault:
    """Say the amount, and the one that all other places tell."""
    other = Quantity(f"{meant / 10_000:,f}", "万元", 0, 0).printed
    zh = f"写为 {quantity.printed}，其他各处均为 {other}，疑有两位数字颠倒。"
    en = f"it says {quantity.printed}, but {other} everywhere else: two digits are exchanged."
    span = (start, start + len(quantity.printed))
    gap = abs(quantity.value - meant)
    return fault_of_words(_RULE, passage, span, quantity.printed, (zh, en), gap)
