"""The graph store: an Oxigraph folder on disk, bulk-loaded once and opened read-only ever after.

Nothing else touches its `Store`.
"""

from __future__ import annotations

import gzip
import io
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from budgetgraph.document.problems import UnreadableInput
from budgetgraph.rdf.iris import PREFIXES
from budgetgraph.rdf.terms import Iri, Term
from budgetgraph.rdf.without_graphs import graphless
from budgetgraph.store.answer_table import Answer as Rows
from budgetgraph.store.answer_table import Value, value
from budgetgraph.store.refusals import MalformedQuery, UnknownGraph, refuse
from budgetgraph.store.result_formats import (
    GRAPH_TYPES,
    RESULT_TYPES,
    SolutionRow,
    Written,
    write_boolean,
    write_rows,
)
from budgetgraph.store.syntax_error import mistake

_FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
}
_GZIP_MAGIC = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Caps:
    """The most that an answer may hold; None is no limit. What is cut off is said in `truncated`."""

    rows: int | None = None
    size: int | None = None


NO_CAPS = Caps()


def build(folder: Path, nquads: Iterable[Path | bytes]) -> int:
    """Bulk-load N-Quads (files, `.gz` too, or bytes) into a new store at `folder`; return the
    number of quads.

    An existing folder is replaced. UnreadableInput names the file that is no N-Quads.
    """
    if folder.exists():
        shutil.rmtree(folder)
    store = ox.Store(str(folder))
    quads = _load(store, nquads)
    store.optimize()
    store.flush()
    return quads


def _load(store: ox.Store, nquads: Iterable[Path | bytes]) -> int:
    """Load everything twice: as it is, and once more into the default graph, which is thereby the
    union of the named ones.

    Oxigraph can take the union at query time instead, but answers a triple of two graphs twice
    then: counts and sums of whatever two disclosures say (a document, a division) would be wrong.
    """
    sources = list(nquads)
    for source in sources:
        _load_one(store, source, lambda stream: stream)
    quads = len(store)
    for source in sources:
        _load_one(store, source, graphless)
    return quads


def _load_one(
    store: ox.Store,
    source: Path | bytes,
    through: Callable[[IO[bytes]], IO[bytes] | io.BufferedReader],
) -> None:
    name = "N-Quads" if isinstance(source, bytes) else str(source)
    try:
        with io.BytesIO(source) if isinstance(source, bytes) else _opened(source) as stream:
            store.bulk_load(through(stream), ox.RdfFormat.N_QUADS)
    except (SyntaxError, OSError) as error:
        raise UnreadableInput(name, f"cannot be loaded as N-Quads: {error}") from error


