"""Describe the endpoint by the SPARQL 1.1 Service Description."""

from __future__ import annotations

from budgetgraph.store import Store

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_RESULT_FORMATS = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
    "N-Quads",
    "TriG",
)


def description(address: str, form: str) -> bytes:
    """Write the description of the endpoint at `address`, in one of the graph formats."""
    service, dataset, graph = address, f"{address}#dataset", f"{address}#default-graph"
    links = [
        (service, _TYPE, f"{_SD}Service"),
        (service, f"{_SD}endpoint", address),
        (service, f"{_SD}supportedLanguage", f"{_SD}SPARQL11Query"),
        (service, f"{_SD}feature", f"{_SD}UnionDefaultGraph"),
        (service, f"{_SD}defaultDataset", dataset),
        (dataset, _TYPE, f"{_SD}Dataset"),
        (dataset, f"{_SD}defaultGraph", graph),
        (graph, _TYPE, f"{_SD}Graph"),
    ]
    links += [(service, f"{_SD}resultFormat", _FORMATS + name) for name in _RESULT_FORMATS]
    triples = "".join(f"<{subject}> <{name}> <{thing}> .\n" for subject, name, thing in links)
    prefixes = {"sd": _SD, "formats": _FORMATS}
    return Store.memory([triples.encode()]).construct(
        "CONSTRUCT WHERE { ?s ?p ?o }", form, prefixes=prefixes
    )
