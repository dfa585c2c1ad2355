"""All data of all examples, with their codes, a finding and the metadata: no term that is not
defined, none defined that nothing uses, and nothing read from a source without the place it was
read from.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache

import pytest
import rdflib.namespace
from examples import EXAMPLES
from rdflib import OWL, RDF, RDFS, Graph, URIRef
from rdflib.namespace import DefinedNamespaceMeta

from budgetgraph.assets import asset
from budgetgraph.document.problems import Severity
from budgetgraph.export.catalogue import metadata
from budgetgraph.mapping import code_quads
from budgetgraph.mapping.summaries import map_citations, map_doubts
from budgetgraph.pipeline.line import extract, to_graph
from budgetgraph.rdf.iris import BASE, PREFIXES, Iris
from budgetgraph.rdf.nquads import Quads, joined
from budgetgraph.store import Store
from budgetgraph.validate.findings import Finding
from budgetgraph.validate.findings_graph import finding_quads

BG = PREFIXES["bg"]
TYPE = str(RDF.type)
#: Terms that no example happens to use, and what uses them.
UNUSED = {
    "bg:achieved": "self-evaluations: tests/mapping/test_results.py",
    "bg:score": "self-evaluations: tests/mapping/test_results.py",
    "bg:deviationReason": "self-evaluations: tests/mapping/test_results.py",
    "bg:met": "self-evaluations: tests/mapping/test_results.py",
    "bg:possiblySameAs": "one number of two places: tests/mapping/test_identity.py",
    "bg:identityNote": "one number of two places: tests/mapping/test_identity.py",
    "bg:editionName": "several editions: tests/mapping/test_editions.py",
    "bg:standsBehind": "several editions: tests/mapping/test_editions.py",
    "bg:FinalAccounts": "final accounts: tests/mapping/test_mapping.py",
    "bg:observedIn": "codes that no list has: tests/mapping/test_mapping.py",
    "bg:Correction": "figures that somebody corrected: tests/pipeline/test_corrections.py",
    "bg:correction": "figures that somebody corrected: tests/pipeline/test_corrections.py",
    "bg:readBefore": "figures that somebody corrected: tests/pipeline/test_corrections.py",
    "bg:correctedBy": "figures that somebody corrected: tests/pipeline/test_corrections.py",
    "bg:spentAmount": "self-evaluations (全年执行数): tests/mapping/test_key_figures.py",
    "bg:furtherFunds": "forms that print 上年结转: tests/parse/project_forms/test_forms_and_lists.py",
    "bg:otherFunds": "forms that print 其他资金: tests/support/sample.py",
    "bg:page": "sources with pages: PDF",
    "bg:confidence": "pages that are pictures: tests/read/test_pictures.py",
    "bg:pictureBox": "pages that are pictures: tests/read/test_pictures.py",
    "bg:status": "codes that were met in disclosures and not checked: tests/mapping/test_mapping.py",
    "bg:validUntil": "codes that are no longer in force: tests/values/test_codes.py",
}
_LISTED = "DCAT DCTERMS FOAF ODRL2 ORG OWL PROV QB RDF RDFS SH SKOS VANN VOID XSD"
#: Namespaces whose terms rdflib lists in full.
CLOSED = {str(one): one for one in (getattr(rdflib.namespace, name) for name in _LISTED.split())}
#: Terms of vocabularies that rdflib does not list, as published: Web Annotation, SDMX-RDF, QUDT
#: 2.1, SPARQL 1.1 Service Description, OpenBudgets.eu, ELI, eProcurement Ontology, Core Public
#: Organisation Vocabulary, Indicator-AP_IT, cube.link, SPDX, CSVW, DQV, schema.org.
PUBLISHED = {
    PREFIXES[
        "oa"
    ]: "hasSource hasSelector exact FragmentSelector TextQuoteSelector SpecificResource",
    PREFIXES["sdmx-attribute"]: "unitMult",
    "http://purl.org/linked-data/sdmx/2009/dimension#": "refArea",
    PREFIXES["qudt"]: "hasUnit Unit numericValue",
    "http://qudt.org/vocab/unit/": "CCY_CNY",
    PREFIXES[
        "sd"
    ]: "Service Dataset Graph NamedGraph endpoint supportedLanguage SPARQL11Query feature UnionDefaultGraph resultFormat"
    " defaultDataset defaultGraph namedGraph name graph",
    "http://data.openbudgets.eu/ontology/dsd/dimension/": "organization fiscalYear functionalClassification economicClassification"
    " operationCharacter",
    "http://data.openbudgets.eu/ontology/dsd/measure/": "amount",
    "http://data.openbudgets.eu/ontology/dsd/attribute/": "currency",
    "http://data.openbudgets.eu/resource/codelist/budget-phase/": "approved executed",
    PREFIXES["eli"]: "LegalResource id_local number passed_by cites based_on",
    "http://data.europa.eu/a4g/ontology#": "Project hasLegalBasis isFundedBy",
    "http://data.europa.eu/m8g/": "PublicOrganisation",
    "https://w3id.org/italia/onto/Indicator/": "Indicator hasIndicatorType",
    "https://cube.link/": "Observation observation",
    "http://spdx.org/rdf/terms#": "checksumValue",
    "http://www.w3.org/ns/csvw#": "Row",
    "http://www.w3.org/ns/dqv#": "value QualityMeasurement Metric isMeasurementOf computedOn hasQualityMeasurement expectedDataType",
    "http://publications.europa.eu/resource/authority/currency/": "CNY",
    "http://schema.org/": "Dataset GovernmentOrganization AdministrativeArea position Project value minValue maxValue unitText mentions"
    " validFrom validThrough",
}
#: What is read from a source, each with at least one place of its own.
READ = "Figure TableRow Table StatedFigure PerformanceIndicator Target Project ProjectAmount ScheduleEntry Goal Mention BudgetUnit"

Triple = tuple[str, str, str, bool]


def triples(graph: Graph) -> Iterator[Triple]:
    yield from ((str(s), str(p), str(o), isinstance(o, URIRef)) for s, p, o in graph)


@cache
def data() -> tuple[Triple, ...]:
    """Everything as subject, predicate, object and whether that is a name."""
    graphs = [to_graph(extract(path)) for path in EXAMPLES]
    finding = Finding(
        "total",
        Severity.WARNING,
        BASE + "id/x",
        BG + "amount",
        '"1"',
        Decimal(1),
        "中",
        "en",
        "",
        BASE + "shapes#x",
        (BASE + "id/x",),
    )
    across = Quads(Iris(), Iris().across_graph)
    map_citations(across, graphs)
    map_doubts(across, graphs, {BASE + "id/x": ["total"]})
    summaries = joined(across.lines)
    blocks = [*graphs, code_quads(graphs), summaries, finding_quads([finding], BASE)]
    found = Graph().parse(data=metadata(Store.memory(blocks)), format="turtle")
    for block in blocks:
        found.parse(
            data="\n".join(
                line.rpartition(" <")[0] + " ." for line in block.decode().split("\n") if line
            ),
            format="nt",
        )
    return tuple(triples(found))


def terms(found: Iterable[Triple]) -> set[str]:
    """Every property, every class, and every value that is a name of a vocabulary."""
    used = set[str]()
    for _, predicate, value, is_name in found:
        used.add(predicate)
        if is_name and (value.startswith(BG) or not value.startswith(BASE)):
            used.add(value)
    return used - {BG}


def is_published(term: str) -> bool:
    """Whether a term of others is one that its vocabulary has."""
    for namespace, listed in PUBLISHED.items():
        if term.startswith(namespace):
            return term[len(namespace) :] in listed.split()
    for namespace, closed in CLOSED.items():
        if term.startswith(namespace):
            return _has(closed, term[len(namespace) :])
    return False


def _has(closed: DefinedNamespaceMeta, name: str) -> bool:
    return name in closed


#: Names of things outside that are no terms: units and media types and formats are checked where
#: they are listed.
_THINGS = (
    "http://www.wikidata.org/entity/",
    "https://sws.geonames.org/",
    "http://publications.europa.eu/resource/authority/data-theme",
    "http://qudt.org/vocab/unit/",
    "https://www.iana.org/",
    "http://www.w3.org/ns/formats/",
    "http://tools.ietf.org/rfc/",
    "http://www.apache.org/",
)


def test_every_term_in_the_data_is_defined() -> None:
    ontology = Graph().parse(asset("ontology/budget.ttl"))
    ours = {str(term) for term in ontology.subjects() if str(term).startswith(BG)}
    used = {term for term in terms(data()) if not term.startswith(_THINGS)}
    assert len(data()) > 10_000
    assert {term for term in used if term.startswith(BG)} - ours == set()
    foreign = {term for term in used if not term.startswith(BG)}
    assert len(foreign) > 80
    assert sorted(term for term in foreign if not is_published(term)) == []


def test_every_defined_term_is_used_or_says_why_not() -> None:
    ontology = Graph().parse(asset("ontology/budget.ttl"))
    ours = {
        f"bg:{str(term)[len(BG) :]}" for term in ontology.subjects() if str(term).startswith(BG)
    }
    used = {f"bg:{term[len(BG) :]}" for term in terms(data()) if term.startswith(BG)}
    assert ours - used == set(UNUSED)


def test_what_the_vocabulary_aligns_with_is_published() -> None:
    for name, least in (("budget", 30), ("alignments", 45)):
        graph = Graph().parse(asset(f"ontology/{name}.ttl"))
        foreign = {term for term in terms(triples(graph)) if not term.startswith((BG, *_THINGS))}
        assert len(foreign) > least
        assert sorted(term for term in foreign if not is_published(term)) == [], name


def test_the_check_sees_what_is_not_published() -> None:
    for term in (
        "http://www.w3.org/ns/org#FormalOrganisation",
        PREFIXES["eli"] + "cite",
        "http://example.org/x",
        str(OWL) + "Klass",
    ):
        assert not is_published(term)
    assert is_published(str(RDFS.label))


@pytest.mark.parametrize("name", [*READ.split(), "Department"])
def test_what_was_read_says_where(name: str) -> None:
    of_kind = {
        subject
        for subject, predicate, value, _ in data()
        if predicate == TYPE and value == BG + name
    }
    placed = Counter(subject for subject, predicate, _, _ in data() if predicate == BG + "source")
    spans = {value for _, predicate, value, _ in data() if predicate == BG + "source"}
    assert of_kind
    assert sorted(thing for thing in of_kind if not placed[thing]) == []
    quoted = {
        subject for subject, predicate, _, _ in data() if predicate == PREFIXES["oa"] + "exact"
    }
    selected = {
        subject: value
        for subject, predicate, value, _ in data()
        if predicate == PREFIXES["oa"] + "hasSelector"
    }
    assert {span for span in spans if selected.get(span) not in quoted} == set()


def test_one_node_a_span_however_often_it_is_cited() -> None:
    cited = Counter(value for _, predicate, value, _ in data() if predicate == BG + "source")
    selectors = Counter(
        value for _, predicate, value, _ in data() if predicate == PREFIXES["oa"] + "hasSelector"
    )
    assert sum(cited.values()) > 2 * len(cited), "spans are shared"
    assert set(selectors.values()) == {1}


def folded(text: str) -> str:
    """Without white space and full-width forms, which a line may wrap at and a reader folds."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def stands_in(text: str, quote: str) -> bool:
    """Whether a quote holds the text, whole or in two pieces, as a cell that goes on beside its
    neighbours or on the next page is.
    """
    if text in quote:
        return True
    return any(
        (start := quote.find(text[:cut])) >= 0 and text[cut:] in quote[start + cut :]
        for cut in range(1, len(text))
    )


