"""Tell what 公务用车及运行维护费 is beside a purchase: all that is spent on cars, or their running alone.

The words leave it open, the amounts of the paper do not:

    三公经费43万元：公务用车及运行维护费25万元，公务用车购置费6万元，公务接待费12万元   25 + 6 + 12 → running
    三公经费37万元：公务用车及运行维护费25万元（购置费6万元），公务接待费12万元        25 + 12 → all
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from operator import attrgetter

from budgetgraph.forms.prose import prose
from budgetgraph.parse.prose.paragraphs import Stated
from budgetgraph.parse.prose.readings import Reading
from budgetgraph.parse.wording.words import folded
from budgetgraph.values.money import in_yuan

_ALL, _RUNNING, _PURCHASE = "vehicle_total", "vehicle_running", "vehicle_purchase"
_WHOLE, _TRAVEL, _RECEPTION = "three_public_total", "overseas_travel", "reception"
_NOTHING = Decimal(0)

#: A measure in a year and a phase.
_Key = tuple[str, int, str | None]
_where = attrgetter("where")


def with_cars_told(stated: Sequence[Stated]) -> list[Stated]:
    """Give the amounts, those of 公务用车及运行维护费 as what they are; as nothing where it stays open.

    What such an amount is compared with in its place is of the same: 25万元，比上年28万元减少3万元.
    """
    named = list(filter(_is_of_cars, stated))
    if not named:
        return list(stated)
    measure = _measure(named[0], _amounts(stated))
    places = set(map(_where, named))
    return [_as(amount, measure) if amount.where in places else amount for amount in stated]


def _is_of_cars(amount: Stated) -> bool:
    """Tell whether 公务用车及运行维护费 stands before an amount that was read."""
    named = prose().either_of_cars.search(folded(amount.words).text)
    return named is not None and bool(amount.readings)


def _as(amount: Stated, measure: str | None) -> Stated:
    """Give an amount of all that is spent on cars as one of a measure; as nothing for None."""
    readings = map(partial(_renamed, measure=measure), amount.readings)
    return replace(amount, readings=tuple(filter(None, readings)))


def _renamed(reading: Reading, measure: str | None) -> Reading | None:
    """Give a reading of all that is spent on cars as one of a measure, another one as it is."""
    if reading.measure != _ALL:
        return reading
    if measure is None:
        return None
    return replace(reading, measure=measure, subject=replace(reading.subject, measures=(measure,)))


def _amounts(stated: Sequence[Stated]) -> dict[_Key, Decimal]:
    """Give the first amount of each measure, year and phase in 元."""
    amounts: dict[_Key, Decimal] = {}
    for amount in stated:
        value = in_yuan(amount.digits, amount.unit) or _NOTHING
        for reading in amount.readings:
            amounts.setdefault((reading.measure, reading.year, reading.phase), value)
    return amounts


def _measure(amount: Stated, amounts: dict[_Key, Decimal]) -> str | None:
    """Tell whether an amount is all or running; None where the amounts beside it leave it open."""
    reading = amount.readings[0]
    spent = in_yuan(amount.digits, amount.unit)
    bought, running, whole, travel, reception = (
        amounts.get((measure, reading.year, reading.phase), _NOTHING)
        for measure in (_PURCHASE, _RUNNING, _WHOLE, _TRAVEL, _RECEPTION)
    )
    if not bought or reading.measure != _ALL:
        return _ALL
    on_cars = bought + running if running else whole - travel - reception
    told = {on_cars: _ALL, on_cars - bought: _RUNNING}
    return told.get(spent or _NOTHING)
