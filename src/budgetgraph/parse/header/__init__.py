"""Whose disclosure a document is, of which year and of which kind: the evidence of all its parts,
weighed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from budgetgraph.disclosure import Department, Division, Project, ProjectUnit, Told, Unit
from budgetgraph.document import Passage
from budgetgraph.document.problems import Note
from budgetgraph.document.where import Where
from budgetgraph.forms import captioned_body, fold
from budgetgraph.forms.bodies import bare, begins_with_rank, is_own_level, same_body
from budgetgraph.parse.header.named_bodies import (
    Named,
    Sure,
    TitleAt,
    code_in_tables,
    named_bodies,
    titles,
)
from budgetgraph.parse.header.years import parse_year, year_of_name
from budgetgraph.recognise import Recognised
from budgetgraph.recognise.covers import Cover
from budgetgraph.values.codes import division, reconcile

#: What stands before the place in the name of a body of a party, a league or a central system.
_ORGANISATION = re.compile(
    r"^(?:中国共产党|中共|中国共产主义青年团|共青团|国家税务总局|民革|民盟|民建|民进|农工党|致公党|九三学社|台盟)"
)
_UNIT_LEVEL = "单位"
#: So many of the first paragraphs and titles tell of which place a department is.
_COVER = 6


@dataclass(frozen=True, slots=True)
class GivenFacts:
    """What is known of a piece from outside of it: the cover that it begins with, the year of the
    rest of its file, and what somebody says of the file.
    """

    cover: Cover | None = None
    other_year: int | None = None
    told: Told = field(default_factory=Told)


@dataclass(frozen=True, slots=True)
class Header:
    """Whose disclosure it is and of which year, with the titles that say so; `notes` say what is
    missing or doubtful.
    """

    cover: Cover | None
    titles: tuple[TitleAt, ...]
    department: Department | None
    unit: ProjectUnit | None
    division: Division
    year: int | None
    notes: tuple[Note, ...]


def parse_header(
    found: Recognised,
    running: Sequence[Passage],
    projects: Sequence[Project],
    units: Sequence[Unit],
    given: GivenFacts,
) -> Header:
    """The header by the captions, titles, forms, units and prose of a document."""
    cover, told = given.cover, given.told
    lines = titles(found)
    unit = parse_unit(found, cover)
    names = named_bodies(found, running, projects, units, cover)
    read = _department(names, unit, found)
    department, department_notes = _told_department(read, told)
    printed = parse_year(found, running, projects, lines, cover)
    year, year_notes = _year(printed, found, given)
    place = _place(department, lines, running, found, told)
    area, area_notes = _division(department, projects, year, place)
    return Header(
        cover=cover,
        titles=tuple(lines),
        department=department,
        unit=unit,
        division=area,
        year=year,
        notes=(*department_notes, *year_notes, *area_notes),
    )


# --- the department -------------------------------------------------------------------------------
def parse_unit(found: Recognised, cover: Cover | None) -> ProjectUnit | None:
    """The unit whose own budget (单位预算) this is: nobody else stands above the tables, or the cover
    says so. None where it is a department's (部门预算).
    """
    captions = [caption for claim in found.tables for caption in claim.captions]
    bodies = [body for caption in captions if (body := captioned_body(caption.text)) is not None]
    is_of_units = all(not body.is_department or is_own_level(body.name) for body in bodies)
    if bodies and is_of_units:
        body = Counter(bodies).most_common(1)[0][0]
        return ProjectUnit(None if body.is_department else body.code, body.name)
    is_unit = cover is not None and (cover.level == _UNIT_LEVEL or is_own_level(cover.name))
    return ProjectUnit(None, cover.name) if cover is not None and is_unit else None


def _department(
    names: Sequence[Named], unit: ProjectUnit | None, found: Recognised
) -> Department | None:
    """The department by the surest names, with its fullest name; its other names beside it.

    A caption 省检察院 under the title 江苏省人民检察院2017年部门预算 → 江苏省人民检察院, also 省检察院.
    """
    chosen = _chosen(names, unit)
    if chosen is None:
        return None
    same = [named for named in names if same_body(named.name, chosen.name)]
    sure = [named for named in same if named.sure <= Sure.SENTENCE] or [chosen]
    full = max(sure, key=lambda named: (len(named.name), named.sure == chosen.sure))
    code = chosen.code or next((named.code for named in same if named.code is not None), None)
    others = [named.name for named in same if _is_other_name(named, full)]
    code = code or code_in_tables(found, full.name)
    return Department(full.name, code, full.where, tuple(dict.fromkeys(others)))


def _is_other_name(named: Named, full: Named) -> bool:
    """Whether a name is another one of the body; a bare noun of the prose (人民法院) is none."""
    return fold(named.name) != fold(full.name) and (
        named.sure < Sure.SENTENCE or begins_with_rank(named.name)
    )


def _chosen(names: Sequence[Named], unit: ProjectUnit | None) -> Named | None:
    """The name of the surest kind: of captions and prose the most frequent one, else the first.

    Where only a unit's name stands above the tables, it is that name without 本级.
    """
    captioned = [named for named in names if named.sure is Sure.CAPTION]
    if captioned:
        with_code = [named for named in captioned if named.code is not None] or captioned
        return _most_frequent(with_code)
    if unit is not None:
        return _of_unit(unit, names)
    if not names:
        return None
    surest = [named for named in names if named.sure == names[0].sure]
    return _most_frequent(surest) if names[0].sure >= Sure.PAIR else surest[0]


def _of_unit(unit: ProjectUnit, names: Sequence[Named]) -> Named:
    """The department of a unit's own budget, where the page prints its name."""
    name = bare(unit.name)
    printed = (named for named in names if fold(named.name) == fold(name))
    where = next((named.where for named in [*printed, *names]), Where(1, 1))
    return Named(name, None, where, Sure.CAPTION)


