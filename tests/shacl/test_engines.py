"""The set-wise engine against pySHACL, the reference: on every case of a rule and on whole
disclosures, the same results.

`python tests/shacl/test_engines.py PATH...` compares them on disclosures of any length.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from examples import EXAMPLES, SEEDS
from places import ROOT
from rdflib import Graph
from small_budgets import source

from budgetgraph.document.problems import BrokenShapes, UsageError
from budgetgraph.pipeline.line import extract, masked, to_graph
from budgetgraph.rdf.named_graphs import named_graphs
from budgetgraph.shacl import Engine
from budgetgraph.shacl.terms import canonical
from budgetgraph.validate import Shapes, load_shapes, validate_nquads, validate_together
from budgetgraph.validate.findings import Finding
from budgetgraph.validate.shapes import of_rules

CASES = sorted((ROOT / "tests" / "shapes").glob("*/*valid.*.ttl"))
#: Quads of the longest paper that is compared: pySHACL's time grows faster than the length (about
#: ten seconds for 1,500 quads, minutes for 6,000).
LONGEST = 6500
PREFIXES = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <https://example.org/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"


def multiset(findings: Iterable[Finding]) -> Counter[tuple[object, ...]]:
    return Counter(
        (one.focus, one.path, one.component, one.severity, one.value, one.rule) for one in findings
    )


def compared(nquads: bytes, rule: str = "") -> int:
    """How many results both engines have in a graph, for itself and across disclosures, by the
    shapes of a rule or by all; the findings are the same to the last letter.
    """
    every = load_shapes()
    shapes = of_rules(every, [rule]) if rule else every
    fast, slow = (
        [
            *validate_nquads(nquads, shapes, engine).findings,
            *validate_together([nquads], shapes, engine),
        ]
        for engine in (Engine.SETWISE, Engine.REFERENCE)
    )
    assert multiset(fast) == multiset(slow)
    assert fast == slow
    return len(slow)


def compared_all(graphs: Iterable[bytes]) -> list[int]:
    """The counts of many graphs: pySHACL takes seconds for each, so every core compares some."""
    with ProcessPoolExecutor(mp_context=get_context("forkserver")) as pool:
        return list(pool.map(compared, graphs))


def of_case(path: Path) -> bytes:
    frame = ROOT / "tests" / "shapes" / "frame.ttl"
    return Graph().parse(frame).parse(path).serialize(format="nt").encode()


@pytest.mark.parametrize(("start", "step"), [(1, 32), pytest.param(0, 8, marks=pytest.mark.long)])
def test_they_agree_on_the_cases_of_a_rule(start: int, step: int) -> None:
    """By the shapes of the rule alone: pySHACL takes half a second for a case, not four."""
    results = [compared(of_case(case), case.parent.name) for case in CASES[start::step]]
    assert len(results) >= 8
    assert any(results)
    assert not all(results)


@pytest.mark.long
def test_they_agree_on_every_case_by_all_shapes() -> None:
    results = compared_all(map(of_case, CASES))
    assert len(results) == len(CASES) >= 128
    assert sum(map(bool, results)) >= 61


@pytest.mark.parametrize("rule", ["structure", pytest.param("", marks=pytest.mark.long)])
def test_they_agree_on_small_papers(rule: str, tmp_path: Path) -> None:
    """By the shapes of a rule, or by all: two budgets of one body that differ."""
    papers = [
        source(tmp_path / "first", "平乡县水利局", "131.40"),
        source(tmp_path / "second", "平乡县水利局", "131.50"),
    ]
    assert compared(b"".join(to_graph(masked(extract(path))) for path in papers), rule)


def short_graphs(paths: Iterable[Path], longest: int) -> list[bytes]:
    """The graphs that are short enough for pySHACL within a suite."""
    graphs = [to_graph(masked(extract(path))) for path in paths]
    return [graph for graph in graphs if graph.count(b"\n") <= longest]


@pytest.mark.long
def test_they_agree_on_the_examples() -> None:
    graphs = short_graphs(EXAMPLES, LONGEST)
    assert len(graphs) >= 2
    assert any(compared_all(graphs))


@pytest.mark.long
@pytest.mark.skipif(not SEEDS, reason="the real disclosures are not here")
def test_they_agree_on_real_disclosures() -> None:
    graphs = short_graphs(SEEDS, LONGEST)
    assert len(graphs) >= 2
    assert all(compared_all(graphs))


REFUSED = {
    "SELECT $this WHERE { $this ex:p ?x } LIMIT 1": "LIMIT",
    "SELECT $this WHERE { $this ex:p ?x . { SELECT ?x WHERE { ?y ex:q ?x } } }": "SELECT without .this",
    "SELECT $this (COUNT(?x) AS ?value) WHERE { $this ex:p ?x }": "aggregate without GROUP BY",
    "SELECT ?this (MAX(?x) AS ?value) WHERE { ?this ex:p ?x } GROUP BY ?x": "GROUP BY without .this",
    "SELECT $this WHERE { { SELECT (MAX(?x) AS ?y) WHERE { $this ex:p ?x } GROUP BY $this } }": "keeps it to itself",
    "SELECT $this WHERE { $this ex:p ?x . FILTER (ex:f(?x)) }": "function of its own",
    "SELECT $this WHERE { $this ex:p ?x . FILTER REGEX(?x, '(?=a)') }": "only Python",
    "SELECT $this WHERE { GRAPH $shapesGraph { $this ex:p ?x } }": "GRAPH|shapesGraph",
}


@pytest.mark.parametrize("select", REFUSED, ids=REFUSED.values())
def test_what_is_not_exact_is_left_to_the_reference(
    select: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """`auto` takes pySHACL and says so in the log; `setwise` refuses with the reason."""
    shapes = shapes_of(
        tmp_path,
        f'ex:s a sh:NodeShape ; sh:targetClass ex:C ; sh:sparql [ sh:prefixes ex: ; sh:select """{select}""" ] .',
    )
    data = b"<https://example.org/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://example.org/D> .\n"
    with pytest.raises(UsageError, match=REFUSED[select]):
        validate_nquads(data, shapes, Engine.SETWISE)
    with caplog.at_level("DEBUG", logger="budgetgraph"):
        assert validate_nquads(data, shapes, Engine.AUTO).findings == ()
    assert "pySHACL takes over" in caplog.text


def test_numbers_in_another_spelling_are_left_to_the_reference(tmp_path: Path) -> None:
    """Oxigraph keeps 5.0 as 5, and a query could look at the text."""
    query = "SELECT $this ?value WHERE { $this ex:p ?value . FILTER (STR(?value) = '5.0') }"
    shapes = shapes_of(
        tmp_path,
        f'ex:s a sh:NodeShape ; sh:targetSubjectsOf ex:p ; sh:sparql [ sh:prefixes ex: ; sh:select """{query}""" ] .',
    )
    line = '<https://example.org/a> <https://example.org/p> "{}"^^<http://www.w3.org/2001/XMLSchema#decimal> .'
    assert len(validate_nquads(line.format("5.0").encode(), shapes).findings) == 1
    with pytest.raises(UsageError, match=r"5\.0"):
        validate_nquads(line.format("5.0").encode(), shapes, Engine.SETWISE)
    assert validate_nquads(line.format("5").encode(), shapes, Engine.SETWISE).findings == ()


def test_pre_binding_reaches_every_group(tmp_path: Path) -> None:
    """A filter on $this inside of UNION, OPTIONAL, a subquery and NOT EXISTS sees the focus node,
    each one its own.
    """
    query = """SELECT $this ?value WHERE {
        { $this ex:p ?value . FILTER (STRENDS(STR($this), "a")) }
        UNION { ?other ex:q ?value . FILTER (?other = $this) }
        UNION { { SELECT $this (COUNT(?x) AS ?value) WHERE { $this ex:p ?x } GROUP BY $this HAVING (COUNT(?x) > 1) } }
        OPTIONAL { ?y ex:q ?note . FILTER (?y = $this) }
        FILTER NOT EXISTS { ?z ex:hidden true . FILTER (?z = $this) }
    }"""
    head = 'ex:s a sh:NodeShape ; sh:targetClass ex:C ; sh:message "{?value} {?note}" ;'
    shapes = shapes_of(
        tmp_path, f'{head} sh:sparql [ sh:prefixes ex: ; sh:select """{query}""" ] .'
    )
    data = """@prefix ex: <https://example.org/> .
        ex:a a ex:C ; ex:p "one", "two" . ex:b a ex:C ; ex:p "three" ; ex:q "four" . ex:c a ex:C ; ex:q "five" ; ex:hidden true .
        ex:d ex:p "six", "seven" ; ex:q "eight" ."""
    nquads = Graph().parse(data=data).serialize(format="nt").encode()
    fast, slow = (
        validate_nquads(nquads, shapes, engine).findings
        for engine in (Engine.SETWISE, Engine.REFERENCE)
    )
    assert sorted((one.focus[-1], one.value_text) for one in fast) == [
        ("a", "2"),
        ("a", "one"),
        ("a", "two"),
        ("b", "four"),
    ]
    assert multiset(fast) == multiset(slow)


def test_a_sub_query_adds_up_for_each_focus_node(tmp_path: Path) -> None:
    """Two focus nodes share the key `ex:k` of a sub-query that does not name $this in its head."""
    query = """SELECT $this ?value WHERE {
        { SELECT (COUNT(?x) AS ?value) ?key WHERE { $this ex:p ?x ; ex:key ?key } GROUP BY ?key }
        OPTIONAL { ?other ex:q ?note }
    }"""
    shapes = shapes_of(
        tmp_path,
        f'ex:s a sh:NodeShape ; sh:targetClass ex:C ; sh:sparql [ sh:prefixes ex: ; sh:select """{query}""" ] .',
    )
    data = """@prefix ex: <https://example.org/> .
        ex:a a ex:C ; ex:key ex:k ; ex:p "one", "two" . ex:b a ex:C ; ex:key ex:k ; ex:p "three" .
        ex:c ex:key ex:k ; ex:p "four" ; ex:q "five" ."""
    nquads = Graph().parse(data=data).serialize(format="nt").encode()
    fast, slow = (
        validate_nquads(nquads, shapes, engine).findings
        for engine in (Engine.SETWISE, Engine.REFERENCE)
    )
    assert sorted((one.focus[-1], one.value_text) for one in fast) == [("a", "2"), ("b", "1")]
    assert multiset(fast) == multiset(slow)


def test_a_sub_query_about_no_focus_node_is_asked_once_for_all(tmp_path: Path) -> None:
    """Each focus node is beside the first of all that share its key, focus node or not."""
    query = """SELECT $this ?value WHERE {
        $this ex:key ?key .
        { SELECT (MIN(STR(?any)) AS ?value) ?key WHERE { ?any ex:key ?key } GROUP BY ?key }
    }"""
    shapes = shapes_of(
        tmp_path,
        f'ex:s a sh:NodeShape ; sh:targetClass ex:C ; sh:sparql [ sh:prefixes ex: ; sh:select """{query}""" ] .',
    )
    data = """@prefix ex: <https://example.org/> .
        ex:a ex:key ex:k . ex:b a ex:C ; ex:key ex:k . ex:c a ex:C ; ex:key ex:k . ex:d a ex:C ; ex:key ex:l ."""
    nquads = Graph().parse(data=data).serialize(format="nt").encode()
    fast, slow = (
        validate_nquads(nquads, shapes, engine).findings
        for engine in (Engine.SETWISE, Engine.REFERENCE)
    )
    told = sorted((one.focus[-1], (one.value_text or "")[-1]) for one in fast)
    assert told == [("b", "a"), ("c", "a"), ("d", "d")]
    assert multiset(fast) == multiset(slow)


@pytest.mark.parametrize(
    "path", sorted((ROOT / "shapes").rglob("*.ttl")), ids=lambda path: path.stem
)
def test_no_query_groups_by_the_focus_node(path: Path) -> None:
    """Engines that put the focus node into the query's text refuse GROUP BY $this."""
    assert "GROUP BY $this" not in path.read_text("utf-8")


