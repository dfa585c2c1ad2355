"""Projects that stand in several places of a disclosure → each once.

A project may have a form, a row of a 项目支出表, and a section of the prose.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import attrgetter

from budgetgraph.disclosure import Amount, Project, ProjectUnit
from budgetgraph.forms import fold
from budgetgraph.forms.bodies import same_body
from budgetgraph.values.money import in_yuan

_GENERAL = "项目"


def put_together(projects: Sequence[Project], further: Iterable[Project]) -> list[Project]:
    """Give the projects `found`, those of one further table or of the prose behind them.

    One that was found before keeps its place and takes over what it lacks. The rows of one table
    are never put together: two units may have a project of the same name.
    """
    whole = list(projects)
    others = list(further)
    names = list(map(_name, others))
    for project, name in zip(others, names, strict=True):
        at = _place(projects, project, is_only=names.count(name) == 1)
        if at is None:
            whole.append(project)
        else:
            whole[at] = _completed(whole[at], project)
    return whole


def _place(projects: Sequence[Project], project: Project, *, is_only: bool) -> int | None:
    """Tell where the same project was found before: by its code, else by its name.

    `is_only` says that no other project of its table has this name. Of several of one name it is
    that of the same unit or the same amount: 党建经费 of 青湖县河道所, not that of 青湖县水务局.
    """
    codes = list(map(attrgetter("code"), projects))
    if project.code is not None and project.code in codes:
        return codes.index(project.code)
    namesakes = [at for at, other in enumerate(projects) if _name(other) == _name(project)]
    if is_only and len(namesakes) == 1:
        return namesakes[0]
    for at in namesakes:
        if _is_alike(projects[at], project):
            return at
    return None


def _is_alike(project: Project, other: Project) -> bool:
    """Tell whether two projects of one name are of one unit, or of one amount where no unit is
    told.

    党建经费 of 青湖县水务局 and 党建经费 of 青湖县河道所 are two, whatever they cost.
    """
    if project.unit is not None and other.unit is not None:
        return _is_same_unit(project.unit, other.unit)
    if project.total is None or other.total is None:
        return False
    return _is_equal(project.total, other.total)


def _is_same_unit(unit: ProjectUnit, other: ProjectUnit) -> bool:
    """Tell whether two names are of one body.

    青湖县水务局 and 水务局 are, 青湖县水务局 and 青湖县水务局本级 are not.
    """
    return fold(unit.name) == fold(other.name) or same_body(unit.name, other.name)


def _name(project: Project) -> str:
    """Give the name without the word 项目 at its end, which the prose adds: 河道保洁项目 → 河道保洁."""
    return fold(project.name).removesuffix(_GENERAL)


def _completed(form: Project, other: Project) -> Project:
    """Give the project of a form with what only another place says of it; amounts that disagree
    stay.

    A form of 60万元 beside a row of 60万元, 10万元 of it from other sources, gets these 10万元;
    beside a row of 65万元 it gets no amount.
    """
    known = replace(
        form,
        code=form.code or other.code,
        unit=form.unit or other.unit,
        overview=form.overview or other.overview,
        basis_documents=form.basis_documents or other.basis_documents,
    )
    if not _agree(form.total, other.total):
        return known
    return replace(
        known,
        total=form.total or other.total,
        fiscal=form.fiscal or other.fiscal,
        other=form.other or other.other,
        further=form.further or other.further,
    )


def _agree(own: Amount | None, told: Amount | None) -> bool:
    """Tell whether a form has no amount, or that of the other place.

    60万元 and 60万元 agree, 60万元 and nothing do not: what lacks there says nothing of its parts.
    """
    if own is None:
        return True
    return told is not None and _is_equal(own, told)


def _is_equal(amount: Amount, other: Amount) -> bool:
    """Tell whether two amounts are the same money, in whatever unit: 60万元 and 600000元."""
    return in_yuan(amount.value, amount.unit) == in_yuan(other.value, other.unit)
