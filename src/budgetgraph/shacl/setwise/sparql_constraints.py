"""The `sh:sparql` constraints of a shape (SHACL §5), as queries for all focus nodes at once."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import OWL, RDF, RDFS, SH, BNode, Graph, Literal
from rdflib.term import Node

from budgetgraph.shacl.result import Unsupported
from budgetgraph.shacl.setwise.needs import needs
from budgetgraph.shacl.setwise.parameters import truth
from budgetgraph.shacl.setwise.paths import Path
from budgetgraph.shacl.setwise.select import set_wise
from budgetgraph.shacl.setwise.shape import Query
from budgetgraph.shacl.setwise.vocabulary import Said
from budgetgraph.shacl.terms import written


def constraint_queries(
    shapes: Graph, node: Node, said: Said, path: Path | None
) -> tuple[Query, ...]:
    """Return the queries of a shape; a constraint that is deactivated has none."""
    sparql = path.sparql() if path else None
    name = None if isinstance(node, BNode) else written(node)
    queries: list[Query] = []
    for constraint in said.get("sparql", []):
        if not _is_off(shapes, constraint):
            select, prefixes = _select(shapes, constraint), _prefixes(shapes, constraint)
            text = set_wise(select, prefixes, sparql, name)
            queries.append(Query(constraint, text, needs(select, prefixes)))
    return tuple(queries)


def _is_off(shapes: Graph, constraint: Node) -> bool:
    return any(map(truth, shapes.objects(constraint, SH.deactivated)))


def _select(shapes: Graph, constraint: Node) -> str:
    selects = list(shapes.objects(constraint, SH.select))
    if len(selects) != 1 or not isinstance(selects[0], Literal):
        raise Unsupported("sh:sparql without exactly one sh:select")
    return str(selects[0])


def _prefixes(shapes: Graph, constraint: Node) -> dict[str, str]:
    """Return the prefixes of a query, by sh:prefixes/owl:imports*/sh:declare (§5.2.1).

    They stand behind the three that the reference engine always knows.
    """
    prefixes = {"rdf": str(RDF), "rdfs": str(RDFS), "owl": str(OWL)}
    for declaration in _declarations(shapes, constraint):
        prefix = str(shapes.value(declaration, SH.prefix) or "")
        namespace = str(shapes.value(declaration, SH.namespace) or "")
        if not namespace or prefixes.setdefault(prefix, namespace) != namespace:
            raise Unsupported("prefixes that are incomplete or contradict each other")
    return prefixes


def _declarations(shapes: Graph, constraint: Node) -> Iterator[Node]:
    """Yield the nodes that declare a prefix for a constraint."""
    for start in sorted(shapes.objects(constraint, SH.prefixes), key=str):
        for ontology in shapes.transitive_objects(start, OWL.imports):
            yield from shapes.objects(ontology, SH.declare)
