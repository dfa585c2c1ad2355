"""Describe a built graph: a DCAT catalogue, a VoID description, a SPARQL service description.

All counts are made by query.
"""

from __future__ import annotations

from collections.abc import Sequence

from budgetgraph.export.catalogue_queries import (
    CLASSES,
    DISCLOSURES,
    GRAPHS,
    METRICS,
    OBJECTS,
    PLACES,
    PROPERTIES,
    QUALITY,
    SUBJECTS,
)
from budgetgraph.export.turtle_blocks import Pairs, TurtleBlocks, both, chinese, links
from budgetgraph.query.selects import Selects
from budgetgraph.rdf.iris import BASE, Iris, segment
from budgetgraph.store.answer import Value

Rows = Sequence[tuple[Value, ...]]

_TITLE = ("部门预算公开知识图谱", "Graph of department budget disclosures")
_ABOUT = (
    "从部门预算公开材料读出的预算表、项目、绩效指标和所引文件，每个数字都可回到原文的行。",
    "Budget tables, projects, performance indicators and cited documents read from department "
    "budget disclosures; every figure leads back to the line it came from.",
)
_PUBLISHER = "budgetgraph"
_MEDIA_TYPE = "https://www.iana.org/assignments/media-types/"
_RESULT_FORMATS = tuple(
    f"http://www.w3.org/ns/formats/{name}"
    for name in (
        "SPARQL_Results_JSON",
        "SPARQL_Results_XML",
        "SPARQL_Results_CSV",
        "SPARQL_Results_TSV",
        "Turtle",
        "N-Triples",
        "JSON-LD",
    )
)


def metadata(graph: Selects, base: str = BASE) -> bytes:
    """Write `metadata.ttl` of a built graph.

    All counts come from the graph itself and no time of day is written, so that the same graph
    gives the same bytes.
    """
    iris = Iris(base)
    out = TurtleBlocks(iris)
    graphs = graph.select(GRAPHS).rows
    disclosures = graph.select(DISCLOSURES.format(ontology=iris.ontology)).rows
    places = graph.select(PLACES.format(ontology=iris.ontology)).rows
    out.say(base + "catalog", _catalogue(base))
    out.say(base + "catalog#publisher", [("a", "foaf:Agent"), ("foaf:name", f'"{_PUBLISHER}"')])
    counts = _counts(graph, iris, graphs, places)
    out.say(base + "dataset", [*_dataset(base, disclosures), *counts])
    _named(out, base, places)
    _period(out, base, disclosures)
    _distributions(out, base)
    _service(out, base, graphs)
    _quality(out, graph)
    _subsets(out, graphs, disclosures)
    _partitions(out, graph)
    return out.text().encode()


def _catalogue(base: str) -> Pairs:
    """Describe the catalogue."""
    return [
        ("a", "dcat:Catalog"),
        ("dcterms:title", both(_TITLE)),
        ("dcterms:description", both(_ABOUT)),
        ("dcterms:publisher", f"<{base}catalog#publisher>"),
        ("dcat:dataset", f"<{base}dataset>"),
        ("dcat:service", f"<{base}sparql>"),
    ]


def _dataset(base: str, disclosures: Rows) -> Pairs:
    """Describe the dataset, without its counts."""
    distributions = [f"{base}download/graph.nq.gz", f"{base}distribution/sparql"]
    measurements = [f"{base}dataset/quality/{key}" for key, *_ in METRICS]
    pairs = [
        ("a", "dcat:Dataset, void:Dataset"),
        ("dcterms:title", both(_TITLE)),
        ("dcterms:description", both(_ABOUT)),
        ("dcterms:publisher", f"<{base}catalog#publisher>"),
        ("dcterms:conformsTo", f"<{base}ontology>"),
        ("dcat:distribution", links(distributions)),
        ("void:sparqlEndpoint", f"<{base}sparql>"),
        ("void:dataDump", f"<{base}download/graph.nq.gz>"),
        ("void:uriSpace", f'"{base}"'),
        ("void:vocabulary", f"<{base}ontology#>"),
        ("dqv:hasQualityMeasurement", links(measurements)),
    ]
    if disclosures:
        pairs.append(("dcterms:temporal", f"<{base}dataset/period>"))
    return pairs


