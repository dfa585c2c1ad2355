"""From a node of a graph to what a person looks at: the lines of the source that it was read from, and the disclosure it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rdflib import RDF, RDFS, SKOS, Graph, Namespace, URIRef
from rdflib.plugins.parsers.ntriples import unquote
from rdflib.term import Node

from budgetgraph.findings import Passage
from budgetgraph.iris import Iris

_OA = Namespace("http://www.w3.org/ns/oa#")
_QB = Namespace("http://purl.org/linked-data/cube#")
#: No chain of owners in the model is longer: target, indicator, project, disclosure.
_DEPTH = 5


class Passages:
    """The places of one graph. `quotes` gives the N-Triples literal that a selector node (by IRI) quotes."""

    def __init__(self, graph: Graph, quotes: Mapping[str, str], iris: Iris) -> None:
        self._graph = graph
        self._quotes = quotes
        self._bg = Namespace(iris.ontology)
        self._upward = [self._bg.disclosure, self._bg.project, self._bg.table, self._bg.row, _QB.dataSet]

    def has(self, node: Node) -> bool:
        """Whether a node says itself where it stands."""
        return (node, self._bg.source, None) in self._graph

    def of(self, *nodes: Node) -> tuple[Passage, ...]:
        """The passages of nodes in the order given, each once; a node without a source of its own gives its owner's."""
        return tuple(self._passage(span) for span in dict.fromkeys(span for node in nodes for span in self._spans(node)))

    def _spans(self, node: Node) -> list[Node]:
        for owner in self._owners(node):
            if (owner, RDF.type, self._bg.SourceSpan) in self._graph:
                return [owner]
            if found := sorted(self._graph.objects(owner, self._bg.source), key=str):
                return found
        return []

    def _passage(self, span: Node) -> Passage:
        source = self._graph.value(span, _OA.hasSource)
        name = self._graph.value(source, self._bg.fileName) if source is not None else None
        return Passage(
            iri=str(span),
            file=str(name) if name is not None else None,
            first_line=self._integer(span, self._bg.firstLine),
            last_line=self._integer(span, self._bg.lastLine),
            page=self._integer(span, self._bg.page),
            quote=self._quote(self._graph.value(span, _OA.hasSelector)),
        )

    def _quote(self, selector: Node | None) -> str | None:
        literal = self._quotes.get(str(selector))
        return None if literal is None else unquote(literal[1 : literal.rindex('"')])

    def _integer(self, node: Node, property: URIRef) -> int | None:
        value = str(self._graph.value(node, property) or "")
        return int(value) if value.isdecimal() else None

    def disclosure(self, focus: Node) -> Node | None:
        """The disclosure that a node belongs to; the graph's only one where the node does not say."""
        for owner in self._owners(focus):
            if (owner, RDF.type, self._bg.Disclosure) in self._graph:
                return owner
        all_there = list(self._graph.subjects(RDF.type, self._bg.Disclosure))
        return all_there[0] if len(all_there) == 1 else None

    def department(self, disclosure: Node | None) -> str | None:
        """The label of the department whose disclosure it is."""
        body = self._graph.value(disclosure, self._bg.department) if disclosure is not None else None
        if body is None:
            return None
        return min((str(label) for name in (SKOS.prefLabel, RDFS.label) for label in self._graph.objects(body, name)), default=None)

    def fiscal_year(self, disclosure: Node | None) -> int | None:
        return self._integer(disclosure, self._bg.fiscalYear) if disclosure is not None else None

    def _owners(self, node: Node) -> Iterable[Node]:
        """The node, then what it is part of, nearest first."""
        level: list[Node] = [node]
        for _ in range(_DEPTH):
            yield from level
            upward = [owner for part in level for property in self._upward for owner in self._graph.objects(part, property)]
            upward += [owner for part in level for owner in self._graph.subjects(self._bg.hasTarget, part)]
            level = sorted(set(upward), key=str)
