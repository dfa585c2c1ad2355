"""The mapping of one disclosure to RDF: every record of the model becomes a named thing with its
values and its place in the source.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from budgetgraph import __version__
from budgetgraph.disclosure import Disclosure
from budgetgraph.mapping.across import across_quads as across_quads
from budgetgraph.mapping.across import looked_at as looked_at
from budgetgraph.mapping.across.joined_papers import in_one
from budgetgraph.mapping.changes import map_changes
from budgetgraph.mapping.concepts import facts, uses
from budgetgraph.mapping.documents import map_documents, map_passed_on
from budgetgraph.mapping.key_figures import map_key_figures, map_project_figures
from budgetgraph.mapping.mapped_tables import MappedTable
from budgetgraph.mapping.partly_read import partly_read
from budgetgraph.mapping.phases import ACCOUNTS_KEY, is_executed, phase_of
from budgetgraph.mapping.projects import (
    MappedProject,
    link_stated_amounts,
    map_performance,
    map_projects,
)
from budgetgraph.mapping.quality import map_quality
from budgetgraph.mapping.structures import map_cube
from budgetgraph.mapping.summaries import map_counts, map_summaries
from budgetgraph.mapping.tables import map_statements, map_tables
from budgetgraph.rdf.iris import BASE, Iris, disclosure_key, segment
from budgetgraph.rdf.nquads import SourcedQuads, joined


def key_of(disclosure: Disclosure) -> str:
    """`130532/平乡县医疗保障局/2025`: what names the disclosure and its graph; the unit of a 单位预算,
    `final-accounts` and an edition stand behind it.
    """
    return (
        f"{_plain_key(disclosure)}/{disclosure.edition}"
        if disclosure.edition
        else _plain_key(disclosure)
    )


def _plain_key(disclosure: Disclosure) -> str:
    key = disclosure_key(disclosure.division.code, disclosure.owner.name, disclosure.year)
    if disclosure.unit is not None:
        key = f"{key}/{segment(disclosure.unit.name)}"
    return f"{key}/{ACCOUNTS_KEY}" if is_executed(disclosure) else key


def nquads(disclosure: Disclosure, base: str = BASE) -> bytes:
    """Give the disclosure's named graph as N-Quads in UTF-8, sorted and each quad once: equal
    disclosures give equal bytes.
    """
    return joined(quads(disclosure, base))


def joined_nquads(papers: Sequence[Disclosure], base: str = BASE) -> bytes:
    """Give the one named graph of several sources that complete each other: the prose of a budget
    and its tables, published as two files. The first one names the body.
    """
    return joined(_quads(papers, base))


def quads(disclosure: Disclosure, base: str = BASE) -> list[str]:
    """Give the disclosure's quads as N-Quads lines without line ends, in the order of the model; a
    quad may come twice.
    """
    return _quads((disclosure,), base)


def _quads(papers: Sequence[Disclosure], base: str) -> list[str]:
    """Give the quads of one disclosure, from one source or from several."""
    whole = in_one(papers)
    iris, key = Iris(base), key_of(whole)
    owner = iris.disclosure(key)
    outs = [SourcedQuads(iris, iris.graph(key), paper.source) for paper in papers]
    _disclosure(outs[0], owner, whole)
    tables: list[MappedTable] = []
    projects: list[MappedProject] = []
    stated: dict[int, str] = {}
    first = 0
    for out, paper in zip(outs, papers, strict=True):
        _origin(out, owner)
        _bodies(out, paper)
        map_changes(out, owner, paper)
        tables += map_tables(out, owner, paper)
        for place, iri in _statements(out, owner, paper).items():
            stated[first + place] = iri
        first += len(paper.statements)
        mapped = map_projects(out, owner, paper)
        map_performance(out, owner, paper.performance)
        map_documents(out, owner, paper, mapped)
        map_passed_on(out, owner, paper, mapped)
        projects += mapped
    _figures(outs[0], owner, whole, tables, projects, stated)
    return [line for out in outs for line in out.lines]


def _statements(out: SourcedQuads, owner: str, paper: Disclosure) -> dict[int, str]:
    """Give the nodes of a paper's statements by their positions.

    A graph of a budget holds no amount that was spent: it would be added to what is planned.
    """
    own = [place for place, statement in enumerate(paper.statements) if paper.is_own(statement)]
    stated = [paper.statements[place] for place in own]
    mapped = map_statements(out, owner, stated, paper.year, partly_read(paper))
    return dict(zip(own, mapped, strict=True))


def _figures(
    out: SourcedQuads,
    owner: str,
    whole: Disclosure,
    tables: Sequence[MappedTable],
    projects: Sequence[MappedProject],
    stated: Mapping[int, str],
) -> None:
    """Write what tables, prose and forms say together: the cubes, the key figures, the projects
    that the prose gives an amount.
    """
    body = out.iris.department(whole.division.code, whole.owner.name)
    map_cube(out, body, whole, tables)
    by_iri = {iri: whole.statements[place] for place, iri in stated.items()}
    of_projects = link_stated_amounts(out, whole, projects, by_iri)
    written = map_key_figures(out, owner, whole, tables, stated)
    map_counts(out, owner, whole.projects)
    map_summaries(out, owner, written, phase_of(whole), whole.year)
    map_project_figures(out, whole, [project.iri for project in projects], of_projects)


def code_quads(graphs: Iterable[bytes], base: str = BASE) -> bytes:
    """Give the graph of codes as N-Quads: what every division and code-list concept means that one
    of the mapped graphs uses.
    """
    return joined(facts(frozenset(use for graph in graphs for use in uses(graph, base)), base))


def _disclosure(out: SourcedQuads, owner: str, disclosure: Disclosure) -> None:
    """Write the disclosure itself and the file it was read from."""
    division, department, year = disclosure.division, disclosure.owner, disclosure.year
    out.a(owner, "bg:Disclosure", "dcat:Dataset")
    if is_executed(disclosure):
        out.a(owner, "bg:FinalAccounts")
    out.link(owner, "bg:phase", out.iris.concept("phase", phase_of(disclosure)))
    title = label = _title(disclosure)
    if disclosure.edition:
        label = f"{title}（{disclosure.source.file}）"
    out.zh(owner, "skos:prefLabel", label)
    if disclosure.edition:
        series = out.iris.disclosure(_plain_key(disclosure))
        out.a(series, "dcat:DatasetSeries")
        out.zh(series, "skos:prefLabel", title)
        out.link(series, "dcterms:hasVersion", owner)
        out.link(owner, "dcterms:isVersionOf", series)
        out.text(owner, "bg:editionName", f"{disclosure.edition} {disclosure.source.file}")
    out.link(owner, "bg:department", out.iris.department(division.code, department.name))
    if disclosure.unit:
        out.link(owner, "bg:unit", out.iris.unit(division.code, disclosure.unit.name))
    _division(out, owner, division.code)
    out.text(owner, "bg:divisionText", division.name or None)
    out.year(owner, "bg:fiscalYear", year)
    map_quality(out, owner, disclosure.ledger)


def _title(disclosure: Disclosure) -> str:
    """`平乡县医疗保障局2025年部门预算`; 单位 where it is a unit's, 决算 for final accounts."""
    level = "单位" if disclosure.unit else "部门"
    paper = "决算" if is_executed(disclosure) else "预算"
    return f"{disclosure.body}{disclosure.year}年{level}{paper}"


