"""What only all disclosures of a build together tell, as a graph of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from budgetgraph.mapping.across.editions import map_editions
from budgetgraph.mapping.across.same_codes import map_same_codes
from budgetgraph.mapping.across.same_numbers import map_same_numbers
from budgetgraph.mapping.structures import map_structures
from budgetgraph.mapping.summaries import map_citations, map_doubts
from budgetgraph.rdf.iris import BASE, Iris
from budgetgraph.rdf.nquads import Quads, joined


def across_quads(
    graphs: Sequence[bytes],
    base: str = BASE,
    doubted: Mapping[str, Iterable[str]] | None = None,
) -> bytes:
    """Give the graph of what the disclosures say together, as sorted N-Quads: which of several
    counts, which documents may be one, what the tables have as data cubes, and the summaries.

    `doubted` has the rules that doubt each thing which a finding names.
    """
    iris = Iris(base)
    out = Quads(iris, iris.across_graph)
    map_editions(out, graphs)
    map_same_numbers(out, graphs)
    map_same_codes(out, graphs)
    map_structures(out, graphs)
    map_citations(out, graphs)
    map_doubts(out, graphs, doubted or {})
    return joined(out.lines)
