"""Asking a SPARQL 1.1 endpoint, and reading SPARQL results in JSON, whoever wrote them."""

from __future__ import annotations

import json
from typing import Any

import rdflib
from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper

from budgetgraph.document.problems import UnreadableInput
from budgetgraph.rdf.terms import Iri
from budgetgraph.store.answer_table import Answer, Value, value

#: How long an endpoint may take to answer, in seconds.
TIMEOUT = 120


def remote(sparql: str, endpoint: str) -> Answer | bool | bytes:
    """What an endpoint answers: the rows of a SELECT, the truth of an ASK, or the triples of a
    CONSTRUCT or DESCRIBE as N-Triples.

    UnreadableInput names the endpoint and says why it gave no answer.
    """
    client = SPARQLWrapper(endpoint)
    client.setQuery(sparql)
    client.setMethod(POST)
    gives_graph = client.queryType in ("CONSTRUCT", "DESCRIBE")
    client.setReturnFormat(TURTLE if gives_graph else JSON)
    client.setTimeout(TIMEOUT)
    try:
        content: bytes = client.query().response.read()
        if not gives_graph:
            return read_json(content)
        return (
            rdflib.Graph()
            .parse(data=content, format="turtle")
            .serialize(format="nt", encoding="utf-8")
        )
    except Exception as problem:
        # SPARQLWrapper lets through whatever urllib and the readers raise; the user needs one line.
        raise UnreadableInput(endpoint, f"did not answer the query: {problem}") from problem


def read_json(content: bytes) -> Answer | bool:
    """SPARQL 1.1 Query Results JSON as rows or as a truth; ValueError or KeyError for what is
    neither.
    """
    found: dict[str, Any] = json.loads(content)
    if "boolean" in found:
        return bool(found["boolean"])
    columns = tuple(found["head"]["vars"])
    return Answer(
        columns,
        tuple(
            tuple(_cell(row.get(name)) for name in columns) for row in found["results"]["bindings"]
        ),
    )


def _cell(term: dict[str, str] | None) -> Value:
    if term is None:
        return None
    return (
        Iri(term["value"]) if term["type"] == "uri" else value(term["value"], term.get("datatype"))
    )
