"""The queries of shapes, asked over one graph in a store, each for all its focus nodes at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import pyoxigraph as ox

from budgetgraph.shacl.result import SPARQL_CONSTRAINT, Result, Unsupported
from budgetgraph.shacl.setwise.select import SET, TARGET, TARGETS
from budgetgraph.shacl.setwise.shape import Query, Shape
from budgetgraph.shacl.terms import (
    canonical,
    exact,
    is_blank,
    is_literal,
    read,
    simplest,
)
from budgetgraph.shacl.triples import Triple, Triples

#: The shapes that have queries, each with the focus nodes it is asked of and how often each of them
#: is reached.
Asked = Mapping[Shape, Mapping[str, int]]
#: A row of a query's answer: names of variables and canonical terms, unbound ones left out.
Solution = dict[str, str]


def rewritten_literal(triples: Sequence[Triple]) -> str | None:
    """Return a literal that the store would hand back in another spelling, None where none is.

    Numbers and times are kept by value: `"5.0"^^xsd:decimal` comes back as `"5"^^xsd:decimal`.
    """
    typed = {value for _, _, value in triples if is_literal(value) and value.endswith(">")}
    lines = [f"<{TARGET}> <{TARGET}> {value} ." for value in typed]
    store = ox.Store()
    store.bulk_load("\n".join(lines).encode(), ox.RdfFormat.N_TRIPLES)
    kept = {str(quad.object) for quad in store}
    return min(typed - kept, default=None)


class QueriesOfShapes:
    """The queries of some shapes over a graph, loaded into a store with the focus nodes."""

    def __init__(self, graph: Triples, triples: Sequence[Triple], asked: Asked) -> None:
        self._graph = graph
        self._asked = list(_can_answer(graph, asked))
        self._sets: dict[tuple[str, ...], str] = {}
        for _, _, nodes in self._asked:
            self._sets.setdefault(tuple(nodes), f"{SET}:{len(self._sets)}")
        looked_at = triples if self._asked else ()
        self._store = _loaded(looked_at, self._focus_lines())

    def _focus_lines(self) -> Iterator[str]:
        """Yield the sets of focus nodes as N-Quads; shapes with the same nodes share a set."""
        for nodes, name in self._sets.items():
            for node in nodes:
                if is_literal(node):
                    raise Unsupported("a query about a literal")
                yield f"{node} <{TARGET}> <{name}> <{TARGETS}> ."

    def results(self) -> Iterator[Result]:
        """Yield the results of all queries; a node that is reached twice has its results twice."""
        for shape, query, nodes in self._asked:
            name = self._sets[tuple(nodes)]
            for solution in self._solutions(query, name):
                result = self._result(shape, query, solution)
                for _ in range(nodes[result.focus]):
                    yield result

    def _solutions(self, query: Query, name: str) -> Iterator[Solution]:
        """Yield the solutions, each once, as the reference engine has them."""
        answer = self._store.query(query.text.replace(f"<{SET}>", f"<{name}>"))
        assert isinstance(answer, ox.QuerySolutions)
        names = [variable.value for variable in answer.variables]
        rows = dict.fromkeys(tuple(map(_canonical, solution)) for solution in answer)
        for row in rows:
            yield {name: term for name, term in zip(names, row, strict=True) if term is not None}

    def _result(self, shape: Shape, query: Query, solution: Solution) -> Result:
        focus = solution["this"]
        return Result(
            focus=focus,
            path=_path(solution) or shape.path_iri,
            value=self._value(shape, solution),
            severity=shape.severity,
            component=SPARQL_CONSTRAINT,
            shape=shape.node,
            constraint=query.node,
            solution={name: read(term) for name, term in solution.items()},
        )

    def _value(self, shape: Shape, solution: Solution) -> str | None:
        """Return the value at fault; without one of its own, a node shape's is the focus node."""
        value = solution.get("value")
        if value is None:
            return simplest(solution["this"]) if shape.path is None else None
        if not exact(value) and not self._graph.mentions(value):
            raise Unsupported(f"a computed value that engines write in ways of their own: {value}")
        return simplest(value)


def _can_answer(graph: Triples, asked: Asked) -> Iterator[tuple[Shape, Query, Mapping[str, int]]]:
    """Yield every query that can answer, with the focus nodes that it can answer for."""
    for shape, nodes in asked.items():
        for query in shape.queries:
            able = query.asked_of(graph, nodes)
            if able:
                yield shape, query, able


def _canonical(term: object) -> str | None:
    """Return a term of the store as canonical N-Triples, None for an unbound variable."""
    return None if term is None else canonical(str(term))


def _path(solution: Solution) -> str | None:
    """Return the IRI of the path that a query names, None where it names none."""
    path = solution.get("path")
    if path is None:
        return None
    if not path.startswith("<"):
        raise Unsupported("a path that is no IRI")
    return path[1:-1]


def _loaded(triples: Sequence[Triple], focus_lines: Iterable[str]) -> ox.Store:
    """Return a store with the triples in its default graph, and the focus nodes in theirs."""
    lines = [f"{subject} {predicate} {value} ." for subject, predicate, value in triples]
    lines += focus_lines
    content = "\n".join(lines).encode()
    store = ox.Store()
    if any(is_blank(subject) or is_blank(value) for subject, _, value in triples):
        # Loading in bulk gives blank nodes new names; results have to be told by the old ones.
        store.extend(ox.parse(content, ox.RdfFormat.N_QUADS))
    else:
        store.bulk_load(content, ox.RdfFormat.N_QUADS)
    return store
