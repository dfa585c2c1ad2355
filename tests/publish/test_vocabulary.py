"""The documentation of the vocabulary: every term once, in both languages, with what it is like
elsewhere; every code list counted.
"""

from __future__ import annotations

from rdflib import OWL, RDF, Graph, URIRef

from budgetgraph.assets import asset
from budgetgraph.publish.pages.vocabulary import documentation, published
from budgetgraph.rdf.iris import BASE, PREFIXES
from budgetgraph.values import codes

DOC = documentation(BASE)
TERMS = {term.name: term for term in DOC.terms}


def test_every_term_of_the_ontology_has_an_entry() -> None:
    graph = Graph().parse(asset("ontology/budget.ttl"))
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.NamedIndividual)
    defined = {
        str(term)[len(PREFIXES["bg"]) :]
        for kind in kinds
        for term in graph.subjects(RDF.type, kind)
    }
    assert set(TERMS) == defined
    assert len(DOC.terms) == len(defined) > 100, "none twice"
    assert all(set(term.labels) == set(term.definitions) == {"zh", "en"} for term in DOC.terms)


def test_a_class_names_what_is_said_of_it() -> None:
    figure = TERMS["Figure"]
    assert set(figure.links["above"]) == {
        PREFIXES["qb"] + "Observation",
        PREFIXES["cube"] + "Observation",
    }
    assert DOC.short[PREFIXES["qb"] + "Observation"] == "qb:Observation"
    assert DOC.short["http://data.europa.eu/eli/ontology#LegalResource"] == "eli:LegalResource"
    assert PREFIXES["bg"] + "row" in figure.links["properties"]
    assert TERMS["TableRow"].links["close"] == ("http://www.w3.org/ns/csvw#Row",)
    assert PREFIXES["bg"] + "hasTarget" in TERMS["Target"].links["values"]


def test_a_property_says_its_unit_and_its_code_list() -> None:
    assert "http://qudt.org/vocab/unit/CCY_CNY" in TERMS["amount"].links["unit"]
    assert TERMS["function"].links["list"] == (f"{BASE}id/scheme/functions",)
    assert "domain" not in TERMS["disclosure"].links
    assert TERMS["disclosure"].notes["en"].startswith("No domain")


def test_the_header() -> None:
    assert (DOC.prefix, DOC.namespace) == ("bg", PREFIXES["bg"])
    assert DOC.version_iri == f"{BASE}ontology/{DOC.version}"
    assert set(DOC.titles) == set(DOC.descriptions) == {"zh", "en"}


def test_code_lists_are_counted() -> None:
    counted = {one.iri.rpartition("/")[2]: one.concepts for one in DOC.lists}
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
