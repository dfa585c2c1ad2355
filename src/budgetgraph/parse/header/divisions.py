"""The administrative division of a department: told, or by its name, its title and its projects."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from budgetgraph.disclosure import Department, Division, Project, Told
from budgetgraph.document import Passage
from budgetgraph.document.problems import Note
from budgetgraph.forms.titles import words
from budgetgraph.parse.header.titles import TitleAt
from budgetgraph.recognise import Recognised
from budgetgraph.values.divisions import division
from budgetgraph.values.reconcile import reconcile

#: So many of the first paragraphs and titles tell of which place a department is.
_COVER = 6

_Found = tuple[Division, tuple[Note, ...]]


@dataclass(frozen=True, slots=True)
class PlaceTold:
    """What tells the division: a name or code that is `told`, the place of a `title` of all
    departments (石桥县2024年部门预算), and the first lines as `context`.
    """

    told: str | None
    title: str | None
    context: str


def place_told(
    department: Department | None,
    lines: Sequence[TitleAt],
    running: Sequence[Passage],
    recognised: Recognised,
    told: Told,
) -> PlaceTold:
    """Tell what the caller, the titles and the first lines tell of the place."""
    places = (at.title.place for at in lines)
    title = next((place for place in places if place is not None), None)
    first = list(map(attrgetter("text"), [*running[:_COVER], *recognised.titles[:_COVER]]))
    others = department.other_names if department is not None else ()
    return PlaceTold(told.division, title, "".join([*first, *others]))


def parse_division(
    department: Department | None,
    projects: Sequence[Project],
    year: int | None,
    place: PlaceTold,
) -> _Found:
    """Give the division: as it is told, else by the department's name, checked against the project
    codes; what disagrees or stays open is said.
    """
    if place.told is not None:
        return _told_division(place.told, year)
    unknown = Division(place.title or "", None)
    if department is None:
        return _of_place(place.title, year) or unknown, ()
    codes = list(map(attrgetter("code"), filter(attrgetter("code"), projects)))
    name = re.sub(words("other", "organisation"), "", department.name)
    resolved, doubts = reconcile(name, codes, year, place.context)
    if resolved is None and place.title is not None:
        resolved, doubts = reconcile(f"{place.title}{name}", codes, year, place.context)
    notes = tuple(Note("division-in-doubt", doubt, department.where) for doubt in doubts)
    if resolved is None:
        return unknown, notes
    return Division(resolved.name, resolved.code), notes


def _of_place(name: str | None, year: int | None) -> Division | None:
    """Give the division of a paper on a whole place: 平乡县 → 平乡县 130532."""
    known = None if name is None else reconcile(name, [], year)[0]
    return None if known is None else Division(known.name, known.code)


def _told_division(told: str, year: int | None) -> _Found:
    """Look up what the caller says: `130532` or 平乡县 → 平乡县 130532.

    A name that is no division stays as it is told, a code that is none is left out.
    """
    is_code = told.isdigit()
    known = division(told) if is_code else reconcile(told, [], year)[0]
    if known is not None:
        return Division(known.name, known.code), ()
    doubt = Note("division-in-doubt", f"{told}, as it was told, is no division of GB/T 2260")
    name = "" if is_code else told
    return Division(name, None), (doubt,)
