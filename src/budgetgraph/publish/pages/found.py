"""Narrow what a search found by kind, department, year and place, and tell equal names apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from budgetgraph.publish.pages.descriptions import Record, records, texts
from budgetgraph.query.parameters import iri as iri_term
from budgetgraph.query.search_index import SearchHit
from budgetgraph.query.selects import Selects

FACETS = ("kind", "department", "year", "place")
_MOST_VALUES = 12
"""The most values of a facet that are offered."""


@dataclass(frozen=True, slots=True)
class FoundThing:
    """A hit with what tells it apart; "" where a thing has no department, year or place.

    `inside` is the table or project that it belongs to; `amount` a project's budget in 元.
    """

    hit: SearchHit
    department: str
    place: str
    year: str
    inside: str
    amount: object

    def value(self, facet: str) -> str:
        """Give the value of a facet."""
        values = {"kind": self.hit.kind, "department": self.department}
        return {**values, "year": self.year, "place": self.place}[facet]


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


def contexts(store: Selects, things: Sequence[str], base: str) -> list[Record]:
    """Ask what tells these things apart; runs in a worker."""
    if not things:
        return []
    these = " ".join(iri_term(thing, base) for thing in things)
    query = texts("found", base)["context"].replace("$these", these)
    return records(store.select(query))


def found_listing(
    text: str, hits: Sequence[SearchHit], told: Iterable[Record], chosen: Mapping[str, str]
) -> FoundListing:
    """Put hits and contexts together; `chosen` has values of facets."""
    context: dict[str, Record] = {}
    for row in told:
        context.setdefault(str(row["thing"]), row)
    everything = [_thing(hit, context.get(hit.thing, {})) for hit in hits]
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
    """Count the values that a facet can take while the other choices stay, the most first."""
    counted: Counter[str] = Counter()
    for thing in things:
        if thing.value(name) and _passes(thing, chosen, but=name):
            counted[thing.value(name)] += 1
    most = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_VALUES]
    return [FacetValue(value, count, chosen.get(name) == value) for value, count in most]
