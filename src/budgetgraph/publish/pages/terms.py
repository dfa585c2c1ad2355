"""Answer `/shapes`, as a page or as RDF; list the terms of a graph and their labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rdflib import RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node
from starlette.requests import Request
from starlette.responses import Response

from budgetgraph.assets import asset
from budgetgraph.publish.web.rendering import Renderer
from budgetgraph.publish.web.site import GRAPH_OFFERS, HTML, Site, wanted
from budgetgraph.query.parameters import rebase
from budgetgraph.query.selects import Selects
from budgetgraph.rdf.iris import BASE

SH = Namespace("http://www.w3.org/ns/shacl#")
#: Code lists whose concepts pages name without asking the store.
_NAMED_LISTS = ("measures", "phases", "table-types", "indicator-types")
_RDFLIB = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld", "rdf": "xml"}


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A class, property or shape as its table row shows it; texts by language."""

    iri: str
    name: str
    kind: str
    labels: Mapping[str, str]
    definitions: Mapping[str, str]
    above: tuple[str, ...]
    domain: tuple[str, ...]
    range: tuple[str, ...]


class Terms:
    """The route of the shapes."""

    def __init__(self, site: Site, renderer: Renderer) -> None:
        self.site, self.renderer = site, renderer

    async def shapes(self, request: Request) -> Response:
        """Show the shapes."""
        graph = shapes(self.site.iris.base)
        offer = wanted(request, (HTML, *GRAPH_OFFERS))
        if (same := self.site.unchanged(request, offer.name)) is not None:
            return same
        if offer is not HTML:
            return self.site.reply(request, graph.serialize(format=_RDFLIB[offer.name]), offer)
        page = self.renderer.page(
            request,
            "terms.html",
            entries=entries(graph, (SH.NodeShape,)),
            offers=GRAPH_OFFERS,
        )
        return self.site.reply(request, page, HTML)


@cache
def vocabulary(base: str) -> Graph:
    """Read the ontology for a graph with this base."""
    return _read([asset("ontology/budget.ttl")], base)


@cache
def shapes(base: str) -> Graph:
    """Read all shapes for a graph with this base."""
    return _read(sorted(asset("shapes").rglob("*.ttl")), base)


def labels(base: str) -> dict[str, dict[str, str]]:
    """Read the labels of the vocabulary's terms and of short code lists, by IRI and language."""
    by_iri: dict[str, dict[str, str]] = {}
    lists = _read([asset(f"ontology/codes/{name}.ttl") for name in _NAMED_LISTS], base)
    for graph, name in ((vocabulary(base), RDFS.label), (lists, SKOS.prefLabel)):
        for subject, text in graph.subject_objects(name):
            if isinstance(text, Literal):
                by_iri.setdefault(str(subject), {})[text.language or "zh"] = str(text)
    return by_iri


def papers(store: Selects, base: str) -> dict[str, str]:
    """Ask for the names of the source files by their SHA-256, the last part of their IRI."""
    query = asset("queries/describe/papers.rq").read_text(encoding="utf-8")
    files = store.select(rebase(query, base)).rows
    return {str(iri).rpartition("/")[2]: str(name) for iri, name in files}


def entries(graph: Graph, kinds: tuple[URIRef, ...]) -> list[TermEntry]:
    """List the terms of these classes, class by class, by name."""
    listed = []
    for kind in kinds:
        for term in sorted(set(graph.subjects(RDF.type, kind)), key=str):
            entry = _entry(graph, term, kind)
            if entry.labels or entry.definitions:
                listed.append(entry)
    return listed


def _entry(graph: Graph, term: Node, kind: URIRef) -> TermEntry:
    """Make the entry of a term."""
    return TermEntry(
        iri=str(term),
        name=str(term).rpartition("#")[2] or str(term),
        kind=str(kind).rpartition("#")[2],
        labels=_texts(graph, term, RDFS.label),
        definitions=_texts(graph, term, SKOS.definition) or _texts(graph, term, RDFS.comment),
        above=_names(graph, term, RDFS.subClassOf, RDFS.subPropertyOf),
        domain=_names(graph, term, RDFS.domain, SH.targetClass),
        range=_names(graph, term, RDFS.range, SH.severity),
    )


def _names(graph: Graph, term: Node, *properties: URIRef) -> tuple[str, ...]:
    """List the IRIs that a term has behind these properties, sorted."""
    names = []
    for name in properties:
        for thing in graph.objects(term, name):
            if isinstance(thing, URIRef):
                names.append(str(thing))
    return tuple(sorted(names))


def _texts(graph: Graph, term: Node, name: URIRef) -> dict[str, str]:
    """Read the texts that a term has behind a property, by language."""
    by_language = {}
    for text in graph.objects(term, name):
        if isinstance(text, Literal):
            by_language[text.language or "zh"] = str(text)
    return by_language


def _read(paths: list[Path], base: str) -> Graph:
    """Read files as one graph, moved from the default base to this one."""
    graph = Graph()
    for path in paths:
        graph.parse(data=path.read_text(encoding="utf-8").replace(BASE, base), format="turtle")
    return graph
