"""Every rule against its cases: `shapes/<rule>/valid.*.ttl` give nothing, `invalid.*.ttl` give the approved report beside them.

A case is read together with `shapes/frame.ttl`. After a change on purpose, `python tests/test_shapes.py` writes the reports anew: read the
diff.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import OWL, RDF, SH, BNode, Graph, Literal, URIRef

from budgetgraph.assets import asset
from budgetgraph.findings import Finding, Report
from budgetgraph.shapes import prepared
from budgetgraph.validate import load_shapes, validate_nquads

CASES = Path(__file__).parent / "shapes"
VALID = sorted(CASES.glob("*/valid.*.ttl"))
INVALID = sorted(CASES.glob("*/invalid.*.ttl"))
RULES = sorted(set(load_shapes().rules.values()))
BG = "https://w3id.org/budgetgraph/ontology#"


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def report(case: Path) -> Report:
    """What all shapes find in a case and its frame."""
    graph = Graph()
    for file in (CASES / "frame.ttl", case):
        graph.parse(file)
    return validate_nquads(graph.serialize(format="nt").encode(), load_shapes())


def told(finding: Finding) -> str:
    place = finding.place
    lines = [
        f"{finding.severity.word} {finding.rule} {place if place and place.file else ''}".rstrip(),
        f"  {finding.message_zh}",
        f"  {finding.message_en}",
        f"  focus {short(finding.focus)}" + (f" path {finding.path.rpartition('#')[2]}" if finding.path else ""),
        f"  value {short(finding.value or '')}",
        f"  gap {'' if finding.gap is None else f'{finding.gap:f}'}",
        f"  compared with {' '.join(short(figure) for figure in finding.figures)}",
    ]
    return "\n".join(line.rstrip() for line in lines if not line.endswith((" value ", " gap ", " compared with ")))


def short(term: str) -> str:
    return term.replace("https://w3id.org/budgetgraph/id/disclosure/000000/x/2025/", "").replace(
        "http://www.w3.org/2001/XMLSchema#", "xsd:"
    )


def approved(case: Path) -> Path:
    return case.with_suffix(".report.txt")


def test_the_cases_are_all_there() -> None:
    assert len(RULES) == 7
    assert len(VALID) == 28
    assert len(INVALID) == 23
    assert sorted({case.parent.name for case in VALID}) == RULES
    assert sorted({case.parent.name for case in INVALID}) == RULES
    strays = set(CASES.rglob("*.txt")) - {approved(case) for case in INVALID}
    assert not strays


@pytest.mark.parametrize("case", VALID, ids=name)
def test_a_valid_case_gives_nothing(case: Path) -> None:
    assert [told(finding) for finding in report(case).findings] == []


@pytest.mark.parametrize("case", INVALID, ids=name)
def test_an_invalid_case_gives_its_report(case: Path) -> None:
    findings = report(case).findings
    assert case.parent.name in {finding.rule for finding in findings}
    assert "\n".join(map(told, findings)) + "\n" == approved(case).read_text("utf-8")


def test_every_rule_is_documented() -> None:
    """A SPARQL rule is a node shape named after it; labels, definitions and messages are in both languages, those of structure too."""
    shapes = load_shapes()
    graph = shapes.graph
    queries = dict(graph.subject_objects(SH.sparql))
    assert len(queries) == len(RULES) - 1
    for shape, query in queries.items():
        assert str(shape) == f"https://w3id.org/budgetgraph/shapes#{shapes.rules[shape]}"
        assert str(query) == f"{shape}-query"
        for node, predicate in (
            (shape, "http://www.w3.org/2000/01/rdf-schema#label"),
            (shape, "http://www.w3.org/2004/02/skos/core#definition"),
        ):
            assert languages(graph, node, predicate) == ["en", "zh"], (node, predicate)
        assert languages(graph, query, str(SH.message)) == ["en", "zh"], query
        assert (shape, SH.severity, None) in graph
    structure = [shape for shape, rule in shapes.rules.items() if rule == "structure"]
    assert len(structure) > 80
    for shape in structure:
        assert languages(graph, shape, str(SH.message)) == ["en", "zh"], shape
        assert (shape, SH.severity, SH.Violation) in graph
        assert (shape, SH.targetClass, None) in graph
    page = (asset("shapes").parent / "docs" / "rules.md").read_text("utf-8")
    assert [rule for rule in RULES if f"## `{rule}`" not in page] == []


def languages(graph: Graph, node: object, predicate: str) -> list[str | None]:
    return sorted(text.language for text in graph.objects(URIRef(str(node)), URIRef(predicate)) if isinstance(text, Literal))


def test_shapes_hold_no_blank_node_but_lists() -> None:
    graph = load_shapes().graph
    nameless = {node for node in graph.subjects() if isinstance(node, BNode)}
    assert nameless
    assert all((node, RDF.first, None) in graph for node in nameless)
    assert (URIRef("https://w3id.org/budgetgraph/shapes"), RDF.type, OWL.Ontology) in graph


def test_shapes_name_only_what_the_ontology_defines() -> None:
    ontology = Graph().parse(asset("ontology/budget.ttl"))
    defined = {str(term) for term in ontology.subjects() if str(term).startswith(BG)}
    shapes = load_shapes()
    assert shapes.reads is not None
    named = {iri for iri in shapes.reads if iri.startswith(BG)}
    assert len(named) > 50
    assert sorted(named - defined) == []


def test_the_shapes_are_shacl() -> None:
    """By the SHACL shapes for shapes: loading ours as if they were a user's checks them."""
    assert load_shapes(asset("shapes")).rules == load_shapes().rules
    assert prepared.cache_info().currsize > 0


if __name__ == "__main__":
    for invalid in INVALID:
        approved(invalid).write_text("\n".join(map(told, report(invalid).findings)) + "\n", "utf-8")
