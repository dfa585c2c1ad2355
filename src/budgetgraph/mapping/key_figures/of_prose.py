"""What the prose says of a whole body: of each measure one amount of a year and a phase."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from budgetgraph.disclosure import Disclosure, Statement
from budgetgraph.mapping.key_figures.catalogue import catalogue
from budgetgraph.mapping.key_figures.record import KeyFigure
from budgetgraph.mapping.phases import APPROVED, EXECUTED
from budgetgraph.values.money import in_yuan

#: What the phase of a statement is called in the graph.
_PHASES = {"executed": EXECUTED, "budgeted": APPROVED}


@dataclass(frozen=True, slots=True)
class WholeAmount:
    """An amount in prose that is of the whole body; `iri` is its node, None where it has none."""

    statement: Statement
    iri: str | None
    amount: Decimal
    year: int
    phase: str

    @property
    def measure(self) -> str:
        return self.statement.measure

    @property
    def scope(self) -> str:
        """What the amount covers: `all`, `fiscal` or `general-public`."""
        return catalogue().scope_of_statement(self.statement)


def stated_wholes(disclosure: Disclosure, iris: Mapping[int, str], phase: str) -> list[WholeAmount]:
    """Give the amounts of the prose that are of the whole body, in their order.

    `iris` are the nodes of the statements by their positions; `phase` is the disclosure's.
    """
    amounts: list[WholeAmount] = []
    for position, statement in enumerate(disclosure.statements):
        amount = in_yuan(statement.value, statement.unit)
        if amount is None or not _is_of_whole(statement):
            continue
        year = disclosure.year if statement.year is None else statement.year
        own = _PHASES.get(statement.phase or "", phase)
        amounts.append(WholeAmount(statement, iris.get(position), amount, year, own))
    return amounts


def _is_of_whole(statement: Statement) -> bool:
    """Tell whether a statement is of the whole body, and not of a project or a class of it."""
    return not statement.subject and catalogue().is_whole(statement.measure)


def recalled(stated: Sequence[WholeAmount], own_year: int) -> list[KeyFigure]:
    """Tell what the prose says of other years: the first amount of each measure, phase and year."""
    others = [amount for amount in stated if amount.year != own_year and amount.iri is not None]
    keys = dict.fromkeys((other.phase, other.year) for other in others)
    figures: list[KeyFigure] = []
    for phase, year in keys:
        figures += stated_figures(others, phase, year)
    return figures


def stated_figures(stated: Sequence[WholeAmount], phase: str, year: int) -> Iterator[KeyFigure]:
    """Tell what the prose states for a year: the first amount of each measure, doubtful where it
    states another one, too. What one fund gives counts only where nothing else is stated.
    """
    by_measure: dict[str, list[WholeAmount]] = {}
    for amount in stated:
        if (amount.phase, amount.year) == (phase, year):
            by_measure.setdefault(amount.measure, []).append(amount)
    for every in by_measure.values():
        of_all_funds = [amount for amount in every if amount.statement.fund is None]
        yield _figure(of_all_funds or every)


def _figure(every: Sequence[WholeAmount]) -> KeyFigure:
    """Give the first of all amounts that the prose states of one measure."""
    first = every[0]
    amounts = {whole.amount for whole in every}
    is_recognised = first.statement.where.picture is not None
    origins = tuple(filter(None, [first.iri]))
    place = None if origins else first.statement.where
    return KeyFigure(
        measure=first.measure,
        amount=first.amount,
        origins=origins,
        scope=first.scope,
        phase=first.phase,
        year=first.year,
        certain=len(amounts) == 1 and not is_recognised,
        where=place,
    )