def _opened(path: Path) -> IO[bytes]:
    with path.open("rb") as probe:
        zipped = probe.read(2) == _GZIP_MAGIC
    return cast("IO[bytes]", gzip.open(path, "rb")) if zipped else path.open("rb")


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
            raise UnreadableInput(
                str(folder), f"cannot be opened as a store: {' '.join(str(error).split())}"
            ) from error

    @classmethod
    def memory(cls, nquads: Iterable[Path | bytes]) -> Store:
        """A store in memory, loaded from N-Quads."""
        store = ox.Store()
        _load(store, nquads)
        return cls(store)

    def __len__(self) -> int:
        """The number of quads in named graphs."""
        return int(
            str(self.select("SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }").rows[0][0])
        )

    def __contains__(self, graph: str) -> bool:
        return self._store.contains_named_graph(ox.NamedNode(graph))

    def graphs(self) -> tuple[str, ...]:
        """The IRIs of the named graphs, sorted."""
        return tuple(sorted(graph.value for graph in self._store.named_graphs()))

    def select(self, sparql: str) -> Rows:
        """A SELECT's columns and rows: IRIs as `Iri`, literals as `results.value` has them, None
        where unbound.
        """
        result = self._query(sparql)
        if not isinstance(result, ox.QuerySolutions):
            raise MalformedQuery("this is no SELECT query")
        columns = tuple(variable.value for variable in result.variables)
        return Rows(columns, tuple(tuple(_value(term) for term in solution) for solution in result))

    def ask(self, sparql: str) -> bool:
        """An ASK's answer; MalformedQuery for another form."""
        result = self._query(sparql)
        if not isinstance(result, ox.QueryBoolean):
            raise MalformedQuery("this is no ASK query")
        return bool(result)

    def construct(
        self, sparql: str, form: str = "nt", *, prefixes: dict[str, str] | None = None
    ) -> bytes:
        """A CONSTRUCT's or DESCRIBE's graph in one of GRAPH_TYPES, triples sorted, so that the same
        graph gives the same bytes.
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
            return _graph_written(result, form, caps, prefixes)
        if form not in RESULT_TYPES:
            raise ValueError(f"a SELECT or ASK cannot be written as {form}")
        if isinstance(result, ox.QueryBoolean):
            return Written(write_boolean(form, bool(result)), RESULT_TYPES[form], 1)
        return _rows_written(result, form, caps)

    def graph(self, iri: str, form: str, *, prefixes: dict[str, str] | None = None) -> bytes:
        """One named graph: quads for `nq` and `trig`, triples for the others; UnknownGraph if it is
        not there.
        """
        if iri not in self:
            raise UnknownGraph(f"no graph {iri} in this store")
        quads = self._store.quads_for_pattern(None, None, None, ox.NamedNode(iri))
        return _serialised(
            quads if form in ("nq", "trig") else (quad.triple for quad in quads), form, prefixes
        )

    def describe(
        self,
        iri: str,
        form: str = "ttl",
        *,
        incoming: int = 200,
        prefixes: dict[str, str] | None = None,
    ) -> bytes | None:
        """What is said of `iri`: its triples, the labels of what they name, and up to `incoming`
        triples that point at it.

        None if the store does not know it.
        """
        node, everything = ox.NamedNode(iri), ox.DefaultGraph()
        triples = {
            quad.triple for quad in self._store.quads_for_pattern(node, None, None, everything)
        }
        back = (quad.triple for quad in self._store.quads_for_pattern(None, None, node, everything))
        triples |= set(islice(back, incoming))
        if not triples:
            return None
        named = {
            end
            for triple in triples
            for end in (triple.subject, triple.object)
            if isinstance(end, ox.NamedNode)
        } - {node}
        label = ox.NamedNode(PREFIXES["skos"] + "prefLabel")
        triples |= {
            quad.triple
            for end in named
            for quad in self._store.quads_for_pattern(end, label, None, everything)
        }
        return _serialised(triples, form, prefixes)

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
        given = default_graphs is not None or named_graphs is not None
        self._know((*(default_graphs or ()), *(named_graphs or ())))
        try:
            return self._store.query(
                sparql,
                base_iri=base,
                default_graph=[ox.NamedNode(iri) for iri in default_graphs or ()]
                if given
                else None,
                named_graphs=[ox.NamedNode(iri) for iri in named_graphs or ()] if given else None,
            )
        except SyntaxError as error:
            raise MalformedQuery(mistake(str(error), sparql)) from error
        except (OSError, RuntimeError) as error:
            # "Not supported": a well-formed query calls a function that the engine does not have.
            raise (
                MalformedQuery(str(error))
                if "not supported" in str(error)
                else UnreadableInput("the store", str(error))
            ) from error


def _term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> Term | None:
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return Term("uri", term.value)
    if isinstance(term, ox.Literal):
        return Term("literal", term.value, term.datatype.value, term.language)
    return (
        Term("bnode", term.value) if isinstance(term, ox.BlankNode) else Term("literal", str(term))
    )


def _value(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> Value:
    if isinstance(term, ox.NamedNode):
        return Iri(term.value)
    return (
        None
        if term is None
        else value(term.value, term.datatype.value)
        if isinstance(term, ox.Literal)
        else str(term)
    )


def _serialised(
    graph: Iterable[ox.Triple] | Iterable[ox.Quad], form: str, prefixes: dict[str, str] | None
) -> bytes:
    """Sorted, so that the same graph gives the same bytes."""
    ordered = cast("list[ox.Triple]", sorted(graph, key=str))
    return cast(
        "bytes",
        ox.serialize(
            ordered, format=_FORMATS[form], prefixes=PREFIXES if prefixes is None else prefixes
        ),
    )


def _rows_written(solutions: ox.QuerySolutions, form: str, caps: Caps) -> Written:
    rows = _CappedRows(solutions, caps)
    pieces = []
    for piece in write_rows(form, [variable.value for variable in solutions.variables], rows):
        rows.size += len(piece)
        pieces.append(piece)
    return Written(b"".join(pieces), RESULT_TYPES[form], rows.count, rows.cut)


class _CappedRows:
    """Solutions as rows of terms, as many as the caps allow; `cut` says what made it stop early."""

    def __init__(self, solutions: ox.QuerySolutions, caps: Caps) -> None:
        self._solutions, self._caps = solutions, caps
        self.count = self.size = 0
        self.cut: str | None = None

    def __iter__(self) -> Iterator[SolutionRow]:
        for solution in self._solutions:
            if self._caps.rows is not None and self.count >= self._caps.rows:
                self.cut = f"only the first {self.count} rows; there are more"
                return
            if self._caps.size is not None and self.size >= self._caps.size:
                self.cut = f"only the first {self.count} rows: an answer is limited to {self._caps.size} bytes"
                return
            self.count += 1
            yield [_term(term) for term in solution]


def _graph_written(
    triples: ox.QueryTriples, form: str, caps: Caps, prefixes: dict[str, str] | None
) -> Written:
    if form not in GRAPH_TYPES:
        raise ValueError(f"a CONSTRUCT or DESCRIBE cannot be written as {form}")
    found = set(islice(triples, caps.rows))
    cut = None
    if caps.rows is not None and next(triples, None) is not None:
        cut = f"only the first {caps.rows} triples; there are more"
    body = _serialised(found, form, prefixes)
    if caps.size is not None and len(body) > caps.size:
        keep = len(found) * caps.size // len(body)
        cut = f"only {keep} of {len(found)} triples: an answer is limited to {caps.size} bytes"
        found = set(islice(sorted(found, key=str), keep))
        body = _serialised(found, form, prefixes)
    return Written(body, GRAPH_TYPES[form], len(found), cut)
