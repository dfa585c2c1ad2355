"""Describe the endpoint by the SPARQL 1.1 Service Description."""

from __future__ import annotations

from budgetgraph.store import Store
from budgetgraph.store.result_formats import RESULT_FORMATS, W3C_FORMATS

_SD = "http://www.w3.org/ns/sparql-service-description#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
#: What the endpoint writes beside the formats that the metadata names.
_MORE_FORMATS = ("RDF_XML", "N-Quads", "TriG")


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
    every = (*RESULT_FORMATS, *_MORE_FORMATS)
    links += [(service, f"{_SD}resultFormat", W3C_FORMATS + name) for name in every]
    triples = "".join(f"<{subject}> <{name}> <{thing}> .\n" for subject, name, thing in links)
    prefixes = {"sd": _SD, "formats": W3C_FORMATS}
    return Store.memory([triples.encode()]).construct(
        "CONSTRUCT WHERE { ?s ?p ?o }", form, prefixes=prefixes
    )
