"""Which rules doubt a figure: written on the figure, on the key figures that were taken from it,
and on the summaries that hold these.

    a finding of children-sum-to-parent at the total of a table
    → <figure> bg:doubtedBy "children-sum-to-parent" ; bg:doubts "children-sum-to-parent"
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from budgetgraph.mapping.across.said import said
from budgetgraph.rdf.iris import PREFIXES
from budgetgraph.rdf.nquads import Quads


def map_doubts(out: Quads, graphs: Iterable[bytes], doubted: Mapping[str, Iterable[str]]) -> None:
    """Write the rules that doubt each thing; `doubted` has those of the things that findings name.

    A key figure is doubted by what doubts the figures that it was taken from, a summary by what
    doubts its key figures.
    """
    rules: dict[str, set[str]] = defaultdict(set)
    for thing, by in doubted.items():
        rules[thing].update(by)
    if not rules:
        return
    for nquads in graphs:
        _pass_on(rules, nquads, out.iris.ontology, "takenFrom")
        _pass_on(rules, nquads, PREFIXES["prov"], "wasDerivedFrom")
    for thing, by in sorted(rules.items()):
        for rule in sorted(by):
            out.text(thing, "bg:doubtedBy", rule)
        out.text(thing, "bg:doubts", " ".join(sorted(by)))


def _pass_on(rules: dict[str, set[str]], nquads: bytes, vocabulary: str, name: str) -> None:
    """Give the rules of each doubted thing to what leads to it by a property."""
    for subject, _, origin in said(nquads, vocabulary, (name,)):
        if origin in rules:
            rules[subject] |= rules[origin]
