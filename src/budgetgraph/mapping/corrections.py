"""A corrected figure says what was read before, and who corrected it."""

from __future__ import annotations

from budgetgraph.disclosure import Correction
from budgetgraph.rdf.nquads import SourcedQuads


def map_correction(out: SourcedQuads, figure: str, corrected: Correction | None) -> None:
    """Write the correction of a figure as a node of its own; nothing where the figure is as it was
    read.
    """
    if corrected is None:
        return
    node = f"{figure}/correction"
    out.link(figure, "bg:correction", node)
    out.a(node, "bg:Correction")
    out.text(node, "bg:readBefore", corrected.read)
    out.text(node, "bg:correctedBy", corrected.by)
