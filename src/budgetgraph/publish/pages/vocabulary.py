"""The documentation of the vocabulary at `/ontology`: every term with its definition, what it
applies to and what of others it is like.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.namespace import QB, VANN
from rdflib.term import Node
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from budgetgraph.assets import asset
from budgetgraph.publish.web.rendering import Renderer
from budgetgraph.publish.web.site import GRAPH_OFFERS, HTML, Site, wanted
from budgetgraph.rdf.iris import BASE

_RDFLIB = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld", "rdf": "pretty-xml"}
_KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.NamedIndividual)
_OBEU = "http://data.openbudgets.eu/ontology/dsd/attribute/"
#: What is said of a term, in the order in which it is shown: key of its words, property, and
#: whether it is read backwards.
_LINKS: tuple[tuple[str, URIRef, bool], ...] = (
    ("above", RDFS.subClassOf, False),
    ("above", RDFS.subPropertyOf, False),
    ("below", RDFS.subClassOf, True),
    ("below", RDFS.subPropertyOf, True),
    ("domain", RDFS.domain, False),
    ("range", RDFS.range, False),
    ("properties", RDFS.domain, True),
    ("values", RDFS.range, True),
    ("list", QB.codeList, False),
    ("unit", URIRef("http://qudt.org/schema/qudt/hasUnit"), False),
    ("unit", URIRef(_OBEU + "currency"), False),
    ("close", SKOS.closeMatch, False),
    ("related", SKOS.relatedMatch, False),
)


@dataclass(frozen=True, slots=True)
class Term:
    """A class, property or individual as its entry shows it; texts by language, links by the key of
    their words.
    """

    iri: str
    name: str
    kind: str
    labels: Mapping[str, str]
    definitions: Mapping[str, str]
    notes: Mapping[str, str]
    links: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class CodeList:
    """A code list in figures: its IRI, its texts by language, the published sources it names, how
    many concepts it has.
    """

    iri: str
    labels: Mapping[str, str]
    definitions: Mapping[str, str]
    sources: tuple[str, ...]
    concepts: int


@dataclass(frozen=True, slots=True)
class Documentation:
    """The whole page."""

    titles: Mapping[str, str]
    descriptions: Mapping[str, str]
    version: str
    version_iri: str
    licence: str
    prefix: str
    namespace: str
    terms: tuple[Term, ...]
    lists: tuple[CodeList, ...]
    short: Mapping[str, str]
    """Terms of others by IRI as they are written in the vocabulary's files:
    `org:FormalOrganization`.
    """


class Vocabulary:
    """The routes `/ontology` and `/ontology/<version>`."""

    def __init__(self, site: Site, renderer: Renderer) -> None:
        self.site, self.renderer = site, renderer

    async def ontology(self, request: Request) -> Response:
        """The page to a browser, the vocabulary with its alignments as RDF to everybody else; 404
        for a version that is not this one.
        """
        base = self.site.iris.base
        version = request.path_params.get("version")
        if version is not None and version != documentation(base).version:
            raise HTTPException(
                404,
                f"this server has version {documentation(base).version} of the vocabulary, not {version}",
            )
        offer = wanted(request, (HTML, *GRAPH_OFFERS))
        if (same := self.site.unchanged(request, offer.name)) is not None:
            return same
        if offer is not HTML:
            return self.site.reply(
                request, published(base).serialize(format=_RDFLIB[offer.name]), offer
            )
        page = self.renderer.page(
            request, "vocabulary.html", doc=documentation(base), offers=GRAPH_OFFERS
        )
        return self.site.reply(request, page, HTML)


@cache
def published(base: str) -> Graph:
    """The vocabulary and its alignments as one graph, with this base."""
    graph = Graph()
    for name in ("budget", "alignments"):
        graph.parse(
            data=asset(f"ontology/{name}.ttl").read_text(encoding="utf-8").replace(BASE, base),
            format="turtle",
        )
    return graph


@cache
def documentation(base: str) -> Documentation:
    """What the page says."""
    graph, ontology = published(base), URIRef(f"{base}ontology")

    def value(name: URIRef) -> str:
        return str(graph.value(ontology, name) or "")

    ours = [
        _term(graph, term, kind)
        for kind in _KINDS
        for term in sorted(set(graph.subjects(RDF.type, kind)), key=str)
        if str(term).startswith(f"{base}ontology#")
    ]
    return Documentation(
        titles=_texts(graph, ontology, DCTERMS.title),
        descriptions=_texts(graph, ontology, DCTERMS.description),
        version=value(OWL.versionInfo),
        version_iri=value(OWL.versionIRI),
        licence=value(DCTERMS.license),
        prefix=value(VANN.preferredNamespacePrefix),
        namespace=value(VANN.preferredNamespaceUri),
        terms=tuple(ours),
        short=_short(
            graph,
            {
                iri
                for term in ours
                for iris in term.links.values()
                for iri in iris
                if not iri.startswith(base)
            },
        ),
        lists=tuple(
            _code_list(path.stem, base) for path in sorted(asset("ontology/codes").glob("*.ttl"))
        ),
    )


def _term(graph: Graph, term: Node, kind: URIRef) -> Term:
    links: dict[str, tuple[str, ...]] = {}
    for key, name, backwards in _LINKS:
        found = graph.subjects(name, term) if backwards else graph.objects(term, name)
        links[key] = links.get(key, ()) + tuple(
            sorted(str(other) for other in found if isinstance(other, URIRef))
        )
    return Term(
        iri=str(term),
        name=str(term).rpartition("#")[2],
        kind=str(kind).rpartition("#")[2],
        labels=_texts(graph, term, RDFS.label),
        definitions=_texts(graph, term, SKOS.definition),
        notes=_texts(graph, term, SKOS.scopeNote),
        links={key: found for key, found in links.items() if found},
    )


def _short(graph: Graph, iris: Iterable[str]) -> dict[str, str]:
    prefixes = sorted(
        ((str(namespace), prefix) for prefix, namespace in graph.namespaces()),
        key=lambda pair: -len(pair[0]),
    )
    return {
        iri: f"{prefix}:{iri[len(namespace) :]}"
        for iri in iris
        for namespace, prefix in [
            next((pair for pair in prefixes if iri.startswith(pair[0])), ("", ""))
        ]
        if prefix
    }


def _code_list(name: str, base: str) -> CodeList:
    graph = Graph().parse(
        data=asset(f"ontology/codes/{name}.ttl").read_text(encoding="utf-8").replace(BASE, base),
        format="turtle",
    )
    scheme = URIRef(f"{base}id/scheme/{name}")
    return CodeList(
        iri=str(scheme),
        labels=_texts(graph, scheme, SKOS.prefLabel),
        definitions=_texts(graph, scheme, SKOS.definition),
        sources=tuple(sorted(str(source) for source in graph.objects(scheme, DCTERMS.source))),
        concepts=len(set(graph.subjects(SKOS.inScheme, scheme))),
    )


def _texts(graph: Graph, subject: Node, name: URIRef) -> dict[str, str]:
    return {
        text.language or "zh": str(text)
        for text in graph.objects(subject, name)
        if isinstance(text, Literal)
    }
