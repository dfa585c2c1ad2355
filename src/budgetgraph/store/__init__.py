"""The graph store: an Oxigraph folder on disk, written by a build and opened read-only ever after.

Nothing outside of this folder touches the engine's own store.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from budgetgraph.document.problems import BudgetGraphError, UnreadableInput
from budgetgraph.rdf.iris import PREFIXES
from budgetgraph.store.answer import Answer
from budgetgraph.store.engine_answers import (
    NO_CAPS,
    Caps,
    cell,
    graph_written,
    rows_written,
    serialised,
)
from budgetgraph.store.loading import build, load
from budgetgraph.store.refusals import MalformedQuery, UnknownGraph, refuse
from budgetgraph.store.result_formats import RESULT_TYPES, Written, write_boolean
from budgetgraph.store.sparql_tokens import is_description
from budgetgraph.store.syntax_error import mistake

__all__ = ["Caps", "Store", "build"]

_COUNT = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"
_LABEL = ox.NamedNode(PREFIXES["skos"] + "prefLabel")
_PROPERTY = ox.NamedNode(PREFIXES["sh"] + "property")
#: The graph that holds the triples of all named graphs.
_EVERYTHING = ox.DefaultGraph()


class Store:
    """A graph that is only read.

    Its default graph is the union of its named graphs, each triple once, unless a query names
    others.
    """

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    @classmethod
    def open(cls, folder: str | os.PathLike[str]) -> Store:
        """Open a built store read-only; any number of processes may.

        UnreadableInput where there is none.
        """
        # Oxigraph, asked for a folder that is not there, would leave an empty one behind.
        if not (Path(folder) / "CURRENT").is_file():
            raise UnreadableInput(str(folder), "is no built store; run `budgetgraph build` first")
        try:
            return cls(ox.Store.read_only(str(folder)))
        except (OSError, RuntimeError) as error:
            reason = " ".join(str(error).split())
            raise UnreadableInput(str(folder), f"cannot be opened as a store: {reason}") from error

    @classmethod
    def memory(cls, nquads: Iterable[Path | bytes]) -> Store:
        """Load N-Quads into a store in memory."""
        store = ox.Store()
        load(store, nquads)
        return cls(store)

    @classmethod
    def of_triples(cls, ntriples: bytes) -> Store:
        """Load N-Triples into a store in memory, for queries that ask for no named graph."""
        store = ox.Store()
        store.bulk_load(ntriples, ox.RdfFormat.N_TRIPLES)
        return cls(store)

    def __len__(self) -> int:
        """Count the quads in named graphs."""
        count = self.select(_COUNT).rows[0][0]
        assert isinstance(count, int)
        return count

    def __contains__(self, graph: str) -> bool:
        return self._store.contains_named_graph(ox.NamedNode(graph))

    def graphs(self) -> tuple[str, ...]:
        """Return the IRIs of the named graphs, sorted."""
        return tuple(sorted(graph.value for graph in self._store.named_graphs()))

    def select(self, sparql: str) -> Answer:
        """Answer a SELECT: IRIs as `Iri`, literals as `answer.value` has them, None if unbound."""
        result = self._query(sparql)
        if not isinstance(result, ox.QuerySolutions):
            raise MalformedQuery("this is no SELECT query")
        columns = tuple(variable.value for variable in result.variables)
        return Answer(columns, tuple(tuple(map(cell, solution)) for solution in result))

    def ask(self, sparql: str) -> bool:
        """Answer an ASK; MalformedQuery for another form."""
        result = self._query(sparql)
        if not isinstance(result, ox.QueryBoolean):
            raise MalformedQuery("this is no ASK query")
        return bool(result)

    def construct(
        self, sparql: str, form: str = "nt", *, prefixes: dict[str, str] | None = None
    ) -> bytes:
        """Answer a CONSTRUCT or DESCRIBE in one of GRAPH_TYPES.

        Triples are sorted, so that the same graph gives the same bytes.
        """
        return self.answer(sparql, form, prefixes=prefixes).body

    def answer(
        self,
        sparql: str,
        form: str,
        *,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
        graphs: Sequence[str] = (),
        base: str | None = None,
        prefixes: dict[str, str] | None = None,
        caps: Caps = NO_CAPS,
    ) -> Written:
        """Answer any query as bytes, within `caps`.

        `default_graphs` and `named_graphs` are the protocol's dataset (SPARQL 1.1 Protocol §2.1.4;
        UnknownGraph if not in the store); `graphs` are others that must be there, those of the
        query's own FROM. ValueError if `form` does not fit it.
        """
        self._know(graphs)
        result = self._query(sparql, default_graphs, named_graphs, base)
        if isinstance(result, ox.QueryTriples):
            triples = self._with_shapes(result) if is_description(sparql) else result
            return graph_written(triples, form, caps, prefixes)
        if form not in RESULT_TYPES:
            raise ValueError(f"a SELECT or ASK cannot be written as {form}")
        if isinstance(result, ox.QueryBoolean):
            return Written(write_boolean(form, bool(result)), RESULT_TYPES[form], 1)
        return rows_written(result, form, caps)

    def graph(self, iri: str, form: str, *, prefixes: dict[str, str] | None = None) -> bytes:
        """Return one named graph: quads for `nq` and `trig`, triples for the others.

        UnknownGraph if it is not there.
        """
        if iri not in self:
            raise UnknownGraph(f"no graph {iri} in this store")
        quads = self._store.quads_for_pattern(None, None, None, ox.NamedNode(iri))
        if form in ("nq", "trig"):
            return serialised(quads, form, prefixes)
        return serialised((quad.triple for quad in quads), form, prefixes)

    def describe(
        self,
        iri: str,
        form: str = "ttl",
        *,
        incoming: int = 200,
        prefixes: dict[str, str] | None = None,
    ) -> bytes | None:
        """Return what is said of `iri`, None if the store does not know it.

        Its triples, up to `incoming` triples that point at it, and the labels of what they name.
        `nq` and `trig` say in which graphs each of these triples stands.
        """
        node = ox.NamedNode(iri)
        triples = set(self._triples(node, None, None))
        triples.update(islice(self._triples(None, None, node), incoming))
        if not triples:
            return None
        for named in _named(triples) - {node}:
            triples.update(self._triples(named, _LABEL, None))
        if form in ("nq", "trig"):
            return serialised(self._in_graphs(triples), form, prefixes)
        return serialised(triples, form, prefixes)

    def _with_shapes(self, triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
        """Yield the triples of a description, and behind each `sh:property` what is said of the
        property shape: to the readers of shapes it is a part of the shape that has it.
        """
        for triple in triples:
            yield triple
            if triple.predicate == _PROPERTY and isinstance(triple.object, ox.NamedNode):
                yield from self._triples(triple.object, None, None)

    def _triples(
        self,
        subject: ox.NamedNode | None,
        predicate: ox.NamedNode | None,
        value: ox.NamedNode | None,
    ) -> Iterator[ox.Triple]:
        """Yield the triples of all graphs that fit; None fits everything."""
        for quad in self._store.quads_for_pattern(subject, predicate, value, _EVERYTHING):
            yield quad.triple

    def _in_graphs(self, triples: Iterable[ox.Triple]) -> Iterator[ox.Quad]:
        """Yield each of these triples in each named graph that holds it."""
        for triple in triples:
            subject, predicate, value = triple
            for quad in self._store.quads_for_pattern(subject, predicate, value, None):
                if quad.graph_name != _EVERYTHING:
                    yield quad

    def _know(self, graphs: Iterable[str]) -> None:
        for iri in graphs:
            if iri not in self:
                raise UnknownGraph(
                    f"no graph {iri} in this store; graphs from elsewhere are not fetched"
                )

    def _query(
        self,
        sparql: str,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
        base: str | None = None,
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        refuse(sparql)
        self._know((*(default_graphs or ()), *(named_graphs or ())))
        default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] | None = None
        named: list[ox.NamedNode | ox.BlankNode] | None = None
        if default_graphs is not None or named_graphs is not None:
            # A call that names graphs of one kind only wants none of the other. Where it names none
            # at all, the query's own dataset counts.
            default = [ox.NamedNode(iri) for iri in default_graphs or ()]
            named = [ox.NamedNode(iri) for iri in named_graphs or ()]
        try:
            return self._store.query(
                sparql, base_iri=base, default_graph=default, named_graphs=named
            )
        except SyntaxError as error:
            raise MalformedQuery(mistake(str(error), sparql)) from error
        except (OSError, RuntimeError) as error:
            raise _failure(str(error)) from error


def _failure(message: str) -> BudgetGraphError:
    """Return the exception for a query that the engine gave up, by the engine's own words."""
    if "not supported" in message:
        # A well-formed query calls a function that the engine does not have.
        return MalformedQuery(message)
    return UnreadableInput("the store", message)


def _named(triples: Iterable[ox.Triple]) -> set[ox.NamedNode]:
    """Return the IRIs that triples name as subjects and values."""
    nodes: set[ox.NamedNode] = set()
    for triple in triples:
        for end in (triple.subject, triple.object):
            if isinstance(end, ox.NamedNode):
                nodes.add(end)
    return nodes
