"""Spending plans that are headed （%） and hold amounts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from budgetgraph.disclosure import Project, ScheduleEntry
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault
from budgetgraph.values.amount import decimal_or_none

_PERCENT_HEADING = pattern("schedules", "percent_heading")
_MONTH = pattern("schedules", "month")
#: By the end of October a plan has spent half of the year's money: less, while as an amount it is
#: half of the budget or more, is an amount.
_LATE, _HALF, _HUNDRED = 10, 50, 100


def plans_of_amounts(paper: CheckedPaper) -> Iterator[Fault]:
    """Give every plan headed （%） that holds amounts: 1015.00, 2030.00 of a budget of 4060.00.

    25.00, 50.00, 100.00 are shares.
    """
    for project, iri in zip(paper.disclosure.projects, paper.projects, strict=True):
        entries = project.schedule
        budget = decimal_or_none(project.total.value) if project.total else None
        if not entries or not _headed_percent(paper, project):
            continue
        if _holds_amounts(entries, budget):
            yield _fault(project, iri)


def _fault(project: Project, iri: str) -> Fault:
    """Say what a plan prints, and what the budget is where it is told."""
    entries, total = project.schedule, project.total
    printed = "、".join(f"{entry.by} {entry.value}" for entry in entries)
    places = [entry.where for entry in entries]
    figures = [f"{iri}/schedule/{number}" for number in range(1, len(entries) + 1)]
    zh = en = ""
    if total is not None:
        zh, en = f"（预算数 {total.value} 万元）", f" (the budget is {total.value} 万元)"
        places.append(total.where)
        figures.append(f"{iri}/amount/total")
    return Fault(
        "schedule-not-percent",
        printed,
        f"{project.name}：资金支出计划（%）填的是金额，不是百分比：{printed}{zh}。",
        f"{project.name}: the spending plan is headed （%） but holds amounts: {printed}{en}.",
        places,
        focus=iri,
        figures=figures,
    )


def _headed_percent(paper: CheckedPaper, project: Project) -> bool:
    """Tell whether the form heads its plan （%）; a heading may be broken over cells and lines."""
    lines = paper.disclosure.source.lines[max(project.where.first - 1, 0) : project.where.last]
    return _PERCENT_HEADING.search("".join("".join(lines).split())) is not None


def _holds_amounts(entries: tuple[ScheduleEntry, ...], budget: Decimal | None) -> bool:
    """Tell whether the figures of a plan are amounts and not percentages.

    They are where one is above 100, where the last is the budget itself, or where less than 50 is
    reached by the end of October that as an amount is half of the budget or more.
    """
    values = [decimal_or_none(entry.value) for entry in entries]
    numbers = [value for value in values if value is not None]
    if not numbers or len(numbers) < len(values):
        return False
    if max(numbers) > _HUNDRED:
        return True
    if budget in (None, _HUNDRED):
        return False
    assert budget is not None
    return numbers[-1] == budget or _is_half_of(budget, entries[-1], numbers[-1])


def _is_half_of(budget: Decimal, entry: ScheduleEntry, last: Decimal) -> bool:
    """Tell whether a late entry is too small for a share and half of the budget as an amount."""
    month = _MONTH.fullmatch(entry.by)
    if month is None or int(month[1]) < _LATE:
        return False
    is_small = last < _HALF
    is_half = budget * _HALF <= last * _HUNDRED <= budget * _HUNDRED
    return is_small and is_half
