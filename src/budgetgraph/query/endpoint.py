"""Ask a SPARQL 1.1 endpoint, and read SPARQL results in JSON, whichever program wrote them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import rdflib
from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper

from budgetgraph.document.problems import UnreadableInput
from budgetgraph.rdf.terms import Iri
from budgetgraph.store.answer import Answer, Value, value

#: How long an endpoint may take to answer, in seconds.
TIMEOUT = 120
#: So many named graphs are asked together; more make a request that servers refuse.
MOST_GRAPHS = 5000

#: Virtuoso 7 answers an ASK with a row of this column, and not with a boolean.
_TRUTH_OF_VIRTUOSO = "__ASK_RETVAL"

#: A triple of a named graph that any other graph can hold.
_SAMPLE = """SELECT ?s ?p ?o {
  GRAPH ?g { ?s ?p ?o FILTER(isIRI(?s) && isIRI(?o)) }
} LIMIT 1"""
#: Two texts with a Chinese mark between them. Virtuoso 7.2.5 answers 甲?乙, and drops some values
#: of other groups without a word.
_GROUPED = 'SELECT (GROUP_CONCAT(?x; SEPARATOR="、") AS ?texts) { VALUES ?x { "甲" "乙" } }'
_GROUPED_TEXTS = frozenset({"甲、乙", "乙、甲"})
_GRAPHS = f"SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s ?p ?o }} }} LIMIT {MOST_GRAPHS + 1}"


def remote(sparql: str, endpoint: str) -> Answer | bool | bytes:
    """Ask an endpoint over the union of its graphs.

    A SELECT gives rows, an ASK a truth, a CONSTRUCT or DESCRIBE its triples as N-Triples.
    UnreadableInput names the endpoint and says why it gave no answer.
    """
    try:
        _refuse_unfaithful(endpoint)
        return _asked(sparql, endpoint, _graphs_apart(endpoint))
    except UnreadableInput:
        raise
    except Exception as problem:
        # SPARQLWrapper lets through all that urllib and the parsers raise; the user needs one line.
        raise UnreadableInput(endpoint, f"did not answer the query: {problem}") from problem


def _asked(sparql: str, endpoint: str, graphs: Sequence[str]) -> Answer | bool | bytes:
    """Ask a query; its default graph is the union of `graphs` where some are given."""
    client = SPARQLWrapper(endpoint)
    client.setQuery(sparql)
    client.setMethod(POST)
    for graph in graphs:
        client.addDefaultGraph(graph)
        client.addNamedGraph(graph)
    gives_graph = client.queryType in ("CONSTRUCT", "DESCRIBE")
    wanted = TURTLE if gives_graph else JSON
    client.setReturnFormat(wanted)
    client.setTimeout(TIMEOUT)
    content: bytes = client.query().response.read()
    if not gives_graph:
        return read_json(content)
    triples = rdflib.Graph().parse(data=content, format="turtle")
    return triples.serialize(format="nt", encoding="utf-8")


def _refuse_unfaithful(endpoint: str) -> None:
    """Refuse a store that groups texts wrongly: many of our questions would be answered with wrong
    values and no sign of it. UnreadableInput says so.
    """
    rows = _rows(_GROUPED, endpoint)
    texts = rows[0][0] if rows else None
    if texts not in _GROUPED_TEXTS:
        raise UnreadableInput(
            endpoint,
            f"does not answer as SPARQL 1.1 says (it groups 甲 and 乙 to {texts!r}), so its answers "
            "may be wrong; ask a store that does, such as Oxigraph, or a newer version of this one",
        )


def _graphs_apart(endpoint: str) -> list[str]:
    """Name the graphs of an endpoint whose default graph does not hold what they hold.

    Our queries ask over the union of all graphs. Where the default graph is that union, as in our
    own server, none need be named. UnreadableInput where there are more than can be named.
    """
    sample = _rows(_SAMPLE, endpoint)
    if not sample:
        return []
    triple = " ".join(f"<{term}>" for term in sample[0])
    if _asked(f"ASK {{ {triple} }}", endpoint, ()) is True:
        return []
    graphs = [str(row[0]) for row in _rows(_GRAPHS, endpoint)]
    if len(graphs) > MOST_GRAPHS:
        raise UnreadableInput(
            endpoint,
            f"its default graph is not the union of its graphs, and it has more than {MOST_GRAPHS} "
            "of them; let its default graph be their union (Oxigraph: --union-default-graph)",
        )
    return graphs


def _rows(sparql: str, endpoint: str) -> Sequence[Sequence[Value]]:
    answer = _asked(sparql, endpoint, ())
    if not isinstance(answer, Answer):
        raise TypeError("a SELECT was answered by something else than rows")
    return answer.rows


def read_json(content: bytes) -> Answer | bool:
    """Read SPARQL 1.1 Query Results JSON as rows or as a truth.

    ValueError or KeyError where it is neither. The row that Virtuoso writes for an ASK is a truth.
    """
    results: dict[str, Any] = json.loads(content)
    if "boolean" in results:
        return bool(results["boolean"])
    columns = tuple(results["head"]["vars"])
    if columns == (_TRUTH_OF_VIRTUOSO,):
        return _is_true(results["results"]["bindings"])
    rows = []
    for binding in results["results"]["bindings"]:
        rows.append(tuple(_cell(binding.get(name)) for name in columns))
    return Answer(columns, tuple(rows))


def _is_true(bindings: Sequence[dict[str, dict[str, str]]]) -> bool:
    """Tell what the one row says that Virtuoso answers an ASK with: 1 or 0."""
    return bool(bindings) and bindings[0][_TRUTH_OF_VIRTUOSO]["value"] == "1"


def _cell(term: dict[str, str] | None) -> Value:
    """Read one term of a binding; None where the variable is not bound."""
    if term is None:
        return None
    if term["type"] == "uri":
        return Iri(term["value"])
    return value(term["value"], term.get("datatype"))
