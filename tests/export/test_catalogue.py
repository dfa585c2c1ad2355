"""The metadata says what a count of the graph says, names no blank node and gives the same bytes
each time.
"""

from __future__ import annotations

from functools import cache

import pyshacl
import pytest
from places import SHARED
from rdflib import RDF, SH, XSD, BNode, Dataset, Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, VOID
from sample import sample_nquads

from budgetgraph.export.catalogue import metadata
from budgetgraph.rdf.iris import BASE, PREFIXES
from budgetgraph.store import Store

SUITES = SHARED / "suites"
DATASET = URIRef(BASE + "dataset")
SD = PREFIXES["sd"]


@cache
def described() -> Graph:
    return Graph().parse(data=metadata(Store.memory([sample_nquads()])), format="turtle")


def quads() -> list[tuple[str, str, str, str]]:
    dataset = Dataset()
    dataset.parse(data=sample_nquads(), format="nquads")
    return [(str(s), str(p), str(o), str(g)) for s, p, o, g in dataset.quads()]


def number(subject: URIRef, name: URIRef) -> int:
    value = described().value(subject, name)
    assert isinstance(value, Literal)
    return int(value)


def test_every_count_is_the_graphs_own() -> None:
    found = quads()
    assert number(DATASET, VOID.triples) == len(found) == sample_nquads().count(b"\n")
    assert number(DATASET, VOID.distinctSubjects) == len({s for s, *_ in found})
    assert number(DATASET, VOID.properties) == len({p for _, p, *_ in found})
    classes = {o for _, p, o, _ in found if p == str(RDF.type)}
    assert number(DATASET, VOID.classes) == len(classes)
    for partition in described().objects(DATASET, VOID.classPartition):
        name = str(described().value(partition, VOID["class"]))
        assert number(URIRef(str(partition)), VOID.entities) == len(
            {s for s, p, o, _ in found if p == str(RDF.type) and o == name}
        )
        classes.discard(name)
    assert not classes
    for partition in described().objects(DATASET, VOID.propertyPartition):
        name = str(described().value(partition, VOID.property))
        assert number(URIRef(str(partition)), VOID.triples) == sum(
            1 for _, p, *_ in found if p == name
        )


def test_every_graph_is_a_subset() -> None:
    subsets = list(described().objects(DATASET, VOID.subset))
    assert len(subsets) == 3
    assert sum(number(URIRef(str(subset)), VOID.triples) for subset in subsets) == number(
        DATASET, VOID.triples
    )
    named = {str(name) for name in described().objects(None, URIRef(SD + "name"))}
    assert named == {graph for *_, graph in quads()}
    titles = {
        str(title) for subset in subsets for title in described().objects(subset, DCTERMS.title)
    }
    assert titles == {"平乡县医疗保障局2025年部门预算", "卢龙县医疗保障局2024年部门预算"}


def test_what_a_catalogue_must_say() -> None:
    graph = described()
    for kind in (DCAT.Catalog, DCAT.Dataset, DCAT.DataService):
        things = list(graph.subjects(RDF.type, kind))
        assert len(things) == 1
        assert {
            title.language
            for title in graph.objects(things[0], DCTERMS.title)
            if isinstance(title, Literal)
        } == {"zh", "en"}
    for distribution in graph.objects(DATASET, DCAT.distribution):
        assert (distribution, RDF.type, DCAT.Distribution) in graph
        assert graph.value(distribution, DCAT.accessURL) is not None
    period = graph.value(DATASET, DCTERMS.temporal)
    assert graph.value(period, DCAT.startDate) == Literal("2024", datatype=XSD.gYear)
    assert graph.value(period, DCAT.endDate) == Literal("2025", datatype=XSD.gYear)
    assert len(list(graph.objects(DATASET, DCTERMS.spatial))) == 2


@pytest.mark.parametrize(("profile", "shapes"), [("3.0.0", 42), ("3.0.1", 17)])
def test_it_is_clean_under_the_profile_of_european_portals(profile: str, shapes: int) -> None:
    path = SUITES / "dcat-ap" / f"dcat-ap-{profile}.ttl"
    if not path.is_file():
        pytest.skip(f"the DCAT-AP shapes are not at {path}")
    profile_shapes = Graph().parse(path)
    assert len(list(profile_shapes.subjects(RDF.type, SH.NodeShape))) == shapes
    _, report, text = pyshacl.validate(described(), shacl_graph=profile_shapes, advanced=True)
    assert isinstance(report, Graph)
    assert len(list(report.subjects(RDF.type, SH.ValidationResult))) == 0, text


def test_the_profile_sees_what_is_missing() -> None:
    """A catalogue without a description is refused: the shapes are really run."""
    path = SUITES / "dcat-ap" / "dcat-ap-3.0.0.ttl"
    if not path.is_file():
        pytest.skip(f"the DCAT-AP shapes are not at {path}")
    damaged = Graph() + described()
    damaged.remove((URIRef(BASE + "catalog"), DCTERMS.description, None))
    _, report, _ = pyshacl.validate(damaged, shacl_graph=Graph().parse(path), advanced=True)
    assert isinstance(report, Graph)
    assert len(list(report.subjects(RDF.type, SH.ValidationResult))) == 1


def test_quality_is_measured() -> None:
    """The sample has no ledger and no findings; a build of two lines and a warning has sums."""
    bg, sh = PREFIXES["bg"], PREFIXES["sh"]
    graph, disclosure = f"<{BASE}graph/x>", f"<{BASE}id/disclosure/x>"
    lines = [
        f'{disclosure} <{bg}mappedLines> "2"^^<{XSD.integer}> {graph} .',
        f'<{BASE}id/y> <{bg}mappedLines> "3"^^<{XSD.integer}> <{BASE}graph/y> .',
        f"<{BASE}id/finding/z> <{sh}resultSeverity> <{sh}Warning> <{BASE}graph/findings> .",
    ]
    measured = Graph().parse(
        data=metadata(Store.memory(["\n".join(lines).encode()])), format="turtle"
    )
    dqv = PREFIXES["dqv"]
    values = {
        str(one).rpartition("/")[2]: int(str(measured.value(one, URIRef(dqv + "value"))))
        for one in measured.objects(DATASET, URIRef(dqv + "hasQualityMeasurement"))
    }
    assert values == {
        "mapped-lines": 5,
        "ignored-lines": 0,
        "unparsed-lines": 0,
        "violations": 0,
        "warnings": 1,
    }


def test_no_blank_nodes_and_the_same_bytes() -> None:
    assert not [term for triple in described() for term in triple if isinstance(term, BNode)]
    lines = sample_nquads().split(b"\n")
    assert metadata(Store.memory([b"\n".join(reversed(lines))])) == metadata(
        Store.memory([sample_nquads()])
    )


def test_an_empty_graph_has_metadata_too() -> None:
    graph = Graph().parse(data=metadata(Store.memory([])), format="turtle")
    assert graph.value(DATASET, VOID.triples) == Literal(0)
    assert graph.value(DATASET, DCTERMS.temporal) is None
