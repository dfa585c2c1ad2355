"""What a query rests on is read off its text, and a query that is not asked for want of it would
have found nothing.
"""

from __future__ import annotations

from itertools import groupby

import pytest
from examples import EXAMPLES
from places import ROOT
from rdflib import Graph

from budgetgraph.pipeline.line import extract, masked, to_graph
from budgetgraph.shacl.setwise.needs import needs
from budgetgraph.shacl.setwise.shape import Query
from budgetgraph.validate import Shapes, load_shapes, validate_nquads
from budgetgraph.validate.findings import Finding
from budgetgraph.validate.shapes import of_rules

CASES = sorted((ROOT / "tests" / "shapes").glob("*/*valid.*.ttl"))
PREFIXES = {"ex": "urn:", "xsd": "http://www.w3.org/2001/XMLSchema#"}
#: What stands in the group of a query, and what it rests on: `*` for the focus node.
GROUPS = {
    "$this ex:p ?x ; ex:q ?y , ?z . ?x ex:r ex:a .": ["*p", "*q", "r=a"],
    "$this a ex:C": ["*type=C"],
    "$this ex:p 5, '5'^^xsd:decimal, 'f'@zh": ["*p"],
    "?x ex:p $this": ["p"],
    "$this ex:p ?x FILTER (?x = ex:a)": ["*p=a"],
    "$this ex:p ?x FILTER (?x IN (ex:a, ex:b) && $this != ex:c)": ["*p=a,b"],
    # either side may hold
    "$this ex:p ?x FILTER (?x = ex:a || ?x > 3)": ["*p"],
    "$this ex:p ?x FILTER (?x != ex:a)": ["*p"],
    "$this ex:p ?x FILTER (?x NOT IN (ex:a))": ["*p"],
    "$this ex:p ?x FILTER (?x IN (ex:a, 5))": ["*p"],
    "$this ex:p ?x FILTER (IF(?x = ex:a, true, false))": ["*p"],
    "$this ex:p ?x FILTER REGEX(?x, '}')": ["*p"],
    "OPTIONAL { $this ex:p ?x } $this ex:q ?y": ["*q"],
    "FILTER NOT EXISTS { $this ex:p ?x } $this ex:q ?y": ["*q"],
    "FILTER EXISTS { $this ex:p ?x } $this ex:q ?y": ["*p", "*q"],
    "BIND (EXISTS { $this ex:p ?x } AS ?b) $this ex:q ?y": ["*q"],
    # what only one of the alternatives rests on is not needed
    "{ $this ex:p ?x ; ex:q ?y } UNION { $this ex:q ?y } UNION { $this ex:q ?y ; ex:r ?z }": ["*q"],
    "{ SELECT $this (SUM(?y) AS ?z) WHERE { $this ex:p ?y } GROUP BY $this }": ["*p"],
    # a count of nothing is an answer
    "$this ex:q ?a { SELECT (COUNT(?y) AS ?z) WHERE { ?x ex:p ?y } }": ["*q"],
    # a filter outside of the sub-query knows nothing of a variable of its own
    "{ SELECT $this WHERE { $this ex:p ?x } } $this ex:q ?x FILTER (?x = ex:a)": ["*p", "*q=a"],
    "$this ex:p/ex:q ?x ; ex:r ?y": ["*r"],
    "$this ex:p ?x . [ ex:q ?y ] ex:r ?z": [],
    "$this ex:p [ ex:q ?y ]": [],
    "$this ex:p ?x . GRAPH ex:g { ?a ex:q ?b }": [],
}  # fmt: skip


@pytest.mark.parametrize("group", GROUPS)
def test_what_a_query_rests_on(group: str) -> None:
    told: list[str] = []
    for need in needs(f"SELECT $this WHERE {{ {group} }}", PREFIXES):
        name = need.property.strip("<>").replace("#", ":").rpartition(":")[2]
        values = ",".join(sorted(value.strip("<>").rpartition(":")[2] for value in need.values))
        told.append("*" * need.of_focus + name + ("=" + values if values else ""))
    assert sorted(told) == GROUPS[group]


def found(nquads: bytes, shapes: Shapes) -> tuple[Finding, ...]:
    return validate_nquads(nquads, shapes).findings


def ask_all(patch: pytest.MonkeyPatch) -> None:
    """Have every query asked, whatever the graph lacks."""
    patch.setattr(Query, "asked_of", lambda query, graph, nodes: nodes)


@pytest.mark.parametrize("step", [15, pytest.param(1, marks=pytest.mark.long)])
def test_what_is_not_asked_would_find_nothing(step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the cases of the rules, each by the shapes of its rule."""
    frame = (ROOT / "tests" / "shapes" / "frame.ttl").read_text("utf-8")
    every = load_shapes()
    results = 0
    chosen = CASES[::step]
    for rule, cases in groupby(chosen, lambda case: case.parent.name):
        shapes = of_rules(every, [rule])
        for case in cases:
            graph = Graph().parse(data=frame + case.read_text("utf-8"), format="turtle")
            nquads = graph.serialize(format="nt").encode()
            spared = found(nquads, shapes)
            with monkeypatch.context() as patch:
                ask_all(patch)
                assert found(nquads, shapes) == spared, case
            results += len(spared)
    assert results * 3 >= len(chosen)


@pytest.mark.long
def test_nor_in_whole_papers(monkeypatch: pytest.MonkeyPatch) -> None:
    graphs = [to_graph(masked(extract(path))) for path in EXAMPLES]
    shapes = load_shapes()
    spared = [found(graph, shapes) for graph in graphs]
    ask_all(monkeypatch)
    assert [found(graph, shapes) for graph in graphs] == spared
    assert any(spared)
