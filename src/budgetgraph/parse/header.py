"""Whose budget this is, and of which year: from the captions above the tables, the titles, the
units, the project codes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile

from budgetgraph.disclosure import Department, Division, Project, ProjectUnit, Unit
from budgetgraph.document import Passage, squeeze
from budgetgraph.document.problems import Note
from budgetgraph.document.where import Where
from budgetgraph.forms import captioned_body, fold, forms, role
from budgetgraph.recognise import Recognised, UnitClaim
from budgetgraph.recognise.covers import BODY, OWN_LEVEL, Cover
from budgetgraph.recognise.headings import texts
from budgetgraph.values.codes import project_code_parts, reconcile

#: 《平乡县医疗保障局2025年部门预算…》 and 2021年临夏市医疗保障局预算…
_TITLES = (
    re.compile(rf"^(?P<name>{BODY})(?P<year>20\d\d)年?度?(?:部门|单位)?预算"),
    re.compile(rf"^(?P<year>20\d\d)年?度?(?P<name>{BODY})(?:部门|单位)?预算"),
    re.compile(r"(?P<year>20\d\d)年?度?部门预算"),
    re.compile(rf"^(?P<name>{BODY})(?:部门)?预算(?:信息)?(?:公开|说明)"),
)
#: 一、2018年度江苏省高级人民法院收支预算总表
_TABLE_TITLE = re.compile(
    rf"^(?:[一二三四五六七八九十]+、)?(?P<year>20\d\d)年?度?(?P<name>{BODY})(?:部门)?(?:收支|收入|支出|财政拨款|一般公共预算)"
)
#: What stands before the place in the name of a body of a party, a league or a central system.
_ORGANISATION = re.compile(
    r"^(?:中国共产党|中共|中国共产主义青年团|共青团|国家税务总局|民革|民盟|民建|民进|农工党|致公党|九三学社|台盟)"
)
_YEAR = re.compile(r"(?<!\d)(20\d\d)年?度?")
#: So many of the first lines may be a cover.
_COVER = 6


def parse_units(claims: Iterable[UnitClaim]) -> tuple[Unit, ...]:
    """The rows of the unit tables."""
    units: list[Unit] = []
    for claim in claims:
        roles = [role(forms().unit, cell) for cell in texts(claim.heading)]
        for row in claim.rows:
            by: dict[str | None, Passage] = {
                key: cell for key, cell in zip(roles, row, strict=False) if cell
            }
            if "name" in by:
                said = {key: squeeze(cell.text) for key, cell in by.items()}
                kind = (said.get("nature"), said.get("rank"), said.get("funding"))
                units.append(Unit(said["name"], said.get("code"), *kind, by["name"].where))
    return tuple(units)


def other_departments(found: Recognised, department: Department) -> Iterator[Note]:
    """The departments that the captions name besides the one whose disclosure this is: their tables
    stand among its own.
    """
    said: dict[str, Where] = {}
    for caption in found.captions:
        body = captioned_body(caption.text)
        if body is not None and body.is_department:
            said.setdefault(body.name, caption.where)
    for name, where in said.items():
        if name not in department.name and department.name not in name:
            yield Note(
                "another-department",
                f"tables of {name} stand in the disclosure of {department.name}",
                where,
            )


def list_units(running: Sequence[Passage]) -> tuple[Unit, ...]:
    """The budget units that the prose lists: numbered lines below `…包括：`, or all of them in one
    sentence.
    """
    patterns = forms().unit_list
    for index, passage in enumerate(running):
        inline = patterns["inline"].find(passage.text)
        if inline:
            names = passage.text[slice(*inline.span("list"))]
            return tuple(_listed(name, passage) for name in re.split(r"[、,，]", names) if name)
        lines = (
            takewhile(lambda line: _LISTED.match(line.text), running[index + 1 :])
            if passage.text in patterns["opening"]
            else ()
        )
        units = tuple(
            _listed(_LISTED.sub("", line.text), line)
            for line in lines
            if line.text not in patterns["no_unit"]
        )
        if units:
            return units
    return ()


_LISTED = re.compile(r"^\d{1,2}[.．、]\s*")


def _listed(name: str, passage: Passage) -> Unit:
    return Unit(name.strip().rstrip("。；;，,"), None, None, None, None, passage.where)


def parse_unit(found: Recognised, cover: Cover | None) -> ProjectUnit | None:
    """The unit whose own budget (单位预算) this is: nobody else stands above the tables, or the cover
    says so. None where it is a department's (部门预算).
    """
    captions = [caption for claim in found.tables for caption in claim.captions]
    bodies = [body for caption in captions if (body := captioned_body(caption.text)) is not None]
    if bodies and not any(
        body.is_department and not body.name.endswith(OWN_LEVEL) for body in bodies
    ):
        body = Counter(bodies).most_common(1)[0][0]
        return ProjectUnit(None if body.is_department else body.code, body.name)
    is_unit = cover is not None and (cover.level == _UNIT_LEVEL or cover.name.endswith(OWN_LEVEL))
    return ProjectUnit(None, cover.name) if cover is not None and is_unit else None


_UNIT_LEVEL = "单位"


def parse_department(
    found: Recognised, projects: Sequence[Project], cover: Cover | None, unit: ProjectUnit | None
) -> Department | None:
    """The department most often named above the tables; else the `unit` without 本级; else in the
    cover or a title; else the 本级 unit of the projects, without that word.
    """
    named: Counter[tuple[str, str | None]] = Counter()
    places: dict[tuple[str, str | None], Where] = {}
    for caption in found.captions:
        body = captioned_body(caption.text)
        if body is not None and body.is_department and not body.name.endswith(OWN_LEVEL):
            key = (body.name, body.code)
            named[key] += 1
            places.setdefault(key, caption.where)
    if named:
        (name, code), _ = max(named.items(), key=lambda item: (item[0][1] is not None, item[1]))
        return Department(name, code, places[name, code])
    if unit is not None:
        return Department(
            unit.name.removesuffix(OWN_LEVEL),
            None,
            cover.where if cover else found.tables[0].title.where,
        )
    if cover is not None:
        return Department(cover.name, None, cover.where)
    for passage in _title_texts(found):
        for pattern in _TITLES:
            match = pattern.search(fold(passage.text))
            if match and match.groupdict().get("name"):
                return Department(match.group("name"), None, passage.where)
    for claim in found.tables:
        titled = _TABLE_TITLE.search(fold(claim.title.text))
        if titled:
            return Department(titled.group("name"), None, claim.title.where)
    return _from_units(projects)


def _from_units(projects: Sequence[Project]) -> Department | None:
    for project in projects:
        if project.unit and project.unit.name.endswith(OWN_LEVEL):
            return Department(project.unit.name.removesuffix(OWN_LEVEL), None, project.title)
    units = Counter(project.unit.name for project in projects if project.unit)
    return Department(units.most_common(1)[0][0], None, projects[0].title) if units else None


def _title_texts(found: Recognised) -> Iterable[Passage]:
    """Everything short enough to be a title, in reading order; before them the first lines in
    pairs: a cover may break its title.
    """
    short = [paragraph.passage for paragraph in found.prose if len(paragraph.text) < 60]
    cover = [
        left.joined(right) for left, right in pairwise(short[: _COVER + 1]) if _adjoin(left, right)
    ]
    # A project may be called after another body (公共图书馆预算管理经费): the title of its form says nothing
    # of the department.
    of_projects = {id(claim.title) for claim in found.forms if claim.kind == "project"}
    titles = [title for title in found.titles if id(title) not in of_projects]
    return [*cover, *sorted([*titles, *short], key=lambda passage: passage.where)]


def _adjoin(left: Passage, right: Passage) -> bool:
    return left.where.last + 1 == right.where.first and left.where.page == right.where.page


def parse_year(found: Recognised, projects: Sequence[Project], cover: Cover | None) -> int | None:
    """The budget year printed above the tables; else in the cover or a title; else the most
    frequent year of the titles of the tables, then of the project codes.
    """
    years = Counter(
        int(match.group("year"))
        for caption in found.captions
        if (match := forms().caption["year"].match(caption.text)) is not None
    )
    if years:
        return years.most_common(1)[0][0]
    if cover is not None and cover.year is not None:
        return cover.year
    for passage in _title_texts(found):
        for pattern in _TITLES:
            match = pattern.search(fold(passage.text))
            if match and match.groupdict().get("year"):
                return int(match.group("year"))
    titled = Counter(
        int(year) for claim in found.tables for year in _YEAR.findall(fold(claim.title.text))
    )
    if titled:
        return titled.most_common(1)[0][0]
    coded = Counter(
        parts.year
        for project in projects
        if project.code and (parts := project_code_parts(project.code)) is not None
    )
    return coded.most_common(1)[0][0] if coded else None


def year_of_name(file: str) -> int | None:
    """The year in the name of the file, for a file of tables that print none."""
    found = _YEAR.search(fold(file))
    return int(found.group(1)) if found else None


def parse_division(
    department: Department, projects: Sequence[Project], year: int, context: str = ""
) -> tuple[Division, tuple[Note, ...]]:
    """The division by the department's name, checked against the project codes; what disagrees or
    stays open is said.
    """
    codes = [project.code for project in projects if project.code]
    division, doubts = reconcile(_ORGANISATION.sub("", department.name), codes, year, context)
    notes = tuple(Note("division-in-doubt", doubt, department.where) for doubt in doubts)
    return (Division(division.name, division.code) if division else Division("", None)), notes
