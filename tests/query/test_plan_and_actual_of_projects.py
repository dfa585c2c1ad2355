"""A project of final accounts beside the same project of the budget, and beside two that fit."""

from __future__ import annotations

from decimal import Decimal

import pytest

from budgetgraph.query.questions import bind, load
from budgetgraph.rdf.serialise import triples_of
from budgetgraph.store import Store

PAPERS = """
@prefix bg: <https://w3id.org/budgetgraph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<x:body> skos:prefLabel "某局"@zh .
<x:budget> a bg:Disclosure ; bg:department <x:body> ; bg:fiscalYear "2024"^^xsd:gYear .
<x:accounts> a bg:Disclosure ; bg:department <x:body> ; bg:fiscalYear "2024"^^xsd:gYear ;
  bg:phase <https://w3id.org/budgetgraph/id/phase/executed> .
"""


def project(paper: str, number: int, name: str, amount: int, code: str | None) -> str:
    """One project of a paper with its amount, as Turtle."""
    iri = f"x:{paper}/{number}"
    coded = f'; bg:projectCode "{code}"' if code else ""
    return f"""
<{iri}> a bg:Project ; bg:disclosure <x:{paper}> ; skos:prefLabel "{name}"@zh ;
  bg:position {number} ; bg:hasKeyFigure <{iri}/k> {coded} .
<{iri}/k> bg:amount {amount}.0 ; bg:scope "all" ; bg:certainty "sure" .
"""


#: What the budget plans, what the accounts spend (name, amount, code), and what is answered.
CASES = {
    "by its name": ([("业务费", 50, None)], [("业务费", 40, None)], [(50, 40, -10)]),
    "by its code": ([("业务费", 50, "A1")], [("业务经费", 40, "A1")], [(50, 40, -10)]),
    "another code": ([("业务费", 50, "A1")], [("业务费", 40, "A2")], [(None, 40, None)]),
    "one without a code": ([("业务费", 50, "A1")], [("业务费", 40, None)], [(50, 40, -10)]),
    "another name": ([("会议费", 50, None)], [("业务费", 40, None)], [(None, 40, None)]),
    "two of the name": (
        [("业务费", 50, "A1"), ("业务费", 20, "A2")],
        [("业务费", 40, None)],
        [(None, 40, None)],
    ),
    "two of the name with codes": (
        [("业务费", 50, "A1"), ("业务费", 20, "A2")],
        [("业务费", 40, "A2")],
        [(20, 40, 20)],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_project_has_one_row_and_the_one_plan_that_fits(case: str) -> None:
    planned, spent, expected = CASES[case]
    text = PAPERS
    for paper, projects in (("budget", planned), ("accounts", spent)):
        for number, (name, amount, code) in enumerate(projects, start=1):
            text += project(paper, number, name, amount, code)
    triples = "".join(f"{triple} .\n" for triple in triples_of(text))
    store = Store.of_triples(triples.encode())
    found = store.select(bind(load()["plan-and-actual-of-projects"], {}))
    places = [found.columns.index(one) for one in ("planned", "actual", "difference")]
    rows = [tuple(row[place] for place in places) for row in found.rows]
    assert rows == [tuple(none_or_decimal(one) for one in row) for row in expected]


def none_or_decimal(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)
