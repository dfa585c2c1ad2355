"""Main amounts that are told otherwise by a little: 563.32万元, where the paper tells 563.30万元."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from budgetgraph.disclosure import Statement
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, measure_names, yuan
from budgetgraph.validate.wording.said import Quantity, sentences

_RULE = "statement-contradicted"
_MEASURES = (
    "total_revenue",
    "total_expenditure",
    "general_public_revenue",
    "general_public_expenditure",
    "fiscal_appropriation_revenue",
    "fiscal_appropriation_expenditure",
)
#: Amounts further apart may be of two scopes: with and without a small fund.
_NEAR = Decimal("0.002")


def nearly_same(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each main amount that stands once, where the paper tells another one of it, almost as
    large, that stands elsewhere too. A gap that the paper prints may be a fund that one leaves out.

    `收支预算总数563.32万元` beside 563.30万元 in the tables, and no amount of 0.02万元.
    """
    printed = Counter(_printed(paper))
    for measure in _MEASURES:
        told = [one for one in paper.disclosure.of_own_year if one.measure == measure]
        for statement in told:
            other = _meant(statement, told, printed)
            if other is not None:
                yield _fault(statement, other)


def _meant(
    statement: Statement, told: Sequence[Statement], printed: Counter[Decimal]
) -> Statement | None:
    """Give the amount that a statement should be: printed more than once, where its own is not."""
    own = yuan(statement)
    if printed[own] > 1:
        return None
    for other in told:
        gap = abs(yuan(other) - own)
        is_rounded = Quantity.stated(other).is_same(Quantity.stated(statement))
        is_near = gap <= _NEAR * own and not is_rounded
        if is_near and printed[yuan(other)] > 1 and gap not in printed:
            return other
    return None


def _printed(paper: CheckedPaper) -> Iterator[Decimal]:
    """Give every amount of the prose and of the tables, in 元."""
    for passage in paper.prose:
        for said in sentences(passage.text):
            for quantity in said.quantities:
                yield quantity.value
    yield from paper.tabled


def _fault(statement: Statement, other: Statement) -> Fault:
    """Say both amounts."""
    zh, en = measure_names(statement.measure)
    one, meant = f"{statement.value} {statement.unit}", f"{other.value} {other.unit}"
    return Fault(
        _RULE,
        f"{zh} {one} {meant}",
        f"{zh}：写为 {one}，其他各处为 {meant}。",
        f"{en}: it says {one}, but {meant} elsewhere.",
        [statement.where, other.where],
        gap=abs(yuan(statement) - yuan(other)),
    )