def _origin(out: SourcedQuads, owner: str) -> None:
    """Write the file, and which version of this program read it; no clock, so that the same file
    gives the same graph.
    """
    out.link(owner, "prov:wasDerivedFrom", out.file)
    out.a(out.file, "bg:SourceFile")
    out.text(out.file, "bg:fileName", out.source.file)
    out.text(out.file, "bg:sha256", out.source.sha256)
    out.text(out.file, "dcterms:format", out.source.media_type)
    out.integer(out.file, "bg:lineCount", len(out.source.lines))
    out.date(out.file, "dcterms:issued", out.source.issued)
    out.date(out.file, "dcterms:modified", out.source.modified)
    activity, software = out.iris.extraction(owner), out.iris.software(__version__)
    out.link(owner, "prov:wasGeneratedBy", activity)
    out.a(activity, "prov:Activity")
    out.link(activity, "prov:used", out.file)
    out.link(activity, "prov:wasAssociatedWith", software)
    out.a(software, "prov:SoftwareAgent")
    out.en(software, "skos:prefLabel", f"budgetgraph {__version__}")
    out.text(software, "owl:versionInfo", __version__)


def _bodies(out: SourcedQuads, disclosure: Disclosure) -> None:
    """Write the department, its units, and the units that are only named above a project's form."""
    division, department = disclosure.division.code, disclosure.owner
    body = out.iris.department(division, department.name)
    out.a(body, "bg:Department", "org:FormalOrganization")
    out.zh(body, "skos:prefLabel", department.name)
    for name in department.other_names:
        out.zh(body, "skos:altLabel", name)
    out.text(body, "org:identifier", department.code)
    _division(out, body, division)
    out.cite(body, department.where)
    for unit in disclosure.units:
        iri = _unit(out, division, unit.name, unit.code, body)
        out.text(iri, "bg:unitNature", unit.nature)
        out.text(iri, "bg:unitRank", unit.rank)
        out.text(iri, "bg:unitFunding", unit.funding)
        out.cite(iri, unit.where)
    if disclosure.unit is not None:
        out.cite(
            _unit(out, division, disclosure.unit.name, disclosure.unit.code, body), department.where
        )
    listed = {unit.name for unit in disclosure.units}
    for project in disclosure.projects:
        if project.unit is not None:
            iri = _unit(out, division, project.unit.name, project.unit.code, body)
            place = None if project.unit.name in listed else project.title
            out.cite(iri, place)


def _division(out: SourcedQuads, iri: str, code: str | None) -> None:
    if code:
        out.link(iri, "bg:division", out.iris.division(code))


def _unit(
    out: SourcedQuads, division: str | None, name: str, code: str | None, department: str
) -> str:
    iri = out.iris.unit(division, name)
    out.a(iri, "bg:BudgetUnit", "org:FormalOrganization")
    out.zh(iri, "skos:prefLabel", name)
    out.text(iri, "org:identifier", code)
    _division(out, iri, division)
    out.link(iri, "org:subOrganizationOf", department)
    return iri
