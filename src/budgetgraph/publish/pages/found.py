"""Narrow what a search found by kind, department, year, place and amount, and tell equal names
apart.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from budgetgraph.publish.pages.descriptions import Record, records, texts
from budgetgraph.query.ordered import ordered
from budgetgraph.query.parameters import iri as iri_term
from budgetgraph.query.search_index import SearchHit
from budgetgraph.query.selects import Selects

FACETS = ("kind", "department", "year", "place", "amount")
#: An amount is chosen by its range; a new one begins at each of these steps, in 万元.
_STEPS = (1, 10, 100, 1000)
_RANGES = ("<1", "1–10", "10–100", "100–1000", "≥1000")
_YUAN_A_WAN = 10_000
_MOST_VALUES = 12
"""The most values of a facet that are offered."""


@dataclass(frozen=True, slots=True)
class FoundThing:
    """A hit with what tells it apart; "" where a thing has no department, year or place.

    `inside` is the table or project that it belongs to; `amount` a project's budget, or the total
    of a table's row, in 元.
    """

    hit: SearchHit
    department: str
    place: str
    year: str
    inside: str
    amount: object

    def value(self, facet: str) -> str:
        """Give the value of a facet."""
        values = {
            "kind": self.hit.kind,
            "department": self.department,
            "year": self.year,
            "place": self.place,
            "amount": _range(self.amount),
        }
        return values[facet]


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet: how many things it would leave, and whether it is chosen."""

    value: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class FoundListing:
    """What a search found, narrowed by what is chosen."""

    text: str
    things: tuple[FoundThing, ...]
    chosen: Mapping[str, str]
    facets: Mapping[str, Sequence[FacetValue]]

    def link(self, **facets: str) -> str:
        """Link to the same search with other choices; "" takes a choice off."""
        given = {"q": self.text, **self.chosen, **facets}
        return f"/search?{urlencode({name: value for name, value in given.items() if value})}"


def contexts(store: Selects, things: Sequence[str], base: str) -> dict[str, Record]:
    """Ask what tells these things apart; runs in a worker.

    A thing with several amounts has none here, for a list cannot say which is which.
    """
    if not things:
        return {}
    these = " ".join(iri_term(thing, base) for thing in things)
    query = texts("found", base)["context"].replace("$these", these)
    once: dict[str, Record] = {}
    for row in records(ordered(store, query)):
        thing = str(row["thing"])
        first = once.setdefault(thing, row)
        if first["amount"] != row["amount"]:
            once[thing] = {**first, "amount": None}
    return once


def found_listing(
    text: str, hits: Sequence[SearchHit], told: Mapping[str, Record], chosen: Mapping[str, str]
) -> FoundListing:
    """Put hits and contexts together; `chosen` has values of facets."""
    everything = [_thing(hit, told.get(hit.thing, {})) for hit in hits]
    facets = {name: _values(name, everything, chosen) for name in FACETS}
    things = tuple(thing for thing in everything if _passes(thing, chosen))
    return FoundListing(text, things, dict(chosen), facets)


def _thing(hit: SearchHit, row: Record) -> FoundThing:
    return FoundThing(
        hit=hit,
        department=str(row.get("department_label") or ""),
        place=str(row.get("place") or ""),
        year=str(row.get("year") or ""),
        inside=str(row.get("inside") or ""),
        amount=row.get("amount"),
    )


def _passes(thing: FoundThing, chosen: Mapping[str, str], but: str = "") -> bool:
    """Tell whether a thing has every chosen value; the facet `but` is left open."""
    asked = {name: value for name, value in chosen.items() if name != but}
    return all(thing.value(name) == value for name, value in asked.items())


def _values(
    name: str, things: Iterable[FoundThing], chosen: Mapping[str, str]
) -> Sequence[FacetValue]:
    """Count the values that a facet can take while the other choices stay, the most first; amounts
    from the smallest on.
    """
    counted: Counter[str] = Counter()
    for thing in things:
        if thing.value(name) and _passes(thing, chosen, but=name):
            counted[thing.value(name)] += 1
    if name == "amount":
        in_order = [(value, counted[value]) for value in _RANGES if value in counted]
    else:
        in_order = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_VALUES]
    return [FacetValue(value, count, chosen.get(name) == value) for value, count in in_order]


def _range(yuan: object) -> str:
    """Name the range of an amount in 万元: 160000 元 → `10–100`; "" for none."""
    if not isinstance(yuan, int | Decimal):
        return ""
    return _RANGES[bisect_right(_STEPS, Decimal(yuan) / _YUAN_A_WAN)]
