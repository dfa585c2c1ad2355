"""Projects that stand in several places of a disclosure → each once: the form, the table, the prose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from budgetgraph.disclosure import Amount, Project, ProjectUnit
from budgetgraph.forms import fold
from budgetgraph.forms.bodies import same_body
from budgetgraph.values.money import in_yuan

_GENERAL = "项目"


def put_together(found: Sequence[Project], further: Iterable[Project]) -> list[Project]:
    """The projects `found`, those of one further table or of the prose behind them.

    One that was found before keeps its place and takes over what it lacks. The rows of one table are
    never put together: two units may have a project of the same name.
    """
    whole = list(found)
    others = list(further)
    for project in others:
        namesakes = [one for one in others if _name(one) == _name(project)]
        at = _place(found, project, is_only=len(namesakes) == 1)
        if at is None:
            whole.append(project)
        else:
            whole[at] = _completed(whole[at], project)
    return whole


def _place(found: Sequence[Project], project: Project, *, is_only: bool) -> int | None:
    """Where the same project was found before: by its code, else by its name.

    Of several of one name it is that of the same unit or the same amount.
    """
    for at, one in enumerate(found):
        if project.code is not None and one.code == project.code:
            return at
    places = [at for at, one in enumerate(found) if _name(one) == _name(project)]
    if len(places) == 1 and is_only:
        return places[0]
    alike = [at for at in places if _is_alike(found[at], project)]
    return alike[0] if alike else None


def _is_alike(one: Project, other: Project) -> bool:
    if one.unit is not None and other.unit is not None:
        return _is_same_unit(one.unit, other.unit)
    if one.total is None or other.total is None:
        return False
    return _is_equal(one.total, other.total)


def _is_same_unit(one: ProjectUnit, other: ProjectUnit) -> bool:
    return fold(one.name) == fold(other.name) or same_body(one.name, other.name)


def _name(project: Project) -> str:
    """The name without the word 项目 at its end, which the prose adds: 河道保洁项目."""
    return fold(project.name).removesuffix(_GENERAL)


def _completed(form: Project, other: Project) -> Project:
    """The project of a form with what only another place says of it; amounts that disagree stay."""
    known = replace(
        form,
        code=form.code or other.code,
        unit=form.unit or other.unit,
        overview=form.overview or other.overview,
        basis_documents=form.basis_documents or other.basis_documents,
    )
    agree = form.total is None or (other.total is not None and _is_equal(form.total, other.total))
    if not agree:
        return known
    return replace(
        known,
        total=form.total or other.total,
        fiscal=form.fiscal or other.fiscal,
        other=form.other or other.other,
    )


def _is_equal(one: Amount, other: Amount) -> bool:
    return in_yuan(one.value, one.unit) == in_yuan(other.value, other.unit)
