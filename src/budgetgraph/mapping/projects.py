"""Projects with their money, plan, indicators and targets, and the documents that they cite."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from budgetgraph.disclosure import Amount, Disclosure, Indicator, Performance, Project, Statement
from budgetgraph.document.where import Where
from budgetgraph.mapping.corrections import map_correction
from budgetgraph.mapping.documents.identity import document_iri
from budgetgraph.mapping.money_from import levels_of
from budgetgraph.mapping.phases import ACCOUNTS_KEY, is_executed
from budgetgraph.mapping.results import map_result
from budgetgraph.mapping.stated import stated_amounts
from budgetgraph.rdf.nquads import SourcedQuads
from budgetgraph.values import codes
from budgetgraph.values.document_number import DocumentNumber
from budgetgraph.values.money import UNIT_MULTIPLIER, in_yuan
from budgetgraph.values.target import Target

_OPERATORS = {
    "≥": "odrl:gteq",
    "≤": "odrl:lteq",
    ">": "odrl:gt",
    "<": "odrl:lt",
    "=": "odrl:eq",
    "range": "bg:between",
}


@dataclass(frozen=True, slots=True)
class MappedProject:
    """A project's IRI, the place of its form, and every document that it or its indicators cite."""

    iri: str
    where: Where
    cited: tuple[DocumentNumber, ...]

    def holds(self, place: Where) -> bool:
        """Tell whether a line of the source stands in the project's form."""
        return self.where.first <= place.first <= self.where.last


def map_projects(out: SourcedQuads, owner: str, disclosure: Disclosure) -> list[MappedProject]:
    """Give every project of the disclosure `owner`, in its order."""
    return [
        _project(out, owner, disclosure, project, n)
        for n, project in enumerate(disclosure.projects, start=1)
    ]


def link_stated_amounts(
    out: SourcedQuads,
    disclosure: Disclosure,
    projects: Sequence[MappedProject],
    stated: Mapping[str, Statement],
) -> dict[int, tuple[str, Statement]]:
    """From each project to the statement that gives its amount; `stated` are the statements by
    their IRIs. The position of each such project is given back with its statement.
    """
    iris, statements = list(stated), list(stated.values())
    linked: dict[int, tuple[str, Statement]] = {}
    chosen = stated_amounts(disclosure.projects, statements, disclosure.year)
    for project, statement in chosen.items():
        out.link(projects[project].iri, "bg:hasStatedFigure", iris[statement])
        linked[project] = iris[statement], statements[statement]
    return linked


def _whose(disclosure: Disclosure) -> str:
    """Tell what tells a project of this disclosure from the same one in another of the same year:
    the unit, final accounts, the edition.
    """
    unit = disclosure.unit.name if disclosure.unit else ""
    accounts = ACCOUNTS_KEY if is_executed(disclosure) else ""
    return "-".join(name for name in (unit, accounts, disclosure.edition or "") if name)


def _code_place(code: str, disclosure: Disclosure) -> str | None:
    """Give the place that is part of a coded project's identity; None where the code begins with
    the code of its own division, as those of the fiscal systems do.

    13053225P00004910001R in 130532 → None, XM-001 in 130532 → `130532`: another county may print
    the same code for something else.
    """
    division = disclosure.division.code
    if division is not None and code.startswith(division):
        return None
    return division or disclosure.owner.name


