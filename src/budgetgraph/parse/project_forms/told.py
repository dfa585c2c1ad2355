"""Sections of the prose that describe one project each (XX经费情况说明) → projects."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from budgetgraph.disclosure import Amount, Project, ProjectUnit
from budgetgraph.document import Passage
from budgetgraph.document.where import span
from budgetgraph.forms import fold, forms, role
from budgetgraph.parse.goals import split_goals
from budgetgraph.parse.project_forms.indicators import unique
from budgetgraph.recognise.labels import value_text
from budgetgraph.values import document_number

_AMOUNT = re.compile(
    r"(?<!\d)(?<!\d,)(?P<value>\d[\d,]{0,30}+(?:\.\d++)?+)\s{0,2}(?P<unit>亿元|万元|元)"
)
_LONGEST_HEADING = 40
_MARKDOWN = re.compile(r"^[#*\s]+|\*+$")


@dataclass(slots=True)
class _Section:
    """A project's section: its heading, and its paragraphs by what their own heading says."""

    heading: Passage
    name: str
    parts: dict[str, list[Passage]] = field(default_factory=dict)

    @property
    def passages(self) -> list[Passage]:
        return [passage for part in self.parts.values() for passage in part]


def told_projects(running: Sequence[Passage]) -> Iterator[Project]:
    """Give the projects that the prose describes in sections of their own."""
    for section in _sections(running):
        if {"overview", "legal_basis", "budget"} & section.parts.keys():
            yield _project(section)


def _sections(running: Iterable[Passage]) -> list[_Section]:
    sections: list[_Section] = []
    part = ""
    is_open = False
    for passage in running:
        text = _bare(passage.text)
        heading = _heading(text)
        if heading is not None:
            is_open = heading not in forms().told["nobody"]
            part = ""
            if is_open:
                sections.append(_Section(passage, heading))
        elif is_open:
            key, rest = _part_of(passage, text)
            part = key or part
            if part and rest:
                sections[-1].parts.setdefault(part, []).append(rest)
    return sections


def _bare(text: str) -> str:
    return _MARKDOWN.sub("", text.strip())


def _heading(text: str) -> str | None:
    """The name of the project that a line heads a section of, None for another line."""
    if len(text) > _LONGEST_HEADING:
        return None
    found = forms().told["section"].match(text)
    return fold(found["name"]) if found else None


def _part_of(passage: Passage, text: str) -> tuple[str | None, Passage | None]:
    """What a line's own heading says (`二、立项依据`), and what stands behind it in the line."""
    head, colon, rest = text.partition("：")
    if not colon:
        head, colon, rest = text.partition(":")
    key = role(forms().told_part, head) if len(head) <= _LONGEST_HEADING else None
    if key is None:
        return None, passage
    at = passage.text.find(rest) if rest else -1
    return key, passage.part(at) if rest and at >= 0 else None


def _project(section: _Section) -> Project:
    parts = section.parts
    basis = [number for one in parts.get("legal_basis", []) for number in _numbers(one)]
    units = parts.get("unit", [])
    goals = [goal for one in parts.get("goals", []) for goal in split_goals(one)]
    overview = "".join(value_text(one) for one in parts.get("overview", []))
    places = [section.heading.where, *(one.where for one in section.passages)]
    return Project(
        number=None,
        name=section.name,
        code=None,
        unit=ProjectUnit(None, value_text(units[0]).rstrip("。；;")) if units else None,
        total=_budget(parts.get("budget", [])),
        fiscal=None,
        other=None,
        purpose=None,
        schedule=(),
        goals=tuple(goals),
        funding_documents=unique(_numbers_of(section.name)),
        basis_documents=unique(basis),
        indicators=(),
        title=section.heading.where,
        where=span(places),
        overview=overview or None,
    )


def _numbers(passage: Passage) -> list[document_number.DocumentNumber]:
    return _numbers_of(passage.text)


def _numbers_of(text: str) -> list[document_number.DocumentNumber]:
    return [found.number for found in document_number.find(text)]


def _budget(passages: list[Passage]) -> Amount | None:
    """The first amount of 年度预算安排: what the project is given in the year."""
    found = [(match, passage) for passage in passages for match in _AMOUNT.finditer(passage.text)]
    if not found:
        return None
    match, passage = found[0]
    return Amount(match["value"], passage.place(*match.span("value")), match["unit"])
