"""Describe a built graph: a DCAT catalogue, a VoID description, a SPARQL service description.

All counts are made by query.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter, itemgetter

from budgetgraph.export.catalogue.counts import (
    Tally,
    counts,
    say_partitions,
    say_quality,
    say_subsets,
    subset,
    tally,
)
from budgetgraph.export.catalogue.disclosures import (
    CataloguedDisclosure,
    catalogued,
    contacted,
    dates,
    period,
    say_disclosures,
    say_office,
    themes,
)
from budgetgraph.export.catalogue.distributions import download, licensed, say_distributions
from budgetgraph.export.catalogue.queries import DISCLOSURES, GRAPHS, METRICS, PLACES
from budgetgraph.export.dumps import Dump
from budgetgraph.export.publication import Publication
from budgetgraph.export.turtle_blocks import Pairs, Rows, TurtleBlocks, both, chinese, links
from budgetgraph.query.selects import Selects
from budgetgraph.rdf.iris import BASE, Iris
from budgetgraph.store.result_formats import RESULT_FORMATS, W3C_FORMATS

_TITLE = ("部门预算公开知识图谱", "Graph of department budget disclosures")
_ABOUT = (
    "从部门预算公开材料读出的预算表、项目、绩效指标和所引文件，每个数字都可回到原文的行。",
    "Budget tables, projects, performance indicators and cited documents read from department "
    "budget disclosures; every figure leads back to the line it came from.",
)
_PUBLISHER = "budgetgraph"
#: The file whose checksum names the version of the data.
_WHOLE = "graph.nq.gz"
_VERSION_DIGITS = 16
_UNPUBLISHED = Publication()


def metadata(
    graph: Selects,
    base: str = BASE,
    publication: Publication = _UNPUBLISHED,
    downloads: Sequence[Dump] = (),
    sizes: Mapping[str, int] | None = None,
    counted: Tally | None = None,
) -> bytes:
    """Write `metadata.ttl` of a built graph with the files that are offered for download.

    `sizes` are the quads of each named graph and `counted` the other counts where they are known,
    which spares a look at all of the graph. All counts come from the graph itself and no time of
    day is written, so that the same graph gives the same bytes.
    """
    iris = Iris(base)
    out = TurtleBlocks(iris)
    graphs = graph.select(GRAPHS).rows if sizes is None else tuple(sorted(sizes.items()))
    disclosures = graph.select(DISCLOSURES.format(ontology=iris.ontology)).rows
    places = graph.select(PLACES.format(ontology=iris.ontology)).rows
    listed = catalogued(disclosures)
    office = [*licensed(publication), *contacted(out, publication)]
    out.say(base + "catalog", [*_catalogue(base, listed), *office, *dates(listed)])
    out.say(base + "catalog#publisher", [("a", "foaf:Agent"), ("foaf:name", f'"{_PUBLISHER}"')])
    say_office(out, publication)
    dataset = [*_dataset(base, listed, places, downloads), *office]
    used = tally(graph) if counted is None else counted
    out.say(base + "dataset", [*dataset, *counts(iris, graphs, used)])
    _named(out, base, places, listed)
    say_disclosures(out, listed, publication)
    say_distributions(out, downloads, publication)
    _service(out, base, graphs, publication)
    say_quality(out, graph)
    say_subsets(out, graphs, disclosures)
    say_partitions(out, used)
    return out.text().encode()


def _catalogue(base: str, disclosures: Sequence[CataloguedDisclosure]) -> Pairs:
    """Describe the catalogue: the graph as a whole, and every disclosure in it."""
    datasets = [f"{base}dataset", *map(attrgetter("iri"), disclosures)]
    return [
        ("a", "dcat:Catalog"),
        ("dcterms:title", both(_TITLE)),
        ("dcterms:description", both(_ABOUT)),
        ("dcterms:publisher", f"<{base}catalog#publisher>"),
        ("dcat:dataset", links(datasets)),
        ("dcat:service", f"<{base}sparql>"),
    ]


def _dataset(
    base: str,
    disclosures: Sequence[CataloguedDisclosure],
    places: Rows,
    downloads: Sequence[Dump],
) -> Pairs:
    """Describe the dataset, without its counts."""
    files = [download(base, file.name) for file in downloads]
    measurements = [f"{base}dataset/quality/{key}" for key, *_ in METRICS]
    pairs = [
        ("a", "dcat:Dataset, void:Dataset"),
        ("dcterms:title", both(_TITLE)),
        ("dcterms:description", both(_ABOUT)),
        ("dcterms:publisher", f"<{base}catalog#publisher>"),
        ("dcterms:conformsTo", f"<{base}ontology>"),
        ("dcat:distribution", links([f"{base}distribution/sparql", *files])),
        ("void:sparqlEndpoint", f"<{base}sparql>"),
        ("void:dataDump", f"<{download(base, _WHOLE)}>"),
        ("void:uriSpace", f'"{base}"'),
        ("void:vocabulary", f"<{base}ontology#>"),
        ("dqv:hasQualityMeasurement", links(measurements)),
        *themes(),
        *_version(downloads),
        *dates(disclosures),
    ]
    if disclosures:
        pairs.append(("dcterms:temporal", f"<{base}dataset/period>"))
    if places:
        pairs.append(("dcterms:spatial", links(map(itemgetter(0), places))))
    return pairs


def _version(downloads: Sequence[Dump]) -> Pairs:
    """Name the version by the content: the first digits of the checksum of the whole graph."""
    for file in downloads:
        if file.name == _WHOLE:
            return [("dcat:version", f'"{file.sha256[:_VERSION_DIGITS]}"')]
    return []


def _named(
    out: TurtleBlocks, base: str, places: Rows, disclosures: Sequence[CataloguedDisclosure]
) -> None:
    """Give what the dataset only names the class that DCAT-AP asks for."""
    for place, name in places:
        pairs = [("a", "dcterms:Location")]
        if name:
            pairs.append(("skos:prefLabel", chinese(name)))
        out.say(str(place), pairs)
    out.say(f"{base}ontology", [("a", "dcterms:Standard, owl:Ontology")])
    years = set(map(attrgetter("year"), disclosures))
    if years:
        out.say(f"{base}dataset/period", period(min(years), max(years)))


def _service(out: TurtleBlocks, base: str, graphs: Rows, publication: Publication) -> None:
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
        ("sd:resultFormat", links(map(W3C_FORMATS.__add__, RESULT_FORMATS))),
        ("sd:defaultDataset", f"<{base}dataset#sparql>"),
    ]
    out.say(f"{base}sparql", [*service, *licensed(publication)])
    dataset = [("a", "sd:Dataset"), ("sd:defaultGraph", f"<{base}dataset>")]
    if graphs:
        dataset.append(("sd:namedGraph", links(f"{name}#named" for name, _ in graphs)))
    out.say(f"{base}dataset#sparql", dataset)
    for name, _ in graphs:
        named_graph = [
            ("a", "sd:NamedGraph"),
            ("sd:name", f"<{name}>"),
            ("sd:graph", f"<{subset(name)}>"),
        ]
        out.say(f"{name}#named", named_graph)