def _project(
    out: SourcedQuads, owner: str, disclosure: Disclosure, project: Project, position: int
) -> MappedProject:
    if project.code:
        # the same project in the 部门预算 and in the 单位预算 of its unit is stated twice, each in words of
        # its own
        whose, place = _whose(disclosure), _code_place(project.code, disclosure)
        alone = out.iris.project(project.code, disclosure.year, place=place)
        iri = out.fresh(out.iris.project(project.code, disclosure.year, whose or None, place))
        out.link(iri, "dcterms:isVersionOf", out.iris.project_line(project.code, place))
        if whose and not is_executed(disclosure):
            # The name that it would have alone leads to it, too.
            out.link(alone, "dcterms:hasVersion", iri)
    else:
        iri = out.iris.part(owner, "project", position)
    out.a(iri, "bg:Project", "foaf:Project")
    out.zh(iri, "skos:prefLabel", project.name)
    out.text(iri, "bg:projectCode", project.code or None)
    out.integer(iri, "bg:position", position)
    out.link(iri, "bg:disclosure", owner)
    if project.unit:
        out.link(iri, "bg:unit", out.iris.unit(disclosure.division.code, project.unit.name))
    levels = levels_of(disclosure, project)
    for level in levels:
        out.text(iri, "bg:moneyFrom", level)
    out.text(iri, "bg:moneyFromLevels", "、".join(levels) or None)
    explained = sum(indicator.basis is not None for indicator in project.indicators)
    out.integer(iri, "bg:indicatorCount", len(project.indicators))
    out.integer(iri, "bg:explainedIndicatorCount", explained)
    out.zh(iri, "bg:purpose", project.purpose)
    out.zh(iri, "dcterms:description", project.overview)
    out.cite(iri, project.title)
    _goals(out, iri, project)
    _amounts(out, iri, project)
    if is_executed(disclosure):
        _amount(out, iri, "spent", "bg:spentAmount", project.spent)
    _schedule(out, iri, project)
    for n, indicator in enumerate(project.indicators, start=1):
        _indicator(out, iri, indicator, n, disclosure)
    return MappedProject(iri, project.where, _citations(out, iri, project, disclosure))


def map_performance(out: SourcedQuads, owner: str, performance: Performance | None) -> None:
    """Write the goals and indicators of the whole department, as parts of its disclosure `owner`:
    they are no project's.
    """
    if performance is None:
        return
    for n, goal in enumerate(performance.goals, start=1):
        node = out.iris.part(owner, "goal", n)
        out.a(node, "bg:Goal")
        out.link(node, "bg:disclosure", owner)
        out.text(node, "bg:text", goal.text)
        out.integer(node, "bg:position", n)
        out.cite(node, goal.where)
    for n, indicator in enumerate(performance.indicators, start=1):
        node = out.iris.part(owner, "indicator", n)
        out.a(node, "bg:DepartmentIndicator")
        out.link(node, "bg:disclosure", owner)
        out.zh(node, "skos:prefLabel", indicator.level3)
        out.integer(node, "bg:position", n)
        out.text(node, "bg:level1Text", indicator.level1)
        out.text(node, "bg:level2Text", indicator.level2)
        map_result(out, node, indicator)
        out.cite(node, indicator.where)
        if indicator.target is not None:
            _target(out, node, indicator.target, indicator.where)


def _amounts(out: SourcedQuads, project: str, form: Project) -> None:
    """Write the amounts of the form: a value of the project for the reader of figures, a node with
    its place for the auditor.
    """
    parts = (
        ("total", "bg:budgetAmount", form.total),
        ("fiscal", "bg:fiscalFunds", form.fiscal),
        ("other", "bg:otherFunds", form.other),
    )
    out.decimal(project, "bg:furtherFunds", _sum(form.further))
    for part, name, amount in parts:
        _amount(out, project, part, name, amount)


def _amount(out: SourcedQuads, project: str, part: str, name: str, amount: Amount | None) -> None:
    """Write one amount of a form, `part` of `project`, with `name` as the property of its value."""
    if amount is None:
        return
    yuan = in_yuan(amount.value, amount.unit)
    out.decimal(project, name, yuan)
    node = out.iris.part(project, "amount", part)
    out.link(project, "bg:hasAmount", node)
    out.a(node, "bg:ProjectAmount")
    out.link(node, "bg:project", project)
    out.link(node, "bg:measure", out.iris.concept("measure", f"project_{part}"))
    out.decimal(node, "bg:amount", yuan)
    out.text(node, "bg:printed", amount.value)
    out.integer(node, "sdmx-attribute:unitMult", UNIT_MULTIPLIER[amount.unit])
    out.cite(node, amount.where)
    map_correction(out, node, amount.corrected)