def _counts(graph: Selects, iris: Iris, graphs: Rows, places: Rows) -> Pairs:
    """Count the whole dataset, and list its parts; triples are counted graph by graph."""
    classes, properties = graph.select(CLASSES).rows, graph.select(PROPERTIES).rows
    subjects = str(graph.select(SUBJECTS).rows[0][0])
    triples = sum(int(str(count)) for _, count in graphs)
    pairs = [
        ("void:triples", str(triples)),
        ("void:entities", subjects),
        ("void:distinctSubjects", subjects),
        ("void:distinctObjects", str(graph.select(OBJECTS).rows[0][0])),
        ("void:classes", str(len(classes))),
        ("void:properties", str(len(properties))),
    ]
    parts = {
        "dcterms:spatial": [str(place) for place, _ in places],
        "void:subset": [_subset(name) for name, _ in graphs],
        "void:classPartition": _all_partitions(iris, "class", classes),
        "void:propertyPartition": _all_partitions(iris, "property", properties),
    }
    for name, listed in parts.items():
        if listed:
            pairs.append((name, links(listed)))
    return pairs


def _all_partitions(iris: Iris, kind: str, rows: Rows) -> list[str]:
    """Name the parts of all classes or all properties."""
    return [_partition(iris, kind, name) for name, _ in rows]


def _subset(graph: Value) -> str:
    """Name the dataset of one graph."""
    return f"{graph}#dataset"


def _partition(iris: Iris, kind: str, name: Value) -> str:
    """Name the part of one class or property: `dataset/class/bg:Figure`.

    Where no prefix fits, the whole IRI is encoded.
    """
    short = str(name)
    for prefix, namespace in iris.prefixes.items():
        if short.startswith(namespace):
            short = f"{prefix}:{short[len(namespace) :]}"
            break
    return f"{iris.base}dataset/{kind}/{segment(short)}"


def _named(out: TurtleBlocks, base: str, places: Rows) -> None:
    """Give what the dataset only names the class that DCAT-AP asks for."""
    for place, name in places:
        pairs = [("a", "dcterms:Location")]
        if name:
            pairs.append(("skos:prefLabel", chinese(name)))
        out.say(str(place), pairs)
    out.say(f"{base}ontology", [("a", "dcterms:Standard, owl:Ontology")])
    for media_type in ("application/n-quads", "application/gzip"):
        out.say(_MEDIA_TYPE + media_type, [("a", "dcterms:MediaType")])


def _period(out: TurtleBlocks, base: str, disclosures: Rows) -> None:
    """Describe the years from the first to the last disclosure."""
    years = sorted(int(str(year)) for *_, year in disclosures)
    if not years:
        return
    pairs = [
        ("a", "dcterms:PeriodOfTime"),
        ("dcat:startDate", f'"{years[0]:04d}"^^xsd:gYear'),
        ("dcat:endDate", f'"{years[-1]:04d}"^^xsd:gYear'),
    ]
    out.say(f"{base}dataset/period", pairs)


def _distributions(out: TurtleBlocks, base: str) -> None:
    """Describe the dump and the endpoint as distributions."""
    dump = f"{base}download/graph.nq.gz"
    as_dump = [
        ("a", "dcat:Distribution, rdfs:Resource"),
        ("dcterms:title", both(("全部数据（N-Quads）", "The whole graph as N-Quads"))),
        ("dcat:accessURL", f"<{dump}>"),
        ("dcat:downloadURL", f"<{dump}>"),
        ("dcat:mediaType", f"<{_MEDIA_TYPE}application/n-quads>"),
        ("dcat:compressFormat", f"<{_MEDIA_TYPE}application/gzip>"),
    ]
    by_query = [
        ("a", "dcat:Distribution"),
        ("dcterms:title", both(("SPARQL 查询", "SPARQL queries"))),
        ("dcat:accessURL", f"<{base}sparql>"),
        ("dcat:accessService", f"<{base}sparql>"),
    ]
    out.say(dump, as_dump)
    out.say(f"{base}distribution/sparql", by_query)


