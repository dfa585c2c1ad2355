"""Sections of the prose that describe one project each (XX经费情况说明) → projects.

河道保洁项目经费情况说明          the name
一、项目概述                     its parts, each below or behind its own heading
对全县主要河道进行日常保洁。
二、年度预算安排：86.50万元。
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from budgetgraph.disclosure import Amount, Project, ProjectUnit
from budgetgraph.document import Passage, squeeze
from budgetgraph.document.problems import Note
from budgetgraph.document.where import span
from budgetgraph.forms import fold, forms, role
from budgetgraph.parse.goals import split_goals
from budgetgraph.parse.project_forms.indicators import unique
from budgetgraph.recognise.labels import value_text
from budgetgraph.values import document_number

_AMOUNT = re.compile(
    r"(?<!\d)(?<!\d,)(?P<value>\d[\d,]{0,30}+(?:\.\d++)?+)\s{0,2}(?P<unit>亿元|万元|元)"
)
#: What an amount belongs to: the words up to the next comma or full stop.
_CLAUSE = re.compile(r"(?:[^，。；,;\n]|(?<=\d),(?=\d{3}))+")
_LONGEST_HEADING = 40
_MARKDOWN = re.compile(r"^[#*\s]+|\*+$")
#: The ordinal of a heading, the highest kind first: 一、 （一） 1. （1）
_ORDINALS = (
    re.compile(r"(?P<number>[一二三四五六七八九十]{1,3})[、.．]\s*"),
    re.compile(r"[(（](?P<number>[一二三四五六七八九十]{1,3})[)）]\s*"),
    re.compile(r"(?P<number>\d{1,2})\s*[、.．](?!\d)\s*"),
    re.compile(r"[(（](?P<number>\d{1,2})[)）]\s*"),
)
_DIGITS = "零一二三四五六七八九"
_OTHER = "other"


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of prose: the rank of its ordinal (None without one), its number, the text behind it."""

    passage: Passage
    rank: int | None
    number: int
    text: str

    @property
    def is_short(self) -> bool:
        """Whether a line may be a heading: short, and no sentence."""
        return len(self.text) <= _LONGEST_HEADING and not self.text.endswith(("。", "；", ";"))


@dataclass(slots=True)
class _Section:
    """A project's section: its heading, and its paragraphs by what their own heading says."""

    heading: Passage
    name: str
    parts: dict[str, list[Passage]] = field(default_factory=dict)
    rank: int | None = None
    number: int = 0
    part: str = ""

    @property
    def passages(self) -> list[Passage]:
        return [passage for part in self.parts.values() for passage in part]

    def take(self, line: _Line) -> bool:
        """Take a line into its part; False where it is none of the section any more."""
        key, rest = _part_of(line)
        if key is None and line.rank is not None and line.is_short and self._is_left(line):
            return False
        is_heading = key is not None or (line.rank == self.rank is not None and line.is_short)
        if is_heading:
            self.part = key or _OTHER
            self.rank, self.number = line.rank, line.number
        if self.part not in ("", _OTHER) and rest is not None:
            self.parts.setdefault(self.part, []).append(rest)
        return True

    def _is_left(self, line: _Line) -> bool:
        """Whether a heading that is not known stands higher than those of the section, or begins
        their numbers anew.
        """
        if self.rank is None or line.rank is None:
            return False
        return line.rank < self.rank or (line.rank == self.rank and line.number <= self.number)


def told_projects(running: Sequence[Passage]) -> Iterator[Project]:
    """Give the projects that the prose describes in sections of their own."""
    for section in _sections(running):
        if {"overview", "legal_basis", "budget"} & section.parts.keys():
            yield _project(section)


def _sections(running: Iterable[Passage]) -> list[_Section]:
    sections: list[_Section] = []
    is_open = False
    for passage in running:
        line = _line(passage)
        name = _name(line)
        if name is not None:
            is_open = fold(name) not in forms().told["nobody"]
            sections += [_Section(passage, name)] if is_open else []
        elif line.text in forms().form["part"]:
            is_open = False
        elif is_open:
            is_open = sections[-1].take(line)
    return sections


def _line(passage: Passage) -> _Line:
    text = _MARKDOWN.sub("", passage.text.strip())
    for rank, ordinal in enumerate(_ORDINALS):
        found = ordinal.match(text)
        if found:
            return _Line(passage, rank, _number(found["number"]), text[found.end() :])
    return _Line(passage, None, 0, text)


def _number(text: str) -> int:
    """The value of an ordinal: 3 → 3, 十二 → 12."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    value = 10 * (_DIGITS.index(tens[-1]) if tens else 1) if ten else 0
    return value + (_DIGITS.index(ones[-1]) if ones else 0)


def _name(line: _Line) -> str | None:
    """The name of the project that a line heads a section of, None for another line."""
    if len(line.text) > _LONGEST_HEADING:
        return None
    found = forms().told["section"].match(line.text)
    if not found:
        return None
    behind = fold(line.text)[found.end("name") :]
    return found["name"] + ("项目" if behind.startswith("项目") else "")


def _part_of(line: _Line) -> tuple[str | None, Passage | None]:
    """What a line's own heading says (`二、立项依据`), and what stands behind it in the line."""
    head, _, rest = line.text.replace("：", ":").partition(":")
    key = role(forms().told_part, head) if len(head) <= _LONGEST_HEADING else None
    if key is None:
        return None, line.passage
    at = line.passage.text.rfind(line.text[len(head) + 1 :]) if rest else -1
    return key, line.passage.part(at) if rest and at >= 0 else None


def _project(section: _Section) -> Project:
    parts = section.parts
    basis = [number for one in parts.get("legal_basis", []) for number in _numbers(one.text)]
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
        funding_documents=unique(_numbers(section.name)),
        basis_documents=unique(basis),
        indicators=(),
        title=section.heading.where,
        where=span(places),
        overview=overview or None,
    )


def _numbers(text: str) -> list[document_number.DocumentNumber]:
    return [found.number for found in document_number.find(text)]


def _budget(passages: list[Passage]) -> Amount | None:
    """The first amount of 年度预算安排 that is of this year and of the whole project.

    `上年预算80.00万元，2024年安排86.50万元，增加6.50万元` → 86.50
    """
    for passage in passages:
        for clause in _CLAUSE.finditer(passage.text):
            found = _AMOUNT.search(passage.text, *clause.span())
            if found and clause[0] not in forms().told["not_this_year"]:
                return Amount(found["value"], passage.place(*found.span("value")), found["unit"])
    return None


def without_told(notes: Iterable[Note], projects: Iterable[Project]) -> Iterator[Note]:
    """Leave out the notes on amounts of the prose that a project took as its own."""
    totals = [project.total for project in projects if project.total is not None]
    told = {(total.where, squeeze(total.value + total.unit)) for total in totals}
    for note in notes:
        is_told = any(
            note.where == where and squeeze(note.message).endswith(printed)
            for where, printed in told
        )
        if note.code != "amount-not-read" or not is_told:
            yield note
