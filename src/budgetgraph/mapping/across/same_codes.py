"""Which IRI a project had before its place was a part of it.

A code that does not begin with the code of its own division may be another county's, too: the place
is part of the project's identity then.
"""

from __future__ import annotations

from collections.abc import Iterable

from budgetgraph.mapping.across.said import said
from budgetgraph.rdf.iris import segment
from budgetgraph.rdf.nquads import Quads


def map_same_codes(out: Quads, graphs: Iterable[bytes]) -> None:
    """Write where the IRI of a code alone leads to, where no project has it.

    `id/project/XM-001/2025` → `id/project/130532/XM-001/2025`, and the like of every other county
    that prints the code.
    """
    codes: dict[str, str] = {}
    for nquads in graphs:
        for project, _, code in said(nquads, out.iris.ontology, ("projectCode",)):
            codes[project] = code
    start = out.iris.base + "id/project/"
    for project, code in sorted(codes.items()):
        key = project.removeprefix(start)
        if key == project or key.startswith(f"{segment(code)}/"):
            continue
        former = start + key.partition("/")[2]
        if former not in codes:
            out.link(former, "dcterms:isReplacedBy", project)
