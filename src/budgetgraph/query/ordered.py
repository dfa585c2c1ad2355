"""Put the rows of an answer in order here instead of in the engine, with the same result.

The engine reads a term from its files each time that it compares it: an order of 700 rows by two
IRIs costs it ten times as much as the rows themselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from budgetgraph.query.selects import Selects
from budgetgraph.rdf.terms import Iri
from budgetgraph.store.answer import Answer, Value

#: The end of a query that is ordered by variables alone: `ORDER BY DESC(?year) ?name LIMIT 501`.
_ORDER = re.compile(
    r"ORDER BY(?P<keys>(?:\s+(?:\?\w+|DESC\(\?\w+\)))+)(?:\s+LIMIT\s+(?P<limit>\d+))?\s*\Z"
)
_KEY = re.compile(r"(?P<falling>DESC\()?\?(?P<name>\w+)")
#: The projection of the whole query, which begins a line; those of sub-SELECTs do not.
_PROJECTION = re.compile(r"(?m)^SELECT (?P<distinct>DISTINCT )?(?P<terms>[^{]{1,1000}+)\{")

_Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class _Key:
    """A variable that rows are ordered by, the largest first where `falling`."""

    name: str
    falling: bool


def ordered(store: Selects, sparql: str) -> Answer:
    """Answer a SELECT as the store does. Where its order is by variables alone, as at the end of
    `… } ORDER BY ?year DESC(?amount) LIMIT 501`, the rows are put in order here.
    """
    order, projection = _ORDER.search(sparql), _PROJECTION.search(sparql)
    if order is None or projection is None:
        return store.select(sparql)
    keys = [_Key(key["name"], bool(key["falling"])) for key in _KEY.finditer(order["keys"])]
    terms = projection["terms"].rstrip().removesuffix("WHERE")
    beside = [f"?{key.name}" for key in keys if not _projects(terms, key.name)]
    place = projection.start("terms") + len(terms)
    answer = store.select(" ".join([sparql[:place], *beside, sparql[place : order.start()]]))
    columns = answer.columns[: len(answer.columns) - len(beside)]
    rows = [row[: len(columns)] for row in _sorted(answer, keys)]
    if projection["distinct"]:
        rows = list(dict.fromkeys(rows))
    limit = int(order["limit"]) if order["limit"] else len(rows)
    return Answer(columns, tuple(rows[:limit]))


def _sorted(answer: Answer, keys: Sequence[_Key]) -> list[_Row]:
    """Put the rows in the order of the keys, the first of which weighs most."""
    rows = list(answer.rows)
    for key in reversed(keys):
        cell = itemgetter(answer.columns.index(key.name))
        ranks = [_rank(cell(row)) for row in rows]
        places = sorted(range(len(rows)), key=ranks.__getitem__, reverse=key.falling)
        rows = [rows[place] for place in places]
    return rows


def _projects(terms: str, name: str) -> bool:
    """Tell whether a projection has a variable: `?a (COUNT(?b) AS ?c)` has a and c."""
    if terms.strip() == "*":
        return True
    outside = re.sub(r"\([^()]*(?:\([^()]*\)[^()]*)*\bAS\s+(\?\w+)\s*\)", r"\1", terms)
    return re.search(rf"\?{name}\b", outside) is not None


def _rank(cell: Value) -> tuple[int, Value]:
    """Order as SPARQL does: what is unbound, IRIs, then literals; numbers by their size."""
    if cell is None:
        return 0, 0
    if isinstance(cell, Iri):
        return 1, str(cell)
    return (3, cell) if isinstance(cell, str) else (2, cell)
