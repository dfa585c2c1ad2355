"""What the forms hold that is no field: columns that are not known, amounts that are none, what lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetgraph.disclosure import Project
from budgetgraph.document.problems import Note
from budgetgraph.parse.project_forms.form_rows import FormRows, read_form
from budgetgraph.parse.project_forms.listed import is_list, listed_projects, unknown_headings
from budgetgraph.recognise import FormClaim
from budgetgraph.recognise.labels import value_text


def notes_of_rows(claim: FormClaim) -> Iterator[Note]:
    """Say which columns of a form are not known, and which texts beside a label of money are no
    amount.
    """
    if is_list(claim):
        unknown = list(unknown_headings(claim))
        unread = [text for project in listed_projects(claim) for text in project.money.unread]
    else:
        form = read_form(claim)
        unknown = [
            (name, heading.where) for heading in form.headings for name in heading.columns.unknown
        ]
        unread = form.money.unread
        yield from _of_headings(form)
    for name, where in dict.fromkeys(unknown):
        yield Note("column-not-known", f"a column of a form is not known: {name}", where)
    for passage in unread:
        reason = f"{value_text(passage)} stands beside a label of money and is no amount"
        yield Note("amount-not-read", reason, passage.where)


def _of_headings(form: FormRows) -> Iterator[Note]:
    for heading in form.headings:
        if heading.columns.whole:
            reason = "the indicators of all years, beside those of the year, are not read"
            yield Note("column-not-known", reason, heading.where)
    for passage in form.unread:
        reason = f"this line does not fit the columns of its form: {value_text(passage)[:60]}"
        yield Note("cell-not-read", reason, passage.where)


def notes_of_projects(claim: FormClaim, projects: Iterable[Project]) -> Iterator[Note]:
    """Say that a form names no project, or gives no amount or no indicator."""
    found = list(projects)
    if not found:
        yield Note("form-without-name", "a project form names no project", claim.title.where)
    for project in found:
        lacking = []
        if project.total is None:
            lacking.append("amount")
        if not project.indicators:
            lacking.append("indicator")
        if lacking:
            reason = f"the form of {project.name} gives no {' and no '.join(lacking)}"
            yield Note("form-incomplete", reason, project.title)
