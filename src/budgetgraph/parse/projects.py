"""The projects of a disclosure, wherever it prints them: forms, lists, tables and prose."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from budgetgraph.disclosure import Project, ProjectUnit, Table
from budgetgraph.document import Passage, squeeze
from budgetgraph.document.problems import Note
from budgetgraph.document.where import span
from budgetgraph.forms import fold, forms
from budgetgraph.parse.goals import split_goals
from budgetgraph.parse.project_forms.form_notes import notes_of_projects, notes_of_rows
from budgetgraph.parse.project_forms.form_rows import FormRows, read_form
from budgetgraph.parse.project_forms.indicators import indicators, unique
from budgetgraph.parse.project_forms.listed import (
    ListedProject,
    is_list,
    listed_projects,
)
from budgetgraph.parse.project_forms.same_project import put_together
from budgetgraph.parse.project_forms.stacked import forms_of
from budgetgraph.parse.project_forms.tabled import tabled_projects
from budgetgraph.parse.project_forms.told import told_projects
from budgetgraph.recognise import FormClaim
from budgetgraph.recognise.labels import value_text
from budgetgraph.values import document_number
from budgetgraph.values.document_number import DocumentNumber

#: A project's code in front of its name: 51092324T000010263357-河道清淤工程.
_CODE_AND_NAME = re.compile(r"(?P<code>\d{6}[0-9A-Z]{10,18})\s?[-—_－]\s?(?P<name>\S.*)", re.DOTALL)
#: A unit's code in front of its name: 120 石桥县农业农村局.
#: Two names are of one project where so much of the shorter one stands in the other: the title of a
#: form may leave words out.
_ALIKE = 0.6
_CODE_OF_UNIT = re.compile(
    r"[\[(]?(?P<code>\d{3,6})[\])]?[-—\s]{0,3}(?P<name>[一-鿿].*)", re.DOTALL
)


def parse_projects(
    of_forms: Iterable[Project], tables: Iterable[Table], running: Sequence[Passage]
) -> tuple[Project, ...]:
    """Give every project once, in the order: forms and lists, tables, prose.

    A project of a table or of the prose that has a form too is that of the form, which takes over
    the unit and the amount that it lacks.
    """
    found = list(of_forms)
    for table in tables:
        found = put_together(found, tabled_projects(table))
    return tuple(put_together(found, told_projects(running)))


def parse_form(claim: FormClaim) -> tuple[Project, ...]:
    """The projects of one form; none for the form of a whole department."""
    if claim.kind == "department":
        return ()
    if is_list(claim):
        return tuple(_listed(claim, project) for project in listed_projects(claim))
    found = (parse_project(form) for form in forms_of(claim))
    return tuple(project for project in found if project is not None)


def parse_project(claim: FormClaim) -> Project | None:
    """The project of a form for one; None where the form names no project."""
    form = read_form(claim)
    code, name = _code_and_name(claim, form)
    if claim.kind == "department" or not name:
        return None
    basis = [number for passage in form.basis for number in _numbers(passage.text)]
    return Project(
        number=claim.number,
        name=name,
        code=code,
        unit=_unit(form.passages) or _captioned_unit(claim.captions),
        total=form.money.total,
        fiscal=form.money.fiscal,
        other=form.money.other,
        purpose=_text(form.passages.get("purpose")),
        schedule=tuple(form.schedule),
        goals=tuple(goal for passage in form.goals for goal in split_goals(passage)),
        funding_documents=unique(_numbers(name)),
        basis_documents=unique(basis),
        indicators=tuple(indicators(form.rows)),
        overview=_text(form.passages.get("overview")),
        title=claim.title.where,
        where=span([claim.title.where, *form.places]),
    )


def _listed(claim: FormClaim, listed: ListedProject) -> Project:
    """A project of a list."""
    text = value_text(listed.name)
    code = listed.cells.get("code")
    found = _CODE_AND_NAME.fullmatch(text)
    name = found["name"] if found else text
    basis = [number for one in _given(listed, "legal_basis") for number in _numbers(one.text)]
    goals = [goal for one in _given(listed, "goals") for goal in split_goals(one)]
    return Project(
        number=None,
        name=name,
        code=squeeze(code.text) if code else (found["code"] if found else None),
        unit=_unit(listed.cells),
        total=listed.money.total,
        fiscal=listed.money.fiscal,
        other=listed.money.other,
        purpose=_text(listed.cells.get("purpose")),
        schedule=(),
        goals=tuple(goals),
        funding_documents=unique(_numbers(name)),
        basis_documents=unique(basis),
        indicators=tuple(indicators(listed.rows)),
        overview=_text(listed.cells.get("overview")),
        title=listed.name.where,
        where=span(listed.places),
    )


def _given(listed: ListedProject, key: str) -> Iterator[Passage]:
    if key in listed.cells:
        yield listed.cells[key]


def _code_and_name(claim: FormClaim, form: FormRows) -> tuple[str | None, str | None]:
    """The code and the name; the title names the project before a cell does."""
    printed = form.passages.get("code")
    code = squeeze(printed.text) if printed else None
    given = form.passages.get("name")
    name = _name(claim.name, value_text(given) if given else None)
    found = _CODE_AND_NAME.fullmatch(name) if name else None
    if found is None:
        return code, name
    return code or found["code"], found["name"]


def _name(titled: str | None, printed: str | None) -> str | None:
    """The name in the title, unless a cell prints quite another one: the title is then general."""
    if titled is None or printed is None:
        return titled or printed
    title, cell = fold(titled), fold(printed)
    is_alike = title in cell or cell in title or _share(title, cell) >= _ALIKE
    return titled if is_alike else printed


def _share(one: str, other: str) -> float:
    """How many of the characters of the shorter text the other one has."""
    common = sum((Counter(one) & Counter(other)).values())
    return common / max(min(len(one), len(other)), 1)


def _text(passage: Passage | None) -> str | None:
    return value_text(passage) if passage else None


def _numbers(text: str) -> list[DocumentNumber]:
    return [found.number for found in document_number.find(text)]


def _unit(passages: dict[str, Passage]) -> ProjectUnit | None:
    """The unit that a form names: who carries the project out, else the body above it."""
    passage = passages.get("unit") or passages.get("unit_above")
    if passage is None:
        return None
    text = value_text(passage)
    code = passages.get("unit_code")
    if code is not None:
        return ProjectUnit(squeeze(code.text), text)
    found = _CODE_OF_UNIT.fullmatch(text)
    return ProjectUnit(found["code"], found["name"]) if found else ProjectUnit(None, text)


def _captioned_unit(captions: list[Passage]) -> ProjectUnit | None:
    """The budget unit printed above the form (`473002 元氏县医疗保障局`, `项目申报单位：…`).

    A code as short as a department's is none.
    """
    for caption in captions:
        named = forms().caption["unit"].match(caption.text)
        if named:
            return ProjectUnit(None, named.group("name"))
        found = forms().caption["department"].match(caption.text)
        if found and found.group("code") and len(found.group("code")) > 3:
            return ProjectUnit(found.group("code"), found.group("name"))
    return None


# --- what the forms hold that is no field ---------------------------------------------------------
def form_notes(claims: Iterable[FormClaim]) -> Iterator[Note]:
    """Say which columns of forms are not known, and which forms lack an amount or an indicator."""
    for claim in claims:
        yield from notes_of_rows(claim)
        if claim.kind != "department":
            yield from notes_of_projects(claim, parse_form(claim))


def passages(claim: FormClaim) -> Iterator[Passage]:
    """Every text of a form, cells stitched over page breaks, for whoever looks for document numbers
    in it.
    """
    yield claim.title
    rows = [] if is_list(claim) else read_form(claim).rows
    stitched = {piece.where for cells in rows for cell in cells.values() for piece in cell.pieces}
    for cells in rows:
        yield from cells.values()
    for page in (*claim.pages, *claim.rest):
        for row in page:
            yield from (
                cell
                for cell in row
                if cell and not {piece.where for piece in cell.pieces} <= stitched
            )
