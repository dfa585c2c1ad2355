"""Where a document names the body whose disclosure it is: every place with what it says, the surest
ones first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from itertools import pairwise

from budgetgraph.disclosure import Project, Unit
from budgetgraph.document import GridRow, Passage
from budgetgraph.document.where import Where
from budgetgraph.forms import captioned_body, fold
from budgetgraph.forms.bodies import bare, begins_with_place, is_body, is_certain, is_own_level
from budgetgraph.forms.title_lines import TitleLine, read_title, with_digits
from budgetgraph.forms.titles import name_words, title_words, words
from budgetgraph.recognise import Recognised
from budgetgraph.recognise.covers import Cover

#: So many of the first lines may be a cover.
_COVER = 6
#: A title is no longer; a sentence that begins as one may be.
_SHORT = 60


class Sure(IntEnum):
    """How sure a place is of whose disclosure it tells; the least is the surest."""

    CAPTION = 0
    TITLE = 1
    FORM = 2
    UNITS = 3
    SENTENCE = 4
    PAIR = 5
    PROSE = 6


@dataclass(frozen=True, slots=True)
class Named:
    """A name that a document prints for the body whose disclosure it is."""

    name: str
    code: str | None
    where: Where
    sure: Sure


@dataclass(frozen=True, slots=True)
class TitleAt:
    """A title with its place."""

    title: TitleLine
    where: Where


# --- titles ---------------------------------------------------------------------------------------
def titles(found: Recognised) -> list[TitleAt]:
    """What the titles and the first lines say, in reading order; a cover may break its title over
    two lines.
    """
    read = ((read_title(passage.text), passage.where) for passage in _title_texts(found))
    return [TitleAt(title, where) for title, where in read if title is not None]


def _title_texts(found: Recognised) -> Iterator[Passage]:
    short = [paragraph.passage for paragraph in found.prose if len(paragraph.text) < _SHORT]
    for left, right in pairwise(short[: _COVER + 1]):
        if _adjoin(left, right):
            yield left.joined(right)
    # A project may be called after another body (公共图书馆预算管理经费): the title of its form says nothing
    # of the department.
    of_projects = {id(claim.title) for claim in found.forms if claim.kind == "project"}
    own = [title for title in found.titles if id(title) not in of_projects]
    yield from sorted([*own, *short], key=lambda passage: passage.where)


def _adjoin(left: Passage, right: Passage) -> bool:
    return left.where.last + 1 == right.where.first and left.where.page == right.where.page


# --- names ----------------------------------------------------------------------------------------
def named_bodies(
    found: Recognised,
    running: Sequence[Passage],
    projects: Sequence[Project],
    units: Sequence[Unit],
    cover: Cover | None,
) -> list[Named]:
    """Every name of a department in the document, the surest ones first, else in reading order."""
    names = [
        *_captioned(found.captions),
        *_covered(cover),
        *_titled(found),
        *_in_forms(found),
        *_own_levels(units, projects),
        *_in_prose(running),
        *_alone(found),
    ]
    return sorted(names, key=lambda named: named.sure)


def _captioned(captions: Iterable[Passage]) -> Iterator[Named]:
    """`部门：平乡县医疗保障局` above a table."""
    for caption in captions:
        body = captioned_body(caption.text)
        if body is None or not body.is_department or is_own_level(body.name):
            continue
        if is_body(body.name) or body.code is not None:
            yield Named(body.name, body.code, caption.where, Sure.CAPTION)


def _covered(cover: Cover | None) -> Iterator[Named]:
    if cover is not None:
        yield Named(bare(cover.name), None, cover.where, Sure.TITLE)


def _titled(found: Recognised) -> Iterator[Named]:
    for at in titles(found):
        if at.title.name is not None:
            sure = Sure.TITLE if at.title.is_whole else Sure.SENTENCE
            yield Named(bare(at.title.name), None, at.where, sure)
    for claim in found.tables:
        match = _table_title().match(with_digits(fold(claim.title.text)))
        if match is not None and is_certain(match["name"]):
            yield Named(bare(match["name"]), None, claim.title.where, Sure.TITLE)


@cache
def _table_title() -> re.Pattern[str]:
    """`一、2018年度江苏省高级人民法院收支预算总表`, the year in front or behind."""
    title = title_words()
    name = f"(?P<name>{name_words().name})"
    year = title.year.replace("(?P<year>", "(?:")
    return re.compile(
        rf"\A{title.before}(?:{year})?{name}{title.between}(?:{year})?{title.of_table}"
    )


def _own_levels(units: Sequence[Unit], projects: Sequence[Project]) -> Iterator[Named]:
    """The department of a 本级 unit: in the list of units, above a project's form."""
    for unit in units:
        if is_own_level(unit.name) and is_certain(unit.name):
            yield Named(bare(unit.name), None, unit.where, Sure.UNITS)
    for project in projects:
        if project.unit is not None and is_own_level(project.unit.name):
            yield Named(bare(project.unit.name), None, project.title, Sure.UNITS)
    for project in projects:
        if project.unit is not None and is_body(project.unit.name):
            yield Named(project.unit.name, None, project.title, Sure.PAIR)


