"""Fetch values for things that a client has matched (data extension): the division of each body,
the amount of each project.

`{"ids": ["…/id/document/冀财社/2023/208"], "properties": [{"id": "year"}]}` →
`{"…/208": {"year": [{"int": 2023}]}}`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from budgetgraph.publish.reconcile.given_json import read_object
from budgetgraph.publish.reconcile.kinds import FETCHED, FetchedProperty, MatchedKind
from budgetgraph.publish.sparql.query_guard import Refused
from budgetgraph.store import Store
from budgetgraph.store.answer import Value

#: Things that one request may ask for.
_MOST = 500

_VALUES = """PREFIX bg: <{ontology}>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?thing ?value ?label WHERE {{
  VALUES ?thing {{ {things} }}
  ?thing {path} ?value .
  OPTIONAL {{ ?value skos:prefLabel ?label FILTER(LANG(?label) = "zh") }}
}} ORDER BY ?thing ?value ?label"""

FetchedValues = dict[str, dict[str, list[tuple[Value, str | None]]]]
"""The values of things, each with its label, by the IRI of the thing and the property's key."""


@dataclass(frozen=True, slots=True)
class ExtensionQuery:
    """What is to be fetched: of which things, which properties."""

    things: tuple[str, ...]
    properties: tuple[FetchedProperty, ...]


def read_extension(text: str) -> ExtensionQuery:
    """Read a query for values; Refused where it is not as the API has it. Settings of properties
    are passed over: there are none.
    """
    given = read_object("extend", text, "with ids and properties")
    things, properties = given.get("ids"), given.get("properties")
    if not isinstance(things, list) or not isinstance(properties, list):
        raise Refused(400, "extend: ids and properties are lists")
    if len(things) > _MOST:
        raise Refused(413, f"values are fetched of {_MOST} things at a time")
    named = tuple(dict.fromkeys(map(str, things)))
    return ExtensionQuery(named, tuple(dict.fromkeys(map(_property, properties))))


def _property(given: object) -> FetchedProperty:
    key = given.get("id") if isinstance(given, Mapping) else None
    if not isinstance(key, str) or key not in FETCHED:
        raise Refused(400, f"extend: a property is one of {', '.join(FETCHED)}")
    return FETCHED[key]


def values_of(
    store: Store, things: Sequence[str], properties: Sequence[str], ontology: str
) -> FetchedValues:
    """Ask for the values of these properties of all these things; runs in a worker."""
    by_thing: FetchedValues = {}
    listed = " ".join(map("<{}>".format, things))
    for key in properties if things else ():
        asked = _VALUES.format(ontology=ontology, things=listed, path=FETCHED[key].path)
        for thing, value, label in store.select(asked).rows:
            values = by_thing.setdefault(str(thing), {}).setdefault(key, [])
            values.append((value, None if label is None else str(label)))
    return by_thing


def extended(
    query: ExtensionQuery, fetched: FetchedValues, kinds: Mapping[str, MatchedKind]
) -> dict[str, Any]:
    """Write the answer: what each property is, and the values of each thing; a thing that is not
    here has none.
    """
    rows: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for thing in query.things:
        rows[thing] = {}
        for asked in query.properties:
            values = fetched.get(thing, {}).get(asked.key, [])
            rows[thing][asked.key] = [_value(asked.form, value, label) for value, label in values]
    meta = list(map(partial(_meta, kinds=kinds), query.properties))
    return {"meta": meta, "rows": rows}


def _value(form: str, value: Value, label: str | None) -> dict[str, Any]:
    """Write one value: `{"int": 2023}`, `{"id": "…", "name": "平乡县"}`."""
    if form == "str":
        return {"str": str(value)}
    if form == "int":
        return {"int": int(str(value))}
    if form == "float":
        return {"float": float(str(value))}
    return {"id": str(value), "name": label or str(value)}


def _meta(fetched: FetchedProperty, kinds: Mapping[str, MatchedKind]) -> dict[str, Any]:
    """Tell what a property is called, and of which type its values are where they are things."""
    named: dict[str, Any] = {"id": fetched.key, "name": fetched.name}
    if fetched.form in kinds:
        named["type"] = kinds[fetched.form].as_json()
    return named


def proposed(keys: frozenset[str], limit: int | None) -> list[dict[str, str]]:
    """List the properties that things of these kinds have, at most `limit` of them."""
    listed: list[dict[str, str]] = []
    for fetched in FETCHED.values():
        if fetched.kinds & keys:
            listed.append({"id": fetched.key, "name": fetched.name})
    return listed[:limit]