def _sum(amounts: Sequence[Amount]) -> Decimal | None:
    """Amounts of money together, in 元; None where there are none."""
    yuan = [in_yuan(amount.value, amount.unit) or Decimal(0) for amount in amounts]
    return sum(yuan, Decimal(0)) if yuan else None


def _goals(out: SourcedQuads, project: str, form: Project) -> None:
    """Write each goal as a text of the project, and as a node with its order and its place."""
    for n, goal in enumerate(form.goals, start=1):
        out.zh(project, "bg:goal", goal.text)
        node = out.iris.part(project, "goal", n)
        out.link(project, "bg:hasGoal", node)
        out.a(node, "bg:Goal")
        out.text(node, "bg:text", goal.text)
        out.integer(node, "bg:position", n)
        out.cite(node, goal.where)


def _schedule(out: SourcedQuads, project: str, form: Project) -> None:
    for n, entry in enumerate(form.schedule, start=1):
        node = out.iris.part(project, "schedule", n)
        out.link(project, "bg:hasScheduleEntry", node)
        out.a(node, "bg:ScheduleEntry")
        out.text(node, "bg:by", entry.by)
        out.text(node, "bg:printed", entry.value)
        out.integer(node, "bg:position", n)
        out.cite(node, entry.where)


def _indicator(
    out: SourcedQuads, project: str, indicator: Indicator, position: int, disclosure: Disclosure
) -> None:
    iri = out.iris.part(project, "indicator", position)
    out.link(project, "bg:hasIndicator", iri)
    out.a(iri, "bg:PerformanceIndicator")
    out.zh(iri, "skos:prefLabel", indicator.level3)
    out.integer(iri, "bg:position", position)
    out.link(iri, "bg:project", project)
    for level, printed in ((1, indicator.level1), (2, indicator.level2)):
        folded = codes.indicator_type(printed, level) if printed else None
        out.text(iri, f"bg:level{level}Text", printed)
        if folded:
            out.link(iri, f"bg:level{level}", out.iris.concept("indicator-type", folded))
    out.zh(iri, "bg:description", indicator.description)
    out.zh(iri, "bg:basisText", indicator.basis)
    for number in indicator.documents:
        out.link(iri, "bg:basedOn", document_iri(out.iris, number, disclosure))
    map_result(out, iri, indicator)
    out.cite(iri, indicator.where)
    if indicator.target is not None:
        _target(out, iri, indicator.target, indicator.where)


def _target(out: SourcedQuads, indicator: str, target: Target, where: Where) -> None:
    """Write what the indicator is to reach.

    Words stay words: without an operator there is no number either.
    """
    iri = out.iris.target(indicator)
    out.link(indicator, "bg:hasTarget", iri)
    out.a(iri, "bg:Target")
    out.text(iri, "bg:text", target.text)
    out.cite(iri, where)
    if target.operator is None:
        return
    out.term(iri, "bg:operator", _OPERATORS[target.operator])
    out.decimal(iri, "bg:value", target.value)
    out.decimal(iri, "bg:low", target.low)
    out.decimal(iri, "bg:high", target.high)
    out.text(iri, "bg:unitText", target.unit)
    unit = codes.measurement_unit(target.unit) if target.unit else None
    if unit:
        out.link(iri, "qudt:hasUnit", out.iris.concept("measurement-unit", unit))


def _citations(
    out: SourcedQuads, project: str, form: Project, disclosure: Disclosure
) -> tuple[DocumentNumber, ...]:
    """Give the documents that the project's name, its 立项依据 and its indicators cite, by what they
    are to it.
    """
    for number in form.funding_documents:
        out.link(project, "bg:fundedUnder", document_iri(out.iris, number, disclosure))
    for number in form.basis_documents:
        out.link(project, "bg:basedOn", document_iri(out.iris, number, disclosure))
    of_indicators = [number for indicator in form.indicators for number in indicator.documents]
    cited = tuple(dict.fromkeys([*form.funding_documents, *form.basis_documents, *of_indicators]))
    for number in cited:
        out.link(project, "bg:cites", document_iri(out.iris, number, disclosure))
    return cited
