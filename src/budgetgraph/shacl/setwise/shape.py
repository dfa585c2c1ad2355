"""A shape compiled: its targets, its path, and its constraints of SHACL Core as functions over a
graph's triples.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rdflib import RDF, RDFS, Graph, URIRef
from rdflib.term import Node

from budgetgraph.shacl.result import SH, Result
from budgetgraph.shacl.setwise.needs import Need
from budgetgraph.shacl.setwise.paths import Path
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
        """Return the focus nodes in a graph, each once."""
        focus_nodes = dict.fromkeys(self.nodes)
        for name in self.classes:
            focus_nodes.update(dict.fromkeys(graph.instances(name)))
        for predicate in self.subjects_of:
            focus_nodes.update(dict.fromkeys(graph.subjects_of(predicate)))
        for predicate in self.objects_of:
            focus_nodes.update(dict.fromkeys(graph.backwards(predicate)))
        return list(focus_nodes)


def targets(shapes: Graph, node: Node) -> Targets:
    """Return the targets that a shape declares; a shape that is a class targets its instances."""
    classes = _said(shapes, node, "targetClass")
    if _is_class(shapes, node):
        classes.append(written(node))
    return Targets(
        tuple(classes),
        tuple(_said(shapes, node, "targetNode")),
        tuple(_said(shapes, node, "targetSubjectsOf")),
        tuple(_said(shapes, node, "targetObjectsOf")),
    )


def _said(shapes: Graph, node: Node, name: str) -> list[str]:
    """Return the values of one of SHACL's properties, sorted."""
    return sorted(map(written, shapes.objects(node, URIRef(SH + name))))


def _is_class(shapes: Graph, node: Node) -> bool:
    """Say whether a node is a class by what the shapes graph says of it."""
    kinds_of_classes = {RDFS.Class, *shapes.subjects(RDFS.subClassOf, RDFS.Class)}
    return not kinds_of_classes.isdisjoint(shapes.objects(node, RDF.type))


@dataclass(frozen=True, slots=True)
class Query:
    """A `sh:sparql` constraint: its node, its query for all focus nodes at once, and what a graph
    must hold so that it can answer for one of them.
    """

    node: Node
    text: str
    needs: tuple[Need, ...] = ()

    def asked_of(self, graph: Triples, nodes: Mapping[str, int]) -> Mapping[str, int]:
        """Return those of some focus nodes of which the query can say something."""
        asked: dict[str, int] = {}
        for node, times in nodes.items():
            if all(need.is_met(graph, node) for need in self.needs):
                asked[node] = times
        return asked


@dataclass(frozen=True, slots=True)
class Shape:
    """A compiled shape.

    `path` is None for a node shape; `properties` are the shapes of its `sh:property`.
    """

    node: Node
    path: Path | None
    severity: str
    targets: Targets
    checks: tuple[tuple[str, Check], ...]
    properties: tuple[Shape, ...]
    queries: tuple[Query, ...]
    deactivated: bool = False

    @property
    def path_iri(self) -> str | None:
        """The path as an IRI, where it is a property."""
        if self.path is None or self.path.kind != "property":
            return None
        return self.path.iri[1:-1]

    def values(self, graph: Triples, focus: str) -> Sequence[str]:
        """Return the value nodes of a focus node: what the path leads to, or the node itself."""
        if self.path is None:
            return (focus,)
        return tuple(self.path.values(graph, focus))

    def results(self, graph: Triples, nodes: Iterable[str]) -> Iterator[Result]:
        """Yield what the core constraints say of nodes."""
        if self.deactivated:
            return
        for focus in nodes:
            values = self.values(graph, focus)
            for component, check in self.checks:
                for fault in check(graph, focus, values):
                    yield self._result(focus, component, fault)
            for shape in self.properties:
                yield from shape.results(graph, values)

    def _result(self, focus: str, component: str, fault: Fault) -> Result:
        """Return the validation result for a fault that a check of this shape found."""
        value, path = fault
        return Result(
            focus=focus,
            path=path or self.path_iri,
            value=value,
            severity=self.severity,
            component=SH + component,
            shape=self.node,
        )

    def conforms(self, graph: Triples, node: str) -> bool:
        """Say whether the core constraints find nothing wrong with a node."""
        return next(self.results(graph, (node,)), None) is None

    def focused(self, graph: Triples, nodes: Sequence[str]) -> Iterator[tuple[Shape, str]]:
        """Yield the shapes that have queries, each with every node that it is asked of.

        They are this shape and those of its properties.
        """
        if self.deactivated or not nodes:
            return
        if self.queries:
            for node in nodes:
                yield self, node
        for shape in self.properties:
            values: list[str] = []
            for node in nodes:
                values += self.values(graph, node)
            yield from shape.focused(graph, values)
