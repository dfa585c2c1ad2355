"""The documentation of the vocabulary: every term once, in both languages, with what it is like
elsewhere; every code list counted.
"""

from __future__ import annotations

import pytest
from rdflib import OWL, RDF, Graph, URIRef

from budgetgraph.assets import asset
from budgetgraph.publish.pages.vocabulary import (
    Documentation,
    DocumentedTerm,
    documentation,
    published,
)
from budgetgraph.rdf.iris import BASE, PREFIXES
from budgetgraph.values import codes


@pytest.fixture(scope="module")
def doc() -> Documentation:
    return documentation(BASE)


@pytest.fixture(scope="module")
def terms(doc: Documentation) -> dict[str, DocumentedTerm]:
    return {term.name: term for term in doc.terms}


def test_every_term_of_the_ontology_has_an_entry(
    doc: Documentation, terms: dict[str, DocumentedTerm]
) -> None:
    graph = Graph().parse(asset("ontology/budget.ttl"))
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.NamedIndividual)
    defined = {
        str(term)[len(PREFIXES["bg"]) :]
        for kind in kinds
        for term in graph.subjects(RDF.type, kind)
    }
    assert set(terms) == defined
    assert len(doc.terms) == len(defined) > 100, "none twice"
    assert all(set(term.labels) == set(term.definitions) == {"zh", "en"} for term in doc.terms)


def test_a_class_names_what_is_said_of_it(
    doc: Documentation, terms: dict[str, DocumentedTerm]
) -> None:
    figure = terms["Figure"]
    assert set(figure.links["above"]) == {
        PREFIXES["qb"] + "Observation",
        PREFIXES["cube"] + "Observation",
    }
    assert doc.short[PREFIXES["qb"] + "Observation"] == "qb:Observation"
    assert doc.short["http://data.europa.eu/eli/ontology#LegalResource"] == "eli:LegalResource"
    assert PREFIXES["bg"] + "row" in figure.links["properties"]
    assert terms["TableRow"].links["close"] == ("http://www.w3.org/ns/csvw#Row",)
    assert PREFIXES["bg"] + "hasTarget" in terms["Target"].links["values"]


def test_a_property_says_its_unit_and_its_code_list(terms: dict[str, DocumentedTerm]) -> None:
    assert "http://qudt.org/vocab/unit/CCY_CNY" in terms["amount"].links["unit"]
    assert terms["function"].links["list"] == (f"{BASE}id/scheme/functions",)
    assert "domain" not in terms["disclosure"].links
    assert terms["disclosure"].notes["en"].startswith("No domain")


def test_the_header(doc: Documentation) -> None:
    assert (doc.prefix, doc.namespace) == ("bg", PREFIXES["bg"])
    assert doc.version_iri == f"{BASE}ontology/{doc.version}"
    assert set(doc.titles) == set(doc.descriptions) == {"zh", "en"}


def test_code_lists_are_counted(doc: Documentation) -> None:
    counted = {one.iri.rpartition("/")[2]: one.concepts for one in doc.lists}
    assert counted == {
        path.stem: len(codes.concepts(path.stem)) for path in asset("ontology/codes").glob("*.ttl")
    }
    assert len(counted) == 10


def test_what_is_served_holds_the_alignments_and_moves_with_the_base() -> None:
    moved = published("http://localhost/")
    assert not [term for triple in moved for term in triple if str(term).startswith(BASE)]
    assert len(moved) == len(published(BASE)) > 900
    assert (
        URIRef("http://localhost/ontology#Project"),
        URIRef(PREFIXES["skos"] + "closeMatch"),
        URIRef("http://schema.org/Project"),
    ) in moved
