"""Which project an amount of the prose is about: by name, and only where it is certain."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from budgetgraph.disclosure import Project, Statement
from budgetgraph.forms import fold
from budgetgraph.values.money import in_yuan

MEASURE = "project_amount"
#: What a project's name carries that the prose leaves out: a number in brackets, or one before the
#: name (冀财社〔2023〕208号-…).
_NUMBER = re.compile(r"\([^()]*号[^()]*\)|^[^〔\[【(]+[〔\[【(][0-9]+[〕\]】)][0-9]+号[-—－]?")
#: A shorter name (补助, 办公费) stands inside too many others.
_SHORTEST = 4


def stated_amounts(
    projects: Sequence[Project], statements: Sequence[Statement], year: int
) -> dict[int, int]:
    """Index of a project → index of the statement that gives its amount for the fiscal year `year`.

    Names are compared folded and without document numbers: an equal name first, else one name
    inside the other. What fits two projects is given to neither, and a project that two statements
    fit has neither.
    """
    names = [_name(project.name) for project in projects]
    equal: dict[int, list[int]] = {}
    inside: dict[int, list[int]] = {}
    for position, statement in enumerate(statements):
        if not _is_amount_of(statement, year):
            continue
        owner, same = _owner(_name(statement.subject or ""), names)
        if owner is not None:
            fitting = equal if same else inside
            fitting.setdefault(owner, []).append(position)
    chosen: dict[int, int] = {}
    for project in range(len(projects)):
        given = equal.get(project) or inside.get(project, [])
        if len(given) == 1:
            chosen[project] = given[0]
    return chosen


def _is_amount_of(statement: Statement, year: int) -> bool:
    """Tell whether a statement gives an amount to a project of a year, by the project's name."""
    if not statement.subject or (statement.measure, statement.year) != (MEASURE, year):
        return False
    return in_yuan(statement.value, statement.unit) is not None


def _name(printed: str) -> str:
    return _NUMBER.sub("", fold(printed))


def _owner(subject: str, names: Iterable[str]) -> tuple[int | None, bool]:
    """Give the one project whose name the subject is, or else is part of or contains; and whether
    the two are equal.
    """
    if len(subject) < _SHORTEST:
        return None, False
    same, alike = [], []
    for index, name in enumerate(names):
        if name == subject:
            same.append(index)
        elif len(name) >= _SHORTEST and (name in subject or subject in name):
            alike.append(index)
    owners = same or alike
    return (owners[0] if len(owners) == 1 else None), bool(same)
