"""Spending plans that are headed （%） and hold amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from budgetgraph.disclosure import Project, ScheduleEntry
from budgetgraph.validate.wording.paper import CheckedPaper, Fault
from budgetgraph.values.amount import decimal_or_none

_PERCENT_HEADING = re.compile(r"资金支出计划[（(][%％][)）]")
_MONTH = re.compile(r"(\d{1,2})月底")
#: By the end of October a plan has spent half of the year's money: less, while as an amount it is
#: half of the budget or more, is an amount.
_LATE, _HALF = 10, 50


def plans_of_amounts(paper: CheckedPaper) -> Iterator[Fault]:
    """Give every plan headed （%） that holds amounts: 1015.00, 2030.00 of a budget of 4060.00."""
    for project, iri in zip(paper.disclosure.projects, paper.projects, strict=True):
        entries = project.schedule
        budget = decimal_or_none(project.total.value) if project.total else None
        if entries and _headed_percent(paper, project) and _holds_amounts(entries, budget):
            yield _fault(project, iri)


def _fault(project: Project, iri: str) -> Fault:
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
    values = [decimal_or_none(entry.value) for entry in entries]
    numbers = [value for value in values if value is not None]
    if not numbers or len(numbers) < len(values):
        return False
    last, month = numbers[-1], _MONTH.fullmatch(entries[-1].by)
    if max(numbers) > 100 or budget is None or budget == 100:
        return max(numbers) > 100
    late = month is not None and int(month[1]) >= _LATE
    return last == budget or (
        late and last < _HALF and budget * _HALF <= last * 100 <= budget * 100
    )
