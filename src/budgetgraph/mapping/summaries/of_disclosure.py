"""The summaries of one disclosure: its totals and its three public expenses on one node each, and
the amounts of each class of spending on one node.

    key figures of 2080505: total 40.00, basic_expenditure 40.00
    → <…/summary/function/2080505> bg:total 40.00 ; bg:basicExpenditure 40.00
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from budgetgraph.disclosure import Project
from budgetgraph.mapping.key_figures import (
    CLASS_PROPERTIES,
    ClassFigure,
    KeyFigure,
    WrittenFigures,
    concept_of,
)
from budgetgraph.rdf.nquads import Quads


@dataclass(frozen=True, slots=True)
class _Totals:
    """A summary of totals: what leads to it, its class, and the amounts that it has.

    `columns` are the names of the amounts in scopes that differ, by measure, in their order.
    """

    name: str
    leads: str
    kind: str
    columns: Mapping[str, str]


_BUDGET = _Totals(
    "budget",
    "bg:hasBudgetSummary",
    "bg:BudgetSummary",
    {
        "total_revenue": "revenue",
        "total_expenditure": "expenditure",
        "basic_expenditure": "basic",
        "project_expenditure": "project",
    },
)
_THREE_PUBLIC = _Totals(
    "three-public",
    "bg:hasThreePublicSummary",
    "bg:ThreePublicSummary",
    {
        "three_public_total": "total",
        "overseas_travel": "overseas_travel",
        "vehicle_purchase": "vehicle_purchase",
        "vehicle_running": "vehicle_running",
        "reception": "reception",
    },
)
#: The property that has the amount of a measure.
_AMOUNTS = {
    "total_revenue": "bg:revenue",
    "total_expenditure": "bg:expenditure",
    "total": "bg:total",
    "basic_expenditure": "bg:basicExpenditure",
    "project_expenditure": "bg:projectExpenditure",
    "personnel_expenditure": "bg:personnelExpenditure",
    "public_expenditure": "bg:publicExpenditure",
    "three_public_total": "bg:threePublicTotal",
    "overseas_travel": "bg:overseasTravel",
    "vehicle_purchase": "bg:vehiclePurchase",
    "vehicle_running": "bg:vehicleRunning",
    "reception": "bg:reception",
}


def map_counts(out: Quads, owner: str, projects: Sequence[Project]) -> None:
    """Count the projects of the disclosure `owner`, those with a spending plan, the indicators of
    all, and those whose target is a number.
    """
    indicators = [indicator for project in projects for indicator in project.indicators]
    measured = [
        indicator
        for indicator in indicators
        if indicator.target and indicator.target.operator is not None
    ]
    scheduled = [project for project in projects if project.schedule]
    out.integer(owner, "bg:projectCount", len(projects))
    out.integer(owner, "bg:scheduledProjectCount", len(scheduled))
    out.integer(owner, "bg:indicatorCount", len(indicators))
    out.integer(owner, "bg:measuredIndicatorCount", len(measured))


def map_summaries(out: Quads, owner: str, written: WrittenFigures, phase: str, year: int) -> None:
    """Write the summaries of the disclosure `owner` from its key figures of its own phase and
    year.
    """
    own: dict[str, tuple[str, KeyFigure]] = {}
    for iri, figure in written.totals:
        if (figure.phase, figure.year) == (phase, year):
            own.setdefault(figure.measure, (iri, figure))
    for totals in (_BUDGET, _THREE_PUBLIC):
        _totals(out, owner, totals, own)
    by_class: dict[str, list[tuple[str, ClassFigure]]] = {}
    for iri, of_class in written.classes:
        key = f"{owner}/summary/{of_class.kind}/{of_class.code}"
        if of_class.figure.phase != phase:
            key = f"{key}/{of_class.figure.phase}"
        by_class.setdefault(key, []).append((iri, of_class))
    for node, figures in by_class.items():
        _class(out, owner, node, figures)


def _totals(
    out: Quads, owner: str, totals: _Totals, own: Mapping[str, tuple[str, KeyFigure]]
) -> None:
    """Write a summary of totals; none where the disclosure has none of its amounts."""
    figures = [own[measure] for measure in totals.columns if measure in own]
    if not figures:
        return
    node = f"{owner}/summary/{totals.name}"
    out.link(owner, totals.leads, node)
    out.a(node, "bg:Summary", totals.kind)
    _amounts(out, node, figures)
    out.text(node, "bg:scope", _scope(totals, [figure for _, figure in figures]))


def _scope(totals: _Totals, figures: Sequence[KeyFigure]) -> str:
    """Tell what the amounts cover: one word where it is the same for all, else each with its own.

    `all`; `revenue all; expenditure all+carry-over`.
    """
    scopes = {figure.scope for figure in figures}
    if len(scopes) == 1:
        return scopes.pop()
    return "; ".join(f"{totals.columns[figure.measure]} {figure.scope}" for figure in figures)


def _class(out: Quads, owner: str, node: str, figures: Sequence[tuple[str, ClassFigure]]) -> None:
    """Write the summary of a class: its measures have one code, one name and one table."""
    _, first = figures[0]
    out.link(owner, "bg:hasClassSummary", node)
    out.a(node, "bg:Summary", "bg:ClassSummary")
    out.link(node, "bg:phase", out.iris.concept("phase", first.figure.phase))
    out.link(node, CLASS_PROPERTIES[first.kind], concept_of(out.iris, first))
    out.text(node, "bg:code", first.code)
    out.text(node, "bg:item", first.item)
    out.boolean(node, "bg:isLeaf", first.is_leaf)
    out.text(node, "bg:scope", min(of_class.figure.scope for _, of_class in figures))
    _amounts(out, node, [(iri, of_class.figure) for iri, of_class in figures])


def _amounts(out: Quads, node: str, figures: Iterable[tuple[str, KeyFigure]]) -> None:
    """Write the amounts, the key figures that they are, and the lesser certainty of all."""
    certain = True
    for iri, figure in figures:
        out.decimal(node, _AMOUNTS[figure.measure], figure.amount)
        out.link(node, "prov:wasDerivedFrom", iri)
        certain = certain and figure.certain
    certainty = "sure" if certain else "doubtful"
    out.text(node, "bg:certainty", certainty)
