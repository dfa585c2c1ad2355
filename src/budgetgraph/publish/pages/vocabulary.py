"""Document the vocabulary (`/ontology`).

Every term has its definition, the things that it applies to and the terms of others that are like
it.
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

#: The alignments have a name of their own, and are published with the vocabulary.
_ALIGNMENTS = "alignments"
_RDFLIB = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld", "rdf": "pretty-xml"}
_KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.NamedIndividual)
_OBEU = "http://data.openbudgets.eu/ontology/dsd/attribute/"
#: The links of a term in the order in which they are shown: the key of their words, the property,
#: and whether it is followed backwards.
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
class DocumentedTerm:
    """A class, property or individual as its entry shows it.

    Texts are by language, links by the key of their words.
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
    """A code list: its texts by language, the sources it names, its number of concepts."""

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
    terms: tuple[DocumentedTerm, ...]
    lists: tuple[CodeList, ...]
    short: Mapping[str, str]
    """Terms of others by IRI as they are written in the vocabulary's files:
    `org:FormalOrganization`.
    """


class Vocabulary:
    """The routes `/ontology`, `/ontology/<version>` and `/ontology/alignments`."""

    def __init__(self, site: Site, renderer: Renderer) -> None:
        self.site, self.renderer = site, renderer

    async def ontology(self, request: Request) -> Response:
        """Show a browser the page, and send programs the vocabulary with its alignments as RDF.

        404 for a version that is not this one.
        """
        base = self.site.iris.base
        here = documentation(base).version
        version = request.path_params.get("version")
        if version not in (None, here, _ALIGNMENTS):
            raise HTTPException(
                404, f"this server has version {here} of the vocabulary, not {version}"
            )
        offer = wanted(request, (HTML, *GRAPH_OFFERS))
        if (same := self.site.unchanged(request, offer.name)) is not None:
            return same
        if offer is not HTML:
            body = published(base).serialize(format=_RDFLIB[offer.name])
            return self.site.reply(request, body, offer)
        page = self.renderer.page(
            request, "vocabulary.html", doc=documentation(base), offers=GRAPH_OFFERS
        )
        return self.site.reply(request, page, HTML)


@cache
def published(base: str) -> Graph:
    """Read the vocabulary and its alignments as one graph, with this base."""
    graph = Graph()
    for name in ("budget", "alignments"):
        graph.parse(data=_text(f"ontology/{name}.ttl", base), format="turtle")
    return graph


@cache
def documentation(base: str) -> Documentation:
    """Gather all that the page says."""
    graph, ontology = published(base), URIRef(f"{base}ontology")

    def value(name: URIRef) -> str:
        return str(graph.value(ontology, name) or "")

    terms = _terms(graph, f"{base}ontology#")
    code_lists = sorted(asset("ontology/codes").glob("*.ttl"))
    return Documentation(
        titles=_texts(graph, ontology, DCTERMS.title),
        descriptions=_texts(graph, ontology, DCTERMS.description),
        version=value(OWL.versionInfo),
        version_iri=value(OWL.versionIRI),
        licence=value(DCTERMS.license),
        prefix=value(VANN.preferredNamespacePrefix),
        namespace=value(VANN.preferredNamespaceUri),
        terms=tuple(terms),
        short=_short(graph, _foreign(terms, base)),
        lists=tuple(_code_list(path.stem, base) for path in code_lists),
    )


def _text(name: str, base: str) -> str:
    """Read a file of the vocabulary, moved to this base."""
    return asset(name).read_text(encoding="utf-8").replace(BASE, base)


def _terms(graph: Graph, namespace: str) -> list[DocumentedTerm]:
    """List the terms of our namespace, class by class, by name."""
    terms = []
    for kind in _KINDS:
        for term in sorted(set(graph.subjects(RDF.type, kind)), key=str):
            if str(term).startswith(namespace):
                terms.append(_term(graph, term, kind))
    return terms


def _foreign(terms: Iterable[DocumentedTerm], base: str) -> set[str]:
    """List the IRIs of others that our terms link to."""
    foreign = set()
    for term in terms:
        for iris in term.links.values():
            foreign |= {iri for iri in iris if not iri.startswith(base)}
    return foreign


def _term(graph: Graph, term: Node, kind: URIRef) -> DocumentedTerm:
    """Make the entry of a term."""
    return DocumentedTerm(
        iri=str(term),
        name=str(term).rpartition("#")[2],
        kind=str(kind).rpartition("#")[2],
        labels=_texts(graph, term, RDFS.label),
        definitions=_texts(graph, term, SKOS.definition),
        notes=_texts(graph, term, SKOS.scopeNote),
        links=_links(graph, term),
    )


def _links(graph: Graph, term: Node) -> dict[str, tuple[str, ...]]:
    """Find the links of a term, by the key of their words."""
    links: dict[str, tuple[str, ...]] = {}
    for key, name, backwards in _LINKS:
        others = graph.subjects(name, term) if backwards else graph.objects(term, name)
        iris = sorted(str(other) for other in others if isinstance(other, URIRef))
        if iris:
            links[key] = links.get(key, ()) + tuple(iris)
    return links


def _short(graph: Graph, iris: Iterable[str]) -> dict[str, str]:
    """Shorten IRIs by the prefixes of the vocabulary's files, the longest namespace first.

    `http://www.w3.org/ns/org#Organization` → `org:Organization`; an IRI without a prefix is left
    out.
    """
    namespaces = [(str(namespace), prefix) for prefix, namespace in graph.namespaces()]
    namespaces.sort(key=lambda pair: -len(pair[0]))
    short = {}
    for iri in iris:
        for namespace, prefix in namespaces:
            if iri.startswith(namespace):
                if prefix:
                    short[iri] = f"{prefix}:{iri[len(namespace) :]}"
                break
    return short


def _code_list(name: str, base: str) -> CodeList:
    """Read a code list and count its concepts."""
    graph = Graph().parse(data=_text(f"ontology/codes/{name}.ttl", base), format="turtle")
    scheme = URIRef(f"{base}id/scheme/{name}")
    return CodeList(
        iri=str(scheme),
        labels=_texts(graph, scheme, SKOS.prefLabel),
        definitions=_texts(graph, scheme, SKOS.definition),
        sources=tuple(sorted(str(source) for source in graph.objects(scheme, DCTERMS.source))),
        concepts=len(set(graph.subjects(SKOS.inScheme, scheme))),
    )


def _texts(graph: Graph, subject: Node, name: URIRef) -> dict[str, str]:
    """Read the texts of one property of a subject, by language: `{"zh": "项目", "en": "project"}`."""
    by_language = {}
    for text in graph.objects(subject, name):
        if isinstance(text, Literal):
            by_language[text.language or "zh"] = str(text)
    return by_language
