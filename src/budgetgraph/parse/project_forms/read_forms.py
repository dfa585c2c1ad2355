"""Each form of a document, read once: whoever asks what it says takes the record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain
from operator import attrgetter

from budgetgraph.disclosure import Project
from budgetgraph.parse.project_forms.form_project import project_of_form, project_of_list
from budgetgraph.parse.project_forms.form_rows import read_form
from budgetgraph.parse.project_forms.project_list.listed import ProjectList, read_list
from budgetgraph.parse.project_forms.project_list.side_by_side import one_below_the_other
from budgetgraph.parse.project_forms.said import Said, UnknownColumn
from budgetgraph.parse.project_forms.several_forms.beside import forms_beside
from budgetgraph.parse.project_forms.several_forms.stacked import forms_of
from budgetgraph.parse.project_forms.torn_form import cut_labels, torn_sign
from budgetgraph.parse.project_forms.worded.below_levels import below_levels
from budgetgraph.parse.project_forms.worded.beside_levels import beside_levels
from budgetgraph.recognise import FormClaim

_DEPARTMENT = "department"
_AROUND_NAMES = "its indicators stand around the names of their projects"


@dataclass(frozen=True, slots=True)
class ReadForm:
    """A claim and what it says: `said` by each of its forms, or of each project of its list.

    The form of a whole department has no projects. `torn` is the sign by which its cells are none,
    in words: then nothing is read of it.
    """

    claim: FormClaim
    said: tuple[Said, ...]
    projects: tuple[Project, ...]
    unknown: tuple[UnknownColumn, ...]
    is_list: bool = False
    torn: str | None = None

    @property
    def is_of_department(self) -> bool:
        """Whether it is the form of a whole department (部门整体支出绩效目标表)."""
        return self.claim.kind == _DEPARTMENT


def read_forms(claims: Iterable[FormClaim]) -> tuple[ReadForm, ...]:
    """Read each form of a document, in their order."""
    return tuple(_unless_torn(_read(claim)) for claim in claims)


def _unless_torn(form: ReadForm) -> ReadForm:
    """Give the form; where nothing draws its cells and they came out in pieces, nothing of it.

    Where only the name of a unit is in pieces, the projects are without it.
    """
    if not form.claim.guessed or form.torn:
        return form
    projects = form.projects
    if cut_labels(form.claim):
        projects = tuple(replace(project, unit=None) for project in projects)
    sign = torn_sign(form.claim, form.said, projects)
    if sign is not None:
        return ReadForm(form.claim, (), (), (), form.is_list, sign)
    return replace(form, projects=projects)


def _read(claim: FormClaim) -> ReadForm:
    """Read one claim: the form of a department, a list, or forms of one project each."""
    if claim.kind == _DEPARTMENT:
        said = read_form(claim)
        return ReadForm(claim, (said,), (), said.unknown)
    claim = below_levels(one_below_the_other(claim))
    listed = read_list(claim)
    if listed is not None:
        return _read_list(claim, listed)
    return _read_projects(claim)


def _read_list(claim: FormClaim, listed: ProjectList) -> ReadForm:
    """Make a project of each that a list names."""
    said = tuple(map(attrgetter("said"), listed.projects))
    if claim.guessed and listed.above:
        return ReadForm(claim, (), (), (), is_list=True, torn=_AROUND_NAMES)
    for first in said[:1]:
        first.unread.extend(listed.above)
    projects = tuple(map(project_of_list, listed.projects))
    return ReadForm(claim, said, projects, listed.unknown, is_list=True)


def _read_projects(claim: FormClaim) -> ReadForm:
    """Read the forms of single projects, one below the other."""
    said: list[Said] = []
    projects: list[Project] = []
    unknown: list[UnknownColumn] = []
    for form in chain.from_iterable(map(forms_of, forms_beside(claim))):
        rows = read_form(beside_levels(form))
        said.append(rows)
        unknown += rows.unknown
        project = project_of_form(form, rows)
        if project is not None:
            projects.append(project)
    return ReadForm(claim, tuple(said), tuple(projects), tuple(unknown))