def test_shapes_that_break_at_work_are_status_4_in_every_mode(tmp_path: Path) -> None:
    """A fault that only a run shows is BrokenShapes, never a finding and never a clean report."""
    query = "SELECT $this WHERE { $this ?p ?o . MINUS { ?o ?q ?r } }"
    shapes = shapes_of(
        tmp_path,
        f'ex:s a sh:NodeShape ; sh:targetNode ex:a ; sh:sparql [ sh:prefixes ex: ; sh:select "{query}" ] .',
    )
    for engine in (Engine.AUTO, Engine.REFERENCE):
        with pytest.raises(BrokenShapes, match="MINUS"):
            validate_nquads(
                b"<https://example.org/a> <https://example.org/p> <https://example.org/b> .",
                shapes,
                engine,
            )


def shapes_of(folder: Path, text: str) -> Shapes:
    path = folder / "shapes.ttl"
    declared = (
        'ex: sh:declare [ sh:prefix "ex" ; sh:namespace "https://example.org/"^^xsd:anyURI ] .\n'
    )
    path.write_text(PREFIXES + declared + text, "utf-8")
    return load_shapes(path)


def test_every_graph_of_a_file_is_checked_for_itself() -> None:
    """Graphs that take turns line by line, one of them without a name, blank lines, comments and
    Windows line ends.
    """
    lines = [
        f'<https://example.org/{n}> <https://example.org/p> "{n}" {graph}.'
        for n in range(3)
        for graph in ("<https://example.org/g> ", "")
    ]
    content = "\r\n".join(["# a comment", *lines, "", ""]).encode()
    found = list(named_graphs(content, None, canonical))
    assert [(len(graph.triples), graph.quads) for graph in found] == [(3, 3), (3, 3)]
    assert [
        graph.triples for graph in named_graphs("\n".join(lines[::2]).encode(), None, canonical)
    ] == [found[0].triples]
    assert list(named_graphs(b"", None, canonical)) == []
    with pytest.raises(ValueError, match="line 3 is no quad"):
        list(named_graphs(b"\n".join([*map(str.encode, lines[:2]), b"<a> <b>"]), None, canonical))


if __name__ == "__main__":
    for name in sys.argv[1:]:
        graph = to_graph(masked(extract(Path(name))))
        print(f"{name}: {compared(graph)} results of both engines, the same")
