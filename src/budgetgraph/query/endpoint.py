"""Ask a SPARQL 1.1 endpoint, and read SPARQL results in JSON, whichever program wrote them."""

from __future__ import annotations

import json
from typing import Any

import rdflib
from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper

from budgetgraph.document.problems import UnreadableInput
from budgetgraph.rdf.terms import Iri
from budgetgraph.store.answer import Answer, Value, value

#: How long an endpoint may take to answer, in seconds.
TIMEOUT = 120


def remote(sparql: str, endpoint: str) -> Answer | bool | bytes:
    """Ask an endpoint.

    A SELECT gives rows, an ASK a truth, a CONSTRUCT or DESCRIBE its triples as N-Triples.
    UnreadableInput names the endpoint and says why it gave no answer.
    """
    client = SPARQLWrapper(endpoint)
    client.setQuery(sparql)
    client.setMethod(POST)
    gives_graph = client.queryType in ("CONSTRUCT", "DESCRIBE")
    wanted = TURTLE if gives_graph else JSON
    client.setReturnFormat(wanted)
    client.setTimeout(TIMEOUT)
    try:
        content: bytes = client.query().response.read()
        if not gives_graph:
            return read_json(content)
        graph = rdflib.Graph().parse(data=content, format="turtle")
        return graph.serialize(format="nt", encoding="utf-8")
    except Exception as problem:
        # SPARQLWrapper lets through all that urllib and the parsers raise; the user needs one line.
        raise UnreadableInput(endpoint, f"did not answer the query: {problem}") from problem


def read_json(content: bytes) -> Answer | bool:
    """Read SPARQL 1.1 Query Results JSON as rows or as a truth.

    ValueError or KeyError where it is neither.
    """
    results: dict[str, Any] = json.loads(content)
    if "boolean" in results:
        return bool(results["boolean"])
    columns = tuple(results["head"]["vars"])
    rows = []
    for binding in results["results"]["bindings"]:
        rows.append(tuple(_cell(binding.get(name)) for name in columns))
    return Answer(columns, tuple(rows))


def _cell(term: dict[str, str] | None) -> Value:
    """Read one term of a binding; None where the variable is not bound."""
    if term is None:
        return None
    if term["type"] == "uri":
        return Iri(term["value"])
    return value(term["value"], term.get("datatype"))
