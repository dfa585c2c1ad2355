"""The metadata says what a count of the graph says, names no blank node and gives the same bytes
each time.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pyshacl
import pytest
from places import SHARED
from rdflib import RDF, SH, XSD, BNode, Dataset, Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, VOID
from sample import sample_nquads

from budgetgraph.document.problems import UsageError
from budgetgraph.export.catalogue import metadata
from budgetgraph.export.dumps import Dump
from budgetgraph.export.publication import Publication, publication
from budgetgraph.rdf.iris import BASE, PREFIXES
from budgetgraph.store import Store

SUITES = SHARED / "suites"
DATASET = URIRef(BASE + "dataset")
SD = PREFIXES["sd"]


LICENCE = "https://creativecommons.org/licenses/by/4.0/"
OFFICE = publication(LICENCE, "open-data@example.org")
FILES = (
    Dump("graph.nq.gz", Path("graph.nq.gz"), 1234, "ab" * 32),
    Dump("csv/projects.csv", Path("csv/projects.csv"), 56, "cd" * 32),
    Dump("parquet/projects.parquet", Path("parquet/projects.parquet"), 78, "ef" * 32),
)


@cache
def described() -> Graph:
    written = metadata(Store.memory([sample_nquads()]), BASE, OFFICE, FILES)
    return Graph().parse(data=written, format="turtle")


def quads() -> list[tuple[str, str, str, str]]:
    dataset = Dataset()
    dataset.parse(data=sample_nquads(), format="nquads")
    return [(str(s), str(p), str(o), str(g)) for s, p, o, g in dataset.quads()]


def triples() -> set[tuple[str, str, str]]:
    """What the endpoint holds: each triple once, however many graphs say it."""
    lines = sample_nquads().decode().split("\n")[:-1]
    found = set[tuple[str, str, str]]()
    for line in lines:
        subject, name, rest = line.partition(" <")[0], line.split(" ", 2)[1], line.split(" ", 2)[2]
        found.add((subject.strip("<>"), name.strip("<>"), rest.rpartition(" <")[0]))
    return found


def number(subject: URIRef, name: URIRef) -> int:
    value = described().value(subject, name)
    assert isinstance(value, Literal)
    return int(value)


def test_every_count_is_the_graphs_own() -> None:
    found = triples()
    assert number(DATASET, VOID.triples) == len(found) < len(quads())
    assert number(DATASET, VOID.distinctSubjects) == len({s for s, *_ in found})
    assert number(DATASET, VOID.properties) == len({p for _, p, _ in found})
    classes = {o for _, p, o in found if p == str(RDF.type)}
    assert number(DATASET, VOID.classes) == len(classes)
    for partition in described().objects(DATASET, VOID.classPartition):
        name = f"<{described().value(partition, VOID['class'])}>"
        assert number(URIRef(str(partition)), VOID.entities) == len(
            {s for s, p, o in found if p == str(RDF.type) and o == name}
        )
        classes.discard(name)
    assert not classes
    for partition in described().objects(DATASET, VOID.propertyPartition):
        name = str(described().value(partition, VOID.property))
        assert number(URIRef(str(partition)), VOID.triples) == sum(
            1 for _, p, _ in found if p == name
        )


def test_the_number_of_triples_is_what_count_says() -> None:
    store = Store.memory([sample_nquads()])
    counted = store.select("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }").rows[0][0]
    assert number(DATASET, VOID.triples) == counted


def test_every_graph_is_a_subset() -> None:
    subsets = list(described().objects(DATASET, VOID.subset))
    assert len(subsets) == 3
    assert sum(number(URIRef(str(subset)), VOID.triples) for subset in subsets) == len(quads())
    named = {str(name) for name in described().objects(None, URIRef(SD + "name"))}
    assert named == {graph for *_, graph in quads()}
    titles = {
        str(title) for subset in subsets for title in described().objects(subset, DCTERMS.title)
    }
    assert titles == {"平乡县医疗保障局2025年部门预算", "卢龙县医疗保障局2024年部门预算"}


def test_what_a_catalogue_must_say() -> None:
    graph = described()
    for kind, count in ((DCAT.Catalog, 1), (DCAT.Dataset, 3), (DCAT.DataService, 1)):
        things = sorted(graph.subjects(RDF.type, kind))
        assert len(things) == count
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


def test_every_download_is_a_distribution_with_its_size_and_checksum() -> None:
    graph = described()
    offered = set(graph.objects(DATASET, DCAT.distribution))
    for file in FILES:
        distribution = URIRef(f"{BASE}download/{file.name}")
        assert distribution in offered
        assert graph.value(distribution, DCAT.byteSize) == Literal(
            str(file.size), datatype=XSD.nonNegativeInteger
        )
        checksum = graph.value(distribution, URIRef(PREFIXES["spdx"] + "checksum"))
        value = graph.value(checksum, URIRef(PREFIXES["spdx"] + "checksumValue"))
        assert isinstance(value, Literal)
        assert value.toPython().hex() == file.sha256
    assert graph.value(DATASET, URIRef(PREFIXES["dcat"] + "version")) == Literal("ab" * 8)


def test_every_disclosure_is_a_catalogued_dataset() -> None:
    graph = described()
    catalogued = set(graph.objects(URIRef(BASE + "catalog"), DCAT.dataset)) - {DATASET}
    assert len(catalogued) == 2
    for dataset in catalogued:
        graph_of = str(dataset).replace("/id/disclosure/", "/graph/")
        files = {str(file) for file in graph.objects(dataset, DCAT.distribution)}
        assert files == {f"{graph_of}.{form}" for form in ("ttl", "trig", "nq", "jsonld")}
        assert graph.value(dataset, DCTERMS.publisher) is not None
        assert len(set(graph.objects(dataset, DCAT.theme))) == 2
        assert len(set(graph.objects(dataset, DCAT.keyword))) == 8


def test_licence_and_contact_are_those_given() -> None:
    graph = described()
    holders = {str(one) for one in graph.subjects(DCTERMS.license, URIRef(LICENCE))}
    distributions = {str(one) for one in graph.subjects(RDF.type, DCAT.Distribution)}
    assert holders == distributions | {BASE + name for name in ("catalog", "dataset", "sparql")}
    contact = graph.value(DATASET, DCAT.contactPoint)
    mail = graph.value(contact, URIRef(PREFIXES["vcard"] + "hasEmail"))
    assert str(mail) == "mailto:open-data@example.org"
    silent = Graph().parse(data=metadata(Store.memory([sample_nquads()])), format="turtle")
    assert not list(silent.subject_objects(DCTERMS.license)), "none given, none said"
    assert not list(silent.subject_objects(DCAT.contactPoint))


@pytest.mark.parametrize(
    ("licence", "contact"),
    [("CC BY 4.0", None), ("ftp://x/y", None), (None, "the office"), (None, "a b@example.org")],
)
def test_what_is_no_licence_or_contact_is_refused(licence: str, contact: str) -> None:
    with pytest.raises(UsageError):
        publication(licence, contact)


def test_a_contact_may_be_an_address_of_the_web() -> None:
    assert publication(None, "https://example.org/ask") == Publication(
        None, "https://example.org/ask"
    )


def test_dates_are_those_of_the_sources() -> None:
    """The first day of publication and the last change; without any, none is said."""
    dcterms, source = PREFIXES["dcterms"], f"{BASE}source/x"
    lines = [sample_nquads().decode()]
    for graph in ("130532/平乡县医疗保障局/2025", "130324/卢龙县医疗保障局/2024"):
        year = graph[-4:]
        disclosure, named = f"<{BASE}id/disclosure/{graph}>", f"<{BASE}graph/{graph}>"
        day = f'"{year}-02-10"^^<{XSD.date}>'
        file = f"<{source}{year}>"
        lines.append(f"{disclosure} <{PREFIXES['prov']}wasDerivedFrom> {file} {named} .")
        lines.append(f"{file} <{dcterms}issued> {day} {named} .")
        lines.append(f"{file} <{dcterms}modified> {day} {named} .")
    written = metadata(Store.memory(["\n".join(lines).encode()]))
    graph = Graph().parse(data=written, format="turtle")
    assert graph.value(DATASET, DCTERMS.issued) == Literal("2024-02-10", datatype=XSD.date)
    assert graph.value(DATASET, DCTERMS.modified) == Literal("2025-02-10", datatype=XSD.date)
    one = URIRef(f"{BASE}id/disclosure/130532/平乡县医疗保障局/2025")
    assert graph.value(one, DCTERMS.issued) == Literal("2025-02-10", datatype=XSD.date)
    assert described().value(DATASET, DCTERMS.issued) is None


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


def test_known_sizes_of_graphs_give_the_same_bytes() -> None:
    sizes = Counter(line.rsplit(" ", 2)[1][1:-1] for line in sample_nquads().decode().splitlines())
    store = Store.memory([sample_nquads()])
    assert metadata(store, sizes=sizes) == metadata(store)
    assert metadata(store, sizes={}) != metadata(store)


def test_an_empty_graph_has_metadata_too() -> None:
    graph = Graph().parse(data=metadata(Store.memory([])), format="turtle")
    assert graph.value(DATASET, VOID.triples) == Literal(0)
    assert graph.value(DATASET, DCTERMS.temporal) is None
