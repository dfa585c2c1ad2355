"""What the engine answers, as plain values or as bytes within limits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import cast

import pyoxigraph as ox

from budgetgraph.rdf.iris import PREFIXES
from budgetgraph.rdf.terms import Iri, Term
from budgetgraph.store.answer import Value, value
from budgetgraph.store.result_formats import (
    GRAPH_TYPES,
    RESULT_TYPES,
    SolutionRow,
    Written,
    write_rows,
)

EngineTerm = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
}


@dataclass(frozen=True, slots=True)
class Caps:
    """The most that an answer may hold; None is no limit.

    What is cut off is said in `truncated`.
    """

    rows: int | None = None
    size: int | None = None


NO_CAPS = Caps()


def cell(term: EngineTerm | None) -> Value:
    """Return a term as a cell of an answer: an IRI as `Iri`, None where a variable is unbound."""
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return Iri(term.value)
    if isinstance(term, ox.Literal):
        return value(term.value, term.datatype.value)
    return str(term)


def _term(term: EngineTerm | None) -> Term | None:
    """Return a term of the engine as a term that result formats write."""
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return Term("uri", term.value)
    if isinstance(term, ox.BlankNode):
        return Term("bnode", term.value)
    if isinstance(term, ox.Literal):
        return Term("literal", term.value, term.datatype.value, term.language)
    return Term("literal", str(term))


def serialised(
    graph: Iterable[ox.Triple] | Iterable[ox.Quad], form: str, prefixes: dict[str, str] | None
) -> bytes:
    """Return a graph in one of GRAPH_TYPES, sorted: the same graph gives the same bytes."""
    ordered = cast("list[ox.Triple]", sorted(graph, key=str))
    known = PREFIXES if prefixes is None else prefixes
    return cast("bytes", ox.serialize(ordered, format=_FORMATS[form], prefixes=known))


def rows_written(solutions: ox.QuerySolutions, form: str, caps: Caps) -> Written:
    """Return a SELECT's answer in one of RESULT_TYPES, with as many rows as the caps allow."""
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
            self.cut = self._reached()
            if self.cut is not None:
                return
            self.count += 1
            yield list(map(_term, solution))

    def _reached(self) -> str | None:
        """Return the cap that the next row would go over, in words; None where it may come."""
        rows, size = self._caps.rows, self._caps.size
        if rows is not None and self.count >= rows:
            return f"only the first {self.count} rows; there are more"
        if size is not None and self.size >= size:
            return f"only the first {self.count} rows: an answer is limited to {size} bytes"
        return None


def graph_written(
    triples: Iterator[ox.Triple], form: str, caps: Caps, prefixes: dict[str, str] | None
) -> Written:
    """Return a CONSTRUCT's or DESCRIBE's graph in one of GRAPH_TYPES, within the caps."""
    if form not in GRAPH_TYPES:
        raise ValueError(f"a CONSTRUCT or DESCRIBE cannot be written as {form}")
    given = set(islice(triples, caps.rows))
    cut = None
    if caps.rows is not None and next(triples, None) is not None:
        cut = f"only the first {caps.rows} triples; there are more"
    body = serialised(given, form, prefixes)
    if caps.size is not None and len(body) > caps.size:
        keep = len(given) * caps.size // len(body)
        cut = f"only {keep} of {len(given)} triples: an answer is limited to {caps.size} bytes"
        given = set(islice(sorted(given, key=str), keep))
        body = serialised(given, form, prefixes)
    return Written(body, GRAPH_TYPES[form], len(given), cut)
