"""Who cites a document, counted; and what each project cites, in one text.

What one disclosure tells of a document (the level of its issuer) holds for the projects of all, so
that these summaries are made of all graphs together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from budgetgraph.mapping.across.said import said
from budgetgraph.rdf.nquads import Quads

_NAMES = (
    "agencyCode",
    "basedOn",
    "cites",
    "department",
    "disclosure",
    "document",
    "documentNumber",
    "fundedUnder",
    "level",
    "project",
)
_LEVELS = ("central", "province", "city", "county")
_JOINT = "、"


class _Statements:
    """What all graphs say by these properties: of each subject the things or texts it has."""

    def __init__(self, graphs: Iterable[bytes], ontology: str) -> None:
        self._by_name: dict[str, dict[str, set[str]]] = {}
        for name in _NAMES:
            self._by_name[name] = defaultdict(set)
        for nquads in graphs:
            for subject, name, value in said(nquads, ontology, _NAMES):
                self._by_name[name][subject].add(value)

    def of(self, name: str) -> dict[str, set[str]]:
        """Give what each subject leads to by a property."""
        return self._by_name[name]

    def reached(self, subject: str, *names: str) -> set[str]:
        """Give what a subject leads to by one property after the other."""
        ends = {subject}
        for name in names:
            by_subject = self._by_name[name]
            ends = set().union(*(by_subject.get(end, ()) for end in ends))
        return ends


def map_citations(out: Quads, graphs: Iterable[bytes]) -> None:
    """Write of each document who cites it, and of each project what it cites.

    `out` holds already which disclosures and projects stand behind others: those count in no sum.
    """
    across = "\n".join(out.lines).encode()
    behind = {subject for subject, _, _ in said(across, out.iris.ontology, ("standsBehind",))}
    statements = _Statements(graphs, out.iris.ontology)
    _documents(out, statements, behind)
    for project in sorted(statements.of("cites")):
        _project(out, project, statements)


def _documents(out: Quads, statements: _Statements, behind: set[str]) -> None:
    """Count of each document the departments, the projects, the indicators and the places."""
    departments: dict[str, set[str]] = defaultdict(set)
    mentions: dict[str, int] = defaultdict(int)
    for mention, named in statements.of("document").items():
        for document in named:
            mentions[document] += 1
            departments[document] |= statements.reached(mention, "disclosure", "department")
    projects = _counted(statements.of("cites"), behind)
    indicators: dict[str, int] = defaultdict(int)
    for indicator, named in statements.of("basedOn").items():
        # A project rests on documents, too: it is no part of a project.
        if statements.of("project").get(indicator, behind) - behind:
            for document in named:
                indicators[document] += 1
    for document in sorted(statements.of("documentNumber")):
        out.integer(document, "bg:citingDepartments", len(departments[document]))
        out.integer(document, "bg:citingProjects", projects[document])
        out.integer(document, "bg:citingIndicators", indicators[document])
        out.integer(document, "bg:mentionCount", mentions[document])


def _counted(links: dict[str, set[str]], behind: set[str]) -> dict[str, int]:
    """Count what leads to each thing, without what stands behind another."""
    counts: dict[str, int] = defaultdict(int)
    for subject, things in links.items():
        if subject not in behind:
            for thing in things:
                counts[thing] += 1
    return counts


def _project(out: Quads, project: str, statements: _Statements) -> None:
    """Write what a project cites as texts: the numbers of all documents, those that fund it, their
    agencies, and the levels that the documents come from.
    """
    numbers = statements.reached(project, "cites", "documentNumber")
    out.text(project, "bg:citedNumbers", _JOINT.join(sorted(numbers)))
    is_funded = project in statements.of("fundedUnder")
    if is_funded:
        funding = statements.reached(project, "fundedUnder", "documentNumber")
        agencies = statements.reached(project, "fundedUnder", "agencyCode")
        out.text(project, "bg:fundingNumbers", _JOINT.join(sorted(funding)))
        out.text(project, "bg:fundingAgencies", _JOINT.join(sorted(agencies)))
    relation, property_ = ("funded-under", "fundedUnder") if is_funded else ("basis", "cites")
    out.text(project, "bg:citedAs", relation)
    levels = statements.reached(project, property_, "level")
    named = [level for level in _LEVELS if level in levels]
    out.text(project, "bg:citedLevels", _JOINT.join(named) or None)