def _service(out: TurtleBlocks, base: str, graphs: Rows) -> None:
    """Describe the endpoint: SPARQL 1.1 queries, read-only.

    Its default graph is the union of the named ones.
    """
    service = [
        ("a", "sd:Service, dcat:DataService, rdfs:Resource"),
        ("dcterms:title", both(("SPARQL 查询服务", "SPARQL endpoint"))),
        ("sd:endpoint", f"<{base}sparql>"),
        ("dcat:endpointURL", f"<{base}sparql>"),
        ("dcat:servesDataset", f"<{base}dataset>"),
        ("sd:supportedLanguage", "sd:SPARQL11Query"),
        ("sd:feature", "sd:UnionDefaultGraph"),
        ("sd:resultFormat", links(_RESULT_FORMATS)),
        ("sd:defaultDataset", f"<{base}dataset#sparql>"),
    ]
    out.say(f"{base}sparql", service)
    dataset = [("a", "sd:Dataset"), ("sd:defaultGraph", f"<{base}dataset>")]
    if graphs:
        dataset.append(("sd:namedGraph", links(f"{name}#named" for name, _ in graphs)))
    out.say(f"{base}dataset#sparql", dataset)
    for name, _ in graphs:
        named_graph = [
            ("a", "sd:NamedGraph"),
            ("sd:name", f"<{name}>"),
            ("sd:graph", f"<{_subset(name)}>"),
        ]
        out.say(f"{name}#named", named_graph)


def _quality(out: TurtleBlocks, graph: Selects) -> None:
    """Say how much of the sources was understood, and what the rules found (DQV)."""
    base = out.iris.base
    for key, name, pattern in METRICS:
        query = QUALITY.format(ontology=out.iris.ontology, pattern=pattern)
        total = graph.select(query).rows[0][0] or 0
        metric = f"{base}dataset/metric/{key}"
        measurement = [
            ("a", "dqv:QualityMeasurement"),
            ("dqv:isMeasurementOf", f"<{metric}>"),
            ("dqv:computedOn", f"<{base}dataset>"),
            ("dqv:value", str(total)),
        ]
        out.say(f"{base}dataset/quality/{key}", measurement)
        described = [
            ("a", "dqv:Metric"),
            ("skos:prefLabel", both(name)),
            ("dqv:expectedDataType", "xsd:integer"),
        ]
        out.say(metric, described)


def _subsets(out: TurtleBlocks, graphs: Rows, disclosures: Rows) -> None:
    """Describe every named graph as a dataset of its own, with the disclosure that it holds."""
    held = {graph: (thing, label) for graph, thing, label, _ in disclosures}
    for name, count in graphs:
        pairs = [("a", "void:Dataset, sd:Graph"), ("void:triples", str(count))]
        if name in held:
            thing, label = held[name]
            pairs.append(("dcterms:title", chinese(label)))
            pairs.append(("void:rootResource", f"<{thing}>"))
        out.say(_subset(name), pairs)


def _partitions(out: TurtleBlocks, graph: Selects) -> None:
    """Describe the part of every class and of every property."""
    for name, count in graph.select(CLASSES).rows:
        pairs = [("a", "void:Dataset"), ("void:class", f"<{name}>"), ("void:entities", str(count))]
        out.say(_partition(out.iris, "class", name), pairs)
    for name, count in graph.select(PROPERTIES).rows:
        pairs = [
            ("a", "void:Dataset"),
            ("void:property", f"<{name}>"),
            ("void:triples", str(count)),
        ]
        out.say(_partition(out.iris, "property", name), pairs)
