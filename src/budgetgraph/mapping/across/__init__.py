"""What only all disclosures of a build together tell, as a graph of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from budgetgraph.mapping.across.editions import map_editions
from budgetgraph.mapping.across.same_codes import map_same_codes
from budgetgraph.mapping.across.same_numbers import map_same_numbers
from budgetgraph.mapping.structures import map_structures
from budgetgraph.mapping.summaries import map_citations, map_doubts
from budgetgraph.rdf.iris import BASE, PREFIXES, Iris
from budgetgraph.rdf.nquads import Quads, joined

#: What the parts of this folder look at, by prefix: properties, and classes whose things are
#: counted.
_PROPERTIES = {
    "bg": (
        "agencyCode basedOn cites department disclosure document documentNumber fundedUnder level"
        " project projectCode takenFrom"
    ).split(),
    "prov": ["wasDerivedFrom"],
    "qb": ["structure"],
    "skos": ["prefLabel"],
}
_CLASSES = ("Figure", "PerformanceIndicator", "Project", "StatedFigure")


def looked_at(nquads: bytes, base: str = BASE) -> bytes:
    """Give of a graph in sorted N-Quads the lines that `across_quads` looks at: it makes the same
    of these lines as of the whole graph, and a third of them is less to read.
    """
    prefixes = Iris(base).prefixes
    names: set[bytes] = set()
    for prefix, local in _PROPERTIES.items():
        names.update(f"<{prefixes[prefix]}{name}>".encode() for name in local)
    kinds = tuple(f"<{prefixes['bg']}{name}> ".encode() for name in _CLASSES)
    is_a = f"<{PREFIXES['rdf']}type>".encode()
    lines: list[bytes] = []
    for line in nquads.splitlines(keepends=True):
        _, property_, rest = line.split(b" ", 2)
        if property_ in names or (property_ == is_a and rest.startswith(kinds)):
            lines.append(line)
    return b"".join(lines)


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
