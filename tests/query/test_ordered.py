"""Rows that are put in order here stand as the engine would put them."""

from __future__ import annotations

import pytest

from budgetgraph.query.ordered import ordered
from budgetgraph.rdf.terms import Iri
from budgetgraph.store import Store
from budgetgraph.store.answer import Answer

ROWS = [("a", "乙", "2.50"), ("b", "甲", "10"), ("c", "甲", "-3"), ("d", "丙", "2.50")]
STORE = Store.memory(
    [
        "".join(
            f'<urn:{thing}> <urn:name> "{name}" <urn:g> .\n'
            f'<urn:{thing}> <urn:sum> "{amount}"^^<http://www.w3.org/2001/XMLSchema#decimal>'
            " <urn:g> .\n"
            for thing, name, amount in ROWS
        ).encode()
        + b'<urn:e> <urn:name> "\xe4\xb8\x81" <urn:g> .\n'
    ]
)
ALL = "?thing <urn:name> ?name OPTIONAL { ?thing <urn:sum> ?sum }"
IN_ORDER = [
    f"SELECT ?thing ?name ?sum WHERE {{ {ALL} }} ORDER BY ?sum ?thing",
    f"SELECT ?thing WHERE {{ {ALL} }} ORDER BY DESC(?sum) ?name DESC(?thing)",
    f"SELECT * WHERE {{ {ALL} }} ORDER BY DESC(?name) ?thing LIMIT 3",
    f"SELECT DISTINCT ?name WHERE {{ {ALL} }} ORDER BY ?name LIMIT 2",
    f"SELECT ?name (COUNT(?thing) AS ?things) WHERE {{ {ALL} }} GROUP BY ?name"
    " ORDER BY DESC(?things) ?name",
    f"SELECT ?thing WHERE {{ {ALL} }} ORDER BY ?name ?thing\n",
]
LEFT_TO_THE_ENGINE = [
    f"SELECT ?name WHERE {{ {ALL} }} ORDER BY STRLEN(?name) ?name ?sum",
    f"SELECT ?name WHERE {{ {ALL} }} ORDER BY ?name ?sum OFFSET 1",
    f"SELECT (COUNT(*) AS ?things) WHERE {{ {ALL} }}",
]


@pytest.mark.parametrize("query", [*IN_ORDER, *LEFT_TO_THE_ENGINE])
def test_the_answer_is_that_of_the_engine(query: str) -> None:
    assert ordered(STORE, query) == STORE.select(query)


class Heard:
    """A store that keeps what it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def select(self, sparql: str) -> Answer:
        self.asked.append(sparql)
        return STORE.select(sparql)


@pytest.mark.parametrize("query", IN_ORDER)
def test_the_engine_orders_nothing(query: str) -> None:
    heard = Heard()
    ordered(heard, query)
    assert "ORDER BY" not in heard.asked[0]


def test_iris_stand_before_texts_and_nothing_before_both() -> None:
    values = 'VALUES ?any { "甲" <urn:z> 3 UNDEF }'
    answer = ordered(STORE, f"SELECT ?any WHERE {{ {values} }} ORDER BY ?any")
    assert [row[0] for row in answer.rows] == [None, Iri("urn:z"), 3, "甲"]
