"""Ask the graph what it says of candidates: where, when, whose, under which code."""

from __future__ import annotations

from collections.abc import Sequence

from budgetgraph.query.search_entries import normal
from budgetgraph.store import Store

_PREFIXES = """PREFIX bg: <{ontology}>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
#: Where each property of a thing stands in the graph.
_PATTERNS = {
    "division": "?thing bg:division|bg:disclosure/bg:division|bg:knownIn ?place . "
    "?place skos:notation|skos:prefLabel ?value",
    "department": "?thing bg:disclosure/bg:department|org:subOrganizationOf|bg:issuer ?body . "
    "?body skos:prefLabel|skos:altLabel ?value",
    "year": "?thing bg:year|bg:disclosure/bg:fiscalYear ?value",
    "code": "?thing skos:notation|org:identifier|bg:projectCode ?value",
    "number": "?thing bg:documentNumber ?value",
}

Said = dict[str, dict[str, list[str]]]
"""What the graph says, as printed, by the IRI of the thing and the name of the property."""


def said_of(store: Store, things: Sequence[str], ontology: str) -> Said:
    """Ask for the facts of all these things at once; runs in a worker."""
    said: Said = {}
    if not things:
        return said
    for thing, name, value in store.select(_question(things, ontology)).rows:
        values = said.setdefault(str(thing), {}).setdefault(str(name), [])
        if str(value) not in values:
            values.append(str(value))
    return said


def _question(things: Sequence[str], ontology: str) -> str:
    """Write the query.

    The things stand in each part of the union: an engine that meets them outside of it looks up
    every thing of the graph first.
    """
    listed = " ".join(map("<{}>".format, things))
    parts = [
        f'{{ VALUES ?thing {{ {listed} }} {pattern} . BIND("{name}" AS ?name) }}'
        for name, pattern in _PATTERNS.items()
    ]
    where = " UNION ".join(parts)
    asked = f"SELECT ?thing ?name ?value WHERE {{ {where} }} ORDER BY ?thing ?name ?value"
    return _PREFIXES.format(ontology=ontology) + asked


def reduced(said: Said) -> dict[str, dict[str, frozenset[str]]]:
    """Reduce what the graph says so that it can be compared."""
    facts: dict[str, dict[str, frozenset[str]]] = {}
    for thing, properties in said.items():
        facts[thing] = {}
        for name, values in properties.items():
            facts[thing][name] = frozenset(map(normal, values))
    return facts


def description(properties: dict[str, list[str]]) -> str:
    """Tell a candidate from its namesakes: `平乡县 · 平乡县医疗保障局 · 2025 · 13053225P…`."""
    parts: list[str] = []
    for name in ("division", "department", "year", "code"):
        values = properties.get(name, [])
        words = [value for value in values if not value.isascii()] or values
        if words:
            parts.append(words[0])
    return " · ".join(parts)
