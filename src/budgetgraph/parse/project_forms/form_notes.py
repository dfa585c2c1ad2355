"""What the forms hold that is no field: unknown columns, amounts that are none, what lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from budgetgraph.disclosure import Project
from budgetgraph.document import Passage
from budgetgraph.document.problems import Note
from budgetgraph.document.where import Where
from budgetgraph.parse.project_forms.indicator_table.indicators import (
    counts_in_no_unit,
    lacks_name,
)
from budgetgraph.parse.project_forms.indicator_table.several_indicators import are_in_one_cell
from budgetgraph.parse.project_forms.read_forms import ReadForm
from budgetgraph.parse.project_forms.said import Said
from budgetgraph.recognise import FormClaim
from budgetgraph.recognise.labels import value_text

#: So much of a line that was not read is printed.
_LONGEST_QUOTE = 60
#: What tells that a row of indicators is not read, the cell that is to blame, and the reason.
_UNREAD_ROWS = (
    (
        are_in_one_cell,
        "target",
        "several targets stand in one cell, and nothing tells whose they are",
    ),
    (counts_in_no_unit, "unit", "a number stands where the unit of a target does"),
    (lacks_name, "target", "a target of an indicator without a name is not read"),
)


def form_notes(forms: Iterable[ReadForm], projects: Iterable[Project]) -> Iterator[Note]:
    """Say which columns of forms are not known, and which forms lack an amount or an indicator.

    `projects` are those of the disclosure: what a form lacks a 项目支出表 may have given.
    """
    completed = {_identity(project): project for project in projects}
    for form in forms:
        if form.torn is not None:
            yield _not_read(form.claim, form.torn)
            continue
        own = [completed[_identity(project)] for project in form.projects]
        for said in form.said:
            yield from _of_rows(said)
        for name, where in dict.fromkeys(form.unknown):
            yield Note("column-not-known", f"a column of a form is not known: {name}", where)
        for said in form.said:
            yield from _of_amounts(said)
        yield from _of_projects(form, own)


def _identity(project: Project) -> tuple[str, Where, Where]:
    """Give what tells a project of a form from all others, whatever it takes over elsewhere."""
    return project.name, project.title, project.where


def _not_read(claim: FormClaim, sign: str) -> Note:
    """Say that nothing is read of a form, and by which sign."""
    reason = f"{sign}, so nothing is read of {claim.title.squeezed[:_LONGEST_QUOTE]}"
    return Note("table-not-read", reason, claim.title.where)


def _of_rows(said: Said) -> Iterator[Note]:
    """Say which indicators are not read: those of all years, and lines under no column."""
    for heading in said.headings:
        if heading.columns.whole:
            reason = "the indicators of all years, beside those of the year, are not read"
            yield Note("column-not-known", reason, heading.where)
    for is_unread, column, reason in _UNREAD_ROWS:
        for cells in filter(is_unread, said.rows):
            yield _cell_not_read(reason, cells[column])
    for passage in said.unread:
        yield _cell_not_read("this line does not fit the columns of its form", passage)


def _cell_not_read(reason: str, cell: Passage) -> Note:
    """Say why a cell is not read, and what it holds."""
    quote = value_text(cell)[:_LONGEST_QUOTE]
    return Note("cell-not-read", f"{reason}: {quote}", cell.where)


def _of_amounts(said: Said) -> Iterator[Note]:
    """Say which texts beside a label of money are no amount of the project.

    `财政拨款 | 约50万` is none, and an amount under one of several years may be another year's.
    """
    for passage in said.money.unread:
        reason = f"{value_text(passage)} stands beside a label of money and is no amount"
        yield Note("amount-not-read", reason, passage.where)
    for passage in said.money.of_some_year:
        reason = f"{value_text(passage)} stands under one of several years and is not read"
        yield Note("amount-not-read", reason, passage.where)
    for amount in said.money.untold_treasury:
        reason = f"{amount.value} is from the treasury, and no sum of what is from it is printed"
        yield Note("amount-not-read", reason, amount.where)


def _of_projects(form: ReadForm, projects: Sequence[Project]) -> Iterator[Note]:
    """Say that a form names no project, or gives no amount or no indicator.

    The form of a department has no project to name.
    """
    if form.is_of_department:
        return
    if not projects:
        yield Note("form-without-name", "a project form names no project", form.claim.title.where)
    for project in projects:
        yield from _without_heading(project)
        lacking = _lacking(project)
        if lacking:
            reason = f"the form of {project.name} gives no {' and no '.join(lacking)}"
            yield Note("form-incomplete", reason, project.title)


def _without_heading(project: Project) -> Iterator[Note]:
    """Say which cells of indicators stand under no heading, or beside a name under one heading."""
    for indicator in project.indicators:
        for heading, text in indicator.other:
            if not heading:
                reason = f"a cell of a form stands under no heading: {text[:_LONGEST_QUOTE]}"
                yield Note("column-not-known", reason, indicator.where)


def _lacking(project: Project) -> list[str]:
    """Give the names of what every form gives and that of a project lacks."""
    lacking: list[str] = []
    if project.total is None:
        lacking.append("amount")
    if not project.indicators:
        lacking.append("indicator")
    return lacking
