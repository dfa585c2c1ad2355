"""The mapping: complete, exact, without blank nodes, byte-stable, in defined terms, and every value
at its place in the source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import OWL, RDF, RDFS, BNode, Dataset, Graph, Literal, URIRef
from sample import SHARED, other_disclosure, sample_disclosure, sample_disclosures, sample_nquads

from budgetgraph import __version__
from budgetgraph.assets import asset
from budgetgraph.disclosure import (
    FINAL_ACCOUNTS,
    Cell,
    Disclosure,
    Division,
    LedgerLine,
    OfficialDocument,
    ProjectUnit,
    Row,
    Statement,
    Table,
)
from budgetgraph.document.where import Where
from budgetgraph.mapping import code_quads, key_of, nquads, quads
from budgetgraph.mapping.concepts import uses
from budgetgraph.mapping.tables import column_order
from budgetgraph.rdf.iris import PREFIXES, Iris
from budgetgraph.rdf.nquads import RFC3778, RFC5147
from budgetgraph.values.document_number import DocumentNumber

BG = PREFIXES["bg"]
IRIS = Iris()

#: Terms of others that the data uses; anything else in the data must be ours.
#: Units and places of others that ours are the same as.
THINGS_OUTSIDE = (
    "http://qudt.org/vocab/unit/",
    "http://www.wikidata.org/entity/",
    "https://sws.geonames.org/",
)
STANDARD = {
    "http://data.openbudgets.eu/resource/codelist/budget-phase/approved",
    "rdf:type",
    "http://publications.europa.eu/resource/authority/currency/CNY",
    "obeu-attribute:currency",
    "cube:Observation",
    "cube:observation",
    "dcat:Dataset",
    "eli:LegalResource",
    "foaf:Project",
    "qb:DataSet",
    "qb:Observation",
    "qb:structure",
    "rdf:value",
    "skos:Concept",
    "skos:prefLabel",
    "skos:altLabel",
    "skos:notation",
    "skos:broader",
    "skos:inScheme",
    "skos:topConceptOf",
    "skos:hasTopConcept",
    "skos:definition",
    "skos:historyNote",
    "skos:note",
    "skos:ConceptScheme",
    "skos:exactMatch",
    "skos:closeMatch",
    "dcterms:title",
    "dcterms:format",
    "dcterms:conformsTo",
    "dcterms:isVersionOf",
    "dcterms:hasVersion",
    "dcterms:source",
    "dcat:DatasetSeries",
    "owl:versionInfo",
    "qudt:hasUnit",
    "qudt:Unit",
    "org:FormalOrganization",
    "org:identifier",
    "org:subOrganizationOf",
    "qb:dataSet",
    "sdmx-attribute:unitMult",
    "prov:wasDerivedFrom",
    "prov:wasGeneratedBy",
    "prov:Activity",
    "prov:used",
    "prov:wasAssociatedWith",
    "prov:SoftwareAgent",
    "oa:hasSource",
    "oa:hasSelector",
    "oa:exact",
    "oa:FragmentSelector",
    "oa:TextQuoteSelector",
    "odrl:gteq",
    "odrl:lteq",
    "odrl:gt",
    "odrl:lt",
    "odrl:eq",
}
#: Defined terms that the sample does not use, and why.
UNUSED = {
    "furtherFunds": "of forms that print 上年结转",
    "spentAmount": "of self-evaluations: tests/mapping/test_key_figures.py",
    "partlyRead": "of prose with an amount that no measure takes",
    "correction": "of corrected figures: tests/pipeline/test_corrections.py",
    "Correction": "of corrected figures: tests/pipeline/test_corrections.py",
    "readBefore": "of corrected figures: tests/pipeline/test_corrections.py",
    "correctedBy": "of corrected figures: tests/pipeline/test_corrections.py",
    "confidence": "of pages that are pictures: tests/read/test_pictures.py",
    "pictureBox": "of pages that are pictures: tests/read/test_pictures.py",
    "achieved": "of self-evaluations: tests/mapping/test_results.py",
    "score": "of self-evaluations: tests/mapping/test_results.py",
    "deviationReason": "of self-evaluations: tests/mapping/test_results.py",
    "met": "of self-evaluations: tests/mapping/test_results.py",
    "PassedGrant": "of grants passed on: tests/mapping/test_money_from.py",
    "grantOf": "of grants passed on: tests/mapping/test_money_from.py",
    "passedOnAs": "of grants passed on: tests/mapping/test_money_from.py",
    "passesOn": "of grants passed on: tests/mapping/test_money_from.py",
    "possiblySameAs": "of several disclosures: tests/mapping/test_identity.py",
    "identityNote": "of several disclosures: tests/mapping/test_identity.py",
    "standsBehind": "of several disclosures, which one disclosure does not know of",
    "DepartmentIndicator": "of forms of whole departments",
    "closes": "of tables that were read, which know whether they add up",
    "amountOf": "of tables whose rows or columns name what they are in words",
    "mappedLines": "written with the ledger of lines",
    "ignoredLines": "written with the ledger of lines",
    "unparsedLines": "written with the ledger of lines",
    "rule": "of findings and shapes, which are no part of a mapped disclosure",
    "compares": "of findings, which are no part of a mapped disclosure",
    "gap": "of findings, which are no part of a mapped disclosure",
    "observedIn": "only of codes that no list has",
    "status": "only of codes that were met but not checked",
    "validUntil": "only of codes that are no longer in force",
    "FinalAccounts": "only of what was spent",
    "ThreePublicSummary": "of papers with the three public expenses: tests/queries",
    "hasThreePublicSummary": "of papers with the three public expenses: tests/queries",
    "overseasTravel": "of papers with the three public expenses: tests/queries",
    "reception": "of papers with the three public expenses: tests/queries",
    "threePublicTotal": "of papers with the three public expenses: tests/queries",
    "vehiclePurchase": "of papers with the three public expenses: tests/queries",
    "vehicleRunning": "of papers with the three public expenses: tests/queries",
    "editionName": "of several editions: tests/mapping/test_editions.py",
    "citedAs": "of all disclosures together: tests/mapping/test_summaries.py",
    "citedLevels": "of all disclosures together: tests/mapping/test_summaries.py",
    "citedNumbers": "of all disclosures together: tests/mapping/test_summaries.py",
    "citingDepartments": "of all disclosures together: tests/mapping/test_summaries.py",
    "citingIndicators": "of all disclosures together: tests/mapping/test_summaries.py",
    "citingProjects": "of all disclosures together: tests/mapping/test_summaries.py",
    "doubtedBy": "of all disclosures together: tests/mapping/test_summaries.py",
    "doubts": "of all disclosures together: tests/mapping/test_summaries.py",
    "fundingAgencies": "of all disclosures together: tests/mapping/test_summaries.py",
    "fundingNumbers": "of all disclosures together: tests/mapping/test_summaries.py",
    "mentionCount": "of all disclosures together: tests/mapping/test_summaries.py",
}


@cache
def sample() -> tuple[ox.Quad, ...]:
    return tuple(parsed(sample_nquads()))


def parsed(data: bytes) -> Iterator[ox.Quad]:
    yield from ox.parse(data, format=ox.RdfFormat.N_QUADS)  # type: ignore[misc]


def values(data: bytes, subject: str, name: str) -> list[str]:
    """Sorted values of a property (prefixed name) of a subject, in whatever graph."""
    prefix, _, local = name.partition(":")
    predicate = PREFIXES[prefix] + local
    return sorted(
        {
            quad.object.value
            for quad in parsed(data)
            if quad.subject.value == subject and quad.predicate.value == predicate
        }
    )


def named(iri: str) -> str:
    """The prefixed name of a term."""
    return next(
        (f"{prefix}:{iri[len(ns) :]}" for prefix, ns in PREFIXES.items() if iri.startswith(ns)), iri
    )


# --- the whole ---


def test_two_parsers_read_every_quad() -> None:
    lines = sample_nquads().decode().split("\n")[:-1]
    assert len(lines) > 1500
    assert len(set(sample())) == len(lines)
    dataset = Dataset()
    dataset.parse(data=sample_nquads().decode(), format="nquads")
    assert sum(1 for _ in dataset.quads((None, None, None, None))) == len(lines)
    assert not [
        term
        for quad in dataset.quads((None, None, None, None))
        for term in quad
        if isinstance(term, BNode)
    ]


def test_each_disclosure_is_one_named_graph() -> None:
    graphs = Counter(quad.graph_name.value for quad in sample())
    keys = [key_of(disclosure) for disclosure in sample_disclosures()]
    assert keys == ["130532/平乡县医疗保障局/2025", "130324/卢龙县医疗保障局/2024"]
    assert set(graphs) == {*(IRIS.graph(key) for key in keys), IRIS.codes_graph}


def test_final_accounts_share_no_name_with_the_budget() -> None:
    """决算 has an IRI, a graph and projects of its own; only the department, its division, documents
    and projects through all years are the same things.
    """
    budget = sample_disclosure()
    accounts = replace(budget, kind=FINAL_ACCOUNTS)
    assert key_of(accounts) == "130532/平乡县医疗保障局/2025/final-accounts"
    owner = IRIS.disclosure(key_of(accounts))
    graph = nquads(accounts)
    dataset = PREFIXES["dcat"] + "Dataset"
    assert values(graph, owner, "rdf:type") == [dataset, BG + "Disclosure", BG + "FinalAccounts"]
    assert values(graph, owner, "bg:phase") == [IRIS.concept("phase", "executed")]
    assert values(graph, owner, "skos:prefLabel") == ["平乡县医疗保障局2025年部门决算"]
    planned = IRIS.disclosure(key_of(budget))
    assert values(nquads(budget), planned, "bg:phase") == [IRIS.concept("phase", "approved")]
    both = [{quad.subject.value for quad in parsed(data)} for data in (graph, nquads(budget))]
    shared = both[0] & both[1]
    assert not [iri for iri in shared if "/id/disclosure/" in iri]
    projects = {iri for iri in shared if "/id/project/" in iri}
    lines = {IRIS.project_line(project.code) for project in budget.projects if project.code}
    assert projects <= lines


def test_the_same_disclosure_gives_the_same_bytes() -> None:
    for disclosure in sample_disclosures():
        once = nquads(disclosure)
        assert once == nquads(replace(disclosure))
        lines = once.decode().split("\n")[:-1]
        assert lines == sorted(set(lines))
        assert set(quads(disclosure)) == set(lines)


def test_another_base_changes_names_only() -> None:
    other = nquads(sample_disclosure(), "http://localhost/")
    assert b"w3id.org" not in other
    renamed = other.replace(b"http://localhost/", b"https://w3id.org/budgetgraph/")
    assert sorted(renamed.split(b"\n")) == sorted(nquads(sample_disclosure()).split(b"\n"))


# --- the vocabulary ---


def test_every_term_in_the_data_is_defined() -> None:
    ontology = Graph().parse(asset("ontology/budget.ttl"))
    defined = {
        named(str(subject)) for subject in ontology.subjects() if str(subject).startswith(BG)
    }
    used = {quad.predicate.value for quad in sample()}
    used |= {
        quad.object.value
        for quad in sample()
        if isinstance(quad.object, ox.NamedNode) and not quad.object.value.startswith(IRIS.base)
    }
    used |= {
        quad.object.value
        for quad in sample()
        if isinstance(quad.object, ox.NamedNode) and quad.object.value.startswith(BG)
    }
    names = {named(iri) for iri in used if not iri.startswith(THINGS_OUTSIDE)} - {
        RFC5147,
        RFC3778,
    }
    assert len(names) > 90
    assert names <= defined | STANDARD, names - defined - STANDARD
    unused = {name.removeprefix("bg:") for name in defined - names}
    assert unused == set(UNUSED), unused ^ set(UNUSED)


def test_domains_and_ranges_hold() -> None:
    assert check_domains_and_ranges(sample()) > 450


def test_they_hold_for_a_single_unit_and_for_an_edition() -> None:
    for changed in (
        replace(sample_disclosure(), unit=ProjectUnit("450001", "平乡县医疗保障局本级")),
        replace(sample_disclosure(), edition="12345678"),
    ):
        graph = nquads(changed)
        assert check_domains_and_ranges([*parsed(graph), *parsed(code_quads([graph]))]) > 300


def check_domains_and_ranges(quads: Iterable[ox.Quad]) -> int:
    """Compares every subject with the domain and every object with the range of its property; how
    many domains there were.
    """
    ontology = Graph().parse(asset("ontology/budget.ttl"))
    quads = list(quads)
    types: dict[str, set[str]] = {}
    for quad in quads:
        if quad.predicate.value == str(RDF.type):
            types.setdefault(quad.subject.value, set()).add(quad.object.value)
    checked = 0
    for quad in quads:
        predicate = URIRef(quad.predicate.value)
        domain, target = (
            ontology.value(predicate, RDFS.domain),
            ontology.value(predicate, RDFS.range),
        )
        if domain is not None:
            assert str(domain) in types[quad.subject.value], quad
            checked += 1
        if target is not None and (predicate, RDF.type, OWL.ObjectProperty) in ontology:
            kind = types.get(quad.object.value, set())
            anything = {str(OWL.Thing), PREFIXES["odrl"] + "Operator"}
            assert str(target) in kind or str(target) in anything, quad
        elif target is not None:
            assert isinstance(quad.object, ox.Literal)
            assert quad.object.datatype.value == str(target), quad
    return checked


# --- the places ---

#: Everything that was read from a source has a place in it.
SOURCED = {
    *("Department", "BudgetUnit", "Table", "TableRow", "Figure", "StatedFigure"),
    *(
        "Project",
        "Goal",
        "ProjectAmount",
        "ScheduleEntry",
        "PerformanceIndicator",
        "Target",
        "Mention",
    ),
}


def test_everything_read_has_its_place() -> None:
    sourced = {quad.subject.value for quad in sample() if quad.predicate.value == BG + "source"}
    found: Counter[str] = Counter()
    for quad in sample():
        if quad.predicate.value == str(RDF.type) and quad.object.value.removeprefix(BG) in SOURCED:
            assert quad.subject.value in sourced, quad.subject.value
            found[quad.object.value.removeprefix(BG)] += 1
    assert set(found) == SOURCED
    assert sum(found.values()) > 130


def test_quotes_are_the_lines_byte_for_byte() -> None:
    lines = {
        IRIS.source(disclosure.source.sha256): disclosure.source.lines
        for disclosure in sample_disclosures()
    }
    checked = 0
    for quad in sample():
        if quad.predicate.value != PREFIXES["oa"] + "exact":
            continue
        file, _, numbers = quad.subject.value.partition("/selector/")
        start, end = map(int, numbers.split("-"))
        assert quad.object.value.encode() == "\n".join(lines[file][start:end]).encode()
        span = f"{file}#line={start},{end}"
        data = sample_nquads()
        assert values(data, span, "oa:hasSelector") == [quad.subject.value]
        assert values(data, span, "bg:firstLine") == [str(start + 1)]
        assert values(data, span, "bg:lastLine") == [str(end)]
        assert values(data, quad.subject.value, "rdf:value") == [f"line={start},{end}"]
        checked += 1
    assert checked > 30


def test_a_place_is_one_node_however_often_it_is_cited() -> None:
    data = nquads(sample_disclosure())
    spans = [
        quad.subject.value
        for quad in parsed(data)
        if quad.object == ox.NamedNode(BG + "SourceSpan")
    ]
    assert len(spans) == len(set(spans))
    cited = [quad.object.value for quad in parsed(data) if quad.predicate.value == BG + "source"]
    assert set(cited) == set(spans)
    assert len(cited) > 2 * len(spans)


def test_a_place_without_lines_is_its_page() -> None:
    other = other_disclosure()
    data = nquads(other)
    span = IRIS.page_span(other.source.sha256, 3)
    assert values(
        data,
        IRIS.statement(IRIS.disclosure(key_of(other)), "project_expenditure", 2024),
        "bg:source",
    ) == [span]
    assert values(data, span, "bg:page") == ["3"]
    assert values(data, span, "bg:firstLine") == []
    assert values(data, IRIS.page_selector(other.source.sha256, 3), "dcterms:conformsTo") == [
        RFC3778
    ]
    title = IRIS.line_span(other.source.sha256, 2, 2)
    assert values(data, title, "bg:page") == ["2"]


def test_a_place_that_says_nothing_is_the_whole_text_and_not_quoted() -> None:
    statement = Statement("reception", "1.00", "万元", 2024, None, Where(0, 0))
    other = replace(other_disclosure(), statements=(statement,))
    data = nquads(other)
    count = len(other.source.lines)
    assert values(
        data, IRIS.statement(IRIS.disclosure(key_of(other)), "reception", 2024), "bg:source"
    ) == [IRIS.line_span(other.source.sha256, 1, count)]
    assert values(data, IRIS.line_selector(other.source.sha256, 1, count), "oa:exact") == []


# --- the values ---

TABLE = IRIS.disclosure("130532/平乡县医疗保障局/2025") + "/table/"


@pytest.mark.parametrize(
    ("figure", "name", "expected"),
    [
        ("expenditure_summary/4/合计", "bg:amount", ["590000"]),
        ("expenditure_summary/4/合计", "bg:printed", ["59.00"]),
        ("expenditure_summary/4/合计", "bg:measure", [IRIS.concept("measure", "total")]),
        ("expenditure_summary/4/合计", "bg:function", [IRIS.concept("function", "2080505")]),
        ("expenditure_summary/4", "bg:function", [IRIS.concept("function", "2080505")]),
        (
            "expenditure_summary/9/项目支出",
            "bg:measure",
            [IRIS.concept("measure", "project_expenditure")],
        ),
        (
            "general_public_basic_expenditure/3/人员经费",
            "bg:economicClass",
            [IRIS.concept("economic", "30101")],
        ),
        ("revenue_expenditure_summary/1", "bg:side", ["收入"]),
        ("revenue_expenditure_summary/2/支出%2F预算数", "bg:amount", ["645000"]),
        ("revenue_expenditure_summary/3", "bg:side", []),
        ("fixed_assets/1/数量", "bg:printed", ["-----"]),
        ("fixed_assets/1/数量", "bg:quantity", []),
        ("fixed_assets/2/数量", "bg:quantity", ["120"]),
        ("fixed_assets/2/数量", "bg:amount", []),
        ("fixed_assets/2/价值", "bg:amount", ["356000"]),
        ("government_fund_expenditure", "bg:empty", ["true"]),
        ("expenditure_summary", "sdmx-attribute:unitMult", ["4"]),
        (
            "expenditure_summary",
            "bg:tableType",
            [IRIS.concept("table-type", "expenditure_summary")],
        ),
    ],
)
def test_tables(figure: str, name: str, expected: list[str]) -> None:
    assert values(nquads(sample_disclosure()), TABLE + figure, name) == expected


def test_projects() -> None:
    data = nquads(sample_disclosure())
    care = IRIS.project("13053225P00T216100029", 2025)
    funded = IRIS.disclosure("130532/平乡县医疗保障局/2025") + "/project/2"
    assert values(data, care, "bg:budgetAmount") == ["2490000"]
    assert values(data, care, "bg:otherFunds") == ["0"]
    assert values(data, care, "dcterms:isVersionOf") == [IRIS.project_line("13053225P00T216100029")]
    assert values(data, care + "/amount/fiscal", "bg:printed") == ["249.00"]
    assert values(data, care + "/schedule/4", "bg:by") == ["12月底"]
    assert len(values(data, care, "bg:hasIndicator")) == 5
    assert values(data, funded, "bg:fundedUnder") == [IRIS.document("冀财社", 2023, 208)]
    assert values(data, funded, "bg:basedOn") == [IRIS.document("冀财社", 2016, 93)]
    assert len(values(data, funded, "bg:cites")) == 3
    assert values(data, care, "bg:cites") == [IRIS.document("邢政发", 2016, 7)]


@pytest.mark.parametrize(
    ("indicator", "facts"),
    [
        (
            1,
            {
                "operator": [PREFIXES["odrl"] + "gteq"],
                "value": ["50000"],
                "unitText": ["人"],
                "text": ["≥5万人"],
            },
        ),
        (2, {"operator": [PREFIXES["odrl"] + "gteq"], "value": ["90"], "unitText": ["%"]}),
        (3, {"operator": [BG + "between"], "low": ["6"], "high": ["9"], "value": []}),
        (
            4,
            {
                "operator": [],
                "value": [],
                "low": [],
                "high": [],
                "unitText": [],
                "text": ["有效缓解"],
            },
        ),
        (5, {"text": []}),
    ],
)
def test_targets(indicator: int, facts: dict[str, list[str]]) -> None:
    data = nquads(sample_disclosure())
    target = IRIS.project("13053225P00T216100029", 2025) + f"/indicator/{indicator}/target"
    assert {name: values(data, target, f"bg:{name}") for name in facts} == facts


def test_synonyms_of_levels_are_folded_and_kept() -> None:
    data = nquads(sample_disclosure())
    indicator = IRIS.project("13053225P00T216100029", 2025) + "/indicator/4"
    assert values(data, indicator, "bg:level1Text") == ["效果指标"]
    assert values(data, indicator, "bg:level1") == [IRIS.concept("indicator-type", "效益指标")]


def test_one_document_under_two_spellings_joins_two_counties() -> None:
    document = IRIS.document(SHARED.agency, SHARED.year, SHARED.serial)
    citing = {
        quad.subject.value
        for quad in sample()
        if quad.predicate.value == BG + "fundedUnder" and quad.object.value == document
    }
    assert len(citing) == 2
    mentions = [
        quad.subject.value
        for quad in sample()
        if quad.predicate.value == BG + "document" and quad.object.value == document
    ]
    printed = {
        text for mention in mentions for text in values(sample_nquads(), mention, "bg:printed")
    }
    assert printed == {"冀财社[2023]208号", "冀财社【2023】208号"}
    assert all(values(sample_nquads(), mention, "bg:inProject") for mention in mentions)
    assert values(sample_nquads(), document, "bg:documentNumber") == ["冀财社〔2023〕208号"]


# --- what a document may do to us ---


def _table(*rows: Row, scale: str | None = "万元", type_: str = "expenditure_summary") -> Table:
    return Table(type_, "部门预算支出总表", scale, False, rows, Where(1, 2))


def _with(**changes: object) -> tuple[Disclosure, bytes]:
    disclosure = replace(sample_disclosure(), **changes)  # type: ignore[arg-type]
    return disclosure, nquads(disclosure)


def test_things_that_come_twice_stay_two() -> None:
    row = Row(
        "208",
        "社会保障和就业支出",
        (Cell("合计", "1.00", Where(1, 1)), Cell("合计", "2.00", Where(2, 2))),
        Where(1, 2),
    )
    care = sample_disclosure().projects[0]
    statement = Statement("reception", "1.00", "万元", 2025, None, Where(1, 1))
    changed, data = _with(
        tables=(_table(row), _table(row)),
        projects=(care, replace(care, name="又一个")),
        statements=(statement, replace(statement, value="2.00")),
    )
    owner = IRIS.disclosure(key_of(changed))
    assert values(data, TABLE + "expenditure_summary-2", "bg:disclosure") == [owner]
    assert values(data, TABLE + "expenditure_summary/1/合计", "bg:printed") == ["1.00"]
    assert values(data, TABLE + "expenditure_summary/1/合计/2", "bg:printed") == ["2.00"]
    assert values(data, IRIS.project("13053225P00T216100029", 2025) + "/2", "skos:prefLabel") == [
        "又一个"
    ]
    assert values(data, owner + "/statement/reception/2025/2", "bg:printed") == ["2.00"]


def test_an_unknown_scale_leaves_the_printed_figure_alone() -> None:
    row = Row(None, "合计", (Cell("合计", "1.00", Where(1, 1)),), Where(1, 1))
    _, data = _with(tables=(_table(row, scale=None),))
    figure = TABLE + "expenditure_summary/1/合计"
    assert values(data, figure, "bg:printed") == ["1.00"]
    assert values(data, figure, "bg:amount") == []
    assert values(data, TABLE + "expenditure_summary", "bg:scale") == []


def test_an_amount_in_another_unit_is_a_quantity() -> None:
    _, data = _with(
        statements=(Statement("fixed_assets_total", "120.5", "平方米", 2025, None, Where(1, 1)),)
    )
    node = IRIS.disclosure("130532/平乡县医疗保障局/2025") + "/statement/fixed_assets_total/2025"
    assert values(data, node, "bg:quantity") == ["120.5"]
    assert values(data, node, "bg:amount") == []


def test_an_unknown_division_is_no_division() -> None:
    changed, data = _with(division=Division("某县", None))
    assert key_of(changed).startswith("000000/")
    owner = IRIS.disclosure(key_of(changed))
    assert values(data, owner, "bg:division") == []
    assert values(data, owner, "bg:divisionText") == ["某县"]
    assert b"division/000000" not in data


def test_a_unit_above_a_form_alone_is_placed_at_the_form() -> None:
    care = replace(sample_disclosure().projects[0], unit=ProjectUnit("450002", "某中心"))
    _, data = _with(projects=(care,))
    unit = IRIS.unit("130532", "某中心")
    assert values(data, unit, "org:identifier") == ["450002"]
    assert values(data, unit, "bg:source") == [
        IRIS.line_span(sample_disclosure().source.sha256, care.title.first, care.title.last)
    ]
    listed = IRIS.unit("130532", "平乡县医疗保障局本级")
    assert len(values(nquads(sample_disclosure()), listed, "bg:source")) == 1


def test_a_document_that_only_a_project_names_is_described() -> None:
    number = DocumentNumber("财社", 2024, 5)
    care = replace(sample_disclosure().projects[0], funding_documents=(number,))
    _, data = _with(projects=(care,), documents=())
    iri = IRIS.document("财社", 2024, 5)
    legal = PREFIXES["eli"] + "LegalResource"
    expected = [legal, BG + "FundingDocument", BG + "OfficialDocument"]
    assert values(data, iri, "rdf:type") == expected
    assert values(data, iri, "bg:documentNumber") == ["财社〔2024〕5号"]


def test_a_code_means_what_it_meant_then() -> None:
    row = Row("30311", "住房公积金", (Cell("合计", "1.00", Where(1, 1)),), Where(1, 1))
    for year, key in ((2017, "2017/30311"), (2025, "30311")):
        changed = replace(sample_disclosure(), tables=(_table(row),), fiscal_year=year)
        figure = IRIS.disclosure(key_of(changed)) + "/table/expenditure_summary/1/合计"
        assert values(nquads(changed), figure, "bg:economicClass") == [
            IRIS.concept("economic", key)
        ]


@pytest.mark.parametrize("code", ["450001", "20", "2080", "abc", "２０８"])
def test_other_codes_are_kept_without_a_class(code: str) -> None:
    _, data = _with(tables=(_table(Row(code, "某", (), Where(1, 1))),))
    assert values(data, TABLE + "expenditure_summary/1", "bg:code") == [code]
    assert values(data, TABLE + "expenditure_summary/1", "bg:function") == []


def test_a_code_without_a_list_is_observed() -> None:
    names = ("新设科目", '新"设"科目')
    rows = [Row("2997701", name, (), Where(1, 1)) for name in names]
    _, data = _with(tables=(_table(*rows),))
    codes = code_quads([data])
    concept = IRIS.concept("function", "2997701")
    assert values(codes, concept, "bg:status") == ["observed"]
    assert values(codes, concept, "skos:notation") == ["2997701"]
    assert sorted(
        values(codes, concept, "skos:prefLabel") + values(codes, concept, "skos:altLabel")
    ) == sorted(names)
    assert values(codes, concept, "skos:broader") == [IRIS.concept("function", "29977")]
    assert values(codes, IRIS.concept("function", "29977"), "skos:prefLabel") == ["29977"]


def test_codes_bring_their_lineage() -> None:
    graphs = [nquads(disclosure) for disclosure in sample_disclosures()]
    codes = code_quads(graphs)
    assert codes == code_quads(reversed(graphs))
    assert values(codes, IRIS.division("130532"), "skos:prefLabel") == ["平乡县"]
    assert values(codes, IRIS.division("130532"), "skos:broader") == [IRIS.division("130500")]
    assert values(codes, IRIS.division("130500"), "bg:level") == ["city"]
    assert values(codes, IRIS.concept("function", "2080505"), "skos:broader") == [
        IRIS.concept("function", "20805")
    ]
    assert values(codes, IRIS.concept("measure", "total_revenue"), "skos:prefLabel") == [
        "Total revenue",
        "收入总计",
    ]
    kinds = Counter(use.kind for graph in graphs for use in uses(graph))
    assert set(kinds) == {
        "division",
        "fund",
        "function",
        "economic",
        "table-type",
        "measure",
        "indicator-type",
        "measurement-unit",
        "operator",
        "phase",
    }
    other = code_quads([nquads(sample_disclosure(), "http://localhost/")], "http://localhost/")
    assert b"w3id.org" not in other


@settings(max_examples=60, deadline=None)
@given(st.text(), st.text(min_size=1), st.text(min_size=1))
def test_any_text_can_be_mapped(item: str, name: str, printed: str) -> None:
    row = Row(None, item, (Cell(name, printed, Where(1, 1)),), Where(1, 1))
    project = replace(sample_disclosure().projects[0], name=name, code=name, purpose=printed)
    disclosure = replace(
        sample_disclosure(), tables=(_table(row),), projects=(project,), documents=()
    )
    data = nquads(disclosure)
    assert len(set(parsed(data))) == len(data.decode().split("\n")) - 1
    Dataset().parse(data=data.decode(), format="nquads")


def test_amounts_are_exact_decimals() -> None:
    amounts = [quad.object for quad in sample() if quad.predicate.value == BG + "amount"]
    assert len(amounts) > 50
    for amount in amounts:
        assert isinstance(amount, ox.Literal)
        assert amount.datatype.value == PREFIXES["xsd"] + "decimal"
        assert (
            Decimal(amount.value)
            == Literal(amount.value, datatype=URIRef(amount.datatype.value)).value
        )
        assert "E" not in amount.value.upper()


# --- order ---

ORDERS = [
    ((["合计", "项目"], ["合计", "基本", "项目"]), ["合计", "基本", "项目"]),
    ((["基本", "项目"], ["合计", "基本"]), ["合计", "基本", "项目"]),
    ((["a", "b"], ["b", "c"], ["a", "c"]), ["a", "b", "c"]),
    ((["收入/预算数"], ["支出/预算数"], ["收入/预算数"]), ["收入/预算数", "支出/预算数"]),
]


def _rows(*rows: list[str]) -> list[Row]:
    place = Where(1, 1)
    return [
        Row(None, "项", tuple(Cell(column, "1", place) for column in columns), place)
        for columns in rows
    ]


@pytest.mark.parametrize(("rows", "order"), ORDERS)
def test_columns_are_in_the_order_of_all_rows_together(
    rows: tuple[list[str], ...], order: list[str]
) -> None:
    assert column_order(_rows(*rows)) == order


def test_rows_that_contradict_each_other_still_have_an_order() -> None:
    assert column_order(_rows(["a", "b"], ["b", "a"])) == ["a", "b"]
    assert column_order(_rows(["a", "a"])) == ["a"]
    assert column_order([]) == []


@given(
    st.permutations([str(n) for n in range(8)]),
    st.lists(st.sets(st.integers(0, 7), min_size=1), min_size=1, max_size=12),
)
def test_an_order_that_the_rows_show_is_found(columns: list[str], rows: list[set[int]]) -> None:
    """Whatever cells are empty, no row reads backwards."""
    printed = [[columns[n] for n in sorted(row)] for row in rows]
    order = column_order(_rows(*printed))
    assert sorted(order) == sorted({column for row in printed for column in row})
    for row in printed:
        assert [order.index(column) for column in row] == sorted(
            order.index(column) for column in row
        )


def test_figures_say_which_column_they_stand_in() -> None:
    data = nquads(sample_disclosure())
    table = IRIS.part(IRIS.disclosure(key_of(sample_disclosure())), "table", "expenditure_summary")
    places = [
        values(data, IRIS.figure(IRIS.row(table, 1), column), "bg:columnPosition")
        for column in ("合计", "基本支出", "项目支出")
    ]
    assert places == [["1"], ["2"], ["3"]]


def test_goals_keep_their_order_and_their_place() -> None:
    data = nquads(sample_disclosure())
    project = IRIS.project("13053225P00T216100029", 2025)
    nodes = values(data, project, "bg:hasGoal")
    assert nodes == [f"{project}/goal/1", f"{project}/goal/2"]
    assert [values(data, node, "bg:text") for node in nodes] == [
        ["提升符合条件的参保人员生活质量。"],
        ["提高长期护理保险参保率"],
    ]
    assert [values(data, node, "bg:position") for node in nodes] == [["1"], ["2"]]
    assert values(data, project, "bg:goal") == sorted(
        ["提升符合条件的参保人员生活质量。", "提高长期护理保险参保率"]
    )


def test_units_are_those_of_a_list_with_the_ones_of_qudt() -> None:
    graph = nquads(sample_disclosure())
    percent = IRIS.concept("measurement-unit", "percent")
    targets = [
        quad.subject.value
        for quad in parsed(graph)
        if quad.predicate.value == PREFIXES["qudt"] + "hasUnit" and quad.object.value == percent
    ]
    assert targets
    assert all(values(graph, target, "bg:unitText") == ["%"] for target in targets)
    codes = code_quads([graph])
    assert values(codes, percent, "skos:exactMatch") == ["http://qudt.org/vocab/unit/PERCENT"]
    assert values(codes, percent, "skos:prefLabel") == ["%", "per cent"]


def test_operators_have_names() -> None:
    codes = code_quads([nquads(sample_disclosure())])
    assert values(codes, PREFIXES["odrl"] + "gteq", "skos:prefLabel") == ["at least", "不低于"]
    assert values(codes, PREFIXES["odrl"] + "gteq", "skos:notation") == ["≥"]
    assert values(codes, BG + "between", "skos:prefLabel") == ["between", "介于"]


def test_lists_say_what_they_are() -> None:
    codes = code_quads([nquads(sample_disclosure())])
    assert values(codes, IRIS.scheme("divisions"), "dcterms:source") == ["GB/T 2260"]
    assert values(codes, IRIS.scheme("measures"), "skos:prefLabel") == ["Measures", "度量"]


def test_a_code_of_no_list_says_who_prints_it() -> None:
    table = sample_disclosure().tables[1]
    row = replace(table.rows[-1], code="2019977", item="新科目")
    disclosure = replace(sample_disclosure(), tables=(replace(table, rows=(row,)),))
    codes = code_quads([nquads(disclosure)])
    for code in ("2019977", "20199"):
        concept = IRIS.concept("function", code)
        assert values(codes, concept, "bg:status") == ["observed"]
        assert values(codes, concept, "bg:observedIn") == [IRIS.disclosure(key_of(disclosure))]
    assert values(codes, IRIS.concept("function", "2019977"), "skos:prefLabel") == ["新科目"]


def test_the_graph_says_which_version_read_which_file() -> None:
    graph, owner = nquads(sample_disclosure()), IRIS.disclosure(key_of(sample_disclosure()))
    (activity,) = values(graph, owner, "prov:wasGeneratedBy")
    assert values(graph, activity, "prov:used") == values(graph, owner, "prov:wasDerivedFrom")
    (software,) = values(graph, activity, "prov:wasAssociatedWith")
    assert values(graph, software, "owl:versionInfo") == [__version__]


def test_editions_hang_on_the_name_that_each_would_have_alone() -> None:
    plain = IRIS.disclosure(key_of(sample_disclosure()))
    graphs = [
        nquads(replace(sample_disclosure(), edition=edition))
        for edition in ("11111111", "22222222")
    ]
    for graph, edition in zip(graphs, ("11111111", "22222222"), strict=True):
        assert values(graph, plain, "dcterms:hasVersion") == [f"{plain}/{edition}"]
        assert values(graph, f"{plain}/{edition}", "dcterms:isVersionOf") == [plain]
        assert values(graph, plain, "rdf:type") == [PREFIXES["dcat"] + "DatasetSeries"]
        project = IRIS.project("13053225P00T216100029", 2025)
        assert values(graph, project, "dcterms:hasVersion") == [f"{project}/{edition}"]
    assert values(nquads(sample_disclosure()), plain, "dcterms:hasVersion") == []


def test_an_issuer_that_discloses_its_budget_is_one_body() -> None:
    number = DocumentNumber("卢医保", 2024, 1)
    disclosure = replace(other_disclosure(), documents=(OfficialDocument(number, (), ()),))
    graph = nquads(disclosure)
    body = values(graph, IRIS.disclosure(key_of(disclosure)), "bg:department")
    assert (
        values(graph, IRIS.document(number.agency, number.year, number.serial), "bg:issuer") == body
    )
    assert values(graph, body[0], "rdf:type") == [
        PREFIXES["org"] + "FormalOrganization",
        BG + "Department",
    ]


def test_lines_are_counted_by_disclosure_for_a_file_may_hold_several() -> None:
    ledger = (
        LedgerLine(1, "mapped", None),
        LedgerLine(2, "ignored", "contents"),
        LedgerLine(3, "mapped", None),
    )
    graph, owner = (
        nquads(replace(sample_disclosure(), ledger=ledger)),
        IRIS.disclosure(key_of(sample_disclosure())),
    )
    counted = [
        values(graph, owner, f"bg:{status}Lines") for status in ("mapped", "ignored", "unparsed")
    ]
    assert counted == [["2"], ["1"], ["0"]]
    measured = [f"{owner}/quality/{status}-lines" for status in ("mapped", "ignored", "unparsed")]
    assert [values(graph, node, "dqv:value") for node in measured] == counted
    assert [values(graph, node, "dqv:computedOn") for node in measured] == [[owner]] * 3
    metrics = [values(graph, node, "dqv:isMeasurementOf")[0] for node in measured]
    assert [len(values(graph, metric, "skos:prefLabel")) for metric in metrics] == [2, 2, 2]
    assert values(graph, IRIS.source(sample_disclosure().source.sha256), "bg:mappedLines") == []
