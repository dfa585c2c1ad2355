"""Every rule against its cases: `shapes/<rule>/valid.*.ttl` give nothing, `invalid.*.ttl` give the
approved report beside them.

A case is read together with `shapes/frame.ttl`. After a change on purpose, `python
tests/test_shapes.py` writes the reports anew: read the diff.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from places import TESTS
from rdflib import OWL, RDF, SH, BNode, Graph, Literal, URIRef

from budgetgraph.assets import asset
from budgetgraph.validate import load_shapes, validate_nquads, validate_together
from budgetgraph.validate.findings import Finding, Report, merged
from budgetgraph.validate.rules import PAGE_RULES, rules
from budgetgraph.validate.shapes import prepared
from budgetgraph.values.code_notation import check_character

CASES = TESTS / "shapes"
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
    quads = graph.serialize(format="nt").encode()
    together = Report(validate_together([quads], load_shapes()), 0, 0)
    return merged([validate_nquads(quads, load_shapes()), together])


def told(finding: Finding) -> str:
    place = finding.place
    lines = [
        f"{finding.severity.word} {finding.rule} {place if place and place.file else ''}".rstrip(),
        f"  {finding.message_zh}",
        f"  {finding.message_en}",
        f"  focus {short(finding.focus)}"
        + (f" path {finding.path.rpartition('#')[2]}" if finding.path else ""),
        f"  value {short(finding.value or '')}",
        f"  gap {'' if finding.gap is None else f'{finding.gap:f}'}",
        f"  compared with {' '.join(short(figure) for figure in finding.figures)}",
        *(f"  so also {one.rule} {short(one.value or '')}" for one in finding.consequences),
    ]
    return "\n".join(
        line.rstrip()
        for line in lines
        if not line.endswith((" value ", " gap ", " compared with "))
    )


def short(term: str) -> str:
    return term.replace("https://w3id.org/budgetgraph/id/disclosure/000000/x/2025/", "").replace(
        "http://www.w3.org/2001/XMLSchema#", "xsd:"
    )


def approved(case: Path) -> Path:
    return case.with_suffix(".report.txt")


def test_the_cases_are_all_there() -> None:
    assert len(RULES) >= 34
    assert len(VALID) >= 81
    assert len(INVALID) >= 73
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
    every = [one for finding in findings for one in (finding, *finding.consequences)]
    assert case.parent.name in {finding.rule for finding in every}
    assert "\n".join(map(told, findings)) + "\n" == approved(case).read_text("utf-8")


def test_every_rule_is_documented() -> None:
    """A SPARQL rule is a node shape named after it; labels, definitions and messages are in both
    languages, those of structure too. A rule of several queries has a shape for each of them.
    """
    shapes = load_shapes()
    graph = all_shapes()
    queries = dict(graph.subject_objects(SH.sparql))
    assert sorted({shapes.rules[shape] for shape in queries} | {"structure"}) == RULES
    assert len(queries) >= 35
    assert len(queries) == len(list(graph.subject_objects(SH.sparql)))
    for shape, query in queries.items():
        named_after = f"https://w3id.org/budgetgraph/shapes#{shapes.rules[shape]}"
        assert re.fullmatch(rf"{re.escape(named_after)}(-[a-z]+)?", str(shape))
        assert str(query) == f"{shape}-query"
        assert languages(graph, query, str(SH.message)) == ["en", "zh"], query
        assert (shape, SH.severity, None) in graph
        for predicate in (
            "http://www.w3.org/2000/01/rdf-schema#label",
            "http://www.w3.org/2004/02/skos/core#definition",
        ):
            first = URIRef(named_after)
            assert languages(graph, first, predicate) == ["en", "zh"], (first, predicate)
    structure = [shape for shape, rule in shapes.rules.items() if rule == "structure"]
    assert len(structure) > 80
    for shape in structure:
        assert languages(graph, shape, str(SH.message)) == ["en", "zh"], shape
        assert (shape, SH.severity, SH.Violation) in graph
        assert (shape, SH.targetClass, None) in graph
    page = (asset("shapes").parent / "docs" / "rules.md").read_text("utf-8")
    assert sorted(re.findall(r"^### `(.+)`", page, re.MULTILINE)) == sorted(rules())
    assert sorted(rules()) == sorted([*RULES, *PAGE_RULES])
    assert all(
        rule.name_zh and rule.name_en and rule.text_zh and rule.text_en for rule in rules().values()
    )


def test_the_check_character_is_the_one_of_the_code_lists() -> None:
    """The shape computes it in SPARQL; every slip of one character in a printed code is found, the
    code itself is not.
    """
    code = "13053225P00T216100029"
    assert check_character(code[:-1]) == code[-1]
    slips = [
        code[:at] + other + code[at + 1 :]
        for at in range(8, 21)
        for other in "07KY"
        if other != code[at] and (at != 8 or other.isalpha())
    ]
    lines = []
    for number, slip in enumerate([code, *slips]):
        project = f"<https://example.org/project/{number}>"
        lines += [
            f"{project} <{BG}disclosure> <https://example.org/d> .",
            f'{project} <{BG}projectCode> "{slip}" .',
            f'{project} <http://www.w3.org/2004/02/skos/core#prefLabel> "{number}"@zh .',
        ]
    lines.append(f"<https://example.org/d> <{RDF.type}> <{BG}Disclosure> .")
    found = [
        finding
        for finding in validate_nquads("\n".join(lines).encode(), load_shapes()).findings
        if finding.rule.endswith("check-character")
    ]
    assert len(found) == len(slips) > 40
    for finding in found:
        printed = slips[int(finding.value_text.rpartition("/")[2]) - 1]
        assert f"应为 {check_character(printed[:-1]) or '—'}，" in finding.message_zh


def all_shapes() -> Graph:
    """Those of one disclosure and those across disclosures."""
    shapes = load_shapes()
    assert shapes.across is not None
    return shapes.graph + shapes.across.graph


def languages(graph: Graph, node: object, predicate: str) -> list[str | None]:
    return sorted(
        text.language
        for text in graph.objects(URIRef(str(node)), URIRef(predicate))
        if isinstance(text, Literal)
    )


def test_shapes_hold_no_blank_node_but_lists() -> None:
    graph = all_shapes()
    nameless = {node for node in graph.subjects() if isinstance(node, BNode)}
    assert nameless
    assert all((node, RDF.first, None) in graph for node in nameless)
    assert (URIRef("https://w3id.org/budgetgraph/shapes"), RDF.type, OWL.Ontology) in graph


def test_shapes_name_only_what_the_ontology_defines() -> None:
    ontology = Graph().parse(asset("ontology/budget.ttl"))
    defined = {str(term) for term in ontology.subjects() if str(term).startswith(BG)}
    shapes = load_shapes()
    assert shapes.across is not None
    named = {
        iri for one in (shapes, shapes.across) for iri in one.reads or () if iri.startswith(BG)
    }
    assert len(named) > 50
    assert sorted(named - defined) == []


@pytest.mark.long
def test_the_shapes_are_shacl() -> None:
    """By the SHACL shapes for shapes: loading ours as if they were a user's checks them."""
    assert load_shapes(asset("shapes")).rules == load_shapes().rules
    assert prepared.cache_info().currsize > 0


if __name__ == "__main__":
    for invalid in INVALID:
        approved(invalid).write_text("\n".join(map(told, report(invalid).findings)) + "\n", "utf-8")
