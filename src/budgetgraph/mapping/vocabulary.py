"""The vocabulary itself as a graph of the data, so that a query can ask for labels, subclasses and
what terms are like elsewhere.
"""

from __future__ import annotations

from functools import cache

from budgetgraph.assets import asset
from budgetgraph.rdf.iris import BASE, Iris
from budgetgraph.rdf.nquads import joined
from budgetgraph.rdf.serialise import triples_of

_FILES = ("ontology/budget.ttl", "ontology/alignments.ttl")


@cache
def vocabulary_quads(base: str = BASE) -> bytes:
    """Give the vocabulary with its alignments as N-Quads, moved to this base."""
    graph = Iris(base).ontology_graph
    lines: list[str] = []
    for name in _FILES:
        text = asset(name).read_text("utf-8").replace(BASE, base)
        lines += [f"{triple} <{graph}> ." for triple in triples_of(text)]
    return joined(lines)
