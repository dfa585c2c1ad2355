"""Whose disclosure a document is, of which year and of which kind: the evidence of all its parts,
weighed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from budgetgraph.disclosure import Department, Division, Project, ProjectUnit, Unit
from budgetgraph.document import Passage
from budgetgraph.document.problems import Note
from budgetgraph.parse.header.departments import (
    chosen_department,
    doubts,
    parse_unit,
    told_department,
)
from budgetgraph.parse.header.divisions import parse_division, place_told
from budgetgraph.parse.header.given import GivenFacts
from budgetgraph.parse.header.named_bodies import named_bodies
from budgetgraph.parse.header.rivals import other_titles
from budgetgraph.parse.header.titles import TitleAt, titles
from budgetgraph.parse.header.whole_places import WholePlace, whole_place_told
from budgetgraph.parse.header.years import budget_year, parse_year
from budgetgraph.recognise import Recognised
from budgetgraph.recognise.covers import Cover


@dataclass(frozen=True, slots=True)
class Header:
    """Whose disclosure it is and of which year, with the titles that say so; `notes` say what is
    missing or doubtful. `of_place` is the place whose bodies it is on together, where it is of no
    department.
    """

    cover: Cover | None
    titles: tuple[TitleAt, ...]
    department: Department | None
    unit: ProjectUnit | None
    division: Division
    year: int | None
    notes: tuple[Note, ...]
    of_place: WholePlace | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of the body whose paper it is: of the department and of its unit."""
        of_unit = () if self.unit is None else (self.unit.name,)
        if self.department is None:
            return of_unit
        return (self.department.name, *self.department.other_names, *of_unit)


def parse_header(
    recognised: Recognised,
    running: Sequence[Passage],
    projects: Sequence[Project],
    units: Sequence[Unit],
    given: GivenFacts,
) -> Header:
    """Give the header by the captions, titles, forms, units and prose of a document."""
    cover, told = given.cover, given.told
    lines = titles(recognised)
    unit = parse_unit(recognised, cover)
    names = named_bodies(recognised, running, projects, units, cover)
    read = chosen_department(names, unit, recognised)
    department, department_notes = told_department(read, told)
    place = place_told(department, lines, running, recognised, told)
    of_place = whole_place_told(running, lines) if department is None else None
    if of_place is not None:
        department_notes = (of_place.note(),)
        place = replace(place, title=of_place.name)
    titled_notes = other_titles(names, read)
    if told.department is None:
        department_notes += doubts(read, names)
    printed = parse_year(recognised, running, projects, lines, cover)
    year, year_notes = budget_year(printed, recognised.document.source.file, given)
    division, division_notes = parse_division(department, projects, year, place)
    return Header(
        cover=cover,
        titles=tuple(lines),
        department=department,
        unit=unit,
        division=division,
        year=year,
        notes=(*department_notes, *titled_notes, *year_notes, *division_notes),
        of_place=of_place,
    )
