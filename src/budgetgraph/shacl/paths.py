"""SHACL property paths (§2.3.1): followed in a graph, and written as SPARQL paths."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal as Choice

from rdflib import RDF, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from budgetgraph.shacl.result import SH, Unsupported
from budgetgraph.shacl.triples import Triples

Kind = Choice[
    "property", "inverse", "sequence", "alternative", "zeroOrMore", "oneOrMore", "zeroOrOne"
]
_UNARY: dict[str, Kind] = {
    "inversePath": "inverse",
    "zeroOrMorePath": "zeroOrMore",
    "oneOrMorePath": "oneOrMore",
    "zeroOrOnePath": "zeroOrOne",
}
_MARKS = {"zeroOrMore": "*", "oneOrMore": "+", "zeroOrOne": "?"}


@dataclass(frozen=True, slots=True)
class Path:
    """A path: a property (`iri`, as an N-Triples term) or an operator over `parts`."""

    kind: Kind
    iri: str = ""
    parts: tuple[Path, ...] = ()

    def values(self, graph: Triples, node: str) -> Iterable[str]:
        """What the path leads to from a node, each once."""
        if self.kind == "property":
            return graph.objects(node, self.iri)
        return dict.fromkeys(self._values(graph, node))

    def _values(self, graph: Triples, node: str) -> Iterable[str]:
        if self.kind == "inverse":
            return self.parts[0]._backwards(graph, node)
        if self.kind == "sequence":
            nodes: Iterable[str] = [node]
            for part in self.parts:
                nodes = dict.fromkeys(value for one in nodes for value in part.values(graph, one))
            return nodes
        if self.kind == "alternative":
            return [value for part in self.parts for value in part.values(graph, node)]
        if self.kind == "zeroOrOne":
            return [node, *self.parts[0].values(graph, node)]
        return self._closure(graph, node)

    def _closure(self, graph: Triples, node: str) -> Iterable[str]:
        found: dict[str, None] = {node: None} if self.kind == "zeroOrMore" else {}
        todo = [node]
        while todo:
            new = [value for value in self.parts[0].values(graph, todo.pop()) if value not in found]
            found.update(dict.fromkeys(new))
            todo += new
        return found

    def _backwards(self, graph: Triples, node: str) -> Iterable[str]:
        if self.kind == "property":
            return graph.subjects(self.iri, node)
        return self.inverted().values(graph, node)

    def inverted(self) -> Path:
        """The path that leads back."""
        if self.kind == "property":
            return Path("inverse", parts=(self,))
        if self.kind == "inverse":
            return self.parts[0]
        parts = tuple(part.inverted() for part in self.parts)
        return Path(self.kind, parts=parts[::-1] if self.kind == "sequence" else parts)

    def sparql(self) -> str:
        """The path in SPARQL 1.1."""
        inner = [part.sparql() for part in self.parts]
        match self.kind:
            case "property":
                return self.iri
            case "inverse":
                return f"(^{inner[0]})"
            case "sequence":
                return f"({'/'.join(inner)})"
            case "alternative":
                return f"({'|'.join(inner)})"
            case _:
                return f"({inner[0]}{_MARKS[self.kind]})"


def compiled(shapes: Graph, node: Node) -> Path:
    """The path that a node of the shapes graph describes; Unsupported where it is ill-formed or
    goes in a circle.
    """
    return _path(shapes, node, ())


def _path(shapes: Graph, node: Node, above: tuple[Node, ...]) -> Path:
    if isinstance(node, URIRef):
        return Path("property", f"<{node}>")
    if node in above:
        raise Unsupported("a path that goes in a circle")
    inside = (*above, node)
    if (node, RDF.first, None) in shapes:
        # A list that is a path may say other things beside; it is a sequence all the same (SHACL
        # §2.3.1.2).
        return _several(shapes, "sequence", node, inside)
    said = [
        (str(predicate).removeprefix(SH), value)
        for predicate, value in shapes.predicate_objects(node)
    ]
    if len(said) != 1:
        raise Unsupported("a path that is not well-formed")
    name, value = said[0]
    if name == "alternativePath":
        return _several(shapes, "alternative", value, inside)
    if name not in _UNARY:
        raise Unsupported(f"a path of {name}")
    return Path(_UNARY[name], parts=(_path(shapes, value, inside),))


def _several(shapes: Graph, kind: Kind, head: Node, above: tuple[Node, ...]) -> Path:
    members = list(Collection(shapes, head))
    if len(members) < 2:
        raise Unsupported(f"a {kind} path of fewer than two members")
    return Path(kind, parts=tuple(_path(shapes, member, above) for member in members))
