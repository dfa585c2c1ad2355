"""Sections of the prose that describe one project each (XX经费情况说明) → projects."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from budgetgraph.disclosure import Amount, Project, ProjectUnit
from budgetgraph.document import Passage, squeeze
from budgetgraph.document.problems import Note
from budgetgraph.document.where import Where, span
from budgetgraph.forms import forms
from budgetgraph.parse.goals import goals_of
from budgetgraph.parse.project_forms.printed import numbers_in, numbers_of
from budgetgraph.parse.projects.told_sections import ToldSection, told_sections
from budgetgraph.recognise.labels import value_text

_AMOUNT = re.compile(
    r"(?<!\d)(?<!\d,)(?P<value>\d[\d,]{0,30}+(?:\.\d++)?+)\s{0,2}(?P<unit>亿元|万元|元)"
)
#: What an amount belongs to: the words up to the next comma or full stop.
_CLAUSE = re.compile(r"(?:[^，。；,;\n]|(?<=\d),(?=\d{3}))+")
#: A section with none of these says nothing of a project.
_TELLING = frozenset({"overview", "legal_basis", "budget"})
_UNREAD = "amount-not-read"


def told_projects(running: Sequence[Passage]) -> tuple[Project, ...]:
    """Give the projects that the prose describes in sections of their own."""
    sections = (each for each in told_sections(running) if _TELLING & each.parts.keys())
    return tuple(map(_project, sections))


def _project(section: ToldSection) -> Project:
    """Give the project of a section; it has no code, no indicators, and one amount."""
    parts = section.parts
    places = list(map(attrgetter("where"), (section.heading, *section.passages)))
    return Project(
        number=None,
        name=section.name,
        code=None,
        unit=_unit(parts.get("unit", [])),
        total=_budget(parts.get("budget", [])),
        fiscal=None,
        other=None,
        purpose=None,
        schedule=(),
        goals=goals_of(parts.get("goals", [])),
        funding_documents=numbers_in(section.name),
        basis_documents=numbers_of(parts.get("legal_basis", [])),
        indicators=(),
        title=section.heading.where,
        where=span(places),
        overview="".join(map(value_text, parts.get("overview", []))) or None,
    )


def _unit(passages: Sequence[Passage]) -> ProjectUnit | None:
    """Tell who carries the project out, the first paragraph of 实施主体: `青湖县河道所。` → 青湖县河道所."""
    if not passages:
        return None
    return ProjectUnit(None, value_text(passages[0]).rstrip("。；;"))


def _budget(passages: Iterable[Passage]) -> Amount | None:
    """Give the first amount of 年度预算安排 that is of this year and of the whole project.

    `上年预算80.00万元，2024年安排86.50万元，增加6.50万元` → 86.50
    """
    for passage in passages:
        for clause in _CLAUSE.finditer(passage.text):
            match = _AMOUNT.search(passage.text, *clause.span())
            if match and clause[0] not in forms().told["not_this_year"]:
                return Amount(match["value"], passage.place(*match.span("value")), match["unit"])
    return None


def without_told(notes: Iterable[Note], projects: Iterable[Project]) -> Iterator[Note]:
    """Leave out the notes on amounts of the prose that a project took as its own.

    `二、年度预算安排：86.50万元` is no unread amount of the prose, but that of 河道保洁项目.
    """
    totals = [project.total for project in projects if project.total is not None]
    told = [(total.where, squeeze(total.value + total.unit)) for total in totals]
    for note in notes:
        if note.code != _UNREAD or not _is_told(note, told):
            yield note


def _is_told(note: Note, told: Sequence[tuple[Where, str]]) -> bool:
    """Tell whether a note is on an amount that a project took: its place, and the end of its
    words.
    """
    words = squeeze(note.message)
    return any(note.where == where and words.endswith(printed) for where, printed in told)
