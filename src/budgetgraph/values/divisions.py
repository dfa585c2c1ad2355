"""The administrative divisions by GB/T 2260: by code, by name, and what lies above them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from budgetgraph.document.folding import compact
from budgetgraph.values.codes import Concept, concepts

#: The properties that hold names: of today, everyday, former.
_LABELS = ("prefLabel", "altLabel", "hiddenLabel")


@dataclass(frozen=True, slots=True)
class DivisionCode:
    """A division by GB/T 2260.

    The years are those in which the code came in and went out, None where it is in force.
    """

    code: str
    name: str
    level: str
    broader: str | None
    valid_from: int | None
    valid_until: int | None
    former_names: tuple[tuple[str, int], ...] = ()

    def carries(self, name: str, year: int | None) -> bool:
        """Tell whether the division is called `name` in `year` (None: now); everyday names count as
        the name.
        """
        until = dict(self.former_names).get(name, self.valid_until)
        if year is None:
            return until is None
        is_begun = self.valid_from is None or self.valid_from <= year
        return is_begun and (until is None or year <= until)


@cache
def divisions() -> dict[str, DivisionCode]:
    """Give every division by its code, abolished ones included."""
    return {key: _division(concept) for key, concept in concepts("divisions").items()}


def _division(concept: Concept) -> DivisionCode:
    above = concept.first("broader")
    broader = above.rpartition("/")[2] if above else None
    return DivisionCode(
        code=concept.key,
        name=concept.first("prefLabel") or "",
        level=concept.first("level") or "",
        broader=broader,
        valid_from=concept.year("validFrom"),
        valid_until=concept.year("validUntil"),
        former_names=concept.former_names,
    )


def division(code: str) -> DivisionCode | None:
    """Give the division of a six-digit code; None where the standard has none since 2008."""
    return divisions().get(code)


@cache
def by_name() -> dict[str, tuple[DivisionCode, ...]]:
    """Give the divisions by every name that they have or had, in order of codes."""
    bearers: defaultdict[str, list[DivisionCode]] = defaultdict(list)
    for key, concept in concepts("divisions").items():
        labels: dict[str, None] = {}
        for name in _LABELS:
            labels |= dict.fromkeys(concept.values.get(name, ()))
        for label in labels:
            bearers[label].append(divisions()[key])
    return dict(zip(bearers, map(tuple, bearers.values()), strict=True))


def divisions_named(name: str) -> tuple[DivisionCode, ...]:
    """Give every division that is or was called exactly `name`, in order of codes: former and
    everyday names (临夏州) count.
    """
    return by_name().get(compact(name), ())


def lineage(code: str) -> tuple[DivisionCode, ...]:
    """Give the division and those above it, county first and province last; empty where the code is
    unknown.
    """
    codes: list[DivisionCode] = []
    step = division(code)
    while step is not None:
        codes.append(step)
        step = division(step.broader) if step.broader else None
    return tuple(codes)
