"""A shape compiled: its targets, its path, and its constraints of SHACL Core as functions over a
graph's triples.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.term import Node

from budgetgraph.shacl.paths import Path
from budgetgraph.shacl.result import SH, Result
from budgetgraph.shacl.terms import written
from budgetgraph.shacl.triples import Triples

#: What is wrong with the values of a focus node: the value at fault (None where none is), and a
#: path other than the shape's.
Fault = tuple[str | None, str | None]
Check = Callable[[Triples, str, Sequence[str]], Iterable[Fault]]


@dataclass(frozen=True, slots=True)
class Targets:
    """The target declarations of a shape (§2.1.3), as canonical terms."""

    classes: tuple[str, ...]
    nodes: tuple[str, ...]
    subjects_of: tuple[str, ...]
    objects_of: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.classes or self.nodes or self.subjects_of or self.objects_of)

    def of(self, graph: Triples) -> list[str]:
        """The focus nodes in a graph, each once."""
        found = dict.fromkeys(self.nodes)
        for one in self.classes:
            found.update(dict.fromkeys(graph.instances(one)))
        for one in self.subjects_of:
            found.update(dict.fromkeys(graph.subjects_of(one)))
        for one in self.objects_of:
            found.update(dict.fromkeys(graph.backwards(one)))
        return list(found)


def targets(shapes: Graph, node: Node) -> Targets:
    """What a shape declares; a shape that is a class targets its own instances."""

    def said(name: str) -> list[str]:
        return sorted(written(value) for value in shapes.objects(node, URIRef(SH + name)))

    class_of_classes = {RDFS.Class, *shapes.subjects(RDFS.subClassOf, RDFS.Class)}
    implicit = (
        [written(node)] if class_of_classes.intersection(shapes.objects(node, RDF.type)) else []
    )
    return Targets(
        tuple(said("targetClass") + implicit),
        tuple(said("targetNode")),
        tuple(said("targetSubjectsOf")),
        tuple(said("targetObjectsOf")),
    )


@dataclass(frozen=True, slots=True)
class Query:
    """A `sh:sparql` constraint: its node, and its query for all focus nodes at once."""

    node: Node
    text: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A compiled shape.

    `path` is None for a node shape; `properties` are the shapes of its `sh:property`.
    """

    node: Node
    path: Path | None
    severity: str
    messages: tuple[Literal, ...]
    targets: Targets
    checks: tuple[tuple[str, Check], ...]
    properties: tuple[Shape, ...]
    queries: tuple[Query, ...]
    deactivated: bool = False

    @property
    def path_iri(self) -> str | None:
        """The path as an IRI, where it is a property."""
        return (
            self.path.iri[1:-1] if self.path is not None and self.path.kind == "property" else None
        )

    def values(self, graph: Triples, focus: str) -> Sequence[str]:
        return (focus,) if self.path is None else tuple(self.path.values(graph, focus))

    def results(self, graph: Triples, nodes: Iterable[str]) -> Iterator[Result]:
        """What the core constraints say of nodes."""
        if self.deactivated:
            return
        for focus in nodes:
            values = self.values(graph, focus)
            for component, check in self.checks:
                for value, path in check(graph, focus, values):
                    yield Result(
                        focus,
                        path or self.path_iri,
                        value,
                        self.severity,
                        SH + component,
                        self.node,
                    )
            for shape in self.properties:
                yield from shape.results(graph, values)

    def conforms(self, graph: Triples, node: str) -> bool:
        return next(self.results(graph, (node,)), None) is None

    def focused(self, graph: Triples, nodes: Sequence[str]) -> Iterator[tuple[Shape, str]]:
        """The shapes that have queries, this one and those of its properties, each with every node
        that it is asked of.
        """
        if self.deactivated:
            return
        if self.queries:
            yield from ((self, node) for node in nodes)
        for shape in self.properties if nodes else ():
            yield from shape.focused(
                graph, [value for node in nodes for value in self.values(graph, node)]
            )