# --- forms ----------------------------------------------------------------------------------------
def _in_forms(found: Recognised) -> Iterator[Named]:
    """The body in the cell beside its label, or behind it: `部门（单位）名称 | 石桥县林业局`."""
    for claim in found.forms:
        is_own = claim.kind == "department"
        for row in (row for page in claim.pages for row in page):
            yield from _in_row(row, "department", Sure.FORM if is_own else Sure.PAIR)
            yield from _in_row(row, "supervisor", Sure.FORM)
    for row in (row for grid in found.unclaimed for row in grid.rows):
        yield from _in_row(row, "department", Sure.PAIR)
        yield from _in_row(row, "supervisor", Sure.PAIR)


def _in_row(row: GridRow, label: str, sure: Sure) -> Iterator[Named]:
    pattern = re.compile(words("pair", label))
    filled = [cell for cell in row if cell]
    for index, cell in enumerate(filled):
        behind = filled[index + 1] if index + 1 < len(filled) else None
        head, colon, rest = fold(cell.text).partition(":")
        if not pattern.search(head):
            continue
        at = cell if colon and rest else behind
        named = _coded(rest or fold(at.text)) if at is not None else None
        if at is not None and named is not None:
            name, code = named
            yield Named(name, code, at.where, sure)


_CODED = re.compile(
    r"^(?:\([^()]*章\))?(?:[\[(]?(?P<code>\d{3,6})[\])]?[-—_]?)?(?P<name>[^\d(].*?)(?:\([^()]*章\))?$"
)


def _coded(text: str) -> tuple[str, str | None] | None:
    """A name with the code before it: `[322]元氏县水利局`; None for what is no name of a body."""
    match = _CODED.match(text)
    if match is None or not is_body(match["name"]):
        return None
    is_department = match["code"] is not None and len(match["code"]) == _DEPARTMENT_DIGITS
    return bare(match["name"]), match["code"] if is_department else None


_DEPARTMENT_DIGITS = 3


def code_in_tables(found: Recognised, name: str) -> str | None:
    """The code of three digits in the cell before the department's name in a table: `131 | 宾川县民政局`."""
    for claim in found.tables:
        for row in (row for fragment in claim.fragments for row in fragment.rows):
            filled = [fold(cell.text) for cell in row if cell]
            for code, behind in pairwise(filled):
                if behind == fold(name) and _DEPARTMENT_CODE.fullmatch(code):
                    return code
    return None


_DEPARTMENT_CODE = re.compile(rf"\d{{{_DEPARTMENT_DIGITS}}}")


# --- prose ----------------------------------------------------------------------------------------
def _in_prose(running: Iterable[Passage]) -> Iterator[Named]:
    """The body that a sentence begins with: `石桥县水务局2024年度收入总计…`, `石桥县水务局的主要职责`."""
    for passage in running:
        text = with_digits(fold(passage.text[:_LONGEST]))
        title = read_title(text) if len(text) >= _SHORT else None
        if title is not None and title.name is not None:
            yield Named(bare(title.name), None, passage.where, Sure.SENTENCE)
            continue
        match = _states().match(text) or _heads().match(text)
        if match is not None and is_certain(match["name"]):
            yield Named(bare(match["name"]), None, passage.where, Sure.PROSE)


_LONGEST = 120


def _alone(found: Recognised) -> Iterator[Named]:
    """A line above the first table that is a name and nothing else, such as the name of a sheet."""
    titles_of = [claim.title for claim in found.tables] + [claim.title for claim in found.forms]
    first = min((title.where for title in titles_of), default=None)
    for paragraph in found.prose if first is not None else ():
        text = fold(paragraph.text)
        is_name = text.isalpha() and is_certain(text) and begins_with_place(text)
        if first is not None and paragraph.where < first and is_name:
            yield Named(bare(text), None, paragraph.where, Sure.PROSE)


@cache
def _states() -> re.Pattern[str]:
    title = title_words()
    name = f"(?P<name>{name_words().name})"
    return re.compile(rf"\A{title.before}{name}{title.year}{words('running', 'states')}")


@cache
def _heads() -> re.Pattern[str]:
    title = title_words()
    name = f"(?P<name>{name_words().name})"
    return re.compile(rf"\A{title.before}{name}{words('running', 'heads')}")
