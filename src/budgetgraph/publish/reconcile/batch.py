"""Read a batch of queries: `{"q0": {"query": "平乡县医保局", "type": "…", "limit": 5}}`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from budgetgraph.publish.reconcile.given_json import read_object
from budgetgraph.publish.sparql.query_guard import Refused

#: Queries of a batch, candidates of a query, characters of a name.
_MOST, _CANDIDATES, _LONGEST = 100, 50, 300
_USUAL = 10
_FIELDS = frozenset({"query", "type", "type_strict", "limit", "properties"})


@dataclass(frozen=True, slots=True)
class MatchQuery:
    """One name that is to be matched: the types it may have (none: any), the number of candidates
    that are wanted, and what is known of it by property.
    """

    text: str
    types: tuple[str, ...]
    limit: int
    known: tuple[tuple[str, tuple[str, ...]], ...]


def read_batch(text: str) -> dict[str, MatchQuery]:
    """Read the queries by their keys; Refused where they are not as the API has them."""
    given = read_object("queries", text, "of queries by their keys")
    if len(given) > _MOST:
        raise Refused(413, f"a batch is limited to {_MOST} queries")
    return {str(key): _query(str(key), query) for key, query in given.items()}


def _query(key: str, given: object) -> MatchQuery:
    if not isinstance(given, dict) or not given.keys() <= _FIELDS:
        raise Refused(400, f"{key}: a query has no fields but {', '.join(sorted(_FIELDS))}")
    text = given.get("query", "")
    properties = given.get("properties", [])
    if not isinstance(text, str) or not isinstance(properties, list):
        raise Refused(400, f"{key}: query wants a text, properties a list")
    if "query" not in given and not properties:
        raise Refused(400, f"{key}: a query wants a name or properties")
    types = () if given.get("type_strict") == "should" else _texts(given.get("type"))
    known = tuple(_property(key, entry) for entry in properties)
    name = " ".join(text.split())[:_LONGEST]
    return MatchQuery(name or _first(known), types, _limit(given.get("limit")), known)


def _first(known: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    """Give what is to be looked for where no name is given: the code."""
    for name, values in known:
        if name == "code" and values:
            return values[0][:_LONGEST]
    return ""


def _property(key: str, given: object) -> tuple[str, tuple[str, ...]]:
    if not isinstance(given, Mapping) or not isinstance(given.get("pid"), str) or "v" not in given:
        raise Refused(400, f"{key}: a property wants pid and v")
    return str(given["pid"]), _texts(given["v"])


def _texts(given: object) -> tuple[str, ...]:
    """Read one value or a list of them; an entity is its name or its identifier."""
    if given is None:
        return ()
    values = given if isinstance(given, list) else [given]
    texts: list[str] = []
    for value in values:
        if isinstance(value, Mapping):
            texts += [str(value[name]) for name in ("id", "name") if name in value]
        else:
            texts.append(str(value))
    return tuple(texts)


def _limit(given: object) -> int:
    if not isinstance(given, int | float) or given < 1:
        return _USUAL
    return min(int(given), _CANDIDATES)
