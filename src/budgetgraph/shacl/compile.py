"""From a shapes graph to compiled shapes.

What is not known exactly, misspelt or ill-formed is Unsupported: the reference engine judges.
"""

from __future__ import annotations

from collections.abc import Callable

from rdflib import OWL, RDF, RDFS, SH, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from budgetgraph.shacl import nodes, paths, values
from budgetgraph.shacl.result import SH as NAMESPACE
from budgetgraph.shacl.result import Unsupported
from budgetgraph.shacl.select import set_wise
from budgetgraph.shacl.shape import Check, Query, Shape, targets
from budgetgraph.shacl.terms import written

#: Parameters with one value that is tested on each value node, and their components.
_TESTS: dict[str, tuple[str, Callable[[Graph, Node], values.Test]]] = {
    "class": ("Class", values.of_class),
    "datatype": ("Datatype", values.datatype),
    "nodeKind": ("NodeKind", values.node_kind),
    "minExclusive": ("MinExclusive", values.above),
    "minInclusive": ("MinInclusive", values.at_least),
    "maxExclusive": ("MaxExclusive", values.below),
    "maxInclusive": ("MaxInclusive", values.at_most),
    "minLength": ("MinLength", values.min_length),
    "maxLength": ("MaxLength", values.max_length),
    "languageIn": ("LanguageIn", values.language_in),
    "in": ("In", values.is_in),
}
#: Parameters whose constraint looks at all values together.
_CHECKS: dict[str, tuple[str, Callable[[Node], Check]]] = {
    "minCount": ("MinCount", nodes.min_count),
    "maxCount": ("MaxCount", nodes.max_count),
    "uniqueLang": ("UniqueLang", nodes.unique_language),
    "hasValue": ("HasValue", nodes.has_value),
    "equals": ("Equals", nodes.equals),
    "disjoint": ("Disjoint", nodes.disjoint),
    "lessThan": ("LessThan", nodes.less_than),
    "lessThanOrEquals": ("LessThanOrEquals", nodes.less_than_or_equals),
}
_LISTED = {"and": ("And", nodes.by_and), "or": ("Or", nodes.by_or), "xone": ("Xone", nodes.by_xone)}
_SEVERAL = frozenset(
    [
        "class",
        "hasValue",
        "equals",
        "disjoint",
        "lessThan",
        "lessThanOrEquals",
        "property",
        "node",
        "not",
        "and",
        "or",
        "xone",
        "pattern",
        "sparql",
        "message",
    ]
)
_PROPERTY_SHAPES_ONLY = frozenset(
    [
        "minCount",
        "maxCount",
        "uniqueLang",
        "lessThan",
        "lessThanOrEquals",
        "qualifiedValueShape",
        "qualifiedMinCount",
        "qualifiedMaxCount",
    ]
)
_TARGETS = frozenset(["targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf"])
_WORDS = frozenset(["name", "description", "order", "group", "defaultValue"])
_ELSEWHERE = frozenset(
    [
        "property",
        "node",
        "not",
        "pattern",
        "flags",
        "closed",
        "ignoredProperties",
        "sparql",
        "path",
        "severity",
        "message",
        "deactivated",
        "qualifiedValueShape",
        "qualifiedMinCount",
        "qualifiedMaxCount",
        "qualifiedValueShapesDisjoint",
    ]
)
_KNOWN = _TESTS.keys() | _CHECKS.keys() | _LISTED.keys() | _TARGETS | _WORDS | _ELSEWHERE


def compiled(shapes: Graph) -> tuple[Shape, ...]:
    """The shapes that have targets, in a fixed order.

    Unsupported says what only the reference engine can judge.
    """
    for predicate, kind in (
        (RDF.type, SH.ConstraintComponent),
        (SH.parameter, None),
        (SH.entailment, None),
        (SH.rule, None),
    ):
        if (None, predicate, kind) in shapes:
            raise Unsupported(str(kind or predicate).rpartition("#")[2])
    kinds = {
        node
        for kind in (SH.NodeShape, SH.PropertyShape)
        for node in shapes.subjects(RDF.type, kind)
    }
    users = {
        node
        for name in (*_TARGETS, "property", "node")
        for node in shapes.subjects(URIRef(NAMESPACE + name), None)
    }
    found = (_Compiler(shapes).shape(node) for node in sorted(kinds | users, key=str))
    return tuple(shape for shape in found if shape.targets and not shape.deactivated)


