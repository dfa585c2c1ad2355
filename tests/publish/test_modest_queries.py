"""Which queries look modest: those whose triples hang together, and that need no search of all."""

from __future__ import annotations

import pytest

from budgetgraph.publish.sparql.modest_queries import looks_modest

STAR = " . ".join(f"?s <x:{number}> ?o{number}" for number in range(12))
MODEST = [
    "ASK { ?s ?p ?o . ?o ?q ?r }",
    "ask where{?s ?p ?o}",
    "SELECT * { ?s ?p ?o . ?o ?q ?r } LIMIT 5",
    "SELECT ?t { ?p a <x:Project> ; <x:title> ?t , ?u . } ORDER BY ?t",
    'PREFIX x: <x:> SELECT ?t { ?p a x:Project ; x:title ?t FILTER(REGEX(?t, "(a|b)")) }',
    "SELECT ?d (SUM(?a) AS ?n) { ?p <x:of> ?d . ?p <x:amount> ?a } GROUP BY ?d",
    "SELECT * { GRAPH ?g { ?s a <x:A> } OPTIONAL { ?s <x:b> ?c } }",
    "SELECT * { { ?s a <x:A> } UNION { ?s a <x:B> } }",
    "SELECT * { <x:a> <x:b> ?c . ?d <x:e> ?c }",
    "SELECT * { ?a <x:b> ?c FILTER NOT EXISTS { ?c <x:d> ?e } }",
    "ASK { ?a <x:b> ?c FILTER EXISTS { ?c <x:d> ?e . ?e a <x:A> } ?a a <x:B> }",
    "SELECT * { ?a <x:b> ?c MINUS { ?a <x:d> ?c } }",
    "ASK { ?a ?b ?c FILTER NOT EXISTS { ?c <x:d> ?e } FILTER NOT EXISTS { ?a <x:e> ?f } }",
    f"SELECT * {{ {STAR} }}",
]
OTHERS = [
    "SELECT * { ?s ?p ?o }",
    "SELECT * { ?s ?p ?o } ORDER BY ?o LIMIT 5",
    "SELECT DISTINCT ?p { ?s ?p ?o } LIMIT 5",
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o } LIMIT 5",
    "ASK { ?a ?b ?c . ?d ?e ?f }",
    "SELECT * { ?a <x:b> ?c . ?d <x:e> ?f }",
    "SELECT * { ?a <x:b>+ ?c }",
    "SELECT * { ?a <x:b>/<x:c> ?d }",
    "SELECT * { ?a (<x:b>|<x:c>) ?d }",
    "SELECT * { VALUES ?a { <x:a> } ?a <x:b> ?c }",
    "SELECT * { { SELECT ?a { ?a <x:b> ?c } } ?a <x:d> ?e }",
    "SELECT * { ?a <x:b> ?c FILTER NOT EXISTS { ?c ?d ?e } }",
    "SELECT * { ?a <x:b> ?c FILTER NOT EXISTS { ?f <x:d> ?e } }",
    "SELECT * { ?a <x:b> ?c FILTER(NOT EXISTS { ?c <x:d> ?e }) }",
    "ASK { ?a ?b ?c FILTER NOT EXISTS { ?f <x:d> ?e } }",
    "SELECT * { ?a <x:b> ?c FILTER NOT",
    "SELECT * { ?a <x:b> ?c FILTER(?c > 1 }",
    "SELECT * { ?a <x:b> ?c BIND(?c AS ?d) }",
    "SELECT * { ?a <x:b> ?c MINUS { ?d <x:d> ?e } }",
    "SELECT * { ?a <x:b> }",
    "DESCRIBE ?a { ?a <x:b> ?c }",
    "CONSTRUCT { ?a <x:b> ?c } { ?a <x:b> ?c }",
    "ASK {}",
    "ASK",
    "",
    f"SELECT * {{ {STAR} . ?s <x:more> ?o }}",
]


@pytest.mark.parametrize("query", MODEST)
def test_what_hangs_together_looks_modest(query: str) -> None:
    assert looks_modest(query)


@pytest.mark.parametrize("query", OTHERS)
def test_everything_else_does_not(query: str) -> None:
    assert not looks_modest(query)


@pytest.mark.parametrize(("length", "is_modest"), [(2000, True), (2001, False)])
def test_a_long_query_does_not_look_modest(length: int, is_modest: bool) -> None:
    assert looks_modest("ASK { ?s ?p ?o }".ljust(length)) is is_modest
