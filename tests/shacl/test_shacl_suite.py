"""The W3C's SHACL test suite (98 tests of the core, 23 of SPARQL) through the validation of files,
by the reference and by `auto`.
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from places import SHARED
from rdflib import RDF, SH, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from budgetgraph.document.problems import BrokenShapes, UsageError
from budgetgraph.shacl import Engine
from budgetgraph.shacl.terms import simplest, written
from budgetgraph.validate import load_shapes, validate_file
from budgetgraph.validate.findings import Finding

SUITE = SHARED / "suites" / "shacl" / "tests"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")

#: What pySHACL fails, and why. A test of these that passes fails: the list says exactly what is so.
REFERENCE_FAILS = {
    "core/path/path-strange-002": "the shapes for shapes, which every file is held to, refuse a path that is a list and an inverse",
    "core/property/or-datatypes-001": 'rdflib reads "none"^^xsd:boolean as false',
    "core/property/uniqueLang-002": 'rdflib reads "1"^^xsd:boolean as true, which only the term true is for sh:uniqueLang',
    "sparql/node/prefixes-001": "pySHACL does not follow owl:imports from sh:prefixes",
    "sparql/pre-binding/shapesGraph-001": "pySHACL does not bind $shapesGraph",
}
#: Of these, what `auto` gets right: the set-wise engine does.
SET_WISE_RIGHT = {"sparql/node/prefixes-001"}
#: How many tests the set-wise engine takes upon itself.
SET_WISE = 105

pytestmark = [
    pytest.mark.skipif(not SUITE.is_dir(), reason="the W3C's suite is not here"),
    pytest.mark.filterwarnings("ignore:Parsing weird boolean"),
]

Result = tuple[str, str | None, str | None, str, str]


@dataclass(frozen=True)
class Case:
    """One test: its files, and the results that it expects, None where it expects the shapes to be
    refused.
    """

    name: str
    data: Path
    shapes: Path
    results: Counter[Result] | None


def file_of(iri: Node | None) -> Path:
    return Path(unquote(urlsplit(str(iri)).path))


@cache
def cases() -> list[Case]:
    """The tests of the suite, found by their files: one is in no manifest."""
    graphs = (
        (path, Graph().parse(path, publicID=path.as_uri()))
        for path in sorted(SUITE.rglob("*.ttl"))
        if "sht:Validate" in path.read_text()
    )
    return [
        case_of(graph, entry)
        for _, graph in graphs
        for entry in graph.subjects(RDF.type, SHT.Validate)
    ]


def case_of(graph: Graph, entry: Node) -> Case:
    action, result = graph.value(entry, MF.action), graph.value(entry, MF.result)
    assert action is not None
    name = str(file_of(entry).relative_to(SUITE))
    expected = (
        None
        if result == SHT.Failure
        else Counter(result_of(graph, one) for one in graph.objects(result, SH.result))
    )
    return Case(
        name,
        file_of(graph.value(action, SHT.dataGraph)),
        file_of(graph.value(action, SHT.shapesGraph)),
        expected,
    )


def result_of(graph: Graph, result: Node) -> Result:
    """A result of the manifest as a finding tells it: blank nodes have no name there, the focus is
    not repeated.
    """
    focus, value, path = (
        graph.value(result, name) for name in (SH.focusNode, SH.value, SH.resultPath)
    )
    said = value if value != focus and isinstance(value, URIRef | Literal) else None
    severity = str(graph.value(result, SH.resultSeverity)).rpartition("#")[2].lower()
    return (
        str(focus) if isinstance(focus, URIRef) else "",
        str(path) if isinstance(path, URIRef) else None,
        None if said is None else simplest(written(said)),
        str(graph.value(result, SH.sourceConstraintComponent)),
        severity if severity in ("info", "warning") else "violation",
    )


def told(finding: Finding) -> Result:
    value = None if finding.value is None else simplest(finding.value)
    return finding.focus, finding.path, value, finding.component, finding.severity.word


def passes(case: Case, engine: Engine) -> bool:
    try:
        report = validate_file(case.data, load_shapes(case.shapes), engine)
    except BrokenShapes:
        return case.results is None
    return case.results is not None and Counter(map(told, report.findings)) == case.results


def test_the_suite_is_all_there() -> None:
    names = [case.name for case in cases()]
    assert Counter(name.partition("/")[0] for name in names) == {"core": 98, "sparql": 23}
    assert set(names) > REFERENCE_FAILS.keys() > SET_WISE_RIGHT


@pytest.mark.long
@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_the_reference(case: Case) -> None:
    assert passes(case, Engine.REFERENCE) == (case.name not in REFERENCE_FAILS)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_auto(case: Case) -> None:
    assert passes(case, Engine.AUTO) == (
        case.name not in REFERENCE_FAILS or case.name in SET_WISE_RIGHT
    )


@pytest.mark.long
def test_the_set_wise_engine_takes_most() -> None:
    taken = 0
    for case in cases():
        with suppress(BrokenShapes, UsageError):
            validate_file(case.data, load_shapes(case.shapes), Engine.SETWISE)
            taken += 1
    assert taken == SET_WISE