class _Compiler:
    """Compiles the shapes of one graph; a shape that refers to itself is Unsupported, SHACL leaves
    recursion open (§3.4.3).
    """

    def __init__(self, shapes: Graph) -> None:
        self._shapes = shapes
        self._open: list[Node] = []

    def shape(self, node: Node, *, nested: bool = False) -> Shape:
        """One shape with all that it refers to.

        A nested one only says whether a node conforms, which queries cannot be asked for.
        """
        if node in self._open:
            raise Unsupported("a shape that refers to itself")
        self._open.append(node)
        said = self._said(node)
        path = self._path(node, said)
        if nested and "sparql" in said:
            raise Unsupported("sh:sparql in a shape that another refers to")
        severity = self._one(said, "severity")
        deactivated = self._one(said, "deactivated")
        shape = Shape(
            node=node,
            path=path,
            severity=str(severity or SH.Violation),
            messages=tuple(
                sorted(text for text in said.get("message", []) if isinstance(text, Literal))
            ),
            targets=targets(self._shapes, node),
            checks=tuple(self._checks(node, said)),
            properties=tuple(self._property(one, nested) for one in said.get("property", [])),
            queries=tuple(
                self._query(one, node, path) for one in said.get("sparql", []) if not self._off(one)
            ),
            deactivated=deactivated is not None and nodes.truth(deactivated),
        )
        self._open.pop()
        return shape

    def _said(self, node: Node) -> dict[str, list[Node]]:
        """What the shapes graph says of a shape in SHACL's vocabulary, by local name."""
        if isinstance(node, Literal):
            raise Unsupported("a shape that is a literal")
        said: dict[str, list[Node]] = {}
        for predicate, value in sorted(self._shapes.predicate_objects(node)):
            name = str(predicate)
            if name.startswith(NAMESPACE):
                said.setdefault(name.removeprefix(NAMESPACE), []).append(value)
        for name, given in said.items():
            if name not in _KNOWN:
                raise Unsupported(f"sh:{name}")
            if len(given) > 1 and name not in _SEVERAL | _TARGETS | _WORDS:
                raise Unsupported(f"sh:{name} more than once")
        return said

    def _path(self, node: Node, said: dict[str, list[Node]]) -> paths.Path | None:
        kinds = set(self._shapes.objects(node, RDF.type)) & {SH.NodeShape, SH.PropertyShape}
        if "path" not in said:
            if SH.PropertyShape in kinds or not _PROPERTY_SHAPES_ONLY.isdisjoint(said):
                raise Unsupported("a property shape without a path")
            return None
        if SH.NodeShape in kinds:
            raise Unsupported("a node shape with a path")
        return paths.compiled(self._shapes, said["path"][0])

    def _one(self, said: dict[str, list[Node]], name: str) -> Node | None:
        return next(iter(said.get(name, [])), None)

    def _property(self, node: Node, nested: bool) -> Shape:
        shape = self.shape(node, nested=nested)
        if shape.path is None:
            raise Unsupported("sh:property with a shape that has no path")
        return shape

    def _checks(self, node: Node, said: dict[str, list[Node]]) -> list[tuple[str, Check]]:
        found: list[tuple[str, Check]] = []
        for name, given in said.items():
            for value in given:
                if name in _TESTS:
                    found.append(
                        (_TESTS[name][0], nodes.each(_TESTS[name][1](self._shapes, value)))
                    )
                elif name in _CHECKS:
                    found.append((_CHECKS[name][0], _CHECKS[name][1](value)))
                elif name in _LISTED:
                    inner = [
                        self.shape(one, nested=True) for one in values.members(self._shapes, value)
                    ]
                    found.append((_LISTED[name][0], nodes.each(_LISTED[name][1](inner))))
                elif name == "node":
                    found.append(("Node", nodes.each(nodes.by_node(self._node_shape(value)))))
                elif name == "not":
                    found.append(("Not", nodes.each(nodes.by_not(self.shape(value, nested=True)))))
                elif name == "pattern":
                    flags = self._one(said, "flags")
                    found.append(
                        ("Pattern", nodes.each(values.pattern(str(value), str(flags or ""))))
                    )
        if "closed" in said and nodes.truth(said["closed"][0]):
            found.append(("Closed", nodes.closed(self._allowed(said))))
        found += self._qualified(node, said)
        return [(f"{component}ConstraintComponent", check) for component, check in found]

    def _node_shape(self, node: Node) -> Shape:
        shape = self.shape(node, nested=True)
        if shape.path is not None:
            raise Unsupported("sh:node with a property shape")
        return shape

    def _allowed(self, said: dict[str, list[Node]]) -> frozenset[str]:
        """The properties of a closed shape: those of its property shapes, and the ignored ones."""
        allowed = {
            path
            for one in said.get("property", [])
            for path in self._shapes.objects(one, SH.path)
            if isinstance(path, URIRef)
        }
        for head in said.get("ignoredProperties", []):
            allowed |= {
                one for one in values.members(self._shapes, head) if isinstance(one, URIRef)
            }
        return frozenset(map(written, allowed))

    def _qualified(self, node: Node, said: dict[str, list[Node]]) -> list[tuple[str, Check]]:
        wanted, least, most = (
            self._one(said, name)
            for name in ("qualifiedValueShape", "qualifiedMinCount", "qualifiedMaxCount")
        )
        if wanted is None:
            return []
        switch = self._one(said, "qualifiedValueShapesDisjoint")
        beside: set[Node] = set()
        if switch is not None and nodes.truth(switch):
            for parent in self._shapes.subjects(SH.property, node):
                for sibling in self._shapes.objects(parent, SH.property):
                    beside |= set(self._shapes.objects(sibling, SH.qualifiedValueShape))
        shape = self.shape(wanted, nested=True)
        siblings = [self.shape(one, nested=True) for one in sorted(beside - {wanted}, key=str)]
        found: list[tuple[str, Check]] = []
        if least is not None:
            found.append(
                ("QualifiedMinCount", nodes.qualified(shape, siblings, values.number(least).__le__))
            )
        if most is not None:
            found.append(
                ("QualifiedMaxCount", nodes.qualified(shape, siblings, values.number(most).__ge__))
            )
        return found

    def _off(self, constraint: Node) -> bool:
        return any(nodes.truth(value) for value in self._shapes.objects(constraint, SH.deactivated))

    def _query(self, constraint: Node, shape: Node, path: paths.Path | None) -> Query:
        selects = list(self._shapes.objects(constraint, SH.select))
        if len(selects) != 1 or not isinstance(selects[0], Literal):
            raise Unsupported("sh:sparql without exactly one sh:select")
        current = None if isinstance(shape, BNode) else written(shape)
        return Query(
            constraint,
            set_wise(
                str(selects[0]),
                self._prefixes(constraint),
                path.sparql() if path else None,
                current,
            ),
        )

    def _prefixes(self, constraint: Node) -> dict[str, str]:
        """By sh:prefixes/owl:imports*/sh:declare (§5.2.1), behind the three that the reference
        engine always knows.
        """
        found = {"rdf": str(RDF), "rdfs": str(RDFS), "owl": str(OWL)}
        for start in sorted(self._shapes.objects(constraint, SH.prefixes), key=str):
            for ontology in self._shapes.transitive_objects(start, OWL.imports):
                for declaration in self._shapes.objects(ontology, SH.declare):
                    prefix, namespace = (
                        str(self._shapes.value(declaration, name) or "")
                        for name in (SH.prefix, SH.namespace)
                    )
                    if not namespace or found.setdefault(prefix, namespace) != namespace:
                        raise Unsupported("prefixes that are incomplete or contradict each other")
        return found
