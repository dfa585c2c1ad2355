"""The metadata of a built graph: a DCAT catalogue, a VoID description and a SPARQL service
description, all of it counted by query.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from budgetgraph.rdf.iris import BASE, Iris, segment
from budgetgraph.rdf.nquads import escape
from budgetgraph.store.answer_table import Answer, Value

_TITLE = ("部门预算公开知识图谱", "Graph of department budget disclosures")
_ABOUT = (
    "从部门预算公开材料读出的预算表、项目、绩效指标和所引文件，每个数字都可回到原文的行。",
    "Budget tables, projects, performance indicators and cited documents read from department budget disclosures; "
    "every figure leads back to the line it came from.",
)
_PUBLISHER = "budgetgraph"
_MEDIA_TYPE = "https://www.iana.org/assignments/media-types/"
_RESULT_FORMATS = [f"SPARQL_Results_{name}" for name in ("JSON", "XML", "CSV", "TSV")] + [
    "Turtle",
    "N-Triples",
    "JSON-LD",
]
_PREFIXES = ("dcat", "dcterms", "dqv", "foaf", "owl", "rdfs", "sd", "skos", "void", "xsd")

_GRAPHS = "SELECT ?graph (COUNT(*) AS ?triples) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph ORDER BY ?graph"
_SUBJECTS = "SELECT (COUNT(DISTINCT ?s) AS ?entities) WHERE { GRAPH ?graph { ?s ?p ?o } }"
_OBJECTS = "SELECT (COUNT(DISTINCT ?o) AS ?objects) WHERE { GRAPH ?graph { ?s ?p ?o } }"
_CLASSES = "SELECT ?class (COUNT(DISTINCT ?s) AS ?entities) WHERE { GRAPH ?graph { ?s a ?class } } GROUP BY ?class ORDER BY ?class"
_PROPERTIES = "SELECT ?property (COUNT(*) AS ?triples) WHERE { GRAPH ?graph { ?s ?property ?o } } GROUP BY ?property ORDER BY ?property"
_DISCLOSURES = """PREFIX bg: <{ontology}>
SELECT ?graph ?disclosure ?label ?year WHERE {{
  GRAPH ?graph {{ ?disclosure a bg:Disclosure ; <http://www.w3.org/2004/02/skos/core#prefLabel> ?label ; bg:fiscalYear ?year }}
}} ORDER BY ?graph ?disclosure"""
_PLACES = """PREFIX bg: <{ontology}>
SELECT ?place (MIN(?given) AS ?name) WHERE {{
  GRAPH ?graph {{ ?disclosure a bg:Disclosure ; bg:division ?place }}
  OPTIONAL {{ GRAPH ?codes {{ ?place <http://www.w3.org/2004/02/skos/core#prefLabel> ?given }} }}
}} GROUP BY ?place ORDER BY ?place"""


_QUALITY = """PREFIX bg: <{ontology}>
PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT (SUM(?number) AS ?sum) WHERE {{ GRAPH ?graph {{ {pattern} }} }}"""
#: What is measured: key, the two names of it, and the pattern whose ?number is summed over all
#: graphs.
_METRICS = (
    (
        "mapped-lines",
        ("入图的原文行数", "Source lines that went into the graph"),
        "?disclosure bg:mappedLines ?number",
    ),
    (
        "ignored-lines",
        ("按规则略过的原文行数", "Source lines left out on purpose"),
        "?disclosure bg:ignoredLines ?number",
    ),
    (
        "unparsed-lines",
        ("没有读懂的原文行数", "Source lines not understood"),
        "?disclosure bg:unparsedLines ?number",
    ),
    (
        "violations",
        ("核查发现的错误数", "Violations found"),
        "?finding sh:resultSeverity sh:Violation . BIND(1 AS ?number)",
    ),
    (
        "warnings",
        ("核查发现的警告数", "Warnings found"),
        "?finding sh:resultSeverity sh:Warning . BIND(1 AS ?number)",
    ),
)


class Graph(Protocol):
    """Whatever answers SELECT queries: a store."""

    def select(self, sparql: str) -> Answer:
        """Columns and rows of a SELECT."""


@dataclass
class _Turtle:
    """Turtle in the order it is said: one block a subject."""

    iris: Iris
    blocks: list[str] = field(default_factory=list)

    def say(self, subject: str, pairs: Iterable[tuple[str, str]]) -> None:
        """A subject and its predicates (prefixed names) with their objects (Turtle terms)."""
        self.blocks.append(
            f"<{subject}>\n" + " ;\n".join(f"    {name} {term}" for name, term in pairs) + " .\n"
        )

    def text(self) -> str:
        head = "".join(f"@prefix {name}: <{self.iris.prefixes[name]}> .\n" for name in _PREFIXES)
        return head + "\n" + "\n".join(self.blocks)


def metadata(graph: Graph, base: str = BASE) -> bytes:
    """`metadata.ttl` of a built graph.

    Counts come from the graph itself, there is no clock: the same graph gives the same bytes.
    """
    iris = Iris(base)
    out = _Turtle(iris)
    graphs = graph.select(_GRAPHS).rows
    disclosures = graph.select(_DISCLOSURES.format(ontology=iris.ontology)).rows
    out.say(base + "catalog", _catalogue(base))
    out.say(base + "catalog#publisher", [("a", "foaf:Agent"), ("foaf:name", f'"{_PUBLISHER}"')])
    places = graph.select(_PLACES.format(ontology=iris.ontology)).rows
    out.say(
        base + "dataset",
        [
            *_dataset(base, disclosures),
            *_counts(graph, iris, graphs, [place for place, _ in places]),
        ],
    )
    _named(out, base, places)
    _period(out, base, disclosures)
    _distributions(out, base)
    _service(out, base, graphs)
    _quality(out, graph)
    _subsets(out, graphs, disclosures)
    _partitions(out, graph)
    return out.text().encode()


def _pair(texts: tuple[str, str]) -> str:
    return f'"{escape(texts[0])}"@zh ,\n        "{escape(texts[1])}"@en'


def _list(iris: Iterable[Value]) -> str:
    return ",\n        ".join(f"<{iri}>" for iri in iris)


def _catalogue(base: str) -> list[tuple[str, str]]:
    return [
        ("a", "dcat:Catalog"),
        ("dcterms:title", _pair(_TITLE)),
        ("dcterms:description", _pair(_ABOUT)),
        ("dcterms:publisher", f"<{base}catalog#publisher>"),
        ("dcat:dataset", f"<{base}dataset>"),
        ("dcat:service", f"<{base}sparql>"),
    ]


def _dataset(base: str, disclosures: Iterable[tuple[Value, ...]]) -> list[tuple[str, str]]:
    pairs = [
        ("a", "dcat:Dataset, void:Dataset"),
        ("dcterms:title", _pair(_TITLE)),
        ("dcterms:description", _pair(_ABOUT)),
        ("dcterms:publisher", f"<{base}catalog#publisher>"),
        ("dcterms:conformsTo", f"<{base}ontology>"),
        ("dcat:distribution", _list([f"{base}download/graph.nq.gz", f"{base}distribution/sparql"])),
        ("void:sparqlEndpoint", f"<{base}sparql>"),
        ("void:dataDump", f"<{base}download/graph.nq.gz>"),
        ("void:uriSpace", f'"{base}"'),
        ("void:vocabulary", f"<{base}ontology#>"),
        (
            "dqv:hasQualityMeasurement",
            _list(f"{base}dataset/quality/{key}" for key, *_ in _METRICS),
        ),
    ]
    return [*pairs, ("dcterms:temporal", f"<{base}dataset/period>")] if disclosures else pairs


def _counts(
    graph: Graph, iris: Iris, graphs: Iterable[tuple[Value, ...]], places: Iterable[Value]
) -> list[tuple[str, str]]:
    """The figures of the whole dataset; triples are counted graph by graph."""
    classes, properties = graph.select(_CLASSES).rows, graph.select(_PROPERTIES).rows
    pairs = [
        ("void:triples", str(sum(int(str(count)) for _, count in graphs))),
        ("void:entities", str(graph.select(_SUBJECTS).rows[0][0])),
        ("void:distinctSubjects", str(graph.select(_SUBJECTS).rows[0][0])),
        ("void:distinctObjects", str(graph.select(_OBJECTS).rows[0][0])),
        ("void:classes", str(len(classes))),
        ("void:properties", str(len(properties))),
    ]
    lists: dict[str, list[Value]] = {
        "dcterms:spatial": list(places),
        "void:subset": [_subset(name) for name, _ in graphs],
        "void:classPartition": [_partition(iris, "class", name) for name, _ in classes],
        "void:propertyPartition": [_partition(iris, "property", name) for name, _ in properties],
    }
    return pairs + [(name, _list(found)) for name, found in lists.items() if found]


def _subset(graph: Value) -> str:
    return f"{graph}#dataset"


def _partition(iris: Iris, kind: str, name: Value) -> str:
    """`dataset/class/bg:Figure`, with the whole IRI encoded where no prefix fits."""
    short = next(
        (
            f"{prefix}:{str(name)[len(iri) :]}"
            for prefix, iri in iris.prefixes.items()
            if str(name).startswith(iri)
        ),
        str(name),
    )
    return f"{iris.base}dataset/{kind}/{segment(short)}"


def _named(out: _Turtle, base: str, places: Iterable[tuple[Value, ...]]) -> None:
    """What the dataset names without describing it, with the class that DCAT-AP asks for."""
    for place, name in places:
        out.say(
            str(place),
            [
                ("a", "dcterms:Location"),
                *([("skos:prefLabel", f'"{escape(str(name))}"@zh')] if name else []),
            ],
        )
    out.say(f"{base}ontology", [("a", "dcterms:Standard, owl:Ontology")])
    for media_type in ("application/n-quads", "application/gzip"):
        out.say(_MEDIA_TYPE + media_type, [("a", "dcterms:MediaType")])


def _period(out: _Turtle, base: str, disclosures: Iterable[tuple[Value, ...]]) -> None:
    years = sorted(int(str(year)) for *_, year in disclosures)
    if years:
        pairs = [
            ("dcat:startDate", f'"{years[0]:04d}"^^xsd:gYear'),
            ("dcat:endDate", f'"{years[-1]:04d}"^^xsd:gYear'),
        ]
        out.say(f"{base}dataset/period", [("a", "dcterms:PeriodOfTime"), *pairs])


def _distributions(out: _Turtle, base: str) -> None:
    dump = f"{base}download/graph.nq.gz"
    out.say(
        dump,
        [
            ("a", "dcat:Distribution, rdfs:Resource"),
            ("dcterms:title", _pair(("全部数据（N-Quads）", "The whole graph as N-Quads"))),
            ("dcat:accessURL", f"<{dump}>"),
            ("dcat:downloadURL", f"<{dump}>"),
            ("dcat:mediaType", f"<{_MEDIA_TYPE}application/n-quads>"),
            ("dcat:compressFormat", f"<{_MEDIA_TYPE}application/gzip>"),
        ],
    )
    out.say(
        f"{base}distribution/sparql",
        [
            ("a", "dcat:Distribution"),
            ("dcterms:title", _pair(("SPARQL 查询", "SPARQL queries"))),
            ("dcat:accessURL", f"<{base}sparql>"),
            ("dcat:accessService", f"<{base}sparql>"),
        ],
    )


def _service(out: _Turtle, base: str, graphs: Iterable[tuple[Value, ...]]) -> None:
    """The endpoint: SPARQL 1.1 queries, read-only, the default graph being the union of the named
    ones.
    """
    names = [name for name, _ in graphs]
    pairs = [
        ("a", "sd:Service, dcat:DataService, rdfs:Resource"),
        ("dcterms:title", _pair(("SPARQL 查询服务", "SPARQL endpoint"))),
        ("sd:endpoint", f"<{base}sparql>"),
        ("dcat:endpointURL", f"<{base}sparql>"),
        ("dcat:servesDataset", f"<{base}dataset>"),
        ("sd:supportedLanguage", "sd:SPARQL11Query"),
        ("sd:feature", "sd:UnionDefaultGraph"),
        (
            "sd:resultFormat",
            _list(f"http://www.w3.org/ns/formats/{name}" for name in _RESULT_FORMATS),
        ),
        ("sd:defaultDataset", f"<{base}dataset#sparql>"),
    ]
    out.say(f"{base}sparql", pairs)
    dataset = [("a", "sd:Dataset"), ("sd:defaultGraph", f"<{base}dataset>")]
    out.say(
        f"{base}dataset#sparql",
        [
            *dataset,
            *([("sd:namedGraph", _list(f"{name}#named" for name in names))] if names else []),
        ],
    )
    for name in names:
        out.say(
            f"{name}#named",
            [("a", "sd:NamedGraph"), ("sd:name", f"<{name}>"), ("sd:graph", f"<{_subset(name)}>")],
        )


def _quality(out: _Turtle, graph: Graph) -> None:
    """How much of the sources was understood, and what the rules found (DQV)."""
    base = out.iris.base
    for key, name, pattern in _METRICS:
        total = (
            graph.select(_QUALITY.format(ontology=out.iris.ontology, pattern=pattern)).rows[0][0]
            or 0
        )
        metric = f"{base}dataset/metric/{key}"
        pairs = [
            ("a", "dqv:QualityMeasurement"),
            ("dqv:isMeasurementOf", f"<{metric}>"),
            ("dqv:computedOn", f"<{base}dataset>"),
        ]
        out.say(f"{base}dataset/quality/{key}", [*pairs, ("dqv:value", str(total))])
        out.say(
            metric,
            [
                ("a", "dqv:Metric"),
                ("skos:prefLabel", _pair(name)),
                ("dqv:expectedDataType", "xsd:integer"),
            ],
        )


def _subsets(
    out: _Turtle, graphs: Iterable[tuple[Value, ...]], disclosures: Iterable[tuple[Value, ...]]
) -> None:
    """Every named graph as a dataset of its own, with the disclosure it holds."""
    held = {graph: (thing, label) for graph, thing, label, _ in disclosures}
    for name, count in graphs:
        pairs = [("a", "void:Dataset, sd:Graph"), ("void:triples", str(count))]
        if name in held:
            thing, label = held[name]
            pairs += [
                ("dcterms:title", f'"{escape(str(label))}"@zh'),
                ("void:rootResource", f"<{thing}>"),
            ]
        out.say(_subset(name), pairs)


def _partitions(out: _Turtle, graph: Graph) -> None:
    for name, count in graph.select(_CLASSES).rows:
        pairs = [("a", "void:Dataset"), ("void:class", f"<{name}>"), ("void:entities", str(count))]
        out.say(_partition(out.iris, "class", name), pairs)
    for name, count in graph.select(_PROPERTIES).rows:
        pairs = [
            ("a", "void:Dataset"),
            ("void:property", f"<{name}>"),
            ("void:triples", str(count)),
        ]
        out.say(_partition(out.iris, "property", name), pairs)
