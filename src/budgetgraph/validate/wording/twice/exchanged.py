"""Amounts that differ as a slip of typing makes them differ."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from budgetgraph.disclosure import Statement
from budgetgraph.document import Passage
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, measure_names, yuan
from budgetgraph.validate.wording.percentages.sides import of_this_year
from budgetgraph.validate.wording.said import Quantity, sentences

_RULE = "statement-contradicted"
#: Wholes of a paper and their parts; a shape compares the other figures.
_COMPARED = ("_revenue", "_expenditure")
_CLASSES = "class_expenditure"
#: Amounts with so many digits are not alike by chance.
_FEWEST_DIGITS = 4


def is_exchanged(one: Decimal, other: Decimal) -> bool:
    """Tell whether two digits beside each other are exchanged: 974.88 and 794.88.

    62.50 and 65.20 have too few digits: both may be meant.
    """
    return len(_digits(one).strip("0")) >= _FEWEST_DIGITS and is_typed_otherwise(one, other)


def is_typed_otherwise(one: Decimal, other: Decimal) -> bool:
    """Tell whether two digits beside each other are exchanged, in an amount however short: 2180.00
    and 2810.00. Alone it is too little to go by.
    """
    digits, others = _digits(one), _digits(other)
    if len(digits) != len(others):
        return False
    unlike = [at for at, pair in enumerate(zip(digits, others, strict=True)) if len(set(pair)) > 1]
    if len(unlike) != 2 or unlike[1] - unlike[0] != 1:
        return False
    first, second = unlike
    return digits[first] == others[second] and digits[second] == others[first]


def _digits(amount: Decimal) -> str:
    """Give the digits of an amount without its point: 974.88 → 97488."""
    return f"{amount.normalize():f}".replace(".", "")


def long_amounts(passage: Passage, year: int, fewest: int) -> Iterator[tuple[Quantity, int]]:
    """Give the amounts that a paragraph tells of its own year with so many digits or more, and
    where its text holds each: 1,856.92万元 has six, 1,800.00万元 two.
    """
    for said in sentences(passage.text):
        for quantity in of_this_year(said, year):
            digits = quantity.digits.replace(",", "").replace(".", "").strip("0")
            if len(digits) >= fewest:
                yield quantity, said.start + quantity.start


def exchanged_digits(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each figure that the prose tells twice for the paper's own year, once with two digits
    exchanged: 公用经费1642.08万元, and 1624.08 in another part.
    """
    told: dict[tuple[str, str | None], list[Statement]] = {}
    for statement in paper.disclosure.of_own_year:
        measure = statement.measure
        if measure.endswith(_COMPARED) and measure != _CLASSES:
            told.setdefault((measure, statement.phase), []).append(statement)
    for statements in told.values():
        for first, second in combinations(statements, 2):
            if is_exchanged(yuan(first), yuan(second)):
                yield _fault(first, second)
                break


def _fault(first: Statement, second: Statement) -> Fault:
    """Say the two amounts of a figure."""
    zh, en = measure_names(first.measure)
    one, other = f"{first.value} {first.unit}", f"{second.value} {second.unit}"
    gap = abs(yuan(first) - yuan(second))
    return Fault(
        _RULE,
        f"{zh} {one} {other}",
        f"{zh}：一处写为 {one}，另一处写为 {other}。",
        f"{en}: {one} in one place, {other} in another.",
        [second.where, first.where],
        gap=gap,
    )
