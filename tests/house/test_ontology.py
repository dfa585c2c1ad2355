"""The vocabulary's own files: every term labelled and defined in both languages, aligned, and
covered by the context.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, VANN

from budgetgraph.assets import asset
from budgetgraph.rdf.iris import BASE, PREFIXES

BG = PREFIXES["bg"]
ONTOLOGY = URIRef(BASE + "ontology")
GRAPH = Graph().parse(asset("ontology/budget.ttl"))
ALIGNMENTS = Graph().parse(asset("ontology/alignments.ttl"))
TERMS = sorted({str(subject) for subject in GRAPH.subjects() if str(subject).startswith(BG)})
CLASSES = {str(subject) for subject in GRAPH.subjects(RDF.type, OWL.Class)}
PROPERTIES = {
    str(subject)
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty)
    for subject in GRAPH.subjects(RDF.type, kind)
}
CONTEXT = json.loads(asset("ontology/context.jsonld").read_text("utf-8"))["@context"]


def test_how_many_terms_there_are() -> None:
    assert len(CLASSES) == 28
    assert len(PROPERTIES) == 149
    assert len(TERMS) == len(CLASSES) + len(PROPERTIES) + 1, "bg:between is the one individual"


def test_no_name_that_was_published_is_lost() -> None:
    """The rule is in docs/model.md: a term is retired, and its line is never taken out."""
    listed = (Path(__file__).parent / "published_terms.txt").read_text("utf-8").split()
    assert listed == sorted(listed)
    assert {BG + name for name in listed} == set(TERMS)


def faults_of_retired(graph: Graph) -> list[str]:
    """The terms that are deprecated without a reason in both languages, or for one that is not
    there.
    """
    found = []
    for term in sorted(graph.subjects(OWL.deprecated, Literal(True))):
        notes = [
            note for note in graph.objects(term, SKOS.historyNote) if isinstance(note, Literal)
        ]
        others = list(graph.objects(term, DCTERMS.isReplacedBy))
        says_why = sorted(str(note.language) for note in notes) == ["en", "zh"]
        if not says_why or any((other, RDFS.label, None) not in graph for other in others):
            found.append(str(term))
    return found


def test_a_retired_term_says_why_and_what_took_its_place() -> None:
    assert faults_of_retired(GRAPH) == []
    text = """@prefix : <x:> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix dcterms: <http://purl.org/dc/terms/> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        :new rdfs:label "甲"@zh .
        :good owl:deprecated true ; skos:historyNote "乙"@zh, "b"@en ; dcterms:isReplacedBy :new .
        :alone owl:deprecated true ; skos:historyNote "乙"@zh, "b"@en .
        :half owl:deprecated true ; skos:historyNote "乙"@zh .
        :lost owl:deprecated true ; skos:historyNote "乙"@zh, "b"@en ; dcterms:isReplacedBy :no ."""
    assert faults_of_retired(Graph().parse(data=text, format="turtle")) == ["x:half", "x:lost"]


@pytest.mark.parametrize("term", TERMS)
def test_every_term_says_what_it_is_in_both_languages(term: str) -> None:
    subject = URIRef(term)
    for name in (RDFS.label, SKOS.definition):
        languages = sorted(
            str(value.language)
            for value in GRAPH.objects(subject, name)
            if isinstance(value, Literal)
        )
        assert languages == ["en", "zh"], f"{term} {name}"
        assert all(str(value).strip() for value in GRAPH.objects(subject, name))
    assert (subject, RDFS.isDefinedBy, ONTOLOGY) in GRAPH


@pytest.mark.parametrize("term", sorted(PROPERTIES))
def test_every_property_has_a_range_and_a_domain_or_the_reason_for_none(term: str) -> None:
    subject = URIRef(term)
    assert GRAPH.value(subject, RDFS.range) is not None
    notes = list(GRAPH.objects(subject, SKOS.scopeNote))
    assert (GRAPH.value(subject, RDFS.domain) is not None) != bool(notes), (
        "a domain, or a note that says why there is none"
    )
    assert len(notes) in (0, 2)
    local = [
        end
        for name in (RDFS.domain, RDFS.range)
        for end in GRAPH.objects(subject, name)
        if str(end).startswith(BG)
    ]
    assert all(str(end) in CLASSES for end in local)


def test_labels_tell_terms_apart() -> None:
    for language in ("zh", "en"):
        labels = [(str(label), str(kind)) for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
                  for subject in GRAPH.subjects(RDF.type, kind) for label in GRAPH.objects(subject, RDFS.label)
                  if isinstance(label, Literal) and label.language == language]  # fmt: skip
        repeated = {label for label in labels if labels.count(label) > 1}
        assert len(repeated) <= 2, repeated


def test_the_header() -> None:
    assert (
        str(GRAPH.value(ONTOLOGY, OWL.versionIRI))
        == f"{BASE}ontology/{GRAPH.value(ONTOLOGY, OWL.versionInfo)}"
    )
    assert {
        title.language
        for title in GRAPH.objects(ONTOLOGY, DCTERMS.title)
        if isinstance(title, Literal)
    } == {"zh", "en"}
    assert GRAPH.value(ONTOLOGY, DCTERMS.license) is not None
    assert str(GRAPH.value(ONTOLOGY, VANN.preferredNamespacePrefix)) == "bg"
    assert str(GRAPH.value(ONTOLOGY, VANN.preferredNamespaceUri)) == BG


def test_prefixes_are_those_of_the_project() -> None:
    for name in ("budget", "alignments"):
        text = asset(f"ontology/{name}.ttl").read_text("utf-8")
        declared = dict(re.findall(r"^@prefix ([\w-]+): <([^>]+)> \.$", text, re.MULTILINE))
        assert len(declared) > 10
        assert not {key: iri for key, iri in declared.items() if PREFIXES.get(key, iri) != iri}


def test_alignments_are_of_our_terms_to_those_of_others() -> None:
    links = [(s, p, o) for s, p, o in ALIGNMENTS if str(s).startswith(BG)]
    assert len(links) > 45
    for subject, predicate, target in links:
        assert str(subject) in TERMS, subject
        assert not str(target).startswith(BG)
        assert predicate in (SKOS.closeMatch, SKOS.relatedMatch, RDFS.subPropertyOf) or str(
            predicate
        ).endswith(("hasUnit", "currency"))
    assert not list(GRAPH.triples((None, SKOS.exactMatch, None)))


def test_the_context_covers_every_term() -> None:
    definitions = {
        key: value if isinstance(value, dict) else {"@id": value}
        for key, value in CONTEXT.items()
        if key not in PREFIXES
    }
    covered = {
        value["@id"].replace("bg:", BG): (key, value)
        for key, value in definitions.items()
        if isinstance(value.get("@id"), str)
    }
    assert set(TERMS) <= set(covered)
    assert all(covered[term][0] == term[len(BG) :] for term in TERMS)
    for term in PROPERTIES:
        definition, target = covered[term][1], str(GRAPH.value(URIRef(term), RDFS.range))
        kind, language = definition.get("@type"), definition.get("@language")
        if (URIRef(term), RDF.type, OWL.ObjectProperty) in GRAPH:
            assert kind in ("@id", "@vocab"), term
        elif target == str(RDF.langString):
            assert (kind, language) == (None, "zh"), term
        else:
            expected = target.replace(PREFIXES["xsd"], "xsd:")
            assert (kind or "xsd:string", language) == (expected, None), term
