"""From a shapes graph to compiled shapes.

What is not known exactly, misspelt or ill-formed is Unsupported: the reference engine judges.
"""

from __future__ import annotations

from rdflib import RDF, SH, Graph, URIRef
from rdflib.term import Node

from budgetgraph.shacl.result import SH as NAMESPACE
from budgetgraph.shacl.result import Unsupported
from budgetgraph.shacl.setwise import paths
from budgetgraph.shacl.setwise.checks import GivenShape, checks
from budgetgraph.shacl.setwise.parameters import truth
from budgetgraph.shacl.setwise.shape import Shape, targets
from budgetgraph.shacl.setwise.sparql_constraints import constraint_queries
from budgetgraph.shacl.setwise.vocabulary import PROPERTY_SHAPES_ONLY, TARGETS, Said, first, said_of

#: What a shapes graph can say that changes all of its shapes, or adds components of its own.
_BEYOND = (
    (RDF.type, SH.ConstraintComponent),
    (SH.parameter, None),
    (SH.entailment, None),
    (SH.rule, None),
)


def compiled(shapes: Graph) -> tuple[Shape, ...]:
    """Return the shapes that have targets, in a fixed order.

    Unsupported says what only the reference engine can judge.
    """
    _refuse_beyond(shapes)
    compiler = _Compiler(shapes)
    active: list[Shape] = []
    for node in sorted(_shape_nodes(shapes), key=str):
        shape = compiler.shape(node)
        if shape.targets and not shape.deactivated:
            active.append(shape)
    return tuple(active)


def _refuse_beyond(shapes: Graph) -> None:
    for predicate, kind in _BEYOND:
        if (None, predicate, kind) in shapes:
            raise Unsupported(str(kind or predicate).rpartition("#")[2])


def _shape_nodes(shapes: Graph) -> set[Node]:
    """Return the nodes that are shapes: they are called so, or have targets, or refer to shapes."""
    nodes: set[Node] = set()
    for kind in (SH.NodeShape, SH.PropertyShape):
        nodes.update(shapes.subjects(RDF.type, kind))
    for name in (*TARGETS, "property", "node"):
        nodes.update(shapes.subjects(URIRef(NAMESPACE + name), None))
    return nodes


class _Compiler:
    """Compiles the shapes of one graph; a shape that refers to itself is Unsupported, SHACL leaves
    recursion open (§3.4.3).
    """

    def __init__(self, shapes: Graph) -> None:
        self._shapes = shapes
        self._open: list[Node] = []

    def shape(self, node: Node, *, nested: bool = False) -> Shape:
        """Compile one shape with all that it refers to.

        A nested one only says whether a node conforms, which queries cannot be asked for.
        """
        if node in self._open:
            raise Unsupported("a shape that refers to itself")
        self._open.append(node)
        said = said_of(self._shapes, node)
        path = self._path(node, said)
        if nested and "sparql" in said:
            raise Unsupported("sh:sparql in a shape that another refers to")
        shape = Shape(
            node=node,
            path=path,
            severity=str(first(said, "severity") or SH.Violation),
            targets=targets(self._shapes, node),
            checks=checks(GivenShape(self._shapes, node, said, self._nested)),
            properties=self._properties(said, nested=nested),
            queries=constraint_queries(self._shapes, node, said, path),
            deactivated=any(map(truth, said.get("deactivated", []))),
        )
        self._open.pop()
        return shape

    def _nested(self, node: Node) -> Shape:
        return self.shape(node, nested=True)

    def _path(self, node: Node, said: Said) -> paths.Path | None:
        """Return the path of a property shape, None for a node shape."""
        kinds = set(self._shapes.objects(node, RDF.type))
        if "path" not in said:
            if SH.PropertyShape in kinds or not PROPERTY_SHAPES_ONLY.isdisjoint(said):
                raise Unsupported("a property shape without a path")
            return None
        if SH.NodeShape in kinds:
            raise Unsupported("a node shape with a path")
        return paths.compiled(self._shapes, said["path"][0])

    def _properties(self, said: Said, *, nested: bool) -> tuple[Shape, ...]:
        """Compile the shapes of sh:property."""
        properties = [self.shape(node, nested=nested) for node in said.get("property", [])]
        if any(shape.path is None for shape in properties):
            raise Unsupported("sh:property with a shape that has no path")
        return tuple(properties)
