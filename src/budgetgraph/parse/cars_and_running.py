"""Tell what 公务用车及运行维护费 is beside a purchase: all that is spent on cars, or their running alone.

The words leave it open, the amounts of the paper do not:

    三公经费43万元：公务用车及运行维护费25万元，公务用车购置费6万元，公务接待费12万元   25 + 6 + 12 → running
    三公经费37万元：公务用车及运行维护费25万元（购置费6万元），公务接待费12万元        25 + 12 → all
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from budgetgraph.forms.prose import prose
from budgetgraph.parse.prose.paragraphs import Stated
from budgetgraph.parse.prose.readings import Reading
from budgetgraph.parse.wording.words import folded
from budgetgraph.values.money import in_yuan

_ALL, _RUNNING = "vehicle_total", "vehicle_running"
_BESIDE_CARS = ("overseas_travel", "reception")
_NOTHING = Decimal(0)


def with_cars_told(stated: Sequence[Stated]) -> list[Stated]:
    """Give the amounts, those of 公务用车及运行维护费 as what they are; as nothing where it stays open.

    What such an amount is compared with is of the same: 25万元，比上年28万元减少3万元.
    """
    return list(_told(stated))


def _told(stated: Sequence[Stated]) -> Iterator[Stated]:
    measure: str | None = _ALL
    for amount in stated:
        is_named = prose().either_of_cars.search(folded(amount.words).text) is not None
        if is_named:
            measure = _measure(amount, stated)
        elif not _is_compared(amount):
            measure = _ALL
        yield amount if measure == _ALL else _as(amount, measure)


def _is_compared(amount: Stated) -> bool:
    """Tell whether an amount names no cars itself: it is what the one before is compared with."""
    return "车" not in amount.words.rpartition("，")[2].rpartition(",")[2]


def _as(amount: Stated, measure: str | None) -> Stated:
    """Give an amount of all that is spent on cars as one of a measure; as nothing for None."""
    others = (one for one in amount.readings if one.measure != _ALL)
    own = (one for one in amount.readings if one.measure == _ALL and measure is not None)
    renamed = (_of_measure(one, measure or _ALL) for one in own)
    return replace(amount, readings=(*renamed, *others))


def _of_measure(reading: Reading, measure: str) -> Reading:
    return replace(reading, measure=measure, subject=replace(reading.subject, measures=(measure,)))


def _measure(amount: Stated, stated: Sequence[Stated]) -> str | None:
    """Tell whether an amount is all or running; None where the amounts beside it leave it open."""
    spent = in_yuan(amount.digits, amount.unit)
    of_all = [one for one in amount.readings if one.measure == _ALL]
    if spent is None or not of_all:
        return _ALL
    beside = _Beside(of_all[0], stated)
    bought = beside.value("vehicle_purchase") or _NOTHING
    if not bought or beside.closes(spent):
        return _ALL
    return _RUNNING if beside.closes(spent + bought) else None


@dataclass(frozen=True, slots=True)
class _Beside:
    """What a paper states of the expenses of one year and phase."""

    reading: Reading
    stated: Sequence[Stated]

    def closes(self, on_cars: Decimal) -> bool:
        """Tell whether so much on cars makes up the purchase and the running, or the whole."""
        total, running = self.value("three_public_total"), self.value(_RUNNING)
        if running is not None:
            return on_cars == running + (self.value("vehicle_purchase") or _NOTHING)
        others = [self.value(measure) or _NOTHING for measure in _BESIDE_CARS]
        return total is not None and on_cars + sum(others) == total

    def value(self, measure: str) -> Decimal | None:
        """Give the first amount of a measure in 元; None where none is stated."""
        of_measure = (amount for amount in self.stated if self._holds(amount, measure))
        amounts = (in_yuan(amount.digits, amount.unit) for amount in of_measure)
        return next((amount for amount in amounts if amount is not None), None)

    def _holds(self, amount: Stated, measure: str) -> bool:
        """Tell whether an amount is one of a measure in the year and the phase."""
        wanted = (measure, self.reading.year, self.reading.phase)
        told = [(one.measure, one.year, one.phase) for one in amount.readings]
        return wanted in told