def _most_frequent(names: Sequence[Named]) -> Named:
    (name, _), _ = Counter((named.name, named.code) for named in names).most_common(1)[0]
    return next(named for named in names if named.name == name)


def _told_department(
    read: Department | None, told: Told
) -> tuple[Department | None, tuple[Note, ...]]:
    """The department, with a note where it is only told or where nobody tells it."""
    if told.department is None:
        missing = Note(
            "department-not-told",
            "no department is named in it (looked for captions, titles, lists of units, forms and "
            "prose); give it with --department, or for a build in the file of --sources",
        )
        return read, () if read is not None else (missing,)
    if read is not None and fold(read.name) == fold(told.department):
        return read, ()
    message = f"{told.department} was told by the caller; the file names nobody"
    if read is not None:
        message = f"{told.department} was told by the caller; the file names {read.name}"
    return Department(told.department, None, None), (Note("department-told", message),)


def other_departments(found: Recognised, department: Department | None) -> Iterator[Note]:
    """The departments that the captions name besides the one whose disclosure this is: their tables
    stand among its own.
    """
    said: dict[str, Where] = {}
    for caption in found.captions:
        body = captioned_body(caption.text)
        if body is not None and body.is_department:
            said.setdefault(body.name, caption.where)
    for name, where in said.items():
        if department is not None and not _is_akin(name, department):
            yield Note(
                "another-department",
                f"tables of {name} stand in the disclosure of {department.name}",
                where,
            )


def _is_akin(name: str, department: Department) -> bool:
    """Whether a name is one of the department's, or of its own administration."""
    if name in department.name or department.name in name:
        return True
    return any(same_body(bare(name), known) for known in (department.name, *department.other_names))


# --- the year -------------------------------------------------------------------------------------
def _year(
    printed: int | None, found: Recognised, given: GivenFacts
) -> tuple[int | None, tuple[Note, ...]]:
    """The budget year, and where it was taken from when the text does not print it."""
    if given.told.year is not None:
        return _told_year(printed, given.told.year)
    if printed is not None:
        return printed, ()
    if given.other_year is not None:
        year = given.other_year
        reason = (
            f"no budget year is printed in this part of the file; {year} is that of another part"
        )
        return year, (Note("year-from-file", reason),)
    named = year_of_name(found.document.source.file)
    if named is not None:
        reason = f"no budget year is printed; {named} is that of the file's name"
        return named, (Note("year-from-file-name", reason),)
    reason = (
        "no budget year is named in it (looked for 预算年度, titles, columns, prose and project codes); "
        "give it with --year, or for a build in the file of --sources"
    )
    return None, (Note("year-not-told", reason),)


def _told_year(printed: int | None, told: int) -> tuple[int, tuple[Note, ...]]:
    if printed == told:
        return told, ()
    says = "prints none" if printed is None else f"prints {printed}"
    return told, (Note("year-told", f"{told} was told by the caller; the file {says}"),)


# --- the division ---------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class _Place:
    """What tells the division: a name or code that is `told`, the place of a `title` of all
    departments (石桥县2024年部门预算), and the first lines as `context`.
    """

    told: str | None
    title: str | None
    context: str


def _place(
    department: Department | None,
    lines: Sequence[TitleAt],
    running: Sequence[Passage],
    found: Recognised,
    told: Told,
) -> _Place:
    title = next((at.title.place for at in lines if at.title.place is not None), None)
    first = [passage.text for passage in [*running[:_COVER], *found.titles[:_COVER]]]
    others = department.other_names if department is not None else ()
    return _Place(told.division, title, "".join([*first, *others]))


def _division(
    department: Department | None, projects: Sequence[Project], year: int | None, place: _Place
) -> tuple[Division, tuple[Note, ...]]:
    """The division: as it is told, else by the department's name, checked against the project
    codes; what disagrees or stays open is said.
    """
    if place.told is not None:
        return _told_division(place.told, year)
    if department is None:
        return Division(place.title or "", None), ()
    codes = [project.code for project in projects if project.code]
    name = _ORGANISATION.sub("", department.name)
    found, doubts = reconcile(name, codes, year, place.context)
    if found is None and place.title is not None:
        found, doubts = reconcile(f"{place.title}{name}", codes, year, place.context)
    notes = tuple(Note("division-in-doubt", doubt, department.where) for doubt in doubts)
    if found is None:
        return Division(place.title or "", None), notes
    return Division(found.name, found.code), notes


def _told_division(told: str, year: int | None) -> tuple[Division, tuple[Note, ...]]:
    """`130532` or 平乡县, as the caller says it."""
    known = division(told) if told.isdigit() else reconcile(told, [], year)[0]
    if known is not None:
        return Division(known.name, known.code), ()
    doubt = Note("division-in-doubt", f"{told}, as it was told, is no division of GB/T 2260")
    return Division("" if told.isdigit() else told, None), (doubt,)
