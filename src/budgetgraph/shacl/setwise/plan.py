"""The door of the fast engine: shapes made ready once, then run on many graphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyoxigraph as ox
from rdflib import Graph

from budgetgraph.shacl.result import Result, Unsupported
from budgetgraph.shacl.setwise.compile import compiled
from budgetgraph.shacl.setwise.queries_of_shapes import QueriesOfShapes, rewritten_literal
from budgetgraph.shacl.setwise.shape import Query, Shape
from budgetgraph.shacl.triples import Triple, Triples


class Plan:
    """A shapes graph made ready to be run on many graphs.

    Unsupported where it holds what only the reference engine knows.
    """

    def __init__(self, shapes: Graph) -> None:
        self._shapes = compiled(shapes)
        empty = ox.Store()
        for query in _queries(self._shapes):
            try:
                empty.query(query.text)
            except SyntaxError as fault:
                raise Unsupported(f"a query that Oxigraph does not read: {fault}") from None

    def run(
        self, graph: Triples, triples: Sequence[Triple], *, proven: bool = False
    ) -> list[Result]:
        """Return the results for a graph; `triples` are those that the graph was made of.

        Oxigraph keeps numbers and times by value (`5` for `5.0`), which a query could tell. Unless
        these shapes are `proven` not to, a graph that holds such a literal is Unsupported.
        """
        results: list[Result] = []
        asked: dict[Shape, dict[str, int]] = {}
        for shape in self._shapes:
            focus_nodes = shape.targets.of(graph)
            results += shape.results(graph, focus_nodes)
            for owner, node in shape.focused(graph, focus_nodes):
                times = asked.setdefault(owner, {})
                times[node] = times.get(node, 0) + 1
        if not asked:
            return results
        literal = None if proven else rewritten_literal(triples)
        if literal is not None:
            raise Unsupported(f"queries over {literal}")
        results += QueriesOfShapes(graph, triples, asked).results()
        return results


def _queries(shapes: Sequence[Shape]) -> Iterator[Query]:
    """Yield the queries of shapes and of their property shapes, at any depth."""
    for shape in shapes:
        yield from shape.queries
        yield from _queries(shape.properties)
