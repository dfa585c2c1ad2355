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
        """Return what the path leads to from a node, each once."""
        match self.kind:
            case "property":
                return graph.objects(node, self.iri)
            case "inverse":
                return dict.fromkeys(self.parts[0]._backwards(graph, node))
            case "sequence":
                return self._one_after_the_other(graph, node)
            case "alternative":
                return self._all_together(graph, node)
            case "zeroOrOne":
                return dict.fromkeys([node, *self.parts[0].values(graph, node)])
            case _:
                return self._closure(graph, node)

    def _one_after_the_other(self, graph: Triples, node: str) -> Iterable[str]:
        """Follow each part from where the part before it led to."""
        reached: Iterable[str] = [node]
        for part in self.parts:
            further: dict[str, None] = {}
            for start in reached:
                further.update(dict.fromkeys(part.values(graph, start)))
            reached = further
        return reached

    def _all_together(self, graph: Triples, node: str) -> Iterable[str]:
        """Follow every part from the same node."""
        values: dict[str, None] = {}
        for part in self.parts:
            values.update(dict.fromkeys(part.values(graph, node)))
        return values

    def _closure(self, graph: Triples, node: str) -> Iterable[str]:
        """Follow the path again and again; the node itself belongs to it where zero steps do."""
        values: dict[str, None] = {node: None} if self.kind == "zeroOrMore" else {}
        todo = [node]
        while todo:
            reached = self.parts[0].values(graph, todo.pop())
            new = [value for value in reached if value not in values]
            values.update(dict.fromkeys(new))
            todo += new
        return values

    def _backwards(self, graph: Triples, node: str) -> Iterable[str]:
        """Return the nodes from which the path leads to this one."""
        if self.kind == "property":
            return graph.subjects(self.iri, node)
        return self.inverted().values(graph, node)

    def inverted(self) -> Path:
        """Return the path that leads back: `a/b` → `^b/^a`."""
        if self.kind == "property":
            return Path("inverse", parts=(self,))
        if self.kind == "inverse":
            return self.parts[0]
        parts = tuple(part.inverted() for part in self.parts)
        if self.kind == "sequence":
            parts = parts[::-1]
        return Path(self.kind, parts=parts)

    def sparql(self) -> str:
        """Write the path in SPARQL 1.1."""
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
    """Return the path that a node of the shapes graph describes.

    Unsupported where it is ill-formed or goes in a circle.
    """
    return _path(shapes, node, ())


def _path(shapes: Graph, node: Node, above: tuple[Node, ...]) -> Path:
    """Compile one step; `above` are the nodes of the steps that this one belongs to."""
    if isinstance(node, URIRef):
        return Path("property", f"<{node}>")
    if node in above:
        raise Unsupported("a path that goes in a circle")
    inside = (*above, node)
    if (node, RDF.first, None) in shapes:
        # A list that is a path may say other things beside; it is a sequence all the same (SHACL
        # §2.3.1.2).
        return _several(shapes, "sequence", node, inside)
    said = list(shapes.predicate_objects(node))
    if len(said) != 1:
        raise Unsupported("a path that is not well-formed")
    predicate, value = said[0]
    name = str(predicate).removeprefix(SH)
    if name == "alternativePath":
        return _several(shapes, "alternative", value, inside)
    if name not in _UNARY:
        raise Unsupported(f"a path of {name}")
    return Path(_UNARY[name], parts=(_path(shapes, value, inside),))


def _several(shapes: Graph, kind: Kind, head: Node, above: tuple[Node, ...]) -> Path:
    """Compile the members of a list as the parts of one path."""
    members = list(Collection(shapes, head))
    if len(members) < 2:
        raise Unsupported(f"a {kind} path of fewer than two members")
    parts = [_path(shapes, member, above) for member in members]
    return Path(kind, parts=tuple(parts))