@pytest.mark.parametrize(
    ("name", "wording", "least"),
    [("Figure", "printed", 500), ("StatedFigure", "printed", 50), ("ProjectAmount", "printed", 10), ("Mention", "printed", 35),
     ("ScheduleEntry", "printed", 10), ("Target", "text", 75), ("Goal", "text", 10), ("TableRow", "item", 200)],
)  # fmt: skip
def test_what_is_printed_stands_in_the_quoted_lines(name: str, wording: str, least: int) -> None:
    of_kind = {
        subject
        for subject, predicate, value, _ in data()
        if predicate == TYPE and value == BG + name
    }
    selected = {
        subject: value
        for subject, predicate, value, _ in data()
        if predicate == PREFIXES["oa"] + "hasSelector"
    }
    quotes = {
        subject: folded(value)
        for subject, predicate, value, _ in data()
        if predicate == PREFIXES["oa"] + "exact"
    }
    placed: dict[str, list[str]] = {}
    for subject, predicate, value, _ in data():
        if predicate == BG + "source":
            placed.setdefault(subject, []).append(quotes[selected[value]])
    said = [
        (subject, value)
        for subject, predicate, value, _ in data()
        if predicate == BG + wording and subject in of_kind
    ]
    assert len(said) >= least
    strangers = [
        (subject, text)
        for subject, text in said
        if not any(stands_in(folded(text), quote) for quote in placed[subject])
    ]
    assert strangers == []
