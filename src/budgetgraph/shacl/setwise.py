"""The fast engine: core constraints on the triples as they stand, every `sh:sparql` constraint as
one query over Oxigraph for all its focus nodes. What it cannot do exactly is Unsupported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox
from rdflib import Graph
from rdflib.term import Node

from budgetgraph.shacl.compile import compiled
from budgetgraph.shacl.result import SPARQL_CONSTRAINT, Result, Unsupported
from budgetgraph.shacl.select import SET, TARGET, TARGETS
from budgetgraph.shacl.shape import Query, Shape
from budgetgraph.shacl.terms import canonical, exact, read, simplest
from budgetgraph.shacl.triples import Triples

Triple = tuple[str, str, str]


class Plan:
    """A shapes graph made ready to be run on many graphs.

    Unsupported where it holds what only the reference engine knows.
    """

    def __init__(self, shapes: Graph) -> None:
        self._shapes = compiled(shapes)
        empty = ox.Store()
        for shape in self._shapes:
            for query in _queries(shape):
                try:
                    empty.query(query.text)
                except SyntaxError as fault:
                    raise Unsupported(f"a query that Oxigraph does not read: {fault}") from None

    def run(
        self, graph: Triples, triples: Sequence[Triple], *, proven: bool = False
    ) -> list[Result]:
        """The results for a graph; `triples` are those that the graph was made of.

        Oxigraph keeps numbers and times by value (`5` for `5.0`), which a query could tell. Unless
        these shapes are `proven` not to, a graph that holds such a literal is Unsupported.
        """
        found: list[Result] = []
        asked: dict[Shape, dict[str, int]] = {}
        for shape in self._shapes:
            focus = shape.targets.of(graph)
            found += shape.results(graph, focus)
            for one, node in shape.focused(graph, focus):
                times = asked.setdefault(one, {})
                times[node] = times.get(node, 0) + 1
        if asked:
            if not proven and (literal := _rewritten(triples)):
                raise Unsupported(f"queries over {literal}")
            found += _Questions(graph, triples, asked).results()
        return found


def _queries(shape: Shape) -> Iterator[Query]:
    yield from shape.queries
    for inner in shape.properties:
        yield from _queries(inner)


def _rewritten(triples: Sequence[Triple]) -> str | None:
    """A literal that the store would hand back in another spelling, None where there is none."""
    typed = {value for _, _, value in triples if value.endswith(">") and value.startswith('"')}
    store = ox.Store()
    lines = "\n".join(f"<{TARGET}> <{TARGET}> {value} ." for value in typed)
    store.bulk_load(lines.encode(), ox.RdfFormat.N_TRIPLES)
    kept = {str(quad.object) for quad in store}
    return min(typed - kept, default=None)


class _Questions:
    """The queries of shapes, with the focus nodes they are asked of and how often each is reached,
    over one graph in a store.
    """

    def __init__(
        self, graph: Triples, triples: Sequence[Triple], asked: dict[Shape, dict[str, int]]
    ) -> None:
        self._graph = graph
        self._asked = asked
        self._sets: dict[tuple[str, ...], str] = {}
        for nodes in asked.values():
            self._sets.setdefault(tuple(nodes), f"{SET}:{len(self._sets)}")
        self._store = self._loaded(triples)

    def _loaded(self, triples: Sequence[Triple]) -> ox.Store:
        lines = [f"{subject} {predicate} {value} ." for subject, predicate, value in triples]
        for nodes, name in self._sets.items():
            if any(node.startswith('"') for node in nodes):
                raise Unsupported("a query about a literal")
            lines += (f"{node} <{TARGET}> <{name}> <{TARGETS}> ." for node in nodes)
        store = ox.Store()
        content = "\n".join(lines).encode()
        if any(subject.startswith("_") or value.startswith("_") for subject, _, value in triples):
            # Loading in bulk gives blank nodes new names; results have to be told by the old ones.
            store.extend(ox.parse(content, ox.RdfFormat.N_QUADS))
        else:
            store.bulk_load(content, ox.RdfFormat.N_QUADS)
        return store

    def results(self) -> Iterator[Result]:
        for shape, nodes in self._asked.items():
            name = self._sets[tuple(nodes)]
            for query in shape.queries:
                for solution in self._solutions(query, name):
                    result = self._result(shape, query, solution)
                    yield from (result for _ in range(nodes[result.focus]))

    def _solutions(self, query: Query, name: str) -> Iterable[dict[str, str]]:
        """The solutions, each once, as the reference engine has them."""
        found = self._store.query(query.text.replace(f"<{SET}>", f"<{name}>"))
        assert isinstance(found, ox.QuerySolutions)
        names = [variable.value for variable in found.variables]
        rows = dict.fromkeys(
            tuple(None if term is None else canonical(str(term)) for term in row) for row in found
        )
        return (
            {name: term for name, term in zip(names, row, strict=True) if term is not None}
            for row in rows
        )

    def _result(self, shape: Shape, query: Query, solution: dict[str, str]) -> Result:
        focus = solution["this"]
        path = solution.get("path")
        if path is not None and not path.startswith("<"):
            raise Unsupported("a path that is no IRI")
        value = solution.get("value")
        if value is None and shape.path is None:
            value = focus
        elif value is not None and not exact(value) and not self._graph.mentions(value):
            raise Unsupported(f"a computed value that engines write in ways of their own: {value}")
        return Result(
            focus=focus,
            path=path[1:-1] if path else shape.path_iri,
            value=None if value is None else simplest(value),
            severity=shape.severity,
            component=SPARQL_CONSTRAINT,
            shape=shape.node,
            constraint=query.node,
            solution=_Nodes(solution),
        )


class _Nodes(dict[str, Node]):
    """A solution as rdflib terms."""

    def __init__(self, solution: dict[str, str]) -> None:
        super().__init__((name, read(term)) for name, term in solution.items())
